// What many paths say about a metric: mean, its standard error, quantiles.
//
// Role: `simulate run` and compare. Means are exact fractions; standard errors, which are no money,
//       are plain numbers.
#pragma once

#include <cstdint>
#include <vector>

#include "ledger/base/money.h"

namespace anxin::simulator {

struct Summary {
  Rate mean;
  double standard_error = 0;            ///< of the mean
  std::vector<std::int64_t> quantiles;  ///< as asked
};

/// Requires: at least one value; quantiles between 0 and 1.
/// The q-quantile is the smallest value that at least a share q of the values does not exceed.
[[nodiscard]] Summary summarize(std::vector<std::int64_t> values,
                                const std::vector<double>& quantiles);

/// a[i] − b[i]: two runs on the same draws, as far as both go.
[[nodiscard]] std::vector<std::int64_t> paired_differences(const std::vector<std::int64_t>& a,
                                                           const std::vector<std::int64_t>& b);

}  // namespace anxin::simulator
