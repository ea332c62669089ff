// Wages of a told path as lines of payrolls: who is owed how much for which month, and which event
// of the path pays it.
//
// Role: the services pay whole lines of named workers, the engine pays amounts of cohorts. A wage
// is
//       cut into lines where a payment of the path ends; nothing is added to a payment or left out,
//       and what a scheme allows a worker is asked of the rule. Whether the services pay these
//       lines is for the replay to see.
#pragma once

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "payments/rules/fund_decision.h"
#include "tests/replay/replay_county.h"

namespace anxin::replay {

/// After an order has expired come what the owner, the deposit and its letter pay, then the fund.
inline constexpr std::size_t kStepsToFund = 4;
inline constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

struct WageLine {
  std::size_t place = 0;   ///< of the project
  std::int32_t month = 0;  ///< in which it fell due: the wage of the month before
  std::int32_t worker = 0;
  Fen amount = 0;
  std::size_t payer = kNobody;  ///< index of the event
  std::string id = {};          ///< of the payroll line, once it is submitted
};

/// An amount that a decision names, whomever it reaches.
[[nodiscard]] inline bool is_decided(PathEventKind kind) {
  return kind == PathEventKind::paid_by_owner || kind == PathEventKind::paid_by_deposit ||
         kind == PathEventKind::paid_by_letter || kind == PathEventKind::paid_by_court;
}

class WagePlan {
 public:
  WagePlan(const simulator::ToldPath& path, const simulator::PathEvents& events)
      : path_(path), events_(events) {
    for (const auto& event : events) note_heads(event);
    for (std::size_t i = 0; i < events.size(); ++i) take(i);
  }

  /// What falls due in the project in the month, in the order of workers.
  [[nodiscard]] std::vector<WageLine*> due(std::size_t place, std::int32_t month) {
    return those([&](const WageLine& line) { return line.place == place && line.month == month; });
  }
  [[nodiscard]] std::vector<WageLine*> paid_by(std::size_t event) {
    return those([&](const WageLine& line) { return line.payer == event; });
  }
  /// Each project has so many workers at most.
  [[nodiscard]] std::int32_t heads(std::size_t place) const {
    const auto found = heads_.find(place);
    return found == heads_.end() ? 0 : found->second;
  }

 private:
  using Months = std::map<std::int32_t, Fen>;

  template <class Fits>
  std::vector<WageLine*> those(const Fits& fits) {
    std::vector<WageLine*> found;
    for (auto& line : lines_) {
      if (fits(line)) found.push_back(&line);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto* a, const auto* b) {
      return std::pair(a->month, a->worker) < std::pair(b->month, b->worker);
    });
    return found;
  }
  [[nodiscard]] std::vector<WageLine*> unpaid(std::size_t place) {
    return those(
        [&](const WageLine& line) { return line.place == place && line.payer == kNobody; });
  }

  [[nodiscard]] static const simulator::Cohort& cohort_of(const PathEvent& event) {
    return event.after.due_in(event.month);
  }
  void note_heads(const PathEvent& event) {
    if (event.kind != PathEventKind::fell_due || event.amount == 0) return;
    auto& most = heads_[event.place];
    most = std::max(most, cohort_of(event).teams);
  }

  void take(std::size_t index) {
    const auto& event = events_[index];
    if (event.kind == PathEventKind::case_opened) advanced_[event.place].clear();
    if (event.kind == PathEventKind::order_expired) return advance(index + kStepsToFund);
    // What the contractor adds is paid from the account too, with what was there, to whole teams.
    if (event.kind == PathEventKind::paid_by_account) {
      return pay(index, unpaid(event.place), event.amount + events_[index + 1].amount);
    }
    if (event.amount == 0) return;
    if (event.kind == PathEventKind::fell_due) return fall_due(event);
    if (is_decided(event.kind)) pay_down(index);
  }

  // Those who are paid first come first in every month; the odd fen are the last one's.
  void fall_due(const PathEvent& event) {
    const auto count = cohort_of(event).teams;
    const auto each = event.amount / count;
    for (std::int32_t i = 0; i < count; ++i) {
      const auto odd = i + 1 == count ? event.amount - each * count : 0;
      const auto worker = heads_.at(event.place) - count + i;
      lines_.push_back({event.place, event.month, worker, each + odd});
    }
  }

  // Oldest first; the last line is cut where the money ends.
  void pay(std::size_t payer, const std::vector<WageLine*>& open, Fen amount) {
    std::vector<WageLine> rests;
    for (auto* line : open) {
      if (amount == 0) break;
      if (line->amount > amount) {
        auto rest = *line;
        rest.amount -= amount;
        rests.push_back(rest);
        line->amount = amount;
      }
      line->payer = payer;
      amount -= line->amount;
    }
    if (amount != 0) throw std::logic_error("more is paid than is owed");
    for (auto& rest : rests) lines_.push_back(std::move(rest));
  }

