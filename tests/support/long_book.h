// Months of postings, and the plain lists that every question about the past is answered from.
//
// Role: the fixture of past_balances_test.cc. The lists come from the feed (entries read in order),
//       by adding and filtering only: no chain, no day totals, no checkpoint.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/base/entropy.h"
#include "tests/support/book_builder.h"

namespace anxin::tests {

using ledger::HistoryFrom;
using ledger::HistoryLine;

/// Many thousand postings over some months: one account takes part in most of them, thousands in
/// few, one in none. Two groups at every moment; effective dates up to two months back.
class LongBook {
 public:
  static constexpr std::size_t kAccounts = 3'000;
  static constexpr std::string_view kBusy = "t:busy";
  static constexpr std::string_view kIdle = "t:idle";
  static constexpr std::string_view kSpare = "t:spare";  // frozen and thawed, never posted to

  explicit LongBook(std::uint64_t seed) : entropy_(seed), book_(std::make_unique<TestBook>()) {
    book_->clock.set(at("2026-11-01T02:00:00Z"));
    submit(open(kBusy, debit, {.opened_on = kFirstDay}));
    submit(open(kIdle, credit, {.opened_on = kFirstDay}));
    submit(open(kSpare, credit, {.opened_on = kFirstDay}));
    for (std::size_t i = 0; i < kAccounts; ++i) {
      submit(open(account(i), i % 3 == 0 ? credit : debit, {.opened_on = kFirstDay}));
    }
    pump();
  }

  static std::string account(std::size_t i) { return "t:" + std::to_string(i); }
  static Date first_day() { return day(kFirstDay); }

  /// One moment: two groups of some commands each.
  void step() {
    book_->wait(std::chrono::minutes(below(40 * 60)));
    for (int group = 0; group < 2; ++group) {
      const auto count = 1 + below(25);
      for (std::uint64_t i = 0; i < count; ++i) submit(next());
      pump();
    }
  }
  /// One moment at which so many accounts change that it takes several commits to write them out.
  void pay_day() {
    book_->wait(std::chrono::hours(1));
    std::vector<PostingOrder> wages;
    for (std::size_t i = 0; i < kAccounts; i += 1 + below(4)) {
      wages.push_back(transfer(account(i), kBusy, "1.00"));
    }
    submit(post("wages" + std::to_string(++made_), wages, some_day()));
    submit(next());
    pump();
  }
  void skip_a_month() { book_->wait(std::chrono::hours(24 * 31)); }

  [[nodiscard]] TestBook& book() { return *book_; }
  void reopen() {
    book_->writer.reset();
    book_->writer = Writer::open(book_->store, book_->clock).value();
  }

 private:
  static constexpr std::string_view kFirstDay = "2026-08-15";

  void submit(Command made) {
    book_->writer->submit(std::move(made),
                          [](const Result<Receipt>& answer) { ASSERT_EQ(reason(answer), "ok"); });
  }
  void pump() {
    while (book_->writer->pump()) {
    }
  }

