// The parts of a simulation's report, and how a metric is read in it. Of this room alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/report/charts.h"
#include "api/report/measure.h"
#include "api/report/page.h"
#include "api/report/simulation_report.h"

namespace anxin::report {

using paper::Speaker;

/// A metric as the report shows it: sums of month ends become the mean of a month's end.
struct Reading {
  simulator::Metric metric = simulator::Metric::arrears_months;
  simulator::MetricUnit unit = simulator::MetricUnit::fen;
  std::string label;
  double divisor = 1;
};
/// By the metric's word; nothing where this engine has none of that name.
[[nodiscard]] std::optional<Reading> find_reading(const SimulationFacts& facts, const Speaker& say,
                                                  std::string_view word);
/// Requires: the engine has it.
[[nodiscard]] Reading reading_of(const SimulationFacts& facts, const Speaker& say,
                                 simulator::Metric metric);
/// Of every metric, in the engine's order.
[[nodiscard]] std::vector<Reading> all_readings(const SimulationFacts& facts, const Speaker& say);

/// Mean, half its 95 % interval, quantiles: in the reading's base unit.
struct Numbers {
  double mean = 0;
  double half = 0;
  std::vector<double> quantiles;
};
[[nodiscard]] Numbers numbers_of(const Reading& reading, const simulator::Summary& summary);
[[nodiscard]] Numbers numbers_of(const Reading& reading, const simulator::RunReport& run,
                                 const std::vector<double>& quantiles = {});
/// b less a, path by path.
[[nodiscard]] Numbers difference_of(const Reading& reading, const simulator::RunReport& a,
                                    const simulator::RunReport& b,
                                    const std::vector<double>& quantiles = {});

/// "+4.14 ± 0.81 万元", in the unit that suits both numbers.
[[nodiscard]] std::string difference_text(const Speaker& say, const Reading& reading,
                                          const Numbers& numbers);

/// How often the fund was exhausted, with Wilson's interval: "6.2 % (95 %: 4.4 to 8.7 %)".
[[nodiscard]] std::string exhausted_text(const Speaker& say, const simulator::RunReport& run);
[[nodiscard]] std::int64_t exhausted_in(const simulator::RunReport& run);

/// The base rate of deposits that is in force when the run begins, and how well it is known:
/// "2 % (unconfirmed)".
[[nodiscard]] std::string present_rate_text(const Speaker& say, const PresentRate& present);

/// What the fund holds on the first day. Units: fen.
[[nodiscard]] Rate fund_size_of(const PlayedScenario& played);
[[nodiscard]] double plain(const Rate& value);

/// Of each scenario.
[[nodiscard]] std::int64_t paths_played(const SimulationFacts& facts);
/// "500 paths", and in how many drawn worlds where there are several.
[[nodiscard]] std::string paths_text(const SimulationFacts& facts, const Speaker& say,
                                     std::int64_t paths);
/// Paths, seed, period, baseline, unit, result: the line below every figure.
[[nodiscard]] std::string source_line(const SimulationFacts& facts, const Speaker& say,
                                      std::int64_t paths, std::string_view unit);

[[nodiscard]] paper::Column words_column(std::string caption, std::uint8_t width = 0);
[[nodiscard]] paper::Column number_column(std::string caption);

// ---- figures ------------------------------------------------------------------------------------

[[nodiscard]] Figure arrears_fan(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure workers_fan(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure time_to_pay(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure fund_need(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure who_paid(const SimulationFacts& facts, const Speaker& say);
/// Requires: at least two scenarios.
[[nodiscard]] Figure comparison(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure tornado(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure deposit_sweep(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure fund_and_coverage(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Figure reverse_stress_curve(const SimulationFacts& facts, const Speaker& say);

// ---- words and tables ---------------------------------------------------------------------------

[[nodiscard]] Section findings(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Section what_was_played(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Section parameters(const SimulationFacts& facts, const Speaker& say);
[[nodiscard]] Section provenance(const SimulationFacts& facts, const Speaker& say);

}  // namespace anxin::report
