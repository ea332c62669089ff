#include "payments/rules/master_data.h"

#include <algorithm>
#include <set>

#include "ledger/base/text.h"
#include "payments/domain/identifiers.h"

namespace anxin::payments {
namespace {

// The days exist in every month.
constexpr IntegerRange kDayOfMonth{1, 28};
// Construction that lasts longer than twenty years is a slip of the pen.
constexpr IntegerRange kMonths{1, 240};
// Facet of the account number in ISO 20022 messages.
constexpr std::size_t kAccountNumberMax = 34;
constexpr std::size_t kRegionDigits = 6;

using Ids = std::set<std::string, std::less<>>;

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_id(std::string_view text, std::size_t max) {
  return !text.empty() && text.size() <= max &&
         std::all_of(text.begin(), text.end(), is_id_character);
}

std::string read_id(TomlTable& table, std::string_view key) {
  auto id = table.text(key);
  if (!id.empty() && !is_id(id, kMasterIdMax)) {
    table.refuse(key, kDataBadValue, {{"expected", "1 to 24 letters, digits or '-'"}});
  }
  return id;
}

// A login is no part of an account's name and may be written "li.clerk".
std::string read_actor(TomlTable& table, Ids& taken) {
  auto actor = table.text("actor");
  std::string plain = actor;
  std::replace_if(
      plain.begin(), plain.end(), [](char c) { return c == '.' || c == '_'; }, '-');
  if (!actor.empty() && !is_id(plain, kMasterIdMax)) {
    table.refuse("actor", kDataBadValue,
                 {{"expected", "1 to 24 letters, digits, '.', '_' or '-'"}});
  }
  if (!actor.empty() && !taken.insert(actor).second) table.refuse("actor", kDataDuplicate);
  return actor;
}

// Reads the id under which the record is known, and takes it.
std::string take_id(TomlTable& table, std::string_view key, Ids& taken) {
  auto id = read_id(table, key);
  if (!id.empty() && !taken.insert(id).second) table.refuse(key, kDataDuplicate);
  return id;
}

struct Kind {
  std::string_view name;
  const Ids& ids;
};

void check_reference(TomlTable& table, std::string_view key, std::string_view id, Kind kind) {
  if (!id.empty() && !kind.ids.contains(id)) {
    table.refuse(key, kDataUnknownReference, {{"kind", std::string(kind.name)}});
  }
}

std::string read_reference(TomlTable& table, std::string_view key, Kind kind) {
  auto id = table.text(key);
  check_reference(table, key, id, kind);
  return id;
}

class MasterDataReader {
 public:
  MasterDataReader(TomlTable root, const MasterData& known);
  MasterData read();

 private:
  Region read_region(TomlTable& table);
  Party read_party(TomlTable& table);
  Staff read_staff(TomlTable& table);
  Project read_project(TomlTable& table);
  Contract read_contract(TomlTable& table);
  void read_terms(TomlTable& table, Contract& contract);
  WageAccount read_wage_account(TomlTable& table);