  Command next() {
    const auto key = "k" + std::to_string(++made_);
    const auto kind = below(12);
    if (kind == 0) {
      if (chance(30)) return hold(key, {some(), some()}, some_expiry());
      holds_.push_back(key);
      return hold(key, {some(), some(), some()});
    }
    if (kind == 10) return upkeep(key);
    if (kind == 1 && !holds_.empty()) {
      const auto of = holds_.back();
      holds_.pop_back();
      if (chance(50)) return settle(key, of, std::nullopt, some_day());
      return settle(key, of, {{line(2), line(0, "0.50")}}, some_day());
    }
    if (kind == 2 && !reversible_.empty()) {
      const auto of = reversible_.back();
      reversible_.pop_back();
      return reverse(key, book::EntryName(of), "wrong", some_day());
    }
    reversible_.push_back(key);
    std::vector<PostingOrder> postings(1 + below(3), some());
    for (auto& one : postings) one = some();
    return post(key, postings, some_day());
  }
  // Terms change too; on ordinary accounts in ways that stop no posting.
  Command upkeep(const std::string& key) {
    if (chance(40)) return limits(key, account(below(kAccounts)), Bound{}, Bound{huge()});
    if (chance(60)) return freeze(key, kSpare, chance(50) ? debit : credit);
    if (chance(60)) return unfreeze(key, kSpare, chance(50) ? debit : credit);
    return command(key, opening("t:spare:" + key, credit));
  }
  std::string huge() { return std::to_string(1'000'000'000'000 + below(1'000)); }
  PostingOrder some() {
    const auto other = account(chance(30) ? below(12) : below(kAccounts));
    const auto amount = to_string(Money::from_minor(static_cast<std::int64_t>(51 + below(90'000))));
    if (chance(25)) return transfer(account(below(12)), account(12 + below(20)), amount);
    return chance(60) ? transfer(kBusy, other, amount) : transfer(other, kBusy, amount);
  }
  std::optional<Date> some_day() {
    if (chance(40)) return std::nullopt;
    return std::max(first_day(), shanghai_date(book_->clock.now()) - std::chrono::days(below(60)));
  }
  Instant some_expiry() {
    return book_->clock.now() + std::chrono::minutes(1 + below(10 * 24 * 60));
  }
  std::uint64_t below(std::uint64_t bound) { return entropy_.below(bound); }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

  SeededEntropy entropy_;
  std::unique_ptr<TestBook> book_;
  std::uint64_t made_ = 0;
  std::vector<std::string> holds_, reversible_;
};

/// What the feed says of every account, oldest line first.
class Feed {
 public:
  explicit Feed(const Reader& reader) {
    for (book::EntryNumber number = 1; number <= reader.head().entry; ++number) {
      entry_ = reader.entry(number).value();
      index_ = 0;
      if (moments_.empty() || moments_.back() != entry_.recorded_at) {
        moments_.push_back(entry_.recorded_at);
      }
      for (const auto& event : entry_.events) {
        std::visit([this](const auto& one) { read(one); }, event);
      }
    }
  }
  /// The distinct times at which anything was recorded.
  [[nodiscard]] const std::vector<Instant>& moments() const { return moments_; }
  [[nodiscard]] const std::vector<HistoryLine>& lines(book::AccountNumber account) const {
    static const std::vector<HistoryLine> none;
    const auto found = lines_.find(account);
    return found == lines_.end() ? none : found->second;
  }
  /// Sums of the lines that `counts` takes.
  template <class Counts>
  [[nodiscard]] book::SideSums sum(book::AccountNumber account, const Counts& counts) const {
    book::SideSums sums;
    for (const auto& line : lines(account)) {
      if (counts(line)) sums.of(line.side) += line.amount;
    }
    return sums;
  }

 private:
  void read(const book::Opened& event) { normal_[event.number] = event.normal; }
  void read(const book::Posted& event) { read(event.postings, event.effective_on, kPost); }
  void read(const book::Reversed& event) { read(event.postings, event.effective_on, kReverse); }
  void read(const book::Held& event) { holds_[entry_.number] = event.lines; }
  void read(const book::Settled& event) {
    std::vector<book::ResolvedPosting> postings;
    for (const auto& line : event.lines) {
      auto posting = holds_.at(event.hold).at(line.line);
      posting.amount = line.amount;
      postings.push_back(posting);
    }
    read(postings, event.effective_on, kSettle);
  }
  template <class Other>
  void read(const Other&) {}

  void read(const std::vector<book::ResolvedPosting>& postings, Date on, book::PostingKind kind) {
    for (const auto& posting : postings) {
      ++number_;
      add(posting.debit, posting.credit, debit, posting.amount, on, kind);
      add(posting.credit, posting.debit, credit, posting.amount, on, kind);
      ++index_;
    }
  }
  void add(book::AccountNumber account, book::AccountNumber counter, Side side, Money amount,
           Date on, book::PostingKind kind) {
    auto& balance = balances_[account];
    if (side == normal_.at(account)) {
      balance += amount;
    } else {
      balance = balance - amount;
    }
    lines_[account].push_back({entry_.number, index_, number_, kind, entry_.recorded_at, on, side,
                               counter, amount, balance});
  }

  static constexpr auto kPost = book::PostingKind::post;
  static constexpr auto kSettle = book::PostingKind::settle;
  static constexpr auto kReverse = book::PostingKind::reverse;

  book::Entry entry_;
  std::size_t index_ = 0;
  book::PostingNumber number_ = 0;
  std::vector<Instant> moments_;
  std::map<book::AccountNumber, Side> normal_;
  std::map<book::AccountNumber, Money> balances_;
  std::map<book::AccountNumber, std::vector<HistoryLine>> lines_;
  std::map<book::EntryNumber, std::vector<book::ResolvedPosting>> holds_;
};

/// Everything that two lines may differ in.
inline auto parts(const HistoryLine& line) {
  return std::tuple(line.entry, line.posting, line.number, line.kind, line.recorded_at,
                    line.effective_on, line.side, line.counter, line.amount, line.balance);
}
inline bool same_lines(const std::vector<HistoryLine>& a, const std::vector<HistoryLine>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return parts(x) == parts(y); });
}

}  // namespace anxin::tests
