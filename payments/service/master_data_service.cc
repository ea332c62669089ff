#include "payments/service/master_data_service.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "ledger/base/bytes.h"
#include "payments/bank/roster_table.h"
#include "payments/domain/chart.h"
#include "payments/rules/master_data.h"
#include "payments/service/roster_list.h"

namespace anxin::payments {
namespace {

constexpr std::string_view kRosterPrefix = "roster-";
constexpr std::string_view kRosterSuffix = ".csv";

bool is_roster(std::string_view name) {
  return name.starts_with(kRosterPrefix) && name.ends_with(kRosterSuffix);
}

std::string roster_contract(std::string_view name) {
  name.remove_prefix(kRosterPrefix.size());
  name.remove_suffix(kRosterSuffix.size());
  return std::string(name);
}

void append(MasterData& all, MasterData more) {
  const auto join = [](auto& to, auto& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
  };
  join(all.regions, more.regions);
  join(all.parties, more.parties);
  join(all.staff, more.staff);
  join(all.projects, more.projects);
  join(all.contracts, more.contracts);
  join(all.wage_accounts, more.wage_accounts);
}

// The records of `all` whose ids `some` does not have.
MasterData without(MasterData all, const MasterData& some) {
  const auto drop = [](auto& from, const auto& these, auto id_of) {
    std::set<std::string> ids;
    for (const auto& one : these) ids.insert(id_of(one));
    std::erase_if(from, [&](const auto& one) { return ids.contains(id_of(one)); });
  };
  drop(all.regions, some.regions, [](const Region& one) { return one.code; });
  drop(all.parties, some.parties, [](const Party& one) { return one.id; });
  drop(all.projects, some.projects, [](const Project& one) { return one.id; });
  drop(all.contracts, some.contracts, [](const Contract& one) { return one.id; });
  return all;
}

// Writes what is new or different into one command.
class Loading {
 public:
  Loading(const PaymentsBook& book, const ledger::Reader& reader)
      : book_(book), reader_(reader), vault_(book.vault()) {}

  Result<CommandDraft> run(const LoadPlan& plan) {
    keep_key_check();
    const auto& master = plan.master;
    for (const auto& one : master.regions) LEDGER_CHECK(keep(kRegions, one.code, one, regions_));
    for (const auto& one : master.parties) {
      LEDGER_CHECK(keep(kParties, one.id, one, parties_));
      names_.insert({one.id, one.name});
    }
    for (const auto& one : master.staff) LEDGER_CHECK(keep(kStaff, one.actor, one, staff_));
    for (const auto& one : master.projects) {
      LEDGER_CHECK(keep(kProjects, one.id, one, projects_));
      regions_of_plan_[one.id] = one.region;
    }
    for (const auto& one : master.contracts) LEDGER_CHECK(store_contract(one));
    for (const auto& one : master.wage_accounts) LEDGER_CHECK(store_wage_account(one));
    for (const auto& roster : plan.rosters) LEDGER_CHECK(store_roster(roster));
    answer();
    return std::move(draft_);
  }

 private:
  template <class T>
  void store(const RecordTable<T>& table, const std::string& key, const T& value,
             std::size_t& count) {
    const auto before = find(reader_, table, key);
    if (!before) {
      draft_.create(table, key, value);
    } else if (encode_record(before->value) != encode_record(value)) {
      draft_.update(table, *before, value);
    } else {
      return;
    }
    ++count;
  }

  // Stores what is new; what is on record stays as it is (four eyes are not to be loaded away).
  template <class T>
  Result<void> keep(const RecordTable<T>& table, const std::string& key, const T& value,
                    std::size_t& count) {
    const auto before = find(reader_, table, key);
    if (before && encode_record(before->value) != encode_record(value)) {
      return fail(kChangeNeedsApproval, {{"what", std::string(table.name) + " " + key}});
    }
    if (!before) store(table, key, value, count);
    return {};
  }

  // Ties the book to its master key the first time anything is sealed.
  void keep_key_check() {
    if (reader_.record({"vault", "key-check"})) return;
    draft_.write_raw({"vault", "key-check"}, vault_.key_check());
  }