  TomlTable root_;
  Ids regions_, parties_, actors_, projects_, contracts_, accounts_, numbers_;
};

MasterDataReader::MasterDataReader(TomlTable root, const MasterData& known)
    : root_(std::move(root)) {
  for (const auto& region : known.regions) regions_.insert(region.code);
  for (const auto& party : known.parties) parties_.insert(party.id);
  for (const auto& staff : known.staff) actors_.insert(staff.actor);
  for (const auto& project : known.projects) projects_.insert(project.id);
  for (const auto& contract : known.contracts) contracts_.insert(contract.id);
  for (const auto& account : known.wage_accounts) {
    accounts_.insert(account.id);
    numbers_.insert(account.number);
  }
}

// In the order in which records refer to each other, so that a reference is known when it is met.
MasterData MasterDataReader::read() {
  MasterData data;
  for (auto& table : root_.tables("region")) data.regions.push_back(read_region(table));
  for (auto& table : root_.tables("party")) data.parties.push_back(read_party(table));
  for (auto& table : root_.tables("staff")) data.staff.push_back(read_staff(table));
  for (auto& table : root_.tables("project")) data.projects.push_back(read_project(table));
  for (auto& table : root_.tables("contract")) data.contracts.push_back(read_contract(table));
  for (auto& table : root_.tables("wage_account")) {
    data.wage_accounts.push_back(read_wage_account(table));
  }
  root_.finish();
  return data;
}

Region MasterDataReader::read_region(TomlTable& table) {
  Region region;
  region.code = table.text("code");
  region.name = table.text("name");
  if (!region.code.empty() && (region.code.size() != kRegionDigits || !all_digits(region.code))) {
    table.refuse("code", kDataBadValue, {{"expected", "six digits of GB/T 2260"}});
  }
  // The region of the book may be named again in every file.
  regions_.insert(region.code);
  table.finish();
  return region;
}

Party MasterDataReader::read_party(TomlTable& table) {
  Party party;
  party.id = take_id(table, "id", parties_);
  party.name = table.text("name");
  party.uscc = table.text("uscc");
  if (!party.uscc.empty()) {
    const auto check = check_uscc(party.uscc);
    if (check.problem) table.refuse("uscc", *check.problem, {{"kind", "uscc"}});
  }
  table.finish();
  return party;
}

Staff MasterDataReader::read_staff(TomlTable& table) {
  Staff staff;
  staff.actor = read_actor(table, actors_);
  staff.person = read_id(table, "person");
  staff.name = table.text("name");
  staff.party = read_reference(table, "party", {"party", parties_});
  const auto word = table.text("role");
  if (const auto* role = find_role(word)) {
    staff.role = *role;
  } else if (!word.empty()) {
    table.refuse("role", kDataUnknownWord,
                 {{"expected",
                   "clerk, approver, subcontractor, owner, supervisor, bank, regulator, "
                   "auditor"}});
  }
  table.finish();
  return staff;
}

Project MasterDataReader::read_project(TomlTable& table) {
  Project project;
  project.id = take_id(table, "id", projects_);
  project.name = table.text("name");
  project.region = read_reference(table, "region", {"region", regions_});
  table.finish();
  return project;
}

Contract MasterDataReader::read_contract(TomlTable& table) {
  Contract contract;
  contract.id = take_id(table, "id", contracts_);
  contract.project = read_reference(table, "project", {"project", projects_});
  contract.owner = read_reference(table, "owner", {"party", parties_});
  contract.contractor = read_reference(table, "contractor", {"party", parties_});
  contract.subcontractors = table.texts_if("subcontractors");
  Ids named;
  for (const auto& party : contract.subcontractors) {
    check_reference(table, "subcontractors", party, {"party", parties_});
    if (!named.insert(party).second) table.refuse("subcontractors", kDataDuplicate);
  }
  read_terms(table, contract);
  table.finish();
  return contract;
}

void MasterDataReader::read_terms(TomlTable& table, Contract& contract) {
  contract.signed_on = table.date("signed_on");
  contract.amount = table.amount("amount");
  if (contract.amount < Money()) {
    table.refuse("amount", kDataBadValue, {{"expected", "an amount of at least 0.00"}});
  }
  contract.labour_share = table.text("labour_share");
  const auto share = parse_rate(contract.labour_share);
  if (!contract.labour_share.empty() && (!share || *share <= 0 || *share > 1)) {
    table.refuse("labour_share", kDataBadValue, {{"expected", "a rate above 0, at most 100 %"}});
  }
  contract.months = static_cast<std::int32_t>(table.integer("months", kMonths));
  contract.funding_day = static_cast<std::int32_t>(table.integer("funding_day", kDayOfMonth));
  contract.pay_day = static_cast<std::int32_t>(table.integer("pay_day", kDayOfMonth));
}

WageAccount MasterDataReader::read_wage_account(TomlTable& table) {
  WageAccount account;
  account.id = take_id(table, "id", accounts_);
  account.contract = read_reference(table, "contract", {"contract", contracts_});
  account.bank = read_reference(table, "bank", {"party", parties_});
  account.bank_code = table.text("bank_code");
  if (!account.bank_code.empty()) {
    const auto check = check_cnaps(account.bank_code);
    if (check.problem) table.refuse("bank_code", *check.problem, {{"kind", "cnaps"}});
  }
  account.number = table.text("number");
  if (!account.number.empty() && !is_id(account.number, kAccountNumberMax)) {
    table.refuse("number", kDataBadValue, {{"expected", "an account number of at most 34"}});
  }
  if (!account.number.empty() && !numbers_.insert(account.number).second) {
    table.refuse("number", kDataDuplicate);
  }
  account.name = table.text("name");
  account.profile = table.text("profile");
  account.opened_on = table.date("opened_on");
  table.finish();
  return account;
}

}  // namespace

Loaded<MasterData> parse_master_data(std::string_view text, const MasterData& known) {
  Loaded<MasterData> loaded;
  TomlDocument document(text, loaded.findings);
  if (auto root = document.root()) loaded.value = MasterDataReader(*root, known).read();
  return loaded;
}

Loaded<MasterData> parse_master_data(std::string_view text) {
  return parse_master_data(text, MasterData{});
}

}  // namespace anxin::payments
