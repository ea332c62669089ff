#include "tests/bench/full_model.h"

#include <fmt/format.h>

#include <vector>

#include "ledger/base/invariant.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "simulator/run.h"
#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

constexpr std::int64_t kModelPaths = 500;
constexpr std::int64_t kModelMonths = 36;
constexpr double kModelGoal = 10e6;

simulator::Baseline example_county() {
  auto loaded = simulator::parse_baseline(
      simulator::builtin_baseline("baselines/county-2026.toml").value_or(""));
  LEDGER_INVARIANT(loaded.findings.empty());
  return std::move(loaded.value);
}

simulator::Scenario example_scenario() {
  simulator::Scenario scenario;
  scenario.run = {1, kModelPaths, kModelMonths,
                  Month{std::chrono::year{2026}, std::chrono::January}};
  return scenario;
}

}  // namespace

Row measure_full_model(std::size_t runs) {
  const auto county = example_county();
  const auto scenario = example_scenario();
  const auto rules = payments::builtin_rules();
  const auto calendar = payments::builtin_calendar();
  std::vector<double> seconds;
  for (std::size_t run = 0; run < runs; ++run) {
    Spent spent;
    {
      const Stopwatch watch(spent);
      const auto report = simulator::run_scenario(county, scenario, {rules, calendar}, {1});
      LEDGER_INVARIANT(report.has_value());
    }
    seconds.push_back(spent.cpu.count());
  }
  const auto months = static_cast<double>(county.size.projects * kModelMonths * kModelPaths);
  return {"S2",
          fmt::format("full model, {} projects × {} months × {} paths", county.size.projects,
                      kModelMonths, kModelPaths),
          {"project-months", months / median(seconds), "/s"},
          {},
          Goal{Bound::at_least, kModelGoal},
          {}};
}

}  // namespace anxin::bench
