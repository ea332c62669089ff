#include "api/study/report_runs.h"

#include <algorithm>
#include <array>
#include <memory>

#include "simulator/report_runs.h"
#include "simulator/rules_used.h"

namespace anxin::study {
namespace {

using report::SimulationFacts;
using simulator::Study;

// A county's report within a minute on two cores: the tornado takes some ninety runs.
constexpr std::int64_t kTornadoPaths = 60;
constexpr std::int64_t kGridPaths = 200;
constexpr std::int64_t kStressPaths = 200;
// In per cent, and the fund's size in hundredths of the scenario's own.
constexpr std::array<std::int64_t, 4> kCoverages{40, 60, 80, 100};
constexpr std::array<std::int64_t, 4> kFundShares{50, 100, 200, 400};
// Base rates within the bounds of 人社部发〔2021〕65号, in tenths of a per cent.
constexpr std::array<std::int64_t, 5> kDepositRates{10, 15, 20, 25, 30};
// Quarters of a standard deviation from the worst upwards.
constexpr std::int64_t kShiftQuarters = 12;

std::int64_t fewer(std::int64_t most, const simulator::RunPlan& run) {
  return std::min(most, run.paths);
}

/// Plays the runs of a report, one study after another.
class ReportRuns {
 public:
  ReportRuns(const std::vector<LoadedScenario>& loaded, const simulator::RuleSources& sources,
             simulator::RunSettings settings)
      : loaded_(loaded), sources_(sources), settings_(std::move(settings)) {
    if (!settings_.progress) return;
    // Each path of each run is told once: what it says of its own run does not matter here.
    settings_.progress = [tell = settings_.progress, done = std::make_shared<std::int64_t>(0)](
                             std::int64_t) { tell(++*done); };
  }
  Result<SimulationFacts> play();

 private:
  [[nodiscard]] Result<void> play_scenarios(SimulationFacts& facts) const;
  [[nodiscard]] Result<void> play_deposits(SimulationFacts& facts) const;
  [[nodiscard]] Result<void> play_fund_grid(SimulationFacts& facts) const;
  [[nodiscard]] Result<void> play_tornado(SimulationFacts& facts) const;
  [[nodiscard]] Result<void> play_stress(SimulationFacts& facts) const;
  /// The first scenario, with not more paths than that: every run of a study has as many.
  [[nodiscard]] simulator::Scenario first_with(std::int64_t paths_max) const {
    auto scenario = loaded_.front().scenario;
    scenario.run.paths = fewer(paths_max, scenario.run);
    return scenario;
  }
  [[nodiscard]] Study study_of(const simulator::Scenario& scenario) const {
    return {loaded_.front().baseline, scenario, sources_, settings_};
  }

