// The runs behind a report's figures: one number moved along a line or over a grid, the systemic
// factor shifted, and what many paths say month by month.
//
// Role: `anxin simulate report`. Every run uses the scenario's own draws, so that points differ by
//       what was set and by nothing else.
// Threads: as run_scenario.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulator/studies.h"

namespace anxin::simulator {

/// A path of the scenario and the values that it takes, in base units.
struct Line {
  std::string_view path;
  std::vector<Rate> values;
};

/// The scenario with `value` at that path from its first month to its last, over every reform of
/// its own. Requires: a parameter's path, or kDepositRatePath.
[[nodiscard]] Scenario with_value(const Scenario& scenario, std::string_view path,
                                  const Rate& value);

/// A run for each value of the line.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<std::vector<RunReport>> play_line(const Study& study, const Line& line);

/// A run for each cell, row by row.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<std::vector<RunReport>> play_grid(const Study& study, const Line& rows,
                                                       const Line& columns);

/// A run for each lasting shift of the systemic factor, in standard deviations.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<std::vector<RunReport>> play_shifts(const Study& study,
                                                         const std::vector<Rate>& shifts);

/// Whether path by path both meet the same draws in the same worlds: seed, paths, worlds, months,
/// start and the name of the baseline agree.
[[nodiscard]] bool can_be_paired(const Scenario& a, const Scenario& b);

/// What a run of so many paths keeps of them until its report is gone.
[[nodiscard]] constexpr std::int64_t kept_bytes(std::int64_t paths, std::int64_t months,
                                                Keep keep) {
  const auto of_months = keep == Keep::months ? months * std::int64_t{sizeof(MonthFigures)} : 0;
  return paths * (std::int64_t{sizeof(PathMetrics)} + of_months);
}

/// How many runs `sensitivity` takes.
[[nodiscard]] std::int64_t runs_of_sensitivity(const Baseline& baseline);
/// How many runs `reverse_stress` takes at most.
[[nodiscard]] std::int64_t runs_of_reverse_stress();

/// For each month, one value for each quantile: of that month alone, so that no single path runs
/// along a quantile.
/// Requires: the report kept its months; quantiles between 0 and 1.
[[nodiscard]] std::vector<std::vector<std::int64_t>> month_quantiles(
    const RunReport& report, std::int64_t MonthFigures::*figure,
    const std::vector<double>& quantiles);

/// In parts of the whole: wages not paid within k months after they fell due, k from 0 to 12; all
/// paths together. What is unpaid at the end counts as unpaid at every age. Zeros where nothing
/// fell due.
[[nodiscard]] std::vector<double> unpaid_after(const RunReport& report);

/// Both ends of an interval.
struct Interval {
  double low = 0;
  double high = 0;
};

/// Wilson's 95 % interval of a chance, of which `hits` of `count` draws were seen.
/// Requires: 0 ≤ hits ≤ count, 0 < count.
[[nodiscard]] Interval chance_interval(std::int64_t hits, std::int64_t count);
/// The same of a sample of zeros and ones, which may be of several worlds.
/// Requires: at least one value.
[[nodiscard]] Interval chance_interval(const Sample& ones);

/// The values between which the q-quantile lies with 95 %: order statistics about its rank.
/// Requires: at least one value; 0 < quantile < 1.
[[nodiscard]] Interval quantile_interval(Sample sample, double quantile);

}  // namespace anxin::simulator
