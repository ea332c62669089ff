// Simulations over the network: scenarios in, an operation out.
//
// Role: policy staff ask what a rule would have done. The books stay as they are, so that no
//       Idempotency-Key is asked for: the same question of the same login is the same operation.
// Source: interfaces.md, "Large uploads" and "What-if".
#include <algorithm>

#include "api/routes/asked.h"
#include "api/routes/operation_start.h"
#include "api/routes/route_tables.h"
#include "api/study/report_runs.h"
#include "api/study/study_views.h"
#include "simulator/report_runs.h"

namespace anxin::routes {
namespace {

using simulator::RuleSources;

std::int64_t paths_at_most(const study::LoadedScenario& loaded) {
  const auto& run = loaded.scenario.run;
  return run.stop ? run.stop->max_paths : run.paths;
}

std::int64_t kept_at_most(const study::LoadedScenario& loaded) {
  return simulator::kept_bytes(paths_at_most(loaded), loaded.scenario.run.months,
                               simulator::Keep::metrics);
}

// Path by path on the same draws.
Result<void> check_paired(const LoadedScenarios& loaded) {
  const bool paired = std::all_of(loaded.begin(), loaded.end(), [&](const auto& one) {
    return simulator::can_be_paired(loaded.front().scenario, one.scenario);
  });
  return paired ? Result<void>() : fail(study::kScenariosDiffer);
}

// ---- a run --------------------------------------------------------------------------------------

Result<OperationAnswer> play_alone(const LoadedScenarios& loaded, const RuleSources& sources,
                                   OperationProgress& progress) {
  const auto& one = loaded.front();
  const auto report = LEDGER_TRY(
      simulator::run_scenario(one.baseline, one.scenario, sources, watched_by(progress)));
  return OperationAnswer{study::run_view(one, report), {}};
}

// ---- a report -----------------------------------------------------------------------------------

enum class ReportAnswer : std::uint8_t {
  run,  ///< the answer of a run of the only scenario
  ids   ///< the names of all runs, as the command prints them
};

// What the page says, and in which language first.
struct ReportAsked {
  text::Language first = text::Language::chinese;
  std::string version;
  std::string compiler;
  ReportAnswer answer = ReportAnswer::ids;
};

Result<OperationAnswer> play_with_page(const LoadedScenarios& loaded, const RuleSources& sources,
                                       OperationProgress& progress, const ReportAsked& asked) {
  auto facts = LEDGER_TRY(study::play_report(loaded, sources, watched_by(progress)));
  facts.version = asked.version;
  facts.compiler = asked.compiler;
  auto result = asked.answer == ReportAnswer::ids
                    ? json::Json::object().set("ids", study::report_ids(facts))
                    : study::run_view(loaded.front(), facts.scenarios.front().run);
  return OperationAnswer{std::move(result), study::report_page(facts, asked.first)};
}

// A stop rule would unpair the runs.
PlanScenarios report_plan(const Call& call, ReportAnswer answer) {
  ReportAsked asked{call.voice().language(), call.ground().version, call.ground().compiler, answer};
  return [asked = std::move(asked)](LoadedScenarios& loaded) -> Result<ScenarioWork> {
    for (auto& one : loaded) one.scenario.run.stop.reset();
    LEDGER_CHECK(check_paired(loaded));
    const auto play = [asked](const auto& all, const auto& sources, auto& progress) {
      return play_with_page(all, sources, progress, asked);
    };
    const auto* language = asked.first == text::Language::chinese ? "zh" : "en";
    return ScenarioWork{study::paths_of_report(loaded), study::bytes_of_report(loaded), play,
                        language};
  };
}

Result<http::Response> start_simulation(Call& call) {
  if (call.given().flag("report")) {
    return start_scenarios(call, {call.body()}, report_plan(call, ReportAnswer::run));
  }
  return start_scenarios(call, {call.body()}, [](LoadedScenarios& loaded) -> Result<ScenarioWork> {
    return ScenarioWork{paths_at_most(loaded.front()), kept_at_most(loaded.front()), play_alone};
  });
}

constexpr std::size_t kReportScenariosMax = 20;  // more curves tell nobody apart

Result<http::Response> start_report(Call& call) {
  const auto texts = call.given().texts("scenarios");
  if (texts.empty() || texts.size() > kReportScenariosMax) {
    return not_as("scenarios", "1.." + std::to_string(kReportScenariosMax));
  }
  return start_scenarios(call, texts, report_plan(call, ReportAnswer::ids));
}

// ---- a comparison -------------------------------------------------------------------------------

// One after the other: b less a, path by path.
Result<OperationAnswer> play_pair(const LoadedScenarios& pair, const RuleSources& sources,
                                  OperationProgress& progress) {
  std::vector<simulator::RunReport> reports;
  const auto settings = watched_over_runs(progress);
  for (const auto& one : pair) {
    reports.push_back(
        LEDGER_TRY(simulator::run_scenario(one.baseline, one.scenario, sources, settings)));
  }
  return OperationAnswer{study::comparison_view(pair[0], pair[1], reports[0], reports[1]), {}};
}

Result<http::Response> start_comparison(Call& call) {
  const std::vector<std::string> texts{call.given().text("a"), call.given().text("b")};
  return start_scenarios(call, texts, [](LoadedScenarios& pair) -> Result<ScenarioWork> {
    LEDGER_CHECK(check_paired(pair));
    return ScenarioWork{paths_at_most(pair[0]) + paths_at_most(pair[1]),
                        kept_at_most(pair[0]) + kept_at_most(pair[1]), play_pair};
  });
}

}  // namespace

std::vector<Route> simulation_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"start-simulation", post, "/v1/simulations", login, kSimulators, start_simulation,
       Effect::reads, scenario_fields_and({{"report", FieldKind::flag, Need::optional, "false"}}),
       BodyKind::file},
      {"start-comparison",
       post,
       "/v1/simulations/compare",
       login,
       kSimulators,
       start_comparison,
       Effect::reads,
       scenario_fields(),
       BodyKind::fields,
       {{"a", FieldKind::file, Need::required, "schema = \"anxin-scenario/1\" …"},
        {"b", FieldKind::file, Need::required, "schema = \"anxin-scenario/1\" …"}}},
      {"start-report",
       post,
       "/v1/simulations/report",
       login,
       kSimulators,
       start_report,
       Effect::reads,
       scenario_fields(),
       BodyKind::fields,
       {{"scenarios", FieldKind::file_list, Need::required, "schema = \"anxin-scenario/1\" …"}}},
  };
}

}  // namespace anxin::routes
