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
inline constexpr std::string_view kEngineVersion = "3";

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
  arrears_government,
  unpaid_1,
  unpaid_3,
  unpaid_6,
  unpaid_12,
  unpaid_older,
  time_to_pay_mean,
  time_to_pay_q99,
  unpaid_share,
  account_months,
  deposit_cost,
  deposit_cost_cash,
  deposit_cost_letter,
  deposit_cost_insurance,
  interest,
  absconded,
  groups_10,
  groups_50,
  short_contractors,
  trade_unpaid,
  fund_outstanding,
  case_wait,
  case_months,
  cases_over_60,
  cases_over_90,
  criminal,
  warnings,
  arrears_began,
  arrears_foretold,
};
/// Months are counted in thousandths.
enum class MetricUnit : std::uint8_t { fen, heads, count, millionth, months };

struct MetricShape {
  Metric metric;
  std::string_view word;
  MetricUnit unit;
};
inline constexpr std::array<MetricShape, 52> kMetrics{{
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
    {Metric::arrears_government, "arrears_government", MetricUnit::fen},
    {Metric::unpaid_1, "unpaid_1", MetricUnit::fen},
    {Metric::unpaid_3, "unpaid_3", MetricUnit::fen},
    {Metric::unpaid_6, "unpaid_6", MetricUnit::fen},
    {Metric::unpaid_12, "unpaid_12", MetricUnit::fen},
    {Metric::unpaid_older, "unpaid_older", MetricUnit::fen},
    {Metric::time_to_pay_mean, "time_to_pay_mean", MetricUnit::months},
    {Metric::time_to_pay_q99, "time_to_pay_q99", MetricUnit::months},
    {Metric::unpaid_share, "unpaid_share", MetricUnit::millionth},
    {Metric::account_months, "account_months", MetricUnit::fen},
    {Metric::deposit_cost, "deposit_cost", MetricUnit::fen},
    {Metric::deposit_cost_cash, "deposit_cost_cash", MetricUnit::fen},
    {Metric::deposit_cost_letter, "deposit_cost_letter", MetricUnit::fen},
    {Metric::deposit_cost_insurance, "deposit_cost_insurance", MetricUnit::fen},
    {Metric::interest, "interest", MetricUnit::fen},
    {Metric::absconded, "absconded", MetricUnit::fen},
    {Metric::groups_10, "groups_10", MetricUnit::count},
    {Metric::groups_50, "groups_50", MetricUnit::count},
    {Metric::short_contractors, "short_contractors", MetricUnit::count},
    {Metric::trade_unpaid, "trade_unpaid", MetricUnit::fen},
    {Metric::fund_outstanding, "fund_outstanding", MetricUnit::fen},
    {Metric::case_wait, "case_wait", MetricUnit::months},
    {Metric::case_months, "case_months", MetricUnit::count},
    {Metric::cases_over_60, "cases_over_60", MetricUnit::count},
    {Metric::cases_over_90, "cases_over_90", MetricUnit::count},
    {Metric::criminal, "criminal", MetricUnit::count},
    {Metric::warnings, "warnings", MetricUnit::count},
    {Metric::arrears_began, "arrears_began", MetricUnit::count},
    {Metric::arrears_foretold, "arrears_foretold", MetricUnit::count},
}};

[[nodiscard]] constexpr std::size_t place_of(Metric metric) {
  return static_cast<std::size_t>(metric);
}
using PathMetrics = std::array<std::int64_t, kMetrics.size()>;
[[nodiscard]] PathMetrics metrics_of(const PathResult& result);

/// Whoever asked has said so: RunSettings::cancelled.
inline constexpr Reason kSimulateCancelled{"simulate.cancelled"};

struct RunReport {
  std::string id;  ///< as result_id says: the same id, the same bytes
  std::vector<PathMetrics> paths;
  std::vector<MonthFigures> month_sums;  ///< over all paths
  /// At each twelfth month and at the end: every path's, in their order, taken together.
  std::vector<std::uint64_t> fingerprints;
  StopOutcome stop;                                    ///< why there are so many paths and no more
  PaidByAge paid_by_age{};                             ///< over all paths
  Fen unpaid_sum = 0;                                  ///< at the end, over all paths
  std::vector<std::vector<MonthFigures>> path_months;  ///< by path; empty unless asked to be kept

  [[nodiscard]] std::vector<std::int64_t> values(Metric metric) const;
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

/// The same in a world that is given. The report's id is that of the baseline's own world.
[[nodiscard]] Result<RunReport> run_world(const Study& study, const World& world);

/// The name of the result: a digest of all that it depends on: engine, canonical scenario and
/// baseline, the region's rules, the working days.
[[nodiscard]] std::string result_id(const Baseline& baseline, const Scenario& scenario,
                                    const RuleSources& sources);

}  // namespace anxin::simulator
