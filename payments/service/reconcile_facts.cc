#include "payments/service/reconcile_facts.h"

#include <algorithm>

#include "ledger/base/text.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/reconcile_report.h"

namespace anxin::payments {
namespace {

struct OtherSide {
  std::string name;
  std::string account;
};

// As bank_statement.cc seals it: the name, a space, the account, either of them possibly empty.
Result<OtherSide> other_side_of(const Vault& vault, const BankEntry& entry) {
  const auto text =
      LEDGER_TRY(vault.open_text(entry.sealed_counterparty, "bank-entry/" + entry.id));
  const auto space = text.rfind(' ');
  if (space == std::string::npos) return OtherSide{text, ""};
  return OtherSide{text.substr(0, space), text.substr(space + 1)};
}

std::optional<DayRange> near_days_of(const InstructionFile& file, const WorkCalendar& calendar) {
  const auto first = calendar.sub_working_days(file.execution, kNearWorkingDays);
  const auto last = calendar.add_working_days(file.execution, kNearWorkingDays);
  if (!first || !last) return std::nullopt;
  return DayRange{*first, *last};
}

std::vector<BankEntry> unexplained_of(const ledger::Reader& reader, const WageAccount& account) {
  std::vector<BankEntry> found;
  for (auto& entry : find_all(reader, kBankEntries, keys_of(account))) {
    if (!is_matched(entry.value.match)) found.push_back(std::move(entry.value));
  }
  return found;
}

bool is_single(const BankEntry& entry) { return entry.end_to_end_ids.size() <= 1; }

Result<void> add_card_entries(const PaymentsBook& book, const std::vector<BankEntry>& entries,
                              MatchFacts& facts) {
  for (const auto& entry : entries) {
    if (!is_single(entry) || names_payment(entry, facts)) continue;
    const auto other = LEDGER_TRY(other_side_of(book.vault(), entry));
    if (other.account.empty()) continue;
    note_card_entry({entry.id, book.vault().card_index(other.account), entry.direction,
                     entry.amount, entry.booked},
                    facts);
  }
  return {};
}

// Whoever was erased has no name any more, and is nobody's suggestion.
std::optional<NamedAccount> named_payee(const Vault& vault, const ledger::Reader& reader,
                                        const PayrollLine& line) {
  const auto sealed = find(reader, kPersons, line.worker);
  if (!sealed) return std::nullopt;
  const auto person = vault.open_person(sealed->value);
  const auto account = open_account(vault, sealed->value, line);
  if (!person || !account) return std::nullopt;
  return NamedAccount{plain_name(person->name), last_four(account->card)};
}

std::string payer_of(const ledger::Reader& reader, const FundingReceipt& receipt) {
  const auto contract = find(reader, kContracts, receipt.contract);
  const auto& id =
      receipt.source == FundingSource::owner ? contract->value.owner : contract->value.contractor;
  const auto party = find(reader, kParties, id);
  return party ? plain_name(party->value.name) : "";
}

void add_taken_back(const ledger::Reader& reader, const WageAccount& account, SuggestFacts& names) {
  for (const auto& change : find_all(reader, kMatchChanges, keys_of(account))) {
    if (change.value.kind != MatchChangeKind::unmatched) continue;
    names.taken_back[change.value.entry].insert(target_of(change.value.before));
  }
}

}  // namespace

std::string keys_of(const WageAccount& account) {
  return account.contract + "/" + account.id + "/";
}

Result<void> check_why(const std::string& reason) {
  const bool control = std::any_of(reason.begin(), reason.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < ' '; });
  if (!trim(reason).empty() && reason.size() <= kWhyBytesMax && !control) return {};
  return fail_at(kReasonMissing, "/reason", {{"max", count_text(kWhyBytesMax)}});
}

Result<void> check_unsigned(const ledger::Reader& reader, const WageAccount& account, Date day) {
  const auto found = find(reader, kReconcileDays, keys_of(account) + to_string(day));
  if (!found || !is_signed(found->value)) return {};
  return fail(kDaySigned, {{"on", to_string(day)}});
}

Result<AccountFacts> gather_account(const PaymentsBook& book, const ledger::Reader& reader,
                                    const PaymentsBook::Account& account) {
  AccountFacts all;
  all.match = gather_match_facts(reader, account.account, account.profile.debit_mode);
  for (auto& line : find_of_contract(reader, kLines, account.account.contract)) {
    all.lines.emplace(line.key, std::move(line));
  }
  for (const auto& [id, line] : all.lines) all.match.lines[id] = &line.value;
  for (auto& [id, file] : all.match.files) {
    file.near_days = near_days_of(file.file, book.data().calendar);
  }
  index_cards(all.match);
  LEDGER_CHECK(add_card_entries(book, unexplained_of(reader, account.account), all.match));
  return all;
}

Result<SuggestFacts> gather_names(const PaymentsBook& book, const ledger::Reader& reader,
                                  const PaymentsBook::Account& account, const MatchFacts& facts) {
  SuggestFacts names;
  std::set<Money> amounts;
  for (const auto& entry : unexplained_of(reader, account.account)) {
    if (!std::holds_alternative<match::Suspense>(entry.match) || !is_single(entry)) continue;
    const auto other = LEDGER_TRY(other_side_of(book.vault(), entry));
    names.entries[entry.id] = {plain_name(other.name), last_four(other.account)};
    amounts.insert(entry.amount);
  }
  for (const auto& [id, line] : facts.lines) {
    if (!amounts.contains(line->net) || file_of(line->state).empty()) continue;
    if (auto payee = named_payee(book.vault(), reader, *line)) names.payees[id] = std::move(*payee);
  }
  for (const auto& [reference, receipt] : facts.receipts) {
    if (amounts.contains(receipt.amount)) names.payers[reference] = payer_of(reader, receipt);
  }
  add_taken_back(reader, account.account, names);
  return names;
}

}  // namespace anxin::payments
