// A statement (camt.053): stored with its entries after the checks of structure and continuity.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "ledger/base/amount.h"
#include "payments/service/bank_service.h"
#include "payments/service/opening_balance.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/reconcile_report.h"
#include "payments/service/shared_statement.h"
#include "payments/service/statement_taking.h"

namespace anxin::payments {
namespace {

// Words of a text that may be ids of ours: letters, digits and hyphens, with a hyphen in it.
std::vector<std::string> ids_in(std::string_view text) {
  std::vector<std::string> ids;
  std::string word;
  const auto finish = [&] {
    if (word.find('-') != std::string::npos) ids.push_back(word);
    word.clear();
  };
  for (const char c : text) {
    const bool fits = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (fits || c == '-') {
      word += c;
    } else {
      finish();
    }
  }
  finish();
  return ids;
}

bool has_reference(const StatementEntry& entry) {
  return !entry.payment_info_id.empty() ||
         std::any_of(entry.details.begin(), entry.details.end(), [](const auto& detail) {
           return !detail.end_to_end_id.empty() || !detail.payment_info_id.empty();
         });
}

// Tables have no fields for references: the bank file (批次号), the line or the owner's reference
// stands in the text (摘要、附言). Only ids that the books know count.
void find_references(const ledger::Reader& reader, const std::vector<KnownAccount>& accounts,
                     StatementEntry& entry) {
  std::string named;
  for (const auto& id : ids_in(entry.text)) {
    const bool receipt =
        std::any_of(accounts.begin(), accounts.end(), [&](const KnownAccount& one) {
          return find(reader, kReceipts, one.contract.id + "/" + id).has_value();
        });
    if (entry.payment_info_id.empty() && find(reader, kFiles, id)) entry.payment_info_id = id;
    if (receipt || find(reader, kLines, id)) named = id;
  }
  if (named.empty()) return;
  if (entry.details.empty()) entry.details.emplace_back();
  entry.details.front().end_to_end_id = named;
}

Statement with_references(const ledger::Reader& reader, Statement statement,
                          const std::vector<KnownAccount>& accounts) {
  // A bank's note of 0.00 moves nothing.
  std::erase_if(statement.entries, [](const auto& entry) { return entry.amount.is_zero(); });
  for (auto& entry : statement.entries) {
    if (has_reference(entry) || entry.text.empty()) continue;
    find_references(reader, accounts, entry);
  }
  return statement;
}

class StatementTaking {
 public:
  StatementTaking(const PaymentsBook& book, const ledger::Reader& reader, StatementSource source)
      : book_(book), reader_(reader), source_(std::move(source)) {}

  Result<void> take(const Statement& statement, std::vector<KnownAccount> accounts) {
    if (accounts.size() > 1) drop_ended(statement, accounts);
    if (accounts.size() == 1) {
      LEDGER_CHECK(check_in_use(statement, accounts.front().account));
      return take_one(statement, accounts.front());
    }
    const auto parts = LEDGER_TRY(split(statement, accounts));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      LEDGER_CHECK(take_one(parts[i], accounts[i]));
    }
    return {};
  }

  Result<void> take_one(const Statement& statement, const KnownAccount& known) {
    const auto prefix = keys_of(known.account);
    auto& history = history_of(prefix);
    LEDGER_CHECK(check_new(statement, history));
    LEDGER_CHECK(check_unsigned(reader_, known.account, closing_day(statement)));
    const auto place = place_of(closing_day(statement), history);
    LEDGER_CHECK(check_fits(statement, place, known.account));
    LEDGER_CHECK(check_opened(statement, known.account, place == history.begin()));
    LEDGER_CHECK(check_content(statement, known.account));
    history.insert(place, store(statement, known, prefix, history.size() + 1));
    return {};
  }

  using History = std::vector<BankStatement>;  // of one account, in order of days

  History& history_of(const std::string& prefix) {
    if (!before_.contains(prefix)) before_[prefix] = stored(prefix);
    return before_[prefix];
  }

  // The same id again, or the same content under another id; a bank that numbers its statements
  // may use an id again with another number.
  [[nodiscard]] Result<void> check_new(const Statement& statement, const History& history) const {
    if (source_.leniency == Leniency::look_alike) return {};
    for (const auto& one : history) {
      const bool numbered = one.sequence && statement.sequence;
      const bool same_id =
          one.bank_id == statement.id && (!numbered || one.sequence == statement.sequence);
      if (same_id || same_content(statement, one)) {
        return fail(kDuplicateFile, {{"file", statement.id}});
      }
    }
    return {};
  }

