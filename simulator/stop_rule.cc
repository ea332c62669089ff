#include "simulator/stop_rule.h"

#include <algorithm>

#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

std::optional<double> share_of(double half_width, double figure) {
  if (figure == 0) return std::nullopt;
  return half_width / (figure < 0 ? -figure : figure);
}

std::optional<double> width_of_mean(const Sample& sample) {
  const auto summary = summarize(sample, {});
  return share_of(summary.half_width, static_cast<double>(summary.mean));
}

// The ranks, from 1, between which the quantile lies in 95 of 100 samples.
std::optional<double> width_of_quantile(Sample sample, double quantile) {
  const auto apart = rank_reach(sample, quantile);
  auto& values = sample.values;
  const auto count = static_cast<double>(values.size());
  const auto low = nearest(count * quantile - apart - 0.5);
  const auto high = nearest(count * quantile + apart + 0.5) + 1;
  if (low < 1 || high > static_cast<std::int64_t>(values.size())) return std::nullopt;
  std::sort(values.begin(), values.end());
  const auto at = [&values](std::int64_t rank) {
    return static_cast<double>(values[static_cast<std::size_t>(rank - 1)]);
  };
  const auto figure = summarize(values, {quantile}).quantiles.front();
  return share_of((at(high) - at(low)) / 2, static_cast<double>(figure));
}

}  // namespace

std::optional<double> rel_half_width(Sample sample, const std::optional<Rate>& quantile) {
  if (sample.values.size() < 2) return std::nullopt;
  if (!quantile) return width_of_mean(sample);
  return width_of_quantile(std::move(sample), real_of(*quantile));
}

std::int64_t Stopping::next_total(std::int64_t played,
                                  const std::function<Sample(Metric)>& sample) {
  if (played == 0) return run_.paths;
  if (!run_.stop) return played;
  const auto& stop = *run_.stop;
  outcome_.rel_half_width = rel_half_width(sample(stop.metric), stop.quantile);
  const auto& width = outcome_.rel_half_width;
  if (width && *width <= real_of(stop.rel_half_width)) {
    outcome_.why = StopReason::narrow;
    return played;
  }
  outcome_.why = StopReason::max_paths;
  return std::min(stop.max_paths, played + std::max(kBatchMin, played / 4));
}

// The width falls with the root of the number.
std::int64_t Stopping::expected_total(std::int64_t played) const {
  if (!run_.stop) return run_.paths;
  if (!outcome_.rel_half_width) return run_.stop->max_paths;
  const double ratio = *outcome_.rel_half_width / real_of(run_.stop->rel_half_width);
  const double total = static_cast<double>(played) * std::max(1.0, ratio * ratio);
  const double most = static_cast<double>(run_.stop->max_paths);
  return std::max(played, nearest(std::min(total, most)));
}

}  // namespace anxin::simulator
