// Medians and percentiles of samples.
#pragma once

#include <string_view>
#include <vector>

#include "tests/bench/row.h"

namespace anxin::bench {

/// Requires: at least one sample, here and below.
[[nodiscard]] double median(std::vector<double> samples);

struct Percentiles {
  double p50 = 0;
  double p95 = 0;
  double p99 = 0;
  double p999 = 0;
  double highest = 0;
};
[[nodiscard]] Percentiles percentiles(std::vector<double> samples);

/// The percentiles as details of a row, in µs, each name after `prefix`.
void add_details(Figures& details, std::string_view prefix, const Percentiles& micros);

}  // namespace anxin::bench
