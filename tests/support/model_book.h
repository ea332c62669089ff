// A second opinion on every answer of the ledger: its rules written down once more, from the
// design, in the plainest way that could work.
//
// Role: the reference of the random test. Shares no code with ledger/book beyond the command's
//       types; sums are 128 bits wide, everything is looked up by name, nothing is fast.
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "ledger/book/command.h"
#include "ledger/book/hold.h"
#include "tests/support/bulk.h"
#include "tests/support/model_request.h"

namespace anxin::model {

class ModelBook {
 public:
  struct Answer {
    std::string word = "ok";
    int posting = -1;
    book::EntryNumber entry = 0;
    bool replayed = false;
    std::string or_word;  ///< where the design leaves the order of two faults of a stage open
  };
  struct Account {
    book::OpenAccount given;
    book::EntryNumber opened_by = 0;
    Date opened_on;
    std::optional<Decimal> min, max;
    bool debits_frozen = false, credits_frozen = false, closed = false;
    Wide debits = 0, credits = 0, debits_held = 0, credits_held = 0;

    [[nodiscard]] bool debit_normal() const { return given.normal == book::Side::debit; }
    [[nodiscard]] Wide balance() const {
      return debit_normal() ? debits - credits : credits - debits;
    }
    [[nodiscard]] Wide lowering() const { return debit_normal() ? credits_held : debits_held; }
    [[nodiscard]] Wide raising() const { return debit_normal() ? debits_held : credits_held; }
  };
  /// An amount on its way from one account to another.
  struct Move {
    std::string debit, credit;
    Wide amount = 0;
  };
  struct Line : Move {
    Wide settled = 0;
    book::LineState state = book::LineState::open;
  };
  struct Hold {
    std::vector<Line> lines;
  };

  explicit ModelBook(Instant created) : recorded_at_(created) {}

  Answer run(const book::Command& command, Instant now) {
    recorded_at_ = std::max(recorded_at_, now);
    expire();
    before_.clear();
    try {
      return judge(tests::written_out(command));
    } catch (const Refused& refused) {
      for (const auto& [account, before] : before_) accounts_.at(account) = before;
      return {refused.word, refused.posting, 0, false, refused.or_word};
    }
  }

  [[nodiscard]] const std::map<std::string, Account>& accounts() const { return accounts_; }
  [[nodiscard]] const std::map<book::EntryNumber, Hold>& holds() const { return holds_; }
  [[nodiscard]] const std::map<book::EntryNumber, book::EntryNumber>& reversals() const {
    return reversed_by_;
  }
  [[nodiscard]] std::optional<Date> closed_through() const { return closed_through_; }
  [[nodiscard]] book::EntryNumber entries() const { return entries_; }

  static Wide minor(const Decimal& amount, Currency currency) {
    Wide scale = 10'000;
    for (int i = 0; i < currency.decimals(); ++i) scale /= 10;
    return value(amount) / scale;
  }

 private:
  struct First {
    book::Command command;
    book::EntryNumber entry = 0;
  };
  static constexpr Wide kMost = INT64_MAX;

  Answer judge(const book::Command& command) {
    const auto& step = command.steps.front();
    const auto first = keys_.find(command.key);
    const bool known = first != keys_.end();
    std::visit(Shape(known ? std::nullopt : std::optional(recorded_at_)), step);
    const Sameness same([this](const auto& name) { return entry_of(name); });
    if (known) {
      if (!same(command, first->second.command)) refuse("ledger.key-reused");
      return {"ok", -1, first->second.entry, true, ""};
    }
    if (const auto* opening = std::get_if<book::OpenAccount>(&step)) {
      if (const auto account = accounts_.find(opening->account.string());
          account != accounts_.end()) {
        if (!same.same(*opening, account->second.given)) refuse("ledger.account-exists");
        return {"ok", -1, account->second.opened_by, true, ""};
      }
    }
    std::visit([&](const auto& one) { carry_out(one); }, step);
    ++entries_;
    if (!command.key.empty()) keys_[command.key] = {command, entries_};
    return {"ok", -1, entries_, false, ""};
  }

  // ---- 3 to 8, by kind ----
  void carry_out(const book::OpenAccount& step) {
    check_decimals(step.min, step.currency, -1);
    check_decimals(step.max, step.currency, -1);
    const auto on = step.opened_on.value_or(today());
    if (on > today()) refuse("ledger.effective-date-invalid");
    check_period(on);
    accounts_.emplace(step.account.text(), Account{step, entries_ + 1, on, step.min, step.max});
  }

