// What many paths say about a metric: mean, its standard error, quantiles.
//
// Role: `simulate run` and compare. Means are exact fractions; standard errors, which are no money,
//       are plain numbers.
// Source: several worlds are a sample of clusters: Cochran, Sampling Techniques, on ratio
//         estimates; quantiles by way of the share below them: Woodruff, "Confidence intervals for
//         medians and other position measures" (1952).
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/base/money.h"
#include "simulator/fixed.h"

namespace anxin::simulator {

/// Half of the width of a 95 % interval, in standard errors, where these are known well.
inline constexpr double kNormal95 = 1.96;

/// A number from each path, in their order: path p was played in world p mod `worlds`.
struct Sample {
  std::vector<std::int64_t> values;
  std::size_t worlds = 1;  ///< not more than there are values
};

struct Summary {
  Rate mean;
  double standard_error = 0;            ///< of the mean
  double half_width = 0;                ///< of the mean's 95 % interval
  std::vector<std::int64_t> quantiles;  ///< as asked
};

/// Requires: at least one value; quantiles between 0 and 1.
/// The q-quantile is the smallest value that at least a share q of the values does not exceed. In
/// one world the standard error is that of its paths; of several, that of their worlds' means, so
/// that the interval is one for the mean of all worlds that might have been drawn.
[[nodiscard]] Summary summarize(Sample sample, const std::vector<double>& quantiles);
/// The same in one world.
[[nodiscard]] Summary summarize(std::vector<std::int64_t> values,
                                const std::vector<double>& quantiles);

/// a[i] − b[i]: two runs on the same draws and worlds, as far as both go.
[[nodiscard]] std::vector<std::int64_t> paired_differences(const std::vector<std::int64_t>& a,
                                                           const std::vector<std::int64_t>& b);
[[nodiscard]] Sample paired_differences(const Sample& a, const Sample& b);

/// Half of the width of a 95 % interval, in standard errors: that of a normal value in one world,
/// of Student's t with one degree of freedom less than there are worlds.
[[nodiscard]] double reach95(std::size_t worlds);

/// How many ranks to either side of the q-quantile's own its 95 % interval goes.
/// Requires: at least one value; 0 < quantile < 1.
[[nodiscard]] double rank_reach(const Sample& sample, double quantile);

/// How many paths that all differ would tell as much about the share of ones among zeros and ones:
/// fewer than there are, where paths of one world are alike.
/// Requires: at least one value.
[[nodiscard]] double effective_paths(const Sample& ones);

[[nodiscard]] Rate mean_of(Wide sum, std::size_t count);

}  // namespace anxin::simulator
