#include "simulator/exact_walks.h"

#include <map>

#include "simulator/numeric.h"

namespace anxin::simulator {

// With so many months left: it breaks down now and is out, or one month has passed.
double expected_breakdowns(const Breakdowns& what) {
  std::vector<double> count(what.months + 1, 0);
  for (std::size_t left = 1; left <= what.months; ++left) {
    const double after = left > what.out ? count[left - what.out] : 0;
    count[left] = what.chance * (1 + after) + (1 - what.chance) * count[left - 1];
  }
  return count[what.months];
}

double chance_of_run(const RunOfMonths& what) {
  std::vector<double> by_run(what.length, 0);  // no run of that length yet
  by_run[0] = 1;
  double found = 0;
  for (std::size_t month = 0; month < what.months; ++month) {
    std::vector<double> next(what.length, 0);
    for (std::size_t run = 0; run < what.length; ++run) {
      next[0] += by_run[run] * (1 - what.chance);
      double& longer = run + 1 == what.length ? found : next[run + 1];
      longer += by_run[run] * what.chance;
    }
    by_run = next;
  }
  return found;
}

double chance_never_below(std::int64_t start, const std::vector<WalkMonth>& months, double chance) {
  std::map<std::int64_t, double> alive{{start, 1.0}};
  for (const auto& month : months) {
    std::map<std::int64_t, double> next;
    for (const auto& [level, weight] : alive) {
      const auto low = level + month.sure;
      if (low >= 0) next[low] += weight * (1 - chance);
      if (low + month.maybe >= 0) next[low + month.maybe] += weight * chance;
    }
    alive = std::move(next);
  }
  double sum = 0;
  for (const auto& [level, weight] : alive) sum += weight;
  return sum;
}

double ruin_within(const FundGame& game, std::size_t months) {
  const std::vector<WalkMonth> walk(months, {-1, 2});  // up by one, or down by one
  return 1 - chance_never_below(game.capital, walk, 1 - game.claim);
}

double ruin_ever(const FundGame& game) {
  return power(game.claim / (1 - game.claim), static_cast<double>(game.capital) + 1);
}

double empty_within(const FundOfAdvances& fund, std::size_t months) {
  // By what is there, and what comes back next month: nothing or 1.
  const auto levels = static_cast<std::size_t>(fund.capital) + 1;
  std::vector<double> resting(levels, 0);
  std::vector<double> returning(levels, 0);
  resting.back() = 1;
  double empty = 0;
  for (std::size_t month = 0; month < months; ++month) {
    std::vector<double> before = resting;
    for (std::size_t level = 1; level < levels; ++level) before[level] += returning[level - 1];
    empty += before[0] * fund.claim;
    for (std::size_t level = 0; level < levels; ++level) {
      resting[level] = before[level] * (1 - fund.claim);
      returning[level] = 0;
    }
    for (std::size_t level = 1; level < levels; ++level) {
      resting[level - 1] += before[level] * fund.claim * (1 - fund.recovery);
      returning[level - 1] = before[level] * fund.claim * fund.recovery;
    }
  }
  return empty;
}

}  // namespace anxin::simulator