  void carry_out(const book::BulkPost& step) { carry_out(tests::as_post(step)); }
  void carry_out(const book::Post& step) {
    check_references(step.postings);
    check_currencies(step.postings);
    const auto on = step.effective_on.value_or(today());
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      const auto& order = step.postings[i];
      check_date(on, order.debit.string(), order.credit.string(), static_cast<int>(i));
    }
    check_period(on);
    check_standing(step.postings);
    std::vector<Move> moved;
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      check_condition(step.postings[i], i);
      moved.push_back(move_of(step.postings[i]));
      reach(moved.back(), static_cast<int>(i), &Account::debits, &Account::credits);
    }
    moved_[entries_ + 1] = moved;
  }

  void carry_out(const book::HoldOrder& step) {
    check_references(step.postings);
    check_currencies(step.postings);
    check_standing(step.postings);
    Hold hold;
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      check_condition(step.postings[i], i);
      hold.lines.push_back({move_of(step.postings[i])});
      reach(hold.lines.back(), static_cast<int>(i), &Account::debits_held, &Account::credits_held);
    }
    holds_[entries_ + 1] = hold;
    if (step.expires_at) deadlines_.emplace(*step.expires_at, entries_ + 1);
  }

  void carry_out(const book::Settle& step) {
    auto& hold = find(step.hold);
    auto after = hold;
    std::vector<std::uint32_t> named;
    if (step.lines) {
      for (const auto& line : *step.lines) named.push_back(line.line);
      check_exist(hold, named);
      for (const auto& line : *step.lines) {
        check_decimals(line.amount, currency_of(hold.lines[line.line].debit), -1);
      }
    }
    const auto on = step.effective_on.value_or(today());
    if (on > today()) refuse("ledger.effective-date-invalid");
    const auto chosen = step.lines ? named : open_lines(hold);
    for (const auto line : chosen) {
      check_date(on, hold.lines[line].debit, hold.lines[line].credit, -1);
    }
    check_period(on);
    std::vector<Move> moved;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      moved.push_back(hold.lines[chosen[i]]);
      if (step.lines && (*step.lines)[i].amount) {
        moved.back().amount = minor(*(*step.lines)[i].amount, currency_of(moved.back().debit));
      }
    }
    check_states(hold, chosen, step.lines.has_value(), moved);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      auto& line = after.lines[chosen[i]];
      end(line, book::LineState::settled);
      line.settled = moved[i].amount;
      add(moved[i], -1, &Account::debits, &Account::credits);
    }
    hold = after;
    moved_[entries_ + 1] = moved;
  }

  void carry_out(const book::Void& step) {
    auto& hold = find(step.hold);
    if (step.lines) check_exist(hold, *step.lines);
    const auto chosen = step.lines ? *step.lines : open_lines(hold);
    check_states(hold, chosen, step.lines.has_value(), {});
    for (const auto line : chosen) end(hold.lines[line], book::LineState::voided);
  }

  // The mirror of what a post, a settlement or a reversal moved, last posting first.
  void carry_out(const book::Reverse& step) {
    const auto entry = entry_of(step.entry);
    const auto found = moved_.find(entry);
    if (found == moved_.end()) refuse("ledger.entry-not-found");
    std::vector<Move> mirror;
    for (const auto& move : found->second) {
      mirror.insert(mirror.begin(), Move{move.credit, move.debit, move.amount});
    }
    const auto on = step.effective_on.value_or(today());
    const auto count = static_cast<int>(mirror.size());
    for (int i = 0; i < count; ++i)
      check_date(on, mirror[static_cast<std::size_t>(i)].debit,
                 mirror[static_cast<std::size_t>(i)].credit, i);
    check_period(on);
    for (int i = 0; i < count; ++i)
      check_standing(mirror[static_cast<std::size_t>(i)].debit,
                     mirror[static_cast<std::size_t>(i)].credit, i);
    if (reversed_by_.contains(entry)) refuse("ledger.already-reversed");
    for (int i = 0; i < count; ++i)
      reach(mirror[static_cast<std::size_t>(i)], i, &Account::debits, &Account::credits);
    reversed_by_[entry] = entries_ + 1;
    moved_[entries_ + 1] = mirror;
  }

  void carry_out(const book::Freeze& step) {
    auto& account = find(step.account);
    if (account.closed) refuse("ledger.account-closed");
    auto& frozen = step.side == book::Side::debit ? account.debits_frozen : account.credits_frozen;
    frozen = step.action == book::FreezeAction::freeze;
  }

  void carry_out(const book::CloseAccount& step) {
    auto& account = find(step.account);
    if (account.closed) refuse("ledger.account-closed");
    if (account.balance() != 0 || touched_by_open_line(step.account.string())) {
      refuse("ledger.account-not-empty");
    }
    account.closed = true;
  }

  void carry_out(const book::SetLimits& step) {
    auto& account = find(step.account);
    check_decimals(step.min.bound, account.given.currency, -1);
    check_decimals(step.max.bound, account.given.currency, -1);
    if (account.closed) refuse("ledger.account-closed");
    if (step.min.given) account.min = step.min.bound;
    if (step.max.given) account.max = step.max.bound;
  }

  void carry_out(const book::ClosePeriod& step) {
    if (step.through >= today()) refuse("ledger.effective-date-invalid");
    if (closed_through_ && step.through < *closed_through_) refuse("ledger.period-closed");
    closed_through_ = step.through;
  }

  // ---- stages ----
  void check_references(const Postings& postings) const {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      const auto& order = postings[i];
      const bool known =
          accounts_.contains(order.debit.string()) && accounts_.contains(order.credit.string()) &&
          (!order.condition || accounts_.contains(order.condition->account.string()));
      if (!known) refuse("ledger.account-not-found", i);
    }
  }
  void check_currencies(const Postings& postings) const {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      const auto& order = postings[i];
      const auto currency = currency_of(order.debit.string());
      if (currency != currency_of(order.credit.string())) refuse("ledger.currency-mismatch", i);
      check_decimals(order.amount, currency, static_cast<int>(i));
      if (!order.condition) continue;
      check_decimals(order.condition->amount, currency_of(order.condition->account.string()),
                     static_cast<int>(i));
    }
  }
  static void check_decimals(const std::optional<Decimal>& amount, Currency currency, int posting) {
    if (amount && amount->decimals > currency.decimals()) {
      throw Refused{"ledger.currency-mismatch", posting};
    }
  }
  void check_date(Date on, const std::string& debit, const std::string& credit, int posting) const {
    const bool too_early =
        on < accounts_.at(debit).opened_on || on < accounts_.at(credit).opened_on;
    if (on > today() || too_early) throw Refused{"ledger.effective-date-invalid", posting};
  }
  void check_period(Date on) const {
    if (closed_through_ && on <= *closed_through_) refuse("ledger.period-closed");
  }
  void check_standing(const Postings& postings) const {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      check_standing(postings[i].debit.string(), postings[i].credit.string(), static_cast<int>(i));
    }
  }
  void check_standing(const std::string& debit, const std::string& credit, int posting) const {
    if (accounts_.at(debit).closed) throw Refused{"ledger.account-closed", posting};
    if (accounts_.at(debit).debits_frozen) throw Refused{"ledger.account-frozen", posting};
    if (accounts_.at(credit).closed) throw Refused{"ledger.account-closed", posting};
    if (accounts_.at(credit).credits_frozen) throw Refused{"ledger.account-frozen", posting};
  }
  static void check_exist(const Hold& hold, const std::vector<std::uint32_t>& named) {
    for (const auto line : named) {
      if (line >= hold.lines.size()) refuse("ledger.hold-not-found");
    }
  }
  static void check_states(const Hold& hold, const std::vector<std::uint32_t>& chosen, bool by_name,
                           const std::vector<Move>& moved) {
    if (!by_name && chosen.empty()) refuse(word_of(hold.lines.front().state));
    std::string exceeded;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const auto& line = hold.lines[chosen[i]];
      if (line.state != book::LineState::open) throw Refused{word_of(line.state), -1, exceeded};
      if (i < moved.size() && moved[i].amount > line.amount) exceeded = "ledger.hold-exceeded";
    }
    if (!exceeded.empty()) refuse(exceeded);
  }

  // One posting or line: overflow, the debit account's limit, the credit account's.
  void reach(const Move& move, int posting, Wide Account::*debits, Wide Account::*credits) {
    add(move, posting, debits, credits);
    const auto& debit = accounts_.at(move.debit);
    const auto& credit = accounts_.at(move.credit);
    check_limit(debit, debit.debit_normal(), posting);
    check_limit(credit, !credit.debit_normal(), posting);
  }
  void add(const Move& move, int posting, Wide Account::*debits, Wide Account::*credits) {
    auto& debit = change(move.debit).*debits;
    auto& credit = change(move.credit).*credits;
    if (debit + move.amount > kMost || credit + move.amount > kMost) {
      throw Refused{"ledger.overflow", posting};
    }
    debit += move.amount;
    credit += move.amount;
  }
  static void check_limit(const Account& account, bool raised, int posting) {
    const auto currency = account.given.currency;
    if (raised && account.max &&
        account.balance() + account.raising() > minor(*account.max, currency)) {
      throw Refused{"ledger.above-maximum", posting};
    }
    if (!raised && account.min &&
        account.balance() - account.lowering() < minor(*account.min, currency)) {
      throw Refused{"ledger.insufficient-balance", posting};
    }
  }
  void check_condition(const book::PostingOrder& order, std::size_t posting) const {
    if (order.condition && !holds_true(*order.condition)) {
      refuse("ledger.condition-failed", posting);
    }
  }
  [[nodiscard]] bool holds_true(const book::Condition& condition) const {
    const auto& account = accounts_.at(condition.account.string());
    const auto available = account.balance() - account.lowering();
    const auto bound = minor(condition.amount, account.given.currency);
    if (condition.relation == book::Relation::at_least) return available >= bound;
    if (condition.relation == book::Relation::at_most) return available <= bound;
    return available == bound;
  }

  // ---- names, holds and their ends ----
  [[nodiscard]] book::EntryNumber entry_of(const book::EntryName& name) const {
    if (const auto* number = std::get_if<book::EntryNumber>(&name)) return *number;
    const auto known = keys_.find(std::get<std::string>(name));
    return known == keys_.end() ? 0 : known->second.entry;
  }
  Hold& find(const book::EntryName& name) {
    const auto found = holds_.find(entry_of(name));
    if (found == holds_.end()) refuse("ledger.hold-not-found");
    return found->second;
  }
  Account& find(const book::AccountName& name) {
    const auto found = accounts_.find(name.string());
    if (found == accounts_.end()) refuse("ledger.account-not-found");
    return change(name.string());
  }
  // An account that a refusal must put back.
  Account& change(const std::string& account) {
    auto& found = accounts_.at(account);
    before_.try_emplace(account, found);
    return found;
  }
  static std::vector<std::uint32_t> open_lines(const Hold& hold) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < hold.lines.size(); ++i) {
      if (hold.lines[i].state == book::LineState::open) open.push_back(i);
    }
    return open;
  }
  [[nodiscard]] bool touched_by_open_line(const std::string& account) const {
    for (const auto& [entry, hold] : holds_) {
      for (const auto line : open_lines(hold)) {
        if (hold.lines[line].debit == account || hold.lines[line].credit == account) return true;
      }
    }
    return false;
  }
  void end(Line& line, book::LineState state) {
    line.state = state;
    change(line.debit).debits_held -= line.amount;
    change(line.credit).credits_held -= line.amount;
  }
  void expire() {
    while (!deadlines_.empty() && deadlines_.begin()->first <= recorded_at_) {
      auto& hold = holds_.at(deadlines_.begin()->second);
      deadlines_.erase(deadlines_.begin());
      const auto due = open_lines(hold);
      for (const auto line : due) end(hold.lines[line], book::LineState::expired);
      if (!due.empty()) ++entries_;
    }
  }

  // ---- words and numbers ----
  static std::string word_of(book::LineState state) {
    if (state == book::LineState::settled) return "ledger.hold-already-settled";
    if (state == book::LineState::voided) return "ledger.hold-already-voided";
    return "ledger.hold-expired";
  }
  [[nodiscard]] Move move_of(const book::PostingOrder& order) const {
    return {order.debit.string(), order.credit.string(),
            minor(order.amount, currency_of(order.debit.string()))};
  }
  [[nodiscard]] Currency currency_of(const std::string& account) const {
    return accounts_.at(account).given.currency;
  }
  [[nodiscard]] Date today() const {
    return std::chrono::floor<std::chrono::days>(recorded_at_ + std::chrono::hours(8));
  }

  Instant recorded_at_;
  book::EntryNumber entries_ = 0;
  std::optional<Date> closed_through_;
  std::map<std::string, Account> accounts_;
  std::map<std::string, Account> before_;  // what the command under way has changed
  std::map<std::string, First> keys_;
  std::map<book::EntryNumber, Hold> holds_;
  std::set<std::pair<Instant, book::EntryNumber>> deadlines_;
  std::map<book::EntryNumber, std::vector<Move>> moved_;  // by entries that can be reversed
  std::map<book::EntryNumber, book::EntryNumber> reversed_by_;
};

}  // namespace anxin::model