  bool same_content(const Statement& statement, const BankStatement& known) const {
    const bool alike = known.on == closing_day(statement) && known.opening == *statement.opening &&
                       known.closing == *statement.closing && known.entries > 0 &&
                       known.entries == statement.entries.size();
    if (!alike) return false;
    const auto stored = find_all(reader_, kBankEntries, known.id + "/");
    return std::equal(stored.begin(), stored.end(), statement.entries.begin(),
                      statement.entries.end(), [](const auto& one, const StatementEntry& entry) {
                        return one.value.amount == entry.amount &&
                               one.value.direction == entry.direction &&
                               one.value.booked == entry.booked &&
                               one.value.reference == entry.reference;
                      });
  }

  // A contract whose account was closed or moved away from shares the number no more, once the bank
  // has shown that its balance is gone. One is left to say that all have ended.
  void drop_ended(const Statement& statement, std::vector<KnownAccount>& accounts) {
    const auto first = accounts.front();
    std::erase_if(accounts, [&](const KnownAccount& one) {
      const auto& history = history_of(keys_of(one.account));
      const bool is_empty = history.empty() || history.back().closing.is_zero();
      return is_empty && !check_in_use(statement, one.account);
    });
    if (accounts.empty()) accounts.push_back(first);
  }

  // The balances of sub-books follow from one statement to the next, so days come in their order.
  Result<std::vector<Statement>> split(const Statement& statement,
                                       const std::vector<KnownAccount>& accounts) {
    std::vector<SubBook> books;
    const BankStatement* last = nullptr;
    bool opened = false;
    Money sum;
    for (const auto& one : accounts) {
      const auto& history = history_of(keys_of(one.account));
      LEDGER_CHECK(check_new(statement, history));
      const auto& [contract, account] = std::tie(one.contract.id, one.account.id);
      const auto opening = opening_balance(reader_, contract, account);
      books.push_back({contract, history.empty() ? opening : history.back().closing});
      opened = opened || !opening.is_zero();
      sum += books.back().balance;
      if (!history.empty() && (last == nullptr || last->on < history.back().on)) {
        last = &history.back();
      }
    }
    if (last != nullptr && sum != *statement.opening) {
      return fail(kStatementGap, {{"before", last->bank_id},
                                  {"on", to_string(last->on)},
                                  {"expected", to_string(sum)},
                                  {"opening", to_string(*statement.opening)}});
    }
    if (last == nullptr && opened && sum != *statement.opening) {
      return fail(kStatementGap, {{"before", "-"},
                                  {"on", to_string(closing_day(statement))},
                                  {"expected", to_string(sum)},
                                  {"opening", to_string(*statement.opening)}});
    }
    if (last != nullptr && last->on > closing_day(statement)) {
      return fail(kStatementGapAfter, {{"after", last->bank_id},
                                       {"on", to_string(last->on)},
                                       {"expected", to_string(last->opening)},
                                       {"closing", to_string(*statement.closing)}});
    }
    return split_statement(reader_, statement, books);
  }

  // Behind what is known of its day and before: days may be imported in any order.
  static History::const_iterator place_of(Date day, const History& history) {
    return std::find_if(history.begin(), history.end(),
                        [&](const BankStatement& one) { return one.on > day; });
  }

  // The balances go on from the statement before, and lead to the one after; across a day whose
  // statement waits in quarantine nobody can say.
  Result<void> check_fits(const Statement& statement, History::const_iterator after,
                          const WageAccount& account) {
    if (source_.leniency == Leniency::gap) return {};
    const auto& history = history_of(keys_of(account));
    const Date day = closing_day(statement);
    const bool joins_before =
        after == history.begin() || std::prev(after)->closing == *statement.opening;
    if (!joins_before && !waits_between(statement, account, std::prev(after)->on, day)) {
      const auto& before = *std::prev(after);
      return fail(kStatementGap, {{"before", before.bank_id},
                                  {"on", to_string(before.on)},
                                  {"expected", to_string(before.closing)},
                                  {"opening", to_string(*statement.opening)}});
    }
    const bool joins_after = after == history.end() || after->opening == *statement.closing;
    if (!joins_after && !waits_between(statement, account, day, after->on)) {
      return fail(kStatementGapAfter, {{"after", after->bank_id},
                                       {"on", to_string(after->on)},
                                       {"expected", to_string(after->opening)},
                                       {"closing", to_string(*statement.closing)}});
    }
    return {};
  }

