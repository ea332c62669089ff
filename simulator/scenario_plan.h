// What else a scenario file may ask for: ranges to sweep, when to stop, what to show.
//
// Role: parts of Scenario. They change which runs are played and how many paths, never a path.
// Shape: [[sweep]] path, from, to, steps, scale; [run] stop = { metric, rel_half_width, max_paths
// };
//        [output] metrics, quantiles.
// Source: simulator.md section 4; docs/simulator.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "payments/rules/toml_document.h"
#include "payments/rules/words.h"
#include "simulator/parameters.h"

namespace anxin::simulator {

enum class Metric : std::uint8_t;  // run.h

// ---- sweeps -------------------------------------------------------------------------------------

enum class SweepScale : std::uint8_t { linear, log };
inline constexpr std::array<payments::Word<SweepScale>, 2> kSweepScaleWords{{
    {SweepScale::linear, "linear"},
    {SweepScale::log, "log"},
}};
constexpr const auto& words_of(SweepScale) { return kSweepScaleWords; }

/// A curve needs no more points, and each is a whole run.
inline constexpr std::int64_t kSweepStepsMax = 40;
/// One sweep is a curve, two are a grid; three nobody can look at.
inline constexpr std::size_t kSweepsMax = 2;

/// One thing that is moved from one value to another, both included.
struct Sweep {
  std::string path;
  std::optional<Parameter> parameter;  ///< nothing: kDepositRatePath
  Rate from;
  Rate to;
  const Unit* unit = nullptr;  ///< in which `from` is written; never null once read
  std::int64_t steps = 2;      ///< points
  SweepScale scale = SweepScale::linear;
  std::uint32_t line = 0;  ///< of the file
};

// ---- when to stop -------------------------------------------------------------------------------

/// Paths are played until the 95 % interval of this figure is narrow enough. RunPlan::paths is the
/// first batch.
struct StopRule {
  Metric metric{};
  std::optional<Rate> quantile;  ///< nothing: the mean
  Rate rel_half_width;           ///< half the interval's width, as a share of the figure
  std::int64_t max_paths = 0;
};

// ---- what to show -------------------------------------------------------------------------------

/// Empty lists: everything, and the usual quantiles.
struct OutputPlan {
  std::vector<Metric> metrics;  ///< as in kMetrics, each once
  std::vector<Rate> quantiles;  ///< as written, each once
};

/// Names for several metrics: workers, yuan, time_to_pay, fund, cost.
[[nodiscard]] std::vector<std::string_view> metric_group_words();

/// "q95" for 95 %, "q999" for 99.9 %, "q05" for 5 %.
[[nodiscard]] std::string quantile_name(const Rate& quantile);
/// The other way round. Nothing for other words, and for 0 and 1.
[[nodiscard]] std::optional<Rate> parse_quantile_name(std::string_view word);

// ---- reading ------------------------------------------------------------------------------------

/// Findings: data.*; simulate.unit, simulate.path, simulate.sweep, simulate.sweep-twice.
[[nodiscard]] std::vector<Sweep> read_sweeps(payments::TomlTable& root);
/// Findings: data.*; simulate.unit, simulate.metric.
[[nodiscard]] std::optional<StopRule> read_stop(payments::TomlTable& run, std::int64_t paths);
/// Findings: data.*; simulate.metric.
[[nodiscard]] OutputPlan read_output(payments::TomlTable& root);

}  // namespace anxin::simulator
