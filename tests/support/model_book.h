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

namespace anxin::model {

class ModelBook {
 public:
  __extension__ using Wide = __int128;

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
    Wide debits = 0, credits = 0, debits_held = 0, credits_held = 0;

    [[nodiscard]] bool debit_normal() const { return given.normal == book::Side::debit; }
    [[nodiscard]] Wide balance() const {
      return debit_normal() ? debits - credits : credits - debits;
    }
    [[nodiscard]] Wide lowering() const { return debit_normal() ? credits_held : debits_held; }
    [[nodiscard]] Wide raising() const { return debit_normal() ? debits_held : credits_held; }
  };
  struct Line {
    std::string debit, credit;
    Wide amount = 0, settled = 0;
    book::LineState state = book::LineState::open;
  };
  struct Hold {
    std::optional<Instant> expires_at;
    std::vector<Line> lines;
  };

  explicit ModelBook(Instant created) : recorded_at_(created) {}

  Answer run(const book::Command& command, Instant now) {
    recorded_at_ = std::max(recorded_at_, now);
    expire();
    const auto accounts_before = accounts_;
    try {
      return judge(command);
    } catch (const Refused& refused) {
      accounts_ = accounts_before;
      return {refused.word, refused.posting, 0, false, refused.or_word};
    }
  }

  [[nodiscard]] const std::map<std::string, Account>& accounts() const { return accounts_; }
  [[nodiscard]] const std::map<book::EntryNumber, Hold>& holds() const { return holds_; }
  [[nodiscard]] book::EntryNumber entries() const { return entries_; }

 private:
  struct Refused {
    std::string word;
    int posting = -1;
    std::string or_word{};
  };
  struct First {
    book::Command command;
    book::EntryNumber entry = 0;
  };
  static constexpr Wide kMost = INT64_MAX;
  bool known_key_ = false;
  using Postings = std::vector<book::PostingOrder>;

  Answer judge(const book::Command& command) {
    const auto& step = command.steps.front();
    known_key_ = keys_.contains(command.key);
    std::visit([&](const auto& one) { shape(one); }, step);
    if (const auto first = keys_.find(command.key); first != keys_.end()) {
      if (!same(command, first->second.command)) throw Refused{"ledger.key-reused"};
      return {"ok", -1, first->second.entry, true, ""};
    }
    if (const auto* opening = std::get_if<book::OpenAccount>(&step)) {
      if (const auto known = accounts_.find(opening->account.text()); known != accounts_.end()) {
        if (!same(*opening, known->second.given)) throw Refused{"ledger.account-exists"};
        return {"ok", -1, known->second.opened_by, true, ""};
      }
    }
    std::visit([&](const auto& one) { carry_out(one); }, step);
    ++entries_;
    if (!command.key.empty()) keys_[command.key] = {command, entries_};
    return {"ok", -1, entries_, false, ""};
  }

