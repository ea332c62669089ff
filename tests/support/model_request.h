// What the model says of a request by itself: its shape, and whether two requests are the same.
//
// Role: half of the reference of the random test (model_book.h). Written from the design, with no
//       code of ledger/book beyond the command's types.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "ledger/book/command.h"
#include "tests/support/bulk.h"

namespace anxin::model {

__extension__ using Wide = __int128;
using Postings = std::vector<book::PostingOrder>;

/// A refusal on its way out.
struct Refused {
  std::string word;
  int posting = -1;
  std::string or_word{};  ///< where the design leaves the order of two faults of a stage open
};
[[noreturn]] inline void refuse(const std::string& word) { throw Refused{word}; }
[[noreturn]] inline void refuse(const std::string& word, std::size_t posting) {
  throw Refused{word, static_cast<int>(posting)};
}

/// In ten-thousandths, whatever the currency.
inline Wide value(const Decimal& amount) {
  const Wide magnitude = Wide(amount.whole) * 10'000 + amount.ten_thousandths;
  return amount.negative ? -magnitude : magnitude;
}

/// Stage 1. `now` is what an expiry must be after, nothing where the key has been answered before:
/// a key that was answered keeps its answer, whatever the time (decision 0003).
class Shape {
 public:
  explicit Shape(std::optional<Instant> now) : now_(now) {}

  void operator()(const book::OpenAccount& step) const { in_order(step.min, step.max); }
  void operator()(const book::Post& step) const { postings(step.postings); }
  void operator()(const book::BulkPost& step) const { (*this)(tests::as_post(step)); }
  void operator()(const book::HoldOrder& step) const {
    if (now_ && step.expires_at && *step.expires_at <= *now_) refuse("ledger.malformed");
    postings(step.postings);
  }
  void operator()(const book::Settle& step) const {
    if (!step.lines) return;
    std::set<std::uint32_t> named;
    for (const auto& line : *step.lines) {
      if (!named.insert(line.line).second) refuse("ledger.malformed");
    }
    for (const auto& line : *step.lines) {
      if (line.amount && value(*line.amount) <= 0) refuse("ledger.amount-not-positive");
    }
  }
  void operator()(const book::Void& step) const {
    if (!step.lines) return;
    const std::set<std::uint32_t> named(step.lines->begin(), step.lines->end());
    if (named.size() != step.lines->size()) refuse("ledger.malformed");
  }
  void operator()(const book::Reverse& step) const {
    if (step.reason.empty()) refuse("ledger.malformed");
  }
  void operator()(const book::Freeze&) const {}
  void operator()(const book::CloseAccount&) const {}
  void operator()(const book::SetLimits& step) const {
    if (!step.min.given && !step.max.given) refuse("ledger.malformed");
    in_order(step.min.bound, step.max.bound);
  }
  void operator()(const book::ClosePeriod&) const {}

 private:
  static void postings(const Postings& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (value(all[i].amount) <= 0) refuse("ledger.amount-not-positive", i);
      if (all[i].debit == all[i].credit) refuse("ledger.same-account", i);
    }
  }
  static void in_order(const std::optional<Decimal>& min, const std::optional<Decimal>& max) {
    if (min && max && value(*min) > value(*max)) refuse("ledger.malformed");
  }
  std::optional<Instant> now_;
};

/// Stage 2: the same request by value, `"1"` for `"1.00"`, without defaults filled in.
class Sameness {
 public:
  /// An entry may be named by its key or by its number.
  using EntryOf = std::function<book::EntryNumber(const book::EntryName&)>;
  explicit Sameness(EntryOf entry_of) : entry_of_(std::move(entry_of)) {}

  [[nodiscard]] bool operator()(const book::Command& a, const book::Command& b) const {
    if (a.steps.front().index() != b.steps.front().index() || a.note != b.note) return false;
    return std::visit(
        [&](const auto& one) {
          return same(one, std::get<std::decay_t<decltype(one)>>(b.steps.front()));
        },
        a.steps.front());
  }
  [[nodiscard]] bool same(const book::OpenAccount& a, const book::OpenAccount& b) const {
    return a.account == b.account && a.normal == b.normal && a.currency == b.currency &&
           same(a.min, b.min) && same(a.max, b.max) && a.opened_on == b.opened_on;
  }

 private:
  static bool same(const std::optional<Decimal>& a, const std::optional<Decimal>& b) {
    return a.has_value() == b.has_value() && (!a || value(*a) == value(*b));
  }
  static bool same(const Postings& a, const Postings& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
      return x.debit == y.debit && x.credit == y.credit && value(x.amount) == value(y.amount) &&
             same(x.condition, y.condition);
    });
  }
  static bool same(const std::optional<book::Condition>& a,
                   const std::optional<book::Condition>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return a->account == b->account && a->relation == b->relation &&
           value(a->amount) == value(b->amount);
  }
  static bool same(const book::BoundChange& a, const book::BoundChange& b) {
    return a.given == b.given && same(a.bound, b.bound);
  }
  [[nodiscard]] bool same(const book::EntryName& a, const book::EntryName& b) const {
    return entry_of_(a) == entry_of_(b);
  }
  [[nodiscard]] bool same(const book::Post& a, const book::Post& b) const {
    return a.effective_on == b.effective_on && same(a.postings, b.postings);
  }
  [[nodiscard]] bool same(const book::BulkPost& a, const book::BulkPost& b) const {
    return same(tests::as_post(a), tests::as_post(b));
  }
  [[nodiscard]] bool same(const book::HoldOrder& a, const book::HoldOrder& b) const {
    return a.expires_at == b.expires_at && same(a.postings, b.postings);
  }
  [[nodiscard]] bool same(const book::Settle& a, const book::Settle& b) const {
    if (!same(a.hold, b.hold) || a.effective_on != b.effective_on) return false;
    if (!a.lines || !b.lines) return a.lines.has_value() == b.lines.has_value();
    return std::equal(
        a.lines->begin(), a.lines->end(), b.lines->begin(), b.lines->end(),
        [](const auto& x, const auto& y) { return x.line == y.line && same(x.amount, y.amount); });
  }
  [[nodiscard]] bool same(const book::Void& a, const book::Void& b) const {
    return same(a.hold, b.hold) && a.lines == b.lines;
  }
  [[nodiscard]] bool same(const book::Reverse& a, const book::Reverse& b) const {
    return same(a.entry, b.entry) && a.reason == b.reason && a.effective_on == b.effective_on;
  }
  [[nodiscard]] bool same(const book::Freeze& a, const book::Freeze& b) const {
    return a.action == b.action && a.account == b.account && a.side == b.side;
  }
  [[nodiscard]] bool same(const book::CloseAccount& a, const book::CloseAccount& b) const {
    return a.account == b.account;
  }
  [[nodiscard]] bool same(const book::SetLimits& a, const book::SetLimits& b) const {
    return a.account == b.account && same(a.min, b.min) && same(a.max, b.max);
  }
  [[nodiscard]] bool same(const book::ClosePeriod& a, const book::ClosePeriod& b) const {
    return a.through == b.through;
  }

  EntryOf entry_of_;
};

}  // namespace anxin::model
