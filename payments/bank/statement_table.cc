#include "payments/bank/statement_table.h"

#include <algorithm>
#include <utility>

#include "ledger/base/amount.h"
#include "ledger/base/digest.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/incoming_table.h"
#include "payments/bank/iso_values.h"
#include "payments/bank/sheet.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using payments::Direction;
using payments::ParsedStatements;
using payments::RowOrder;
using payments::Statement;
using payments::StatementDetail;
using payments::StatementEntry;

constexpr std::size_t kIdDigits = 16;

bool is_word_of(std::string_view text, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool holds_one_of(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return text.find(word) != std::string_view::npos;
  });
}

// A movement with the balance that the bank writes beside it.
struct Movement {
  StatementEntry entry;
  std::optional<Money> balance;
  std::uint32_t row = 0;
};

Money signed_amount(const StatementEntry& entry) {
  return entry.direction == Direction::credit ? entry.amount : -entry.amount;
}

class StatementTableReader {
 public:
  StatementTableReader(const IncomingTable& table, const IncomingProfile& profile)
      : table_(table), profile_(profile) {}

  BankDocument read(std::string_view bytes) {
    statement_.message = profile_.id;
    statement_.message_id = statement_.id = sha256(bytes).hex().substr(0, kIdDigits);
    statement_.currency = "CNY";
    statement_.account = tidy_number(table_.title(IncomingColumn::own_account));
    for (std::uint32_t row = table_.first_row(); row <= table_.rows(); ++row) {
      if (table_.kind_of(row) == IncomingRow::line) read_row(row);
    }
    if (profile_.order == RowOrder::newest_first)
      std::reverse(movements_.begin(), movements_.end());
    finish();
    if (worst(findings_) == Severity::refuse) return {{}, std::move(findings_)};
    return {ParsedStatements{payments::ReportKind::statement, {std::move(statement_)}},
            std::move(findings_)};
  }

 private:
  void read_row(std::uint32_t row) {
    const Place place{row, ++items_};
    read_own_account(place);
    const auto day = read_bank_day(table_.cell(row, IncomingColumn::date));
    if (!day) return refuse_value(findings_, place, "date", kDateMissing);
    Movement movement;
    movement.row = row;
    movement.entry.booked = *day;
    if (!read_money(place, movement.entry) || !read_balance(place, movement)) return;
    read_words(row, movement.entry);
    movements_.push_back(std::move(movement));
  }

  // One file is of one account; a table may say so in every row.
  void read_own_account(Place place) {
    auto account = tidy_number(table_.cell(place.line, IncomingColumn::own_account));
    if (account.empty() || account == statement_.account) return;
    if (statement_.account.empty()) {
      statement_.account = std::move(account);
    } else {
      refuse_value(findings_, place, "own_account", kTableAccountMixed);
    }
  }

  bool read_money(Place place, StatementEntry& entry) {
    if (!table_.has(IncomingColumn::amount)) return read_two_columns(place, entry);
    const auto amount = amount_in(place, IncomingColumn::amount);
    if (!amount) return false;
    if (table_.has(IncomingColumn::direction)) return read_direction(place, *amount, entry);
    return set(place, *amount, *amount < Money() ? Direction::debit : Direction::credit, entry);
  }

  bool read_direction(Place place, Money amount, StatementEntry& entry) {
    const auto word = squeeze(table_.cell(place.line, IncomingColumn::direction));
    const bool in = is_word_of(word, profile_.words.credit);
    if (!in && !is_word_of(word, profile_.words.debit)) {
      refuse_value(findings_, place, "direction", word.empty() ? kElementMissing : kSignUnknown);
      return false;
    }
    // Red figures beside a direction: who knows what is meant.
    if (amount < Money()) {
      refuse_value(findings_, place, "amount", kSignUnknown);
      return false;
    }
    return set(place, amount, in ? Direction::credit : Direction::debit, entry);
  }

  bool read_two_columns(Place place, StatementEntry& entry) {
    const auto in = amount_or_zero(place, IncomingColumn::credit);
    const auto out = amount_or_zero(place, IncomingColumn::debit);
    if (!in || !out) return false;
    const bool one = in->is_zero() != out->is_zero();
    if (!one || *in < Money() || *out < Money()) {
      refuse_value(findings_, place, "amount", kSignUnknown);
      return false;
    }
    return set(place, *in + *out, out->is_zero() ? Direction::credit : Direction::debit, entry);
  }