  // Statements begin after an opening balance, and with it: what came before is in it.
  Result<void> check_opened(const Statement& statement, const WageAccount& account,
                            bool is_first) const {
    const auto opening = agreed_opening(reader_, account.contract, account.id);
    if (!opening) return {};
    auto first_day = closing_day(statement);
    for (const auto& entry : statement.entries) first_day = std::min(first_day, entry.booked);
    if (first_day <= opening->on) return fail(kStatementDate, {{"date", to_string(first_day)}});
    const bool joins = *statement.opening == opening->balance ||
                       waits_between(statement, account, opening->on, closing_day(statement));
    if (!is_first || joins || source_.leniency == Leniency::gap) return {};
    return fail(kStatementGap, {{"before", opening->id},
                                {"on", to_string(opening->on)},
                                {"expected", to_string(opening->balance)},
                                {"opening", to_string(*statement.opening)}});
  }

  // Another statement, of a day between two, waits in quarantine; their own days not counted.
  bool waits_between(const Statement& statement, const WageAccount& account, Date before,
                     Date after) const {
    const auto waiting = waiting_of(account);
    return std::any_of(waiting.begin(), waiting.end(), [&](const auto& one) {
      return !is_page_of(one.value, statement.id, statement.sequence) && before < one.value.day &&
             one.value.day < after;
    });
  }

  // A bank may send two statements of one day: the corrected one has the same id or goes on from
  // the same balance.
  static bool stands_for(const BankStatement& stored, const QuarantinedFile& file) {
    if (file.page > 0) return is_page_of(file, stored.bank_id, stored.sequence);
    return file.day == stored.on &&
           (file.bank_id == stored.bank_id || file.opening == stored.opening);
  }

  [[nodiscard]] std::vector<Versioned<QuarantinedFile>> waiting_of(
      const WageAccount& account) const {
    auto waiting = find_of_contract(reader_, kQuarantine, account.contract);
    std::erase_if(waiting, [&](const auto& one) {
      return one.value.wage_account != account.id || !waits(one.value.state) ||
             one.key == source_.released;
    });
    return waiting;
  }

  [[nodiscard]] Date closing_day(const Statement& statement) const {
    return payments::closing_day(statement, book_.today());
  }

  // The day the account was closed or moved away from is its last.
  Result<void> check_in_use(const Statement& statement, const WageAccount& account) const {
    const auto use = find(reader_, kAccountUses, account.contract);
    const auto end = use ? ended_on(use->value, account.id) : std::nullopt;
    if (!end || closing_day(statement) <= *end) return {};
    return fail(kStatementAfterEnd, {{"account", account.id}, {"until", to_string(*end)}});
  }

  // What could not be booked, or was booked before under another statement id.
  Result<void> check_content(const Statement& statement, const WageAccount& account) {
    if (statement.currency != "CNY") {
      return fail(kStatementCurrency, {{"currency", statement.currency}});
    }
    if (closing_day(statement) > book_.today()) {
      return fail(kStatementDate, {{"date", to_string(closing_day(statement))}});
    }
    for (const auto& entry : statement.entries) {
      if (entry.booked > book_.today() || entry.booked < account.opened_on) {
        return fail(kStatementDate, {{"date", to_string(entry.booked)}});
      }
      LEDGER_CHECK(check_unsigned(reader_, account, entry.booked));
      if (seen_before(entry, keys_of(account))) {
        return fail(kDuplicateFile, {{"file", statement.id}});
      }
    }
    return {};
  }

  bool seen_before(const StatementEntry& entry, const std::string& prefix) {
    if (entry.reference.empty() || source_.leniency == Leniency::look_alike) return false;
    if (!references_.contains(prefix)) {
      for (const auto& one : find_all(reader_, kBankEntries, prefix)) {
        references_[prefix].insert({one.value.reference, one.value.booked, one.value.amount});
      }
    }
    return references_[prefix].contains({entry.reference, entry.booked, entry.amount});
  }

  CommandDraft finish(const ParsedStatements& parsed) {
    draft_.answer("kind", "statement");
    draft_.answer("statements", count_text(parsed.statements.size()));
    draft_.answer("entries", count_text(entries_));
    draft_.answer("opening", to_string(*parsed.statements.front().opening));
    draft_.answer("closing", to_string(*parsed.statements.back().closing));
    return std::move(draft_);
  }

 private:
  History stored(const std::string& prefix) const {
    History all;
    for (auto& one : statements_by_day(reader_, prefix)) all.push_back(std::move(one.value));
    return all;
  }