  Result<void> store_contract(const Contract& contract) {
    LEDGER_CHECK(keep(kContracts, contract.id, contract, contracts_));
    contracts_of_plan_[contract.id] = contract;
    const auto open = [&](const book::AccountName& name) {
      draft_.ensure_open(reader_, name, contract.signed_on);
    };
    open(chart::escrow(contract.id));
    open(chart::suspense_in(contract.id));
    open(chart::suspense_out(contract.id));
    open(chart::funding_due(contract.id, contract.owner));
    open(chart::funding_contra(contract.id, contract.owner));
    return {};
  }

  Result<void> store_wage_account(const WageAccount& account) {
    const auto key = account.contract + "/" + account.id;
    const bool is_new = !find(reader_, kWageAccounts, key);
    if (is_new && !accounts_of_plan_.insert(account.contract).second) {
      return fail(kSecondAccount, {{"contract", account.contract}});
    }
    if (is_new) LEDGER_CHECK(check_number(account));
    if (is_new) keep_in_use(account.contract);
    const auto& profiles = book_.data().profiles;
    const bool known = std::any_of(profiles.begin(), profiles.end(), [&](const auto& profile) {
      return profile.id == account.profile;
    });
    if (!known) return fail(kProfileUnknown, {{"profile", account.profile}});
    LEDGER_CHECK(keep(kWageAccounts, key, account, wage_accounts_));
    draft_.ensure_open(reader_, chart::wage_bank(account.contract, account.id), account.opened_on);
    return {};
  }

  // A statement names its account by its number alone: it is one contract's, or that of several of
  // one contractor where the place allows it.
  Result<void> check_number(const WageAccount& account) const {
    for (const auto& one : find_all(reader_, kWageAccounts)) {
      if (one.value.number != account.number) continue;
      if (LEDGER_TRY(may_share(account, one.value))) continue;
      return fail(kAccountNumberTaken, {{"account", account.id}, {"other", one.key}});
    }
    return {};
  }

  Result<bool> may_share(const WageAccount& account, const WageAccount& other) const {
    const auto own = LEDGER_TRY(contract_of(account.contract));
    const auto others = LEDGER_TRY(contract_of(other.contract));
    const bool same_bank = account.bank == other.bank && account.profile == other.profile;
    if (own.id == others.id || own.contractor != others.contractor || !same_bank) return false;
    const auto region = RegionCode::parse(region_of_project(own.project));
    if (!region) return false;
    const auto rule = book_.data().rules.in_force<SharedAccount>(*region, account.opened_on);
    return rule && (*rule)->allowed;
  }

  [[nodiscard]] std::string region_of_project(const std::string& id) const {
    const auto planned = regions_of_plan_.find(id);
    if (planned != regions_of_plan_.end()) return planned->second;
    const auto stored = find(reader_, kProjects, id);
    return stored ? stored->value.region : "";
  }

  // An account beside the first waits until the contract moves to it: wage-account move.
  void keep_in_use(const std::string& contract) {
    const auto known = find_all(reader_, kWageAccounts, contract + "/");
    if (known.size() != 1 || find(reader_, kAccountUses, contract)) return;
    draft_.create(kAccountUses, contract, {contract, known.front().value.id, std::nullopt, {}});
  }

  Result<Contract> contract_of(const std::string& id) const {
    const auto planned = contracts_of_plan_.find(id);
    if (planned != contracts_of_plan_.end()) return planned->second;
    const auto stored = find(reader_, kContracts, id);
    if (!stored) return fail(kContractUnknown, {{"contract", id}});
    return stored->value;
  }

  // The roster writes an employer by id or by name; wages are booked by id.
  Result<std::string> employer_of(const std::string& written, const Contract& contract) const {
    std::vector<std::string> parties = contract.subcontractors;
    parties.push_back(contract.contractor);
    for (const auto& id : parties) {
      if (id == written || names_.contains({id, written})) return id;
      const auto stored = find(reader_, kParties, id);
      if (stored && stored->value.name == written) return id;
    }
    return fail(kEmployerNotInContract, {{"employer", written}, {"contract", contract.id}});
  }