  bool set(Place place, Money amount, Direction direction, StatementEntry& entry) {
    entry.amount = amount < Money() ? -amount : amount;
    entry.direction = direction;
    if (!entry.amount.is_zero()) return true;
    refuse_value(findings_, place, "amount", kAmountBad);
    return false;
  }

  std::optional<Money> amount_or_zero(Place place, IncomingColumn column) {
    const auto text = squeeze(table_.cell(place.line, column));
    if (text.empty() || is_nothing(text)) return Money();
    return amount_in(place, column);
  }

  std::optional<Money> amount_in(Place place, IncomingColumn column) {
    auto amount = read_bank_amount(table_.cell(place.line, column), profile_.unit);
    if (!amount) refuse_value(findings_, place, "amount", kAmountBad);
    return amount;
  }

  bool read_balance(Place place, Movement& movement) {
    if (!table_.has(IncomingColumn::balance)) return true;
    movement.balance =
        read_bank_amount(table_.cell(place.line, IncomingColumn::balance), profile_.unit);
    if (!movement.balance) refuse_value(findings_, place, "balance", kAmountBad);
    return movement.balance.has_value();
  }

  void read_words(std::uint32_t row, StatementEntry& entry) {
    entry.reference = squeeze(table_.cell(row, IncomingColumn::serial));
    entry.text = table_.cell(row, IncomingColumn::text);
    entry.payment_info_id = squeeze(table_.cell(row, IncomingColumn::batch));
    StatementDetail detail;
    detail.end_to_end_id = squeeze(table_.cell(row, IncomingColumn::line));
    detail.amount = entry.amount;
    detail.counterparty = tidy_name(table_.cell(row, IncomingColumn::name));
    detail.counterparty_account = tidy_number(table_.cell(row, IncomingColumn::account));
    detail.remittance = entry.text;
    detail.has_return =
        entry.direction == Direction::credit && holds_one_of(entry.text, profile_.words.returned);
    entry.details.push_back(std::move(detail));
  }

  void finish() {
    if (statement_.account.empty()) {
      refuse_value(findings_, {0, 0}, "own_account", kElementMissing);
    }
    if (items_ == 0) findings_.push_back({0, "", "", Severity::refuse, kStatementNone, {}});
    if (movements_.empty()) return;
    if (movements_.size() == items_) prove_balances();  // no link of the chain is missing
    for (auto& movement : movements_) {
      const Date day = movement.entry.booked;
      if (!statement_.from || day < *statement_.from) statement_.from = day;
      if (!statement_.to || day > *statement_.to) statement_.to = day;
      statement_.entries.push_back(std::move(movement.entry));
    }
    statement_.closing_date = statement_.to;
  }

  void prove_balances() {
    if (!table_.has(IncomingColumn::balance)) {
      return findings_.push_back(
          {0, "", "", Severity::explain, kStatementBalanceMissing, {{"balance", "balance"}}});
    }
    const auto& first = movements_.front();
    statement_.opening = *first.balance - signed_amount(first.entry);
    statement_.closing = movements_.back().balance;
    auto before = *statement_.opening;
    for (const auto& movement : movements_) {
      const auto expected = before + signed_amount(movement.entry);
      if (expected != *movement.balance) break_chain(movement, expected);
      before = *movement.balance;
    }
  }

  void break_chain(const Movement& movement, Money expected) {
    findings_.push_back(
        {movement.row,
         "",
         "",
         Severity::refuse,
         kBalanceChainBroken,
         {{"expected", to_string(expected)}, {"stated", to_string(*movement.balance)}}});
  }

  const IncomingTable& table_;
  const IncomingProfile& profile_;
  Statement statement_;
  std::vector<Movement> movements_;
  Findings findings_;
  std::uint64_t items_ = 0;
};

}  // namespace

BankDocument read_statement_table(std::string_view bytes, const IncomingProfile& profile) {
  const auto table = IncomingTable::open(bytes, profile);
  if (!table) return {{}, refused_file(table.error())};
  return StatementTableReader(*table, profile).read(bytes);
}

}  // namespace anxin::bank