  BankStatement store(const Statement& statement, const KnownAccount& known,
                      const std::string& prefix, std::size_t number) {
    BankStatement stored;
    stored.id = fmt::format("{}{:06}", prefix, number);
    stored.contract = known.account.contract;
    stored.wage_account = known.account.id;
    stored.bank_id = statement.id;
    stored.digest = source_.digest;
    stored.sequence = statement.sequence;
    stored.on = closing_day(statement);
    stored.opening = *statement.opening;
    stored.closing = *statement.closing;
    for (const auto& entry : statement.entries) store_entry(entry, stored);
    draft_.create(kStatements, stored.id, stored);
    replace_waiting(stored, known.account);
    return stored;
  }

  // The corrected file of a day that waits has come, or the rest of its pages.
  void replace_waiting(const BankStatement& stored, const WageAccount& account) {
    for (const auto& one : waiting_of(account)) {
      if (!stands_for(stored, one.value)) continue;
      end_waiting(one, quarantine_state::Replaced{stored.id, book_.today()}, draft_);
    }
  }

  void store_entry(const StatementEntry& from, BankStatement& statement) {
    BankEntry entry;
    entry.id = fmt::format("{}/{:06}", statement.id, ++statement.entries);
    entry.statement = statement.id;
    entry.reference = from.reference;
    entry.amount = from.amount;
    entry.direction = from.direction;
    entry.booked = from.booked;
    entry.transaction_code = from.transaction_code;
    entry.file = from.payment_info_id;
    std::string counterparty;
    for (const auto& detail : from.details) {
      if (!detail.end_to_end_id.empty()) entry.end_to_end_ids.push_back(detail.end_to_end_id);
      if (entry.file.empty()) entry.file = detail.payment_info_id;
      if (detail.has_return) entry.is_return = true;
      if (!detail.return_reason.empty()) entry.return_reason = detail.return_reason;
      if (counterparty.empty())
        counterparty = detail.counterparty + " " + detail.counterparty_account;
    }
    entry.sealed_counterparty = book_.vault().seal_text(counterparty, "bank-entry/" + entry.id);
    draft_.create(kBankEntries, entry.id, entry);
    ++entries_;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  StatementSource source_;
  std::map<std::string, History> before_;
  std::map<std::string, std::set<std::tuple<std::string, Date, Money>>> references_;
  CommandDraft draft_;
  std::size_t entries_ = 0;
};

}  // namespace

Result<std::vector<KnownAccount>> find_accounts(const PaymentsBook& book,
                                                const ledger::Reader& reader,
                                                const std::string& number) {
  auto records = find_all(reader, kWageAccounts);
  std::stable_sort(records.begin(), records.end(),
                   [](const auto& a, const auto& b) { return a.version < b.version; });
  std::vector<KnownAccount> found;
  for (const auto& one : records) {
    if (one.value.number != number) continue;
    auto contract = LEDGER_TRY(book.contract(reader, one.value.contract));
    found.push_back({one.value, std::move(contract.value)});
  }
  if (found.empty()) return fail(kAccountUnknown, {{"contract", "?"}});
  return found;
}

Date closing_day(const Statement& statement, Date today) {
  return statement.closing_date.value_or(statement.to.value_or(today));
}

Result<CommandDraft> take_statements(const PaymentsBook& book, const ledger::Reader& reader,
                                     const ParsedStatements& parsed,
                                     const StatementSource& source) {
  StatementTaking taking(book, reader, source);
  for (const auto& statement : parsed.statements) {
    if (!statement.balanced()) return fail(kBankFileRefused, {{"count", "1"}});
    auto known = LEDGER_TRY(find_accounts(book, reader, statement.account));
    const auto named = with_references(reader, statement, known);
    LEDGER_CHECK(taking.take(named, std::move(known)));
  }
  return taking.finish(parsed);
}

Result<ledger::Receipt> BankService::import_statements(const Caller& caller,
                                                       const ParsedStatements& parsed,
                                                       const std::string& digest) {
  if (parsed.statements.empty()) return fail(kNothingToImport);
  if (parsed.kind != ReportKind::statement) {
    return fail(kOnlyStatementsBooked, {{"message", parsed.statements.front().message}});
  }
  Fields content{{"/op", "bank.import"}, {"/actor", caller.actor}, {"/file", digest}};
  return book_.perform(
      caller, std::move(content), [&](const ledger::Reader& reader) -> Result<CommandDraft> {
        for (const auto& statement : parsed.statements) {
          const auto known = LEDGER_TRY(find_accounts(book_, reader, statement.account));
          for (const auto& one : known) {
            LEDGER_TRY(
                book_.require(reader, caller, one.contract,
                              {one.account.bank, {Role::bank, Role::clerk, Role::approver}}));
          }
        }
        return take_statements(book_, reader, parsed, {digest, Leniency::none, ""});
      });
}

}  // namespace anxin::payments