  // ---- 1. shape ----
  void shape(const book::OpenAccount& step) {
    if (step.min && step.max && value(*step.min) > value(*step.max)) refuse("ledger.malformed");
  }
  void shape(const book::Post& step) { shape(step.postings); }
  void shape(const book::HoldOrder& step) {
    // A key that was answered keeps its answer, whatever the time (decision 0003).
    const bool late = step.expires_at && *step.expires_at <= recorded_at_;
    if (late && !known_key_) refuse("ledger.malformed");
    shape(step.postings);
  }
  void shape(const Postings& postings) {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      if (value(postings[i].amount) <= 0) refuse("ledger.amount-not-positive", i);
      if (postings[i].debit == postings[i].credit) refuse("ledger.same-account", i);
    }
  }
  void shape(const book::Settle& step) {
    if (!step.lines) return;
    std::set<std::uint32_t> named;
    for (const auto& line : *step.lines) {
      if (!named.insert(line.line).second) refuse("ledger.malformed");
    }
    for (const auto& line : *step.lines) {
      if (line.amount && value(*line.amount) <= 0) refuse("ledger.amount-not-positive");
    }
  }
  void shape(const book::Void& step) {
    if (!step.lines) return;
    const std::set<std::uint32_t> named(step.lines->begin(), step.lines->end());
    if (named.size() != step.lines->size()) refuse("ledger.malformed");
  }

  // ---- 2. key: the same request by value ----
  bool same(const book::Command& a, const book::Command& b) {
    if (a.steps.front().index() != b.steps.front().index() || a.note != b.note) return false;
    return std::visit(
        [&](const auto& one) {
          return same(one, std::get<std::decay_t<decltype(one)>>(b.steps.front()));
        },
        a.steps.front());
  }
  template <class T>
  static bool same_optional(const std::optional<T>& a, const std::optional<T>& b) {
    return a.has_value() == b.has_value() && (!a || value(*a) == value(*b));
  }
  static bool same(const book::OpenAccount& a, const book::OpenAccount& b) {
    return a.account == b.account && a.normal == b.normal && a.currency == b.currency &&
           same_optional(a.min, b.min) && same_optional(a.max, b.max) && a.opened_on == b.opened_on;
  }
  static bool same(const Postings& a, const Postings& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
      if (x.condition.has_value() != y.condition.has_value()) return false;
      const bool same_condition =
          !x.condition || (x.condition->account == y.condition->account &&
                           x.condition->relation == y.condition->relation &&
                           value(x.condition->amount) == value(y.condition->amount));
      return x.debit == y.debit && x.credit == y.credit && value(x.amount) == value(y.amount) &&
             same_condition;
    });
  }
  static bool same(const book::Post& a, const book::Post& b) {
    return a.effective_on == b.effective_on && same(a.postings, b.postings);
  }
  static bool same(const book::HoldOrder& a, const book::HoldOrder& b) {
    return a.expires_at == b.expires_at && same(a.postings, b.postings);
  }
  bool same(const book::Settle& a, const book::Settle& b) {
    if (entry_of(a.hold) != entry_of(b.hold) || a.effective_on != b.effective_on) return false;
    if (!a.lines || !b.lines) return a.lines.has_value() == b.lines.has_value();
    return std::equal(a.lines->begin(), a.lines->end(), b.lines->begin(), b.lines->end(),
                      [](const auto& x, const auto& y) {
                        return x.line == y.line && same_optional(x.amount, y.amount);
                      });
  }
  bool same(const book::Void& a, const book::Void& b) {
    return entry_of(a.hold) == entry_of(b.hold) && a.lines == b.lines;
  }

  // ---- 3 to 8, by kind ----
  void carry_out(const book::OpenAccount& step) {
    if (step.min) check_decimals(*step.min, step.currency, -1);
    if (step.max) check_decimals(*step.max, step.currency, -1);
    const auto on = step.opened_on.value_or(today());
    if (on > today()) refuse("ledger.effective-date-invalid");
    accounts_.emplace(step.account.text(), Account{step, entries_ + 1, on});
  }

  void carry_out(const book::Post& step) {
    check_references(step.postings);
    check_currencies(step.postings);
    const auto on = step.effective_on.value_or(today());
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      const auto& order = step.postings[i];
      check_date(on, order.debit.text(), order.credit.text(), static_cast<int>(i));
    }
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      reach(step.postings[i], i, &Account::debits, &Account::credits);
    }
  }

  void carry_out(const book::HoldOrder& step) {
    check_references(step.postings);
    check_currencies(step.postings);
    Hold hold{step.expires_at, {}};
    for (std::size_t i = 0; i < step.postings.size(); ++i) {
      const auto& order = step.postings[i];
      reach(order, i, &Account::debits_held, &Account::credits_held);
      hold.lines.push_back({order.debit.text(), order.credit.text(),
                            minor(order.amount, currency_of(order.debit.text()))});
    }
    holds_[entries_ + 1] = hold;
  }

  void carry_out(const book::Settle& step) {
    auto& hold = find(step.hold);
    auto after = hold;
    std::vector<std::uint32_t> named;
    if (step.lines) {
      for (const auto& line : *step.lines) named.push_back(line.line);
      check_exist(hold, named);
      for (const auto& line : *step.lines) {
        if (line.amount) check_decimals(*line.amount, currency_of(hold.lines[line.line].debit), -1);
      }
    }
    const auto on = step.effective_on.value_or(today());
    if (on > today()) refuse("ledger.effective-date-invalid");
    const auto chosen = step.lines ? named : open_lines(hold);
    for (const auto line : chosen) {
      check_date(on, hold.lines[line].debit, hold.lines[line].credit, -1);
    }
    std::vector<Wide> amounts;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const auto& line = hold.lines[chosen[i]];
      const auto* given =
          step.lines && (*step.lines)[i].amount ? &*(*step.lines)[i].amount : nullptr;
      amounts.push_back(given ? minor(*given, currency_of(line.debit)) : line.amount);
    }
    check_states(hold, chosen, step.lines.has_value(), amounts);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      auto& line = after.lines[chosen[i]];
      end(line, book::LineState::settled);
      line.settled = amounts[i];
      auto& debit = accounts_.at(line.debit).debits;
      auto& credit = accounts_.at(line.credit).credits;
      if (debit + amounts[i] > kMost || credit + amounts[i] > kMost) refuse("ledger.overflow");
      debit += amounts[i];
      credit += amounts[i];
    }
    hold = after;
  }

  void carry_out(const book::Void& step) {
    auto& hold = find(step.hold);
    if (step.lines) check_exist(hold, *step.lines);
    const auto chosen = step.lines ? *step.lines : open_lines(hold);
    check_states(hold, chosen, step.lines.has_value(), {});
    for (const auto line : chosen) end(hold.lines[line], book::LineState::voided);
  }

  // ---- stages ----
  void check_references(const Postings& postings) const {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      const auto& order = postings[i];
      const bool known = accounts_.contains(order.debit.text()) &&
                         accounts_.contains(order.credit.text()) &&
                         (!order.condition || accounts_.contains(order.condition->account.text()));
      if (!known) refuse("ledger.account-not-found", i);
    }
  }
  void check_currencies(const Postings& postings) const {
    for (std::size_t i = 0; i < postings.size(); ++i) {
      const auto& order = postings[i];
      const auto currency = currency_of(order.debit.text());
      if (currency != currency_of(order.credit.text())) refuse("ledger.currency-mismatch", i);
      check_decimals(order.amount, currency, static_cast<int>(i));
      if (!order.condition) continue;
      check_decimals(order.condition->amount, currency_of(order.condition->account.text()),
                     static_cast<int>(i));
    }
  }
  static void check_decimals(const Decimal& amount, Currency currency, int posting) {
    if (amount.decimals > currency.decimals()) throw Refused{"ledger.currency-mismatch", posting};
  }
  void check_date(Date on, const std::string& debit, const std::string& credit, int posting) const {
    const bool too_early =
        on < accounts_.at(debit).opened_on || on < accounts_.at(credit).opened_on;
    if (on > today() || too_early) throw Refused{"ledger.effective-date-invalid", posting};
  }
  static void check_exist(const Hold& hold, const std::vector<std::uint32_t>& named) {
    for (const auto line : named) {
      if (line >= hold.lines.size()) refuse("ledger.hold-not-found");
    }
  }
  static void check_states(const Hold& hold, const std::vector<std::uint32_t>& chosen, bool by_name,
                           const std::vector<Wide>& amounts) {
    if (!by_name && chosen.empty()) refuse(word_of(hold.lines.front().state));
    std::string exceeded;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      const auto& line = hold.lines[chosen[i]];
      if (line.state != book::LineState::open) throw Refused{word_of(line.state), -1, exceeded};
      if (i < amounts.size() && amounts[i] > line.amount) exceeded = "ledger.hold-exceeded";
    }
    if (!exceeded.empty()) refuse(exceeded);
  }

  // One posting or line: condition, overflow, the debit account's limit, the credit account's.
  void reach(const book::PostingOrder& order, std::size_t index, Wide Account::*debits,
             Wide Account::*credits) {
    auto& debit = accounts_.at(order.debit.text());
    auto& credit = accounts_.at(order.credit.text());
    if (order.condition && !holds_true(*order.condition)) refuse("ledger.condition-failed", index);
    const auto amount = minor(order.amount, debit.given.currency);
    if (debit.*debits + amount > kMost || credit.*credits + amount > kMost) {
      refuse("ledger.overflow", index);
    }
    debit.*debits += amount;
    credit.*credits += amount;
    check_limit(debit, debit.debit_normal(), index);
    check_limit(credit, !credit.debit_normal(), index);
  }
  static void check_limit(const Account& account, bool raised, std::size_t index) {
    const auto& given = account.given;
    if (raised && given.max &&
        account.balance() + account.raising() > minor(*given.max, given.currency)) {
      refuse("ledger.above-maximum", index);
    }
    if (!raised && given.min &&
        account.balance() - account.lowering() < minor(*given.min, given.currency)) {
      refuse("ledger.insufficient-balance", index);
    }
  }
  [[nodiscard]] bool holds_true(const book::Condition& condition) const {
    const auto& account = accounts_.at(condition.account.text());
    const auto available = account.balance() - account.lowering();
    const auto bound = minor(condition.amount, account.given.currency);
    if (condition.relation == book::Relation::at_least) return available >= bound;
    if (condition.relation == book::Relation::at_most) return available <= bound;
    return available == bound;
  }

  // ---- holds ----
  book::EntryNumber entry_of(const book::EntryName& name) const {
    if (const auto* number = std::get_if<book::EntryNumber>(&name)) return *number;
    const auto known = keys_.find(std::get<std::string>(name));
    return known == keys_.end() ? 0 : known->second.entry;
  }
  Hold& find(const book::EntryName& name) {
    const auto found = holds_.find(entry_of(name));
    if (found == holds_.end()) refuse("ledger.hold-not-found");
    return found->second;
  }
  static std::vector<std::uint32_t> open_lines(const Hold& hold) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < hold.lines.size(); ++i) {
      if (hold.lines[i].state == book::LineState::open) open.push_back(i);
    }
    return open;
  }
  void end(Line& line, book::LineState state) {
    line.state = state;
    accounts_.at(line.debit).debits_held -= line.amount;
    accounts_.at(line.credit).credits_held -= line.amount;
  }
  void expire() {
    std::set<std::pair<Instant, book::EntryNumber>> due;
    for (const auto& [entry, hold] : holds_) {
      if (hold.expires_at && *hold.expires_at <= recorded_at_ && !open_lines(hold).empty()) {
        due.emplace(*hold.expires_at, entry);
      }
    }
    for (const auto& [when, entry] : due) {
      for (const auto line : open_lines(holds_[entry])) {
        end(holds_[entry].lines[line], book::LineState::expired);
      }
      ++entries_;
    }
  }

  // ---- words and numbers ----
  [[noreturn]] static void refuse(const std::string& word) { throw Refused{word}; }
  [[noreturn]] static void refuse(const std::string& word, std::size_t posting) {
    throw Refused{word, static_cast<int>(posting)};
  }
  static std::string word_of(book::LineState state) {
    if (state == book::LineState::settled) return "ledger.hold-already-settled";
    if (state == book::LineState::voided) return "ledger.hold-already-voided";
    return "ledger.hold-expired";
  }
  static Wide value(const Decimal& amount) {
    const Wide magnitude = Wide(amount.whole) * 10'000 + amount.ten_thousandths;
    return amount.negative ? -magnitude : magnitude;
  }
  static Wide minor(const Decimal& amount, Currency currency) {
    Wide scale = 10'000;
    for (int i = 0; i < currency.decimals(); ++i) scale /= 10;
    return value(amount) / scale;
  }
  [[nodiscard]] Currency currency_of(const std::string& account) const {
    return accounts_.at(account).given.currency;
  }
  [[nodiscard]] Date today() const {
    return std::chrono::floor<std::chrono::days>(recorded_at_ + std::chrono::hours(8));
  }

  Instant recorded_at_;
  book::EntryNumber entries_ = 0;
  std::map<std::string, Account> accounts_;
  std::map<std::string, First> keys_;
  std::map<book::EntryNumber, Hold> holds_;
};

}  // namespace anxin::model
