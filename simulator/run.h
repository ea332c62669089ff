// A run: many paths of one scenario, and what they add up to.
//
// Role: `anxin simulate run`, compare and verify.
// Units: metrics are whole numbers: fen, heads, counts, or parts of a million.
// Shape: path by path, in the order of the paths. The same for any number of threads and either set
//        of kernels.
// Threads: starts its own, and ends them before it returns.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/digest.h"
#include "simulator/path_player.h"
#include "simulator/stop_rule.h"

namespace anxin::simulator {

/// Part of every result's name: raised whenever the same input may give other numbers.
inline constexpr std::string_view kEngineVersion = "1";

enum class Metric : std::uint8_t {
  arrears_peak,
  arrears_end,
  arrears_months,
  workers_peak,
  workers_end,
  worker_months,
  deferred_months,
  festival_unpaid,
  paid_on_time,
  paid_by_account,
  paid_by_contractor,
  paid_by_owner,
  paid_by_deposit,
  paid_by_fund,
  paid_by_court,
  deposit_months,
  billed,
  waiting_end,
  fund_unmet,
  fund_exhausted,
  owner_defaults,
  contractor_defaults,
  cases,
};
enum class MetricUnit : std::uint8_t { fen, heads, count, millionth };

struct MetricShape {
  Metric metric;
  std::string_view word;
  MetricUnit unit;
};
inline constexpr std::array<MetricShape, 23> kMetrics{{
    {Metric::arrears_peak, "arrears_peak", MetricUnit::fen},
    {Metric::arrears_end, "arrears_end", MetricUnit::fen},
    {Metric::arrears_months, "arrears_months", MetricUnit::fen},
    {Metric::workers_peak, "workers_peak", MetricUnit::heads},
    {Metric::workers_end, "workers_end", MetricUnit::heads},
    {Metric::worker_months, "worker_months", MetricUnit::heads},
    {Metric::deferred_months, "deferred_months", MetricUnit::fen},
    {Metric::festival_unpaid, "festival_unpaid", MetricUnit::fen},
    {Metric::paid_on_time, "paid_on_time", MetricUnit::millionth},
    {Metric::paid_by_account, "paid_by_account", MetricUnit::fen},
    {Metric::paid_by_contractor, "paid_by_contractor", MetricUnit::fen},
    {Metric::paid_by_owner, "paid_by_owner", MetricUnit::fen},
    {Metric::paid_by_deposit, "paid_by_deposit", MetricUnit::fen},
    {Metric::paid_by_fund, "paid_by_fund", MetricUnit::fen},
    {Metric::paid_by_court, "paid_by_court", MetricUnit::fen},
    {Metric::deposit_months, "deposit_months", MetricUnit::fen},
    {Metric::billed, "billed", MetricUnit::fen},
    {Metric::waiting_end, "waiting_end", MetricUnit::fen},
    {Metric::fund_unmet, "fund_unmet", MetricUnit::fen},
    {Metric::fund_exhausted, "fund_exhausted", MetricUnit::count},
    {Metric::owner_defaults, "owner_defaults", MetricUnit::count},
    {Metric::contractor_defaults, "contractor_defaults", MetricUnit::count},
    {Metric::cases, "cases", MetricUnit::count},
}};

[[nodiscard]] constexpr std::size_t place_of(Metric metric) {
  return static_cast<std::size_t>(metric);
}
using PathMetrics = std::array<std::int64_t, kMetrics.size()>;
[[nodiscard]] PathMetrics metrics_of(const PathResult& result);

struct RunReport {
  std::string id;  ///< as result_id says: the same id, the same bytes
  std::vector<PathMetrics> paths;
  std::vector<MonthFigures> month_sums;  ///< over all paths
  /// At each twelfth month and at the end: every path's, in their order, taken together.
  std::vector<std::uint64_t> fingerprints;
  StopOutcome stop;  ///< why there are so many paths and no more

  [[nodiscard]] std::vector<std::int64_t> values(Metric metric) const;
};

struct RunSettings {
  std::size_t threads = 1;
  const Kernels* kernels = &best_kernels();
  /// Told from any thread, one at a time, how many paths have been played; may be empty.
  std::function<void(std::int64_t done)> progress = {};
  /// Told before every batch but the first how many paths it may take in all; may be empty.
  std::function<void(std::int64_t total)> expects = {};
};

/// Plays every path of the scenario: as many as planned, or until its stop rule is content.
/// Refuses: what the rule functions refuse for the baseline's region and months.
[[nodiscard]] Result<RunReport> run_scenario(const Baseline& baseline, const Scenario& scenario,
                                             const RuleSources& sources,
                                             const RunSettings& settings);

/// The name of the result: a digest of all that it depends on: engine, canonical scenario and
/// baseline, the region's rules, the working days.
[[nodiscard]] std::string result_id(const Baseline& baseline, const Scenario& scenario,
                                    const RuleSources& sources);

}  // namespace anxin::simulator