  const std::vector<LoadedScenario>& loaded_;
  const simulator::RuleSources& sources_;
  simulator::RunSettings settings_;
};

Result<SimulationFacts> ReportRuns::play() {
  SimulationFacts facts;
  LEDGER_CHECK(play_scenarios(facts));
  LEDGER_CHECK(play_deposits(facts));
  LEDGER_CHECK(play_fund_grid(facts));
  LEDGER_CHECK(play_stress(facts));
  LEDGER_CHECK(play_tornado(facts));
  return facts;
}

Result<void> ReportRuns::play_scenarios(SimulationFacts& facts) const {
  auto settings = settings_;
  settings.keep = simulator::Keep::months;
  for (const auto& one : loaded_) {
    auto run = LEDGER_TRY(simulator::run_scenario(one.baseline, one.scenario, sources_, settings));
    facts.scenarios.push_back({one.scenario, one.baseline, std::move(run), one.beyond});
  }
  return {};
}

Result<void> ReportRuns::play_deposits(SimulationFacts& facts) const {
  const auto scenario = first_with(simulator::kPathsMax);
  simulator::Line line{simulator::kDepositRatePath, {}};
  for (const auto rate : kDepositRates) line.values.emplace_back(rate, 1'000);
  facts.deposits.runs = LEDGER_TRY(simulator::play_line(study_of(scenario), line));
  facts.deposits.values = std::move(line.values);
  return {};
}

Result<void> ReportRuns::play_fund_grid(SimulationFacts& facts) const {
  const auto scenario = first_with(kGridPaths);
  const auto size = simulator::parameters_in(loaded_.front().baseline, scenario, scenario.run.start)
                        .money(simulator::Parameter::fund_size);
  simulator::Line rows{simulator::shape_of(simulator::Parameter::fund_size).path, {}};
  simulator::Line columns{simulator::shape_of(simulator::Parameter::account_coverage).path, {}};
  for (const auto percent : kFundShares) {
    rows.values.emplace_back(anxin::share(size, Rate(percent, 100), Rounding::down).minor());
  }
  for (const auto coverage : kCoverages) columns.values.emplace_back(coverage, 100);
  facts.grid.runs = LEDGER_TRY(simulator::play_grid(study_of(scenario), rows, columns));
  facts.grid.rows = std::move(rows.values);
  facts.grid.columns = std::move(columns.values);
  return {};
}

Result<void> ReportRuns::play_tornado(SimulationFacts& facts) const {
  const auto scenario = first_with(kTornadoPaths);
  facts.tornado.paths = scenario.run.paths;
  facts.tornado.swings =
      LEDGER_TRY(simulator::sensitivity(study_of(scenario), simulator::Metric::arrears_months));
  return {};
}

Result<void> ReportRuns::play_stress(SimulationFacts& facts) const {
  const auto scenario = first_with(kStressPaths);
  auto& shifts = facts.stress.shifts;
  for (auto quarter = -kShiftQuarters; quarter <= 0; ++quarter) {
    shifts.values.emplace_back(quarter, 4);
  }
  shifts.runs = LEDGER_TRY(simulator::play_shifts(study_of(scenario), shifts.values));
  facts.stress.breaks = LEDGER_TRY(simulator::reverse_stress(study_of(scenario)));
  return {};
}

Result<std::vector<report::RuleNote>> rules_asked(const LoadedScenario& loaded,
                                                  const simulator::RuleSources& sources) {
  std::vector<report::RuleNote> notes;
  const auto heads =
      LEDGER_TRY(simulator::rules_used(sources, loaded.baseline.region, loaded.scenario.run));
  for (const auto& head : heads) {
    notes.push_back({head.id, to_string(head.valid_from),
                     head.valid_to ? to_string(*head.valid_to) : "", payments::cite(head)});
  }
  return notes;
}

// The region's own, whatever the scenario says.
Result<report::PresentRate> present_rate(const LoadedScenario& loaded,
                                         const payments::RuleSet& rules) {
  const auto on = first_day(loaded.scenario.run.start);
  const auto* base = LEDGER_TRY(rules.in_force<payments::DepositBase>(loaded.baseline.region, on));
  std::vector<Rate> rates;
  for (const auto& tier : base->tiers) {
    if (tier.rate) rates.push_back(*tier.rate);
  }
  if (rates.empty()) rates.emplace_back(0);  // a table of fixed amounts
  const auto [low, high] = std::minmax_element(rates.begin(), rates.end());
  return report::PresentRate{*low, *high, base->head.grade, payments::cite(base->head)};
}

// The catalogue in a language of its own.
paper::Speaker speaker_in(const text::Catalogue& catalogue, text::Language language) {
  return {[&catalogue, language](std::string_view key, const Fields& details) {
            return catalogue.text(key, language, details);
          },
          language == text::Language::chinese ? "zh-CN" : "en"};
}

}  // namespace

std::int64_t paths_of_report(const std::vector<LoadedScenario>& loaded) {
  const auto& first = loaded.front();
  const auto& run = first.scenario.run;
  const auto own = static_cast<std::int64_t>(loaded.size() + kDepositRates.size()) * run.paths;
  const auto cells = static_cast<std::int64_t>(kCoverages.size() * kFundShares.size());
  const auto stress = kShiftQuarters + 1 + simulator::runs_of_reverse_stress();
  return own + simulator::runs_of_sensitivity(first.baseline) * fewer(kTornadoPaths, run) +
         cells * fewer(kGridPaths, run) + stress * fewer(kStressPaths, run);
}

std::int64_t bytes_of_report(const std::vector<LoadedScenario>& loaded) {
  using enum simulator::Keep;
  const auto kept = [&](std::int64_t runs, std::int64_t paths_max, simulator::Keep keep) {
    const auto& run = loaded.front().scenario.run;
    return runs * simulator::kept_bytes(fewer(paths_max, run), run.months, keep);
  };
  std::int64_t bytes = 0;
  for (const auto& one : loaded) {
    bytes += simulator::kept_bytes(one.scenario.run.paths, one.scenario.run.months, months);
  }
  constexpr auto kCells = static_cast<std::int64_t>(kCoverages.size() * kFundShares.size());
  return bytes + kept(kDepositRates.size(), simulator::kPathsMax, metrics) +
         kept(kCells, kGridPaths, metrics) + kept(kShiftQuarters + 1, kStressPaths, metrics);
}

Result<SimulationFacts> play_report(const std::vector<LoadedScenario>& loaded,
                                    const simulator::RuleSources& sources,
                                    const simulator::RunSettings& settings) {
  auto facts = LEDGER_TRY(ReportRuns(loaded, sources, settings).play());
  facts.rules = LEDGER_TRY(rules_asked(loaded.front(), sources));
  facts.present_rate = LEDGER_TRY(present_rate(loaded.front(), sources.rules));
  return facts;
}

json::Json report_ids(const SimulationFacts& facts) {
  auto ids = json::Json::array();
  for (const auto& played : facts.scenarios) ids.push(played.run.id);
  return ids;
}

std::string report_page(const SimulationFacts& facts, text::Language first) {
  const auto catalogue = text::Catalogue::builtin();
  const auto chinese = speaker_in(catalogue, text::Language::chinese);
  const auto english = speaker_in(catalogue, text::Language::english);
  return first == text::Language::chinese ? report::simulation_page(facts, chinese, english)
                                          : report::simulation_page(facts, english, chinese);
}

}  // namespace anxin::study
