// When a run has played enough: how wide the interval of a figure still is, and the next batch.
//
// Role: run_scenario asks after every batch. What it answers depends on the scenario and on the
//       values of the paths alone, so threads and time cannot change how many are played.
// Source: mean: the normal interval; quantile: order statistics, whose ranks are binomial (Conover,
//         Practical Nonparametric Statistics), by their normal approximation.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "simulator/scenario.h"
#include "simulator/statistics.h"

namespace anxin::simulator {

/// Half the width of a figure's 95 % interval, as a share of the figure. Nothing where too few
/// values give no interval, and where the figure is zero: a share of nothing says nothing.
/// Requires: quantile, where given, is between 0 and 1.
[[nodiscard]] std::optional<double> rel_half_width(Sample sample,
                                                   const std::optional<Rate>& quantile);

/// A batch is at least this large, and at least a quarter of what has been played: few looks.
inline constexpr std::int64_t kBatchMin = 100;

enum class StopReason : std::uint8_t { planned, narrow, max_paths };
inline constexpr std::array<payments::Word<StopReason>, 3> kStopReasonWords{{
    {StopReason::planned, "planned"},
    {StopReason::narrow, "narrow"},
    {StopReason::max_paths, "max-paths"},
}};
constexpr const auto& words_of(StopReason) { return kStopReasonWords; }

/// Why no more paths were played.
struct StopOutcome {
  StopReason why = StopReason::planned;
  std::optional<double> rel_half_width = {};  ///< at the end; nothing without a rule
};

/// Decides batch by batch.
class Stopping {
 public:
  explicit Stopping(const RunPlan& run) : run_(run) {}
  /// How many paths there are to be after the next batch; `played` where it is enough.
  /// `sample` gives the rule's metric, and is asked only where there is a rule.
  [[nodiscard]] std::int64_t next_total(std::int64_t played,
                                        const std::function<Sample(Metric)>& sample);
  /// How many paths it may take in all, judged by what has been seen.
  [[nodiscard]] std::int64_t expected_total(std::int64_t played) const;
  [[nodiscard]] const StopOutcome& outcome() const { return outcome_; }

 private:
  const RunPlan& run_;
  StopOutcome outcome_;
};

}  // namespace anxin::simulator
