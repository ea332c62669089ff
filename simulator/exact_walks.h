// Runs, renewals, ruin and first passage, on paper: the exact side of `simulate verify`.
//
// Role: verify_cash.cc, verify_fund.cc; nothing here touches the engine.
// Shape: chances by recursion, month after month; the sums are finite, so they are exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace anxin::simulator {

/// How often something breaks down within so many months, if each time it is out for `out` of them.
struct Breakdowns {
  std::size_t months = 0;
  std::size_t out = 0;
  double chance = 0;  ///< in a month in which it is not out
};
/// The expected number. Source: Feller, "An Introduction to Probability Theory", vol. 1, XIII.3.
[[nodiscard]] double expected_breakdowns(const Breakdowns& what);

struct RunOfMonths {
  std::size_t months = 0;
  std::size_t length = 0;
  double chance = 0;  ///< of each month
};
/// The chance of at least one run of that length: the Markov chain of the current run.
/// Source: Feller, vol. 1, XIII.7.
[[nodiscard]] double chance_of_run(const RunOfMonths& what);

/// A month of an account: it moves by `sure`, and by `maybe` as well with the walk's chance.
struct WalkMonth {
  std::int64_t sure = 0;
  std::int64_t maybe = 0;
};
/// The chance that it is at no month's end below zero.
/// Source: Feller, vol. 1, XIV.3: first passage, by the law of total probability.
[[nodiscard]] double chance_never_below(std::int64_t start, const std::vector<WalkMonth>& months,
                                        double chance);

/// A fund that gains 1 each month and then pays 2 with the chance of a claim.
struct FundGame {
  std::int64_t capital = 0;
  double claim = 0;
};
/// The chance that within so many months it cannot pay a claim in full.
[[nodiscard]] double ruin_within(const FundGame& game, std::size_t months);
/// That it ever cannot: (p / (1 − p))^(capital + 1), the gambler's ruin against an endless bank.
/// Requires: a claim is less likely than none. Source: Feller, vol. 1, XIV.2.
[[nodiscard]] double ruin_ever(const FundGame& game);

/// A fund without income that pays 1 with the chance of a claim, and gets it back next month with
/// the chance of a recovery.
struct FundOfAdvances {
  std::int64_t capital = 0;
  double claim = 0;
  double recovery = 0;
};
/// The chance that within so many months it cannot pay.
[[nodiscard]] double empty_within(const FundOfAdvances& fund, std::size_t months);

}  // namespace anxin::simulator