  // A decision names an amount, month by month from the oldest on. As the engine takes it, so many
  // workers are paid whole as it reaches, and those who stay unpaid share the rest of it evenly.
  void pay_down(std::size_t index) {
    auto left = events_[index].amount;
    auto open = unpaid(events_[index].place);
    while (left > 0 && !open.empty()) {
      const auto month = open.front()->month;
      const auto end = std::find_if(open.begin(), open.end(),
                                    [&](const auto* line) { return line->month != month; });
      const std::vector<WageLine*> cohort(open.begin(), end);
      const auto part = std::min(left, sum_of(cohort));
      pay_part(index, cohort, part);
      left -= part;
      open = unpaid(events_[index].place);
    }
    if (left != 0) throw std::logic_error("more is decided than is owed");
  }
  void pay_part(std::size_t index, const std::vector<WageLine*>& cohort, Fen part) {
    const auto owed = sum_of(cohort);
    const auto count = std::ssize(cohort);
    const auto each = (owed + count - 1) / count;
    const auto stay = (owed - part + each - 1) / each;
    const auto whole = cohort.begin() + (count - stay);
    const std::vector<WageLine*> first(cohort.begin(), whole);
    const auto to_first = std::min(part, sum_of(first));
    const auto shares = even_shares({whole, cohort.end()}, part - to_first);
    pay(index, first, to_first);
    for (const auto& [line, share] : shares) pay(index, {&lines_[line]}, share);
  }
  // By place, since paying moves lines. Of less than an even share a line gives what it has.
  std::vector<std::pair<std::size_t, Fen>> even_shares(std::vector<WageLine*> stay, Fen rest) {
    std::stable_sort(stay.begin(), stay.end(),
                     [](const auto* a, const auto* b) { return a->amount < b->amount; });
    std::vector<std::pair<std::size_t, Fen>> shares;
    for (std::size_t i = 0; i < stay.size(); ++i) {
      const auto even = rest / static_cast<Fen>(stay.size() - i);
      const auto share = std::min(stay[i]->amount, even);
      shares.emplace_back(static_cast<std::size_t>(stay[i] - lines_.data()), share);
      rest -= share;
    }
    return shares;
  }
  [[nodiscard]] static Fen sum_of(const std::vector<WageLine*>& lines) {
    Fen sum = 0;
    for (const auto* line : lines) sum += line->amount;
    return sum;
  }

  // The fund is asked when the plan is made, about all that is owed then. To each worker what the
  // scheme allows, from the month at which the plan reaches the fund.
  void advance(std::size_t index) {
    if (index >= events_.size() || events_[index].kind != PathEventKind::paid_by_fund) return;
    const auto& event = events_[index];
    auto left = event.amount;
    const auto from = first_month_paid(index);
    for (const auto& [worker, allowed] : allowed_by_scheme(event)) {
      const auto amount = std::min(left, allowed);
      if (amount == 0) continue;
      auto open = unpaid(event.place);
      std::erase_if(open, [&](const auto* line) {
        return line->worker != worker || !is_overdue(*line, event.month);
      });
      std::stable_partition(open.begin(), open.end(),
                            [&](const auto* line) { return line->month >= from; });
      left -= amount;
      pay(index, open, amount);
      for (const auto* line : paid_by(index)) {
        if (line->worker == worker) advanced_[event.place][worker][line->month] += line->amount;
      }
    }
    if (left != 0) throw std::logic_error("the scheme allows less than the fund pays");
  }

  // The engine's own choice of the months: what the event before it left of them.
  [[nodiscard]] std::int32_t first_month_paid(std::size_t index) const {
    const auto& event = events_[index];
    for (auto age = static_cast<std::int32_t>(simulator::kRing) - 1; age >= 0; --age) {
      const auto slot = simulator::slot_of(std::max(0, event.month - age));
      if (events_[index - 1].after.ring[slot].cohort.owed == event.after.ring[slot].cohort.owed)
        continue;
      return event.month - age;
    }
    return 0;
  }

  [[nodiscard]] std::map<std::int32_t, Fen> allowed_by_scheme(const PathEvent& event) {
    const auto& policy = path_.policies.at(static_cast<std::size_t>(event.month));
    auto facts = simulator::fund_facts(path_.run.baseline.region, policy.on);
    for (const auto& [worker, months] : owed_by_worker(event)) {
      facts.workers.push_back(fund_worker(event, worker, months));
    }
    const auto decided = payments::decide_fund(facts, simulator::shipped_rules(), policy.on);
    std::map<std::int32_t, Fen> allowed;
    for (const auto& one : decided.value().advances) {
      allowed[std::stoi(one.worker)] = one.amount.minor();
    }
    return allowed;
  }
  [[nodiscard]] std::map<std::int32_t, Months> owed_by_worker(const PathEvent& event) {
    std::map<std::int32_t, Months> owed;
    for (const auto* line : unpaid(event.place)) {
      if (is_overdue(*line, event.month)) owed[line->worker][line->month] += line->amount;
    }
    return owed;
  }
  [[nodiscard]] bool is_overdue(const WageLine& line, std::int32_t month) const {
    return line.month + path_.policies.at(static_cast<std::size_t>(month)).grace_months <= month;
  }
  [[nodiscard]] payments::FundWorker fund_worker(const PathEvent& event, std::int32_t worker,
                                                 Months months) {
    payments::FundWorker one;
    Fen asked = 0;
    for (const auto& [month, amount] : months) asked += amount;
    Fen before = 0;
    for (const auto& [month, amount] : advanced_[event.place][worker]) {
      months[month] += amount;
      before += amount;
    }
    for (const auto& [month, amount] : months) {
      one.arrears.push_back({kStart + std::chrono::months(month - 1), Money::from_minor(amount)});
    }
    one.advanced = Money::from_minor(before);
    one.asked = Money::from_minor(asked);
    one.id = std::to_string(worker);
    return one;
  }

  const simulator::ToldPath& path_;
  const simulator::PathEvents& events_;
  std::vector<WageLine> lines_;
  std::map<std::size_t, std::int32_t> heads_;
  std::map<std::size_t, std::map<std::int32_t, Months>> advanced_;  // in the open case
};

}  // namespace anxin::replay