  Result<void> store_roster(const LoadPlan::Roster& roster) {
    const auto contract = LEDGER_TRY(contract_of(roster.contract));
    if (roster.seen && *roster.seen != roster_version(reader_, contract.id)) {
      return fail(kRosterChanged, {{"contract", contract.id}});
    }
    for (const auto& entry : roster.entries) {
      const auto employer = LEDGER_TRY(employer_of(entry.employer, contract));
      const Membership membership{roster.contract, entry.worker,          entry.trade, entry.team,
                                  employer,        entry.contract_signed, true,        entry.entry,
                                  entry.exit};
      store(kMemberships, roster.contract + "/" + entry.worker, membership, members_);
      LEDGER_CHECK(store_person(
          {entry.worker, entry.name, entry.id_no, entry.phone, entry.card, entry.bank_code}));
    }
    return {};
  }

  Result<void> store_person(const Person& person) {
    const auto [planned, is_new] = persons_of_plan_.emplace(person.worker, encode_record(person));
    if (!is_new && planned->second != encode_record(person)) {
      return fail(kChangeNeedsApproval, {{"what", "person " + person.worker}});
    }
    if (!is_new) return {};  // on the rosters of two contracts
    const auto before = find(reader_, kPersons, person.worker);
    if (!before) {
      draft_.create(kPersons, person.worker, vault_.seal_person(person));
      ++persons_;
    } else {
      const auto known = LEDGER_TRY(vault_.open_person(before->value));
      if (encode_record(known) == encode_record(person)) return {};
      return fail(kChangeNeedsApproval, {{"what", "person " + person.worker}});
    }
    const auto id = person.id_no.empty() ? "" : vault_.id_index(person.id_no);
    const auto card = person.card.empty() ? "" : vault_.card_index(person.card);
    LEDGER_CHECK(index(kPersonById, id, person.worker));
    return index(kPersonByCard, card, person.worker);
  }

  // Wages find their worker by identity and card: what is one worker's never becomes another's by a
  // roster, which one person loads.
  Result<void> index(const RecordTable<PersonIndex>& table, const std::string& key,
                     const std::string& worker) {
    if (key.empty()) return {};
    const auto stored = find(reader_, table, key);
    const auto [planned, is_new] =
        indexed_.emplace(std::string(table.name) + key, stored ? stored->value.worker : worker);
    if (planned->second != worker) {
      return fail(kChangeNeedsApproval, {{"what", "person " + worker}});
    }
    if (is_new && !stored) draft_.create(table, key, PersonIndex{worker});
    return {};
  }

