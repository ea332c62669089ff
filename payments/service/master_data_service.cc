#include "payments/service/master_data_service.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "payments/bank/roster_table.h"
#include "payments/domain/chart.h"
#include "payments/rules/master_data.h"

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

// Writes what is new or different into one command.
class Loading {
 public:
  Loading(const ledger::Reader& reader, const Vault& vault) : reader_(reader), vault_(vault) {}

  Result<CommandDraft> run(const LoadPlan& plan) {
    keep_key_check();
    const auto& master = plan.master;
    for (const auto& one : master.regions) store(kRegions, one.code, one, regions_);
    for (const auto& one : master.parties) store(kParties, one.id, one, parties_);
    for (const auto& one : master.staff) store(kStaff, one.actor, one, staff_);
    for (const auto& one : master.projects) store(kProjects, one.id, one, projects_);
    for (const auto& one : master.contracts) store_contract(one);
    for (const auto& one : master.wage_accounts) store_wage_account(one);
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

  // Ties the book to its master key the first time anything is sealed.
  void keep_key_check() {
    if (reader_.record({"vault", "key-check"})) return;
    draft_.write_raw({"vault", "key-check"}, vault_.key_check());
  }

  void store_contract(const Contract& contract) {
    store(kContracts, contract.id, contract, contracts_);
    const auto open = [&](const book::AccountName& name) {
      draft_.ensure_open(reader_, name, contract.signed_on);
    };
    open(chart::escrow(contract.id));
    open(chart::suspense_in(contract.id));
    open(chart::suspense_out(contract.id));
    open(chart::funding_due(contract.id, contract.owner));
    open(chart::funding_contra(contract.id, contract.owner));
  }

  void store_wage_account(const WageAccount& account) {
    store(kWageAccounts, account.contract + "/" + account.id, account, wage_accounts_);
    draft_.ensure_open(reader_, chart::wage_bank(account.contract, account.id), account.opened_on);
  }

  Result<void> store_roster(const LoadPlan::Roster& roster) {
    for (const auto& entry : roster.entries) {
      const Membership membership{roster.contract, entry.worker,          entry.trade, entry.team,
                                  entry.employer,  entry.contract_signed, true,        entry.entry,
                                  entry.exit};
      store(kMemberships, roster.contract + "/" + entry.worker, membership, members_);
      LEDGER_CHECK(store_person(
          {entry.worker, entry.name, entry.id_no, entry.phone, entry.card, entry.bank_code}));
    }
    return {};
  }

  Result<void> store_person(const Person& person) {
    const auto before = find(reader_, kPersons, person.worker);
    if (!before) {
      draft_.create(kPersons, person.worker, vault_.seal_person(person));
      ++persons_;
    } else {
      const auto known = LEDGER_TRY(vault_.open_person(before->value));
      if (encode_record(known) == encode_record(person)) return {};
      draft_.update(kPersons, *before, LEDGER_TRY(vault_.reseal(before->value, person)));
      ++persons_;
    }
    index(kPersonById, person.id_no.empty() ? "" : vault_.id_index(person.id_no), person.worker);
    index(kPersonByCard, person.card.empty() ? "" : vault_.card_index(person.card), person.worker);
    return {};
  }

  void index(const RecordTable<PersonIndex>& table, const std::string& key,
             const std::string& worker) {
    if (key.empty() || !indexed_.insert(std::string(table.name) + key).second) return;
    std::size_t ignored = 0;
    store(table, key, PersonIndex{worker}, ignored);
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

  const ledger::Reader& reader_;
  const Vault& vault_;
  CommandDraft draft_;
  std::set<std::string> indexed_;
  std::size_t regions_ = 0, parties_ = 0, staff_ = 0, projects_ = 0, contracts_ = 0;
  std::size_t wage_accounts_ = 0, persons_ = 0, members_ = 0;
};

Fields content_of(const LoadPlan& plan, const std::string& actor) {
  Hasher hasher;
  for (const auto& contract : plan.master.contracts) hasher.add(encode_record(contract));
  for (const auto& roster : plan.rosters) {
    for (const auto& entry : roster.entries) hasher.add(encode_record(entry));
  }
  for (const auto& party : plan.master.parties) hasher.add(encode_record(party));
  for (const auto& staff : plan.master.staff) hasher.add(encode_record(staff));
  return {{"/op", "load"}, {"/actor", actor}, {"/files", hasher.finish().hex()}};
}

}  // namespace

bool LoadPlan::refused() const {
  return std::any_of(findings.begin(), findings.end(), [](const FileFindings& file) {
    return worst(file.findings) == Severity::refuse;
  });
}

LoadPlan MasterDataService::plan(const std::vector<NamedFile>& files) const {
  LoadPlan plan;
  for (const auto& file : files) {
    if (file.name.ends_with(".toml")) {
      auto loaded = parse_master_data(file.bytes, plan.master);
      append(plan.master, std::move(loaded.value));
      plan.findings.push_back({file.name, std::move(loaded.findings)});
    }
  }
  for (const auto& file : files) {
    if (!is_roster(file.name)) continue;
    auto table = bank::read_roster(file.bytes, book_.data().captions);
    plan.rosters.push_back({roster_contract(file.name), std::move(table.entries)});
    plan.findings.push_back({file.name, std::move(table.findings)});
  }
  return plan;
}

Result<ledger::Receipt> MasterDataService::load(const Caller& caller, const LoadPlan& plan) {
  if (plan.refused()) return fail(kDataRefused);
  return book_.perform(caller, content_of(plan, caller.actor),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         return Loading(reader, book_.vault()).run(plan);
                       });
}

}  // namespace anxin::payments
