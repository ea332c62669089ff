// Random commands: mostly sensible, now and then wrong in one way.
//
// Role: the generator of the random test. What it makes depends on its seed alone, never on an
//       answer, so that any part of a list may be left out and the rest run again (shrink.h).
#pragma once

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include "ledger/base/entropy.h"
#include "tests/support/book_builder.h"
#include "tests/support/bulk.h"

namespace anxin::tests {

/// A command with the moment and the company in which it is asked for.
struct Act {
  Command command;
  Instant now;
  std::size_t group = 0;  ///< neighbours of one group are queued together, then pumped
  bool reopen = false;    ///< the writers are opened anew before the group
};

class CommandMaker {
 public:
  explicit CommandMaker(std::uint64_t seed) : entropy_(seed) {}

  /// Groups of some dozens, and now and then one that is larger than a commit takes. A long list
  /// begins with so many accounts that the checkpoint is mostly behind.
  std::vector<Act> acts(std::size_t count, Instant now) {
    std::vector<Act> all;
    workers_ = count >= 5 * kWorkers ? kWorkers : 0;
    for (std::size_t group = 0; all.size() < count; ++group) {
      now += chance(5) ? -std::chrono::minutes(30)
                       : std::chrono::minutes(below(chance(90) ? 120 : 2'000));
      const bool reopen = chance(6);
      const auto size = chance(3) ? 1'000 + below(1'500) : 1 + below(250);
      for (std::size_t i = 0; i < size && all.size() < count; ++i) {
        all.push_back({next(now), now, group, reopen});
      }
    }
    return all;
  }

 private:
  static constexpr std::size_t kEveryday = 9;
  static constexpr std::size_t kWorkers = 2'000;

  Command next(Instant now) {
    if (!made_.empty() && chance(8)) return respelled(made_[below(made_.size())]);
    if (!planned_.empty() && chance(30)) {
      made_.push_back(std::move(planned_.front()));
      planned_.pop_front();
    } else {
      made_.push_back(fresh(now));
    }
    return made_.back();
  }

  Command fresh(Instant now) {
    // Two accounts without limits, and what is used every day.
    if (made_.size() < 2) return open(made_.empty() ? "t:v" : "t:w", debit);
    if (made_.size() < 2 + kEveryday) return opening_command(everyday(made_.size() - 2), now);
    if (const auto worker = made_.size() - 2 - kEveryday; worker < workers_) {
      return open("t:worker:" + std::to_string(worker), credit);
    }
    const auto kind = below(1'000);
    if (workers_ > 0 && chance(1)) {
      return reversible(sometimes_in_bulk(post(next_key("pay"), wages())));
    }
    if (kind < 30) return opening_command(some_account(), now);
    auto key = chance(3) ? made_[below(made_.size())].key : next_key();
    if (key.empty()) key = "k-empty";
    if (kind < 400) {
      return reversible(sometimes_in_bulk(post(key, postings(), some_date(now))));
    }
    if (kind < 600) {
      holds_.push_back(key);
      return hold(key, postings(), some_expiry(now));
    }
    if (kind < 770) return reversible(settlement(key, now));
    if (kind < 850) return void_(key, some_hold(), some_lines());
    if (kind < 920) return reversal(key, now);
    if (kind < 923) return freeze(key, some_account(), some_side());
    if (kind < 960) return unfreeze(key, some_account(), some_side());
    if (kind < 980) return limits(key, some_account(), some_change(true), some_change(false));
    if (kind < 985) return close(key, chance(50) ? rare_account() : "t:v");
    if (kind < 990) return close_period(key, day_near(now, 0, 20));
    plan_the_life_of_an_account();
    return close(key, "t:none");
  }

  // Opened, used, put right and closed, and asked for once more: in this order, others in between.
  void plan_the_life_of_an_account() {
    const auto account = "t:z" + std::to_string(made_.size());
    const auto opened = open(account, some_side());
    planned_.push_back(opened);
    const auto used = next_key("used");
    if (chance(80)) planned_.push_back(post(used, account, "t:v", "5.00"));
    if (chance(20)) planned_.push_back(freeze(next_key("frozen"), account, some_side()));
    if (chance(80)) planned_.push_back(reverse(next_key("righted"), book::EntryName(used)));
    if (chance(30)) planned_.push_back(reverse(next_key("twice"), book::EntryName(used)));
    planned_.push_back(close(next_key("closed"), account));
    if (chance(50)) planned_.push_back(opened);
    if (chance(50)) planned_.push_back(post(next_key("late"), "t:v", account, "1"));
    if (chance(30)) planned_.push_back(close(next_key("again"), account));
    if (chance(30)) planned_.push_back(unfreeze(next_key("thawed"), account, debit));
    if (chance(30)) planned_.push_back(limits(next_key("limited"), account, Bound{}, {}));
    if (chance(30)) planned_.push_back(reverse(next_key("back"), book::EntryName(used)));
    if (chance(30)) planned_.push_back(post(next_key("asks"), {asking(account)}));
  }
  static PostingOrder asking(std::string_view account) {
    return only_if(transfer("t:v", "t:w", "1"), account, Relation::exactly, "0");
  }

  Command opening_command(const std::string& account, Instant now) {
    auto step = opening(account, some_side());
    if (account > everyday(kEveryday - 1) && chance(30)) step.currency = currency("JPY");
    if (chance(30)) step.min = decimal(some_bound(true));
    if (chance(15)) step.max = decimal(some_bound(false));
    if (chance(30)) step.opened_on = day_near(now, -2, 4);
    return command(chance(50) ? "" : next_key(), step);
  }

  Command settlement(const std::string& key, Instant now) {
    std::optional<std::vector<book::SettleLine>> lines;
    auto date = some_date(now);
    if (const auto named = some_lines()) {
      lines.emplace();
      for (const auto line : *named) {
        lines->push_back({line, std::nullopt});
        if (chance(50)) lines->back().amount = some_amount();
      }
    } else if (date) {
      date = std::max(*date, shanghai_date(now));
    }
    return settle(key, some_hold(), lines, date);
  }

  Command reversal(const std::string& key, Instant now) {
    const auto why = chance(98) ? "booked wrongly" : "";
    return reversible(reverse(key, some_entry(), why, some_date(now)));
  }

  Command reversible(Command made) {
    reversible_.push_back(made.key);
    return made;
  }

  std::vector<PostingOrder> postings() {
    // Soon filled to 64 bits.
    if (chance(1)) return {transfer("t:v", "t:w", "9999999999999999.99")};
    std::vector<PostingOrder> orders;
    const auto count = chance(70) ? 1 : 1 + below(4);
    while (orders.size() < count) {
      const auto from = some_account();
      const auto to = some_account();
      if (from == to && !chance(5)) continue;
      orders.push_back({name(from), name(to), some_amount(), std::nullopt});
      if (!chance(5)) continue;
      const auto relation = static_cast<Relation>(1 + below(3));
      orders.back().condition = book::Condition{name(some_account()), relation, decimal("10.00")};
    }
    return orders;
  }

  std::vector<PostingOrder> wages() {
    std::vector<PostingOrder> orders;
    const auto from = chance(80) ? "t:v" : some_account();
    for (auto i = below(20); i < workers_; i += 1 + below(20)) {
      orders.push_back(transfer(from, "t:worker:" + std::to_string(i), "0.01"));
    }
    return orders;
  }

  std::string next_key(std::string_view word = "k") {
    return std::string(word) + std::to_string(made_.size());
  }
  static std::string everyday(std::size_t index) {
    return "t:" + std::string(1, static_cast<char>('a' + index));
  }
  std::string rare_account() { return everyday(kEveryday + below(3)); }
  std::string some_account() {
    if (chance(30)) return chance(50) ? "t:v" : "t:w";
    return chance(98) ? everyday(below(kEveryday)) : rare_account();
  }
  Side some_side() { return chance(50) ? debit : credit; }
  Decimal some_amount() {
    const auto kind = below(200);
    if (kind < 1) return decimal("0.00");
    if (kind < 2) return decimal("-1");
    if (kind < 4) return decimal("1.001");
    if (kind < 9) return decimal("9999999999999999");
    if (kind < 80) return decimal(std::to_string(1 + below(30)));
    return decimal(to_string(Money::from_minor(static_cast<std::int64_t>(1 + below(3'000)))));
  }
  std::string_view some_bound(bool min) {
    if (min) return chance(80) ? "0" : "-100";
    return chance(80) ? "2000" : "10.005";
  }
  std::optional<Bound> some_change(bool min) {
    if (chance(40)) return std::nullopt;
    if (chance(60)) return Bound{};
    return Bound{chance(90) ? some_bound(min) : "500"};
  }
  // From `least` days before today to `most` days before it.
  Date day_near(Instant now, int least, int most) {
    const auto span = static_cast<std::uint64_t>(most - least + 1);
    return shanghai_date(now) - std::chrono::days(least) - std::chrono::days(below(span));
  }
  std::optional<Date> some_date(Instant now) {
    if (chance(75)) return std::nullopt;
    return chance(10) ? day_near(now, -2, -1) : day_near(now, 0, 5);
  }
  std::optional<Instant> some_expiry(Instant now) {
    if (chance(50)) return std::nullopt;
    return now + std::chrono::minutes(below(24 * 60)) - std::chrono::minutes(10);
  }
  std::string recent(const std::vector<std::string>& keys) {
    const auto among = std::min<std::uint64_t>(keys.size(), chance(80) ? 30 : 1'000);
    return keys[keys.size() - 1 - below(among)];
  }
  book::EntryName some_hold() {
    if (holds_.empty() || chance(2)) return std::string("k0");
    if (chance(5)) return book::EntryNumber{below(made_.size() + 1)};
    return recent(holds_);
  }
  book::EntryName some_entry() {
    if (reversible_.empty() || chance(2)) return std::string("k0");
    if (chance(20)) return book::EntryNumber{below(made_.size() + 1)};
    return recent(reversible_);
  }
  std::optional<std::vector<std::uint32_t>> some_lines() {
    if (chance(50)) return std::nullopt;
    std::vector<std::uint32_t> lines;
    const auto count = 1 + below(2);
    while (lines.size() < count) {
      const auto line = static_cast<std::uint32_t>(below(chance(60) ? 1 : 4));
      const bool named = std::find(lines.begin(), lines.end(), line) != lines.end();
      if (!named || chance(5)) lines.push_back(line);
    }
    return lines;
  }
  // The same request, now and then with more decimals than before ("1" for "1.00"), or another.
  Command respelled(Command made) {
    auto& step = made.steps.front();
    if (auto* order = std::get_if<book::Post>(&step)) {
      if (chance(30)) order->postings.front().amount.decimals = 4;
      if (chance(20)) order->postings.front().amount.whole += 1;
    }
    if (chance(30)) say_otherwise(step);
    if (auto* order = std::get_if<book::Reverse>(&step); order != nullptr && chance(30)) {
      order->reason = "for another reason";
    }
    if (auto* order = std::get_if<book::Freeze>(&step); order != nullptr && chance(30)) {
      order->side = other(order->side);
    }
    if (auto* order = std::get_if<book::SetLimits>(&step); order != nullptr && chance(30)) {
      order->min.given = !order->min.given;
      order->min.bound.reset();
    }
    return made;
  }
  // In bulk what was written out, and the other way round. Of yen, fen are something else.
  static void say_otherwise(book::Step& step) {
    if (const auto* bulk = std::get_if<book::BulkPost>(&step)) {
      step = as_post(*bulk);
    } else if (const auto* post = std::get_if<book::Post>(&step);
               post != nullptr && !names_rare(*post)) {
      if (auto same = as_bulk(*post)) step = std::move(*same);
    }
  }
  static bool names_rare(const book::Post& post) {
    const auto rare = [](const book::AccountName& account) {
      return account.text() >= everyday(kEveryday) && account.text() < "t:v";
    };
    return std::any_of(post.postings.begin(), post.postings.end(),
                       [&](const auto& order) { return rare(order.debit) || rare(order.credit); });
  }
  Command sometimes_in_bulk(Command made) {
    const auto bulk = chance(30) ? as_bulk(std::get<book::Post>(made.steps.front())) : std::nullopt;
    if (bulk) made.steps.front() = *bulk;
    return made;
  }
  std::uint64_t below(std::uint64_t bound) { return entropy_.below(bound); }
  bool chance(std::uint64_t percent) { return below(100) < percent; }

  SeededEntropy entropy_;
  std::size_t workers_ = 0;
  std::vector<Command> made_;
  std::deque<Command> planned_;
  std::vector<std::string> holds_;
  std::vector<std::string> reversible_;
};

}  // namespace anxin::tests