  void answer() {
    draft_.answer("regions", count_text(regions_));
    draft_.answer("parties", count_text(parties_));
    draft_.answer("staff", count_text(staff_));
    draft_.answer("projects", count_text(projects_));
    draft_.answer("contracts", count_text(contracts_));
    draft_.answer("wage_accounts", count_text(wage_accounts_));
    draft_.answer("workers", count_text(persons_));
    draft_.answer("roster_entries", count_text(members_));
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Vault& vault_;
  CommandDraft draft_;
  std::map<std::string, Contract> contracts_of_plan_;
  std::map<std::string, std::string> regions_of_plan_;   // by project
  std::map<std::string, std::string> persons_of_plan_;   // worker → what the rosters say
  std::set<std::string> accounts_of_plan_;               // contracts that get one
  std::set<std::pair<std::string, std::string>> names_;  // party id, name
  std::map<std::string, std::string> indexed_;           // table and key → worker
  std::size_t regions_ = 0, parties_ = 0, staff_ = 0, projects_ = 0, contracts_ = 0;
  std::size_t wage_accounts_ = 0, persons_ = 0, members_ = 0;
};

template <class T>
void add_all(Hasher& hasher, std::string_view kind, const std::vector<T>& records) {
  hasher.add(ByteWriter().wide_text(kind).u64(records.size()).bytes());
  for (const auto& record : records)
    hasher.add(ByteWriter().wide_text(encode_record(record)).bytes());
}

Fields content_of(const LoadPlan& plan, const std::string& actor) {
  Hasher hasher;
  add_all(hasher, "regions", plan.master.regions);
  add_all(hasher, "parties", plan.master.parties);
  add_all(hasher, "staff", plan.master.staff);
  add_all(hasher, "projects", plan.master.projects);
  add_all(hasher, "contracts", plan.master.contracts);
  add_all(hasher, "wage_accounts", plan.master.wage_accounts);
  for (const auto& roster : plan.rosters) add_all(hasher, roster.contract, roster.entries);
  return {{"/op", "load"}, {"/actor", actor}, {"/files", hasher.finish().hex()}};
}

bool is_empty(const MasterData& master) {
  return master.regions.empty() && master.parties.empty() && master.staff.empty() &&
         master.projects.empty() && master.contracts.empty() && master.wage_accounts.empty();
}

}  // namespace

bool LoadPlan::refused() const {
  return std::any_of(findings.begin(), findings.end(), [](const FileFindings& file) {
    return worst(file.findings) == Severity::refuse;
  });
}

MasterData MasterDataService::on_record() const {
  MasterData known;
  const auto reader = book_.read();
  if (!reader) return known;
  const auto take = [&](const auto& table, auto& records) {
    for (auto& one : find_all(*reader, table)) records.push_back(std::move(one.value));
  };
  take(kRegions, known.regions);
  take(kParties, known.parties);
  take(kProjects, known.projects);
  take(kContracts, known.contracts);
  return known;
}

LoadPlan MasterDataService::plan(const std::vector<NamedFile>& files) const {
  LoadPlan plan;
  const MasterData recorded = on_record();
  for (const auto& file : files) {
    if (file.name.ends_with(".toml")) {
      // A file may refer to what is on record, and may say the same again: so first see what it
      // defines itself, then read it beside the rest of the record.
      const auto itself = parse_master_data(file.bytes, plan.master).value;
      MasterData known = plan.master;
      append(known, without(recorded, itself));
      auto loaded = parse_master_data(file.bytes, known);
      append(plan.master, std::move(loaded.value));
      plan.findings.push_back({file.name, std::move(loaded.findings)});
    }
  }
  for (const auto& file : files) {
    if (file.name.ends_with(".toml")) continue;
    if (!is_roster(file.name)) {
      plan.findings.push_back({file.name, {{0, "", "", Severity::refuse, kFileKindUnknown, {}}}});
      continue;
    }
    auto table = bank::read_roster(file.bytes, book_.data().captions);
    plan.rosters.push_back({roster_contract(file.name), std::move(table.entries), {}});
    plan.findings.push_back({file.name, std::move(table.findings)});
  }
  return plan;
}

Result<void> MasterDataService::check_permission(const ledger::Reader& reader, const Caller& caller,
                                                 const LoadPlan& plan) const {
  // Somebody has to be the first; from then on the staff on record decide who may load.
  if (find_all(reader, kStaff).empty()) return {};
  if (caller.actor.empty()) return fail(kActorMissing);
  const auto staff = find(reader, kStaff, caller.actor);
  if (!staff) return fail(kActorUnknown, {{"actor", caller.actor}});
  if (staff->value.role == Role::regulator) return {};
  if (!is_empty(plan.master)) {
    return fail(kNotPermitted,
                {{"actor", caller.actor}, {"role", std::string(to_word(staff->value.role))}});
  }
  for (const auto& roster : plan.rosters) {
    const auto contract = LEDGER_TRY(book_.contract(reader, roster.contract));
    LEDGER_TRY(book_.require(reader, caller, contract.value, {Role::clerk, Role::approver}));
  }
  return {};
}

Result<ledger::Receipt> MasterDataService::load(const Caller& caller, const LoadPlan& plan) {
  if (plan.refused()) return fail(kDataRefused);
  return book_.perform(caller, content_of(plan, caller.actor),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         LEDGER_CHECK(check_permission(reader, caller, plan));
                         return Loading(book_, reader).run(plan);
                       });
}

}  // namespace anxin::payments
