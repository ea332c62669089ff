#include "tests/bench/statistics.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::bench {
namespace {

// The sample below or at which so many of a thousand samples lie.
double per_mille(const std::vector<double>& sorted, std::size_t count) {
  return sorted[std::min(sorted.size() - 1, sorted.size() * count / 1'000)];
}

}  // namespace

double median(std::vector<double> samples) { return percentiles(std::move(samples)).p50; }

Percentiles percentiles(std::vector<double> samples) {
  LEDGER_INVARIANT(!samples.empty());
  std::sort(samples.begin(), samples.end());
  return {per_mille(samples, 500), per_mille(samples, 950), per_mille(samples, 990),
          per_mille(samples, 999), samples.back()};
}

void add_details(Figures& details, std::string_view prefix, const Percentiles& micros) {
  const auto add = [&](std::string_view name, double value) {
    details.push_back({std::string(prefix).append(name), value, "µs"});
  };
  add("p50", micros.p50);
  add("p95", micros.p95);
  add("p99", micros.p99);
  add("p99.9", micros.p999);
  add("highest", micros.highest);
}

}  // namespace anxin::bench
