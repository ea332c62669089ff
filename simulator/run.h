// A run: many paths of one scenario, and what they add up to.
//
// Role: `anxin simulate run`, compare and verify.
// Units: metrics are whole numbers: fen, heads, counts, or parts of a million.
// Shape: path by path, in the order of the paths. The same for any number of threads and either set
//        of kernels. Path p is played in world p mod W of the plan's W worlds; one world stands in
//        memory at a time.
// Threads: starts its own, and ends them before it returns.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/digest.h"
#include "simulator/kernel_choice.h"
#include "simulator/metric.h"
#include "simulator/path_player.h"
#include "simulator/statistics.h"
#include "simulator/stop_rule.h"

namespace anxin::simulator {

/// Part of every result's name: raised whenever the same input may give other numbers.
inline constexpr std::string_view kEngineVersion = "4";

/// Of a month, over all paths: 64 bits would end with some 290 000 paths of a province.
struct MonthSums {
  Wide arrears = 0;
  Wide workers = 0;
  Wide fund = 0;
  bool operator==(const MonthSums&) const = default;
};

/// Whoever asked has said so: RunSettings::cancelled.
inline constexpr Reason kSimulateCancelled{"simulate.cancelled"};

struct RunReport {
  std::string id;  ///< as result_id says: the same id, the same bytes
  std::vector<PathMetrics> paths;
  std::size_t worlds = 1;  ///< that were played: not more than there are paths
  std::vector<MonthSums> month_sums;
  /// At each twelfth month and at the end: every path's, in their order, taken together.
  std::vector<std::uint64_t> fingerprints;
  StopOutcome stop;                                    ///< why there are so many paths and no more
  std::array<Wide, kAges> paid_by_age{};               ///< over all paths
  Wide unpaid_sum = 0;                                 ///< at the end, over all paths
  std::vector<std::vector<MonthFigures>> path_months;  ///< by path; empty unless asked to be kept

  [[nodiscard]] std::vector<std::int64_t> values(Metric metric) const;
  /// The same with the worlds in which they were played.
  [[nodiscard]] Sample sample(Metric metric) const { return {values(metric), worlds}; }
};

/// What a run keeps of every path. Months take 24 bytes × months × paths.
enum class Keep : std::uint8_t { metrics, months };

struct RunSettings {
  std::size_t threads = 1;
  const Kernels* kernels = &best_kernels();
  /// Told from any thread, one at a time, how many paths have been played; may be empty.
  std::function<void(std::int64_t done)> progress = {};
  /// Told before every batch but the first how many paths it may take in all; may be empty.
  std::function<void(std::int64_t total)> expects = {};
  Keep keep = Keep::metrics;
  /// Asked from any thread before each path whether it is to stop; may be empty.
  std::function<bool()> cancelled = {};
};

/// Plays every path of the scenario: as many as planned, or until its stop rule is content.
/// Refuses: what the rule functions refuse for the baseline's region and months;
///          simulate.cancelled.
[[nodiscard]] Result<RunReport> run_scenario(const Baseline& baseline, const Scenario& scenario,
                                             const RuleSources& sources,
                                             const RunSettings& settings);

/// What a study plays, and how.
struct Study {
  const Baseline& baseline;
  const Scenario& scenario;
  const RuleSources& sources;
  const RunSettings& settings;
};

/// The same in worlds of one's own making, told which of them, from 0. The report's id is that of
/// the baseline's own worlds.
using WorldOf = std::function<World(std::int64_t number)>;
[[nodiscard]] Result<RunReport> run_worlds(const Study& study, const WorldOf& world_of);
/// All paths in one world that is given.
[[nodiscard]] Result<RunReport> run_world(const Study& study, const World& world);

/// The name of the result: a digest of all that it depends on: engine, canonical scenario and
/// baseline, the region's rules, the working days.
[[nodiscard]] std::string result_id(const Baseline& baseline, const Scenario& scenario,
                                    const RuleSources& sources);

}  // namespace anxin::simulator
