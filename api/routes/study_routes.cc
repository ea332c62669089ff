// Studies of a scenario over the network, and the engine's own proof.
//
// Role: the questions of `anxin simulate` that take many runs. Each is an operation, and its result
//       what the command prints with --json.
#include "api/routes/asked.h"
#include "api/routes/operation_start.h"
#include "api/routes/route_tables.h"
#include "api/study/figures.h"
#include "api/study/study_views.h"
#include "api/study/sweep_views.h"
#include "simulator/report_runs.h"

namespace anxin::routes {
namespace {

using simulator::Metric;
using simulator::RuleSources;
using study::LoadedScenario;

Result<Metric> metric_asked(const std::string& word) {
  const auto metric = study::find_metric(word);
  if (metric) return *metric;
  return not_as("metric", study::known_metrics());
}

/// One scenario played in many runs, none of which stops before its last path.
struct StudyKind {
  std::function<Result<std::int64_t>(const LoadedScenario& loaded)> runs;  ///< at most
  std::function<Result<json::Json>(const LoadedScenario& loaded, const simulator::Study& study)>
      result;
};

// Path by path against the first.
constexpr std::int64_t kRunsAtOnce = 2;

Result<http::Response> start_study(Call& call, const StudyKind& kind) {
  const auto play = [result = kind.result](const LoadedScenarios& all, const RuleSources& sources,
                                           OperationProgress& progress) -> Result<OperationAnswer> {
    const auto& one = all.front();
    const auto settings = watched_over_runs(progress);
    return OperationAnswer{LEDGER_TRY(result(one, {one.baseline, one.scenario, sources, settings})),
                           {}};
  };
  const auto plan = [&kind, play](const LoadedScenarios& loaded) -> Result<ScenarioWork> {
    const auto& one = loaded.front();
    const auto& run = one.scenario.run;
    const auto kept = simulator::kept_bytes(run.paths, run.months, simulator::Keep::metrics);
    return ScenarioWork{LEDGER_TRY(kind.runs(one)) * run.paths, kRunsAtOnce * kept, play};
  };
  return start_scenarios(call, {call.body()}, plan);
}

// ---- sweep --------------------------------------------------------------------------------------

Result<std::int64_t> points_of_sweep(const LoadedScenario& loaded) {
  if (loaded.scenario.sweeps.empty()) return fail(study::kNoSweep);
  return static_cast<std::int64_t>(simulator::points_of(loaded.scenario));
}

Result<http::Response> start_sweep(Call& call) {
  std::vector<Metric> asked;
  for (const auto& word : call.given().texts("metric")) {
    asked.push_back(LEDGER_TRY(metric_asked(word)));
  }
  const auto sweep = [asked](const LoadedScenario& loaded,
                             const simulator::Study& study) -> Result<json::Json> {
    const auto report = LEDGER_TRY(simulator::run_sweep(study));
    return study::sweep_view(loaded, report, study::swept_metrics(asked, loaded.scenario.output));
  };
  return start_study(call, {points_of_sweep, sweep});
}

// ---- sensitivity, reverse stress, contagion -----------------------------------------------------

Result<http::Response> start_sensitivity(Call& call) {
  constexpr auto kUsual = Metric::arrears_months;
  const auto metric =
      call.given().has("metric") ? LEDGER_TRY(metric_asked(call.given().text("metric"))) : kUsual;
  const auto runs = [](const LoadedScenario& loaded) {
    return simulator::runs_of_sensitivity(loaded.baseline);
  };
  const auto move_all = [metric](const LoadedScenario& loaded,
                                 const simulator::Study& study) -> Result<json::Json> {
    const auto swings = LEDGER_TRY(simulator::sensitivity(study, metric));
    return study::sensitivity_view(loaded, metric, swings);
  };
  return start_study(call, {runs, move_all});
}

Result<http::Response> start_reverse_stress(Call& call) {
  const auto runs = [](const LoadedScenario&) { return simulator::runs_of_reverse_stress(); };
  const auto shift_until = [](const LoadedScenario&,
                              const simulator::Study& study) -> Result<json::Json> {
    return study::reverse_stress_view(LEDGER_TRY(simulator::reverse_stress(study)));
  };
  return start_study(call, {runs, shift_until});
}

Result<http::Response> start_contagion(Call& call) {
  const auto runs = [](const LoadedScenario&) { return simulator::kRunsOfContagion; };
  const auto cut_links = [](const LoadedScenario&,
                            const simulator::Study& study) -> Result<json::Json> {
    return study::contagion_view(LEDGER_TRY(simulator::contagion(study)));
  };
  return start_study(call, {runs, cut_links});
}

// ---- verify -------------------------------------------------------------------------------------

// Some fifty cases: five minutes of the thread, at 400 paths of all of them a second.
constexpr CountRange kVerifyPaths{1, 100'000};

Result<http::Response> start_verification(Call& call) {
  const auto paths = LEDGER_TRY(asked_count(call, "paths", kVerifyPaths));
  const auto* data = &call.ground().data;
  return start_operation(
      call, {}, [data, paths](OperationProgress& progress) -> Result<OperationAnswer> {
        auto settings = simulator::verify_usually();
        if (paths) settings.paths = *paths;
        settings.run = watched_by(progress);
        const auto cases =
            LEDGER_TRY(simulator::verify_engine({data->rules, data->calendar}, settings));
        return OperationAnswer{study::verify_view(cases), {}};
      });
}

constexpr Field kOneMetric{"metric", FieldKind::text, Need::optional, "worker_months"};
constexpr Field kMetrics{"metric", FieldKind::texts, Need::optional, "worker_months,fund_unmet"};

}  // namespace

std::vector<Route> study_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"start-sweep", post, "/v1/simulations/sweep", login, kSimulators, start_sweep, Effect::reads,
       scenario_fields_and({kMetrics}), BodyKind::file},
      {"start-sensitivity", post, "/v1/simulations/sensitivity", login, kSimulators,
       start_sensitivity, Effect::reads, scenario_fields_and({kOneMetric}), BodyKind::file},
      {"start-reverse-stress", post, "/v1/simulations/reverse-stress", login, kSimulators,
       start_reverse_stress, Effect::reads, scenario_fields(), BodyKind::file},
      {"start-contagion", post, "/v1/simulations/contagion", login, kSimulators, start_contagion,
       Effect::reads, scenario_fields(), BodyKind::file},
      {"start-verification",
       post,
       "/v1/simulations/verify",
       login,
       kSimulators,
       start_verification,
       Effect::reads,
       {{"paths", FieldKind::integer, Need::optional, "2000"}}},
  };
}

}  // namespace anxin::routes
