// Simulations over the network: a scenario in, an operation out.
//
// Role: policy staff ask what a rule would have done. The books stay as they are, so that no
//       Idempotency-Key is asked for: the same question of the same login is the same operation.
// Source: interfaces.md, "Large uploads" and "What-if".
#include <algorithm>

#include "api/http/transport.h"
#include "api/routes/asked.h"
#include "api/routes/book_baseline.h"
#include "api/routes/operations.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/shipped_baseline.h"
#include "api/study/report_runs.h"
#include "api/study/study_views.h"
#include "api/views/findings.h"
#include "ledger/base/digest.h"
#include "simulator/bounds.h"
#include "simulator/report_runs.h"
#include "simulator/run.h"

namespace anxin::routes {
namespace {

using json::Json;
using study::LoadedScenario;

constexpr std::size_t kScenarioBytesMax = 256U << 10;  // a hundred times the longest that ships

// ---- what is asked ------------------------------------------------------------------------------

// A faulty scenario is an answer with its findings; everything else a fault.
struct ScenarioRead {
  LoadedScenario loaded;
  payments::Findings findings;  ///< where they refuse
};

// That of the book as well, where a region is named whose sums the key sees.
Result<simulator::Baseline> baseline_asked(Call& call, const std::string& name) {
  auto shipped = LEDGER_TRY(shipped_baseline(name));
  if (!call.given().has("region")) return shipped;
  const auto region = LEDGER_TRY(asked_region(call, "region"));
  if (!payments::sees_region(call.grant(), region.text())) return fail(kRouteUnknown);
  return baseline_of_book(call.book(), shipped, {region, asked_day(call, "on")});
}

Result<ScenarioRead> scenario_asked(Call& call, const std::string& text) {
  if (text.size() > kScenarioBytesMax) return body_too_large(kScenarioBytesMax);
  auto scenario = study::read_scenario(text);
  if (scenario.refused()) return ScenarioRead{{}, std::move(scenario.findings)};
  ScenarioRead read;
  read.loaded.baseline = LEDGER_TRY(baseline_asked(call, scenario.value.baseline));
  read.loaded.scenario = std::move(scenario.value);
  read.loaded.beyond = simulator::beyond_bounds(read.loaded.baseline, read.loaded.scenario,
                                                call.ground().data.rules);
  return read;
}

std::int64_t paths_asked(const std::vector<LoadedScenario>& loaded, bool page) {
  const auto& run = loaded.front().scenario.run;
  if (page) return study::paths_of_report(loaded);
  return run.stop ? run.stop->max_paths : run.paths;
}

// Others wait for the same thread.
Result<void> check_size(const LoadedScenario& loaded, std::int64_t paths) {
  const auto& size = loaded.baseline.size;
  const auto of_path = std::max<std::int64_t>(1, size.projects * loaded.scenario.run.months);
  const auto most = kProjectMonthsMax / of_path;
  if (paths <= most) return {};
  return fail(kSimulationTooLarge, {{"paths", std::to_string(paths)},
                                    {"projects", std::to_string(size.projects)},
                                    {"max", std::to_string(most)}});
}

// ---- the work -----------------------------------------------------------------------------------

simulator::RunSettings watched_by(OperationProgress& progress) {
  simulator::RunSettings settings;  // one thread: the others are the requests'
  settings.progress = [&progress](std::int64_t done) { progress.tell(done); };
  settings.expects = [&progress](std::int64_t total) { progress.expect(total); };
  settings.cancelled = [&progress] { return progress.cancelled(); };
  return settings;
}

Result<OperationAnswer> play_alone(const LoadedScenario& loaded,
                                   const simulator::RuleSources& sources,
                                   OperationProgress& progress) {
  const auto report = LEDGER_TRY(
      simulator::run_scenario(loaded.baseline, loaded.scenario, sources, watched_by(progress)));
  return OperationAnswer{study::run_view(loaded, report), {}};
}

struct PageAsked {
  text::Language first = text::Language::chinese;
  std::string version;
  std::string compiler;
};

Result<OperationAnswer> play_with_page(const LoadedScenario& loaded,
                                       const simulator::RuleSources& sources,
                                       OperationProgress& progress, const PageAsked& asked) {
  auto facts = LEDGER_TRY(study::play_report({loaded}, sources, watched_by(progress)));
  facts.version = asked.version;
  facts.compiler = asked.compiler;
  return OperationAnswer{study::run_view(loaded, facts.scenarios.front().run),
                         study::report_page(facts, asked.first)};
}

OperationWork simulation_work(const Call& call, const LoadedScenario& loaded, bool page) {
  const auto* data = &call.ground().data;
  const PageAsked asked{call.voice().language(), call.ground().version, call.ground().compiler};
  const auto paths = paths_asked({loaded}, page);
  return [data, asked, loaded, paths, page](OperationProgress& progress) {
    progress.expect(paths);
    const simulator::RuleSources sources{data->rules, data->calendar};
    return page ? play_with_page(loaded, sources, progress, asked)
                : play_alone(loaded, sources, progress);
  };
}

// One after the other, on the same draws.
Result<OperationAnswer> play_pair(const LoadedScenario& a, const LoadedScenario& b,
                                  const simulator::RuleSources& sources,
                                  OperationProgress& progress) {
  auto settings = watched_by(progress);
  settings.expects = nullptr;
  const auto of_a = LEDGER_TRY(simulator::run_scenario(a.baseline, a.scenario, sources, settings));
  const auto before = progress.done();
  settings.progress = [&progress, before](std::int64_t done) { progress.tell(before + done); };
  const auto of_b = LEDGER_TRY(simulator::run_scenario(b.baseline, b.scenario, sources, settings));
  return OperationAnswer{study::comparison_view(a, b, of_a, of_b), {}};
}

OperationWork comparison_work(const Call& call, const LoadedScenario& a, const LoadedScenario& b) {
  const auto* data = &call.ground().data;
  return [data, a, b](OperationProgress& progress) {
    progress.expect(a.scenario.run.paths + b.scenario.run.paths);
    return play_pair(a, b, {data->rules, data->calendar}, progress);
  };
}

// ---- views --------------------------------------------------------------------------------------

Json operation_view(const text::Voice& voice, const OperationView& view) {
  Json json = Json::object();
  json.set("operation", view.id).set("state", to_word(view.state)).set("percent", view.percent);
  json.set("seconds_left", view.left ? Json(view.left->count()) : Json());
  if (view.fault) {
    json.set("code", view.fault->reason.word()).set("detail", voice.sentence(*view.fault));
  }
  json.set("page", view.answer && !view.answer->page.empty());
  return json.set("result", view.answer ? view.answer->result : Json());
}

Result<Operations*> operations_of(const Call& call) {
  auto* operations = call.ground().operations;
  return operations != nullptr ? Result<Operations*>(operations) : fail(kRouteUnknown);
}

const std::string& asker(const Call& call) { return call.grant().staff.actor; }

http::Response faulty_scenario(const Call& call, const payments::Findings& findings) {
  const Fault refused{kScenarioFaulty, -1, {}, {{"count", std::to_string(findings.size())}}};
  return problem_with(refused, call.problem_context(), "findings",
                      views::findings_view(call.voice(), findings));
}

http::Response started_response(const Call& call, const OperationView& view) {
  auto response = json_response(operation_view(call.voice(), view), 202);
  response.headers.push_back({"location", "/v1/operations/" + view.id});
  return response;
}

Result<http::Response> start_simulation(Call& call) {
  auto* operations = LEDGER_TRY(operations_of(call));
  const bool page = call.given().flag("report");
  auto read = LEDGER_TRY(scenario_asked(call, call.body()));
  if (!read.findings.empty()) return faulty_scenario(call, read.findings);
  if (page) read.loaded.scenario.run.stop.reset();  // it would unpair the runs
  LEDGER_CHECK(check_size(read.loaded, paths_asked({read.loaded}, page)));
  const auto language = call.voice().language() == text::Language::chinese ? "zh" : "en";
  const auto counted =
      call.given().has("region") ? simulator::baseline_text(read.loaded.baseline) : "";
  const auto content = sha256(call.body()).hex() + sha256(counted).hex() + (page ? language : "");
  const auto view = LEDGER_TRY(
      operations->start({asker(call), content, simulation_work(call, read.loaded, page)}));
  return started_response(call, view);
}

// b less a, path by path.
Result<http::Response> start_comparison(Call& call) {
  auto* operations = LEDGER_TRY(operations_of(call));
  std::vector<LoadedScenario> pair;
  std::string content = "compare";
  for (const auto* field : {"a", "b"}) {
    const auto text = call.given().text(field);
    auto read = LEDGER_TRY(scenario_asked(call, text));
    if (!read.findings.empty()) return faulty_scenario(call, read.findings);
    read.loaded.scenario.run.stop.reset();  // it would unpair the runs
    LEDGER_CHECK(check_size(read.loaded, 2 * read.loaded.scenario.run.paths));
    content += sha256(text).hex();
    pair.push_back(std::move(read.loaded));
  }
  if (!simulator::can_be_paired(pair[0].scenario, pair[1].scenario)) {
    return fail(study::kScenariosDiffer);
  }
  const auto view = LEDGER_TRY(
      operations->start({asker(call), content, comparison_work(call, pair[0], pair[1])}));
  return started_response(call, view);
}

Result<OperationView> operation_named(const Call& call) {
  return LEDGER_TRY(operations_of(call))->find(asker(call), call.word("operation"));
}

Result<http::Response> show_operation(Call& call) {
  return json_response(operation_view(call.voice(), LEDGER_TRY(operation_named(call))));
}

Result<http::Response> cancel_operation(Call& call) {
  auto* operations = LEDGER_TRY(operations_of(call));
  return json_response(operation_view(
      call.voice(), LEDGER_TRY(operations->cancel(asker(call), call.word("operation")))));
}

Result<std::shared_ptr<const OperationAnswer>> answer_of(const Call& call) {
  const auto view = LEDGER_TRY(operation_named(call));
  if (view.answer) return view.answer;
  return fail(kOperationState,
              {{"operation", view.id}, {"state", std::string(to_word(view.state))}});
}

Result<http::Response> show_operation_result(Call& call) {
  return json_response(LEDGER_TRY(answer_of(call))->result);
}

// A page that stands alone: nothing of it is fetched, nothing runs.
Result<http::Response> show_operation_report(Call& call) {
  const auto answer = LEDGER_TRY(answer_of(call));
  if (answer->page.empty()) {
    return fail(kOperationNoPage, {{"operation", call.word("operation")}});
  }
  http::Response response;
  response.body = answer->page;
  response.headers.push_back({"content-type", "text/html; charset=utf-8"});
  response.headers.push_back(
      {"content-security-policy",
       "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
       "form-action 'none'; frame-ancestors 'none'"});
  return response;
}

}  // namespace

std::vector<Route> simulation_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"start-simulation",
       post,
       "/v1/simulations",
       login,
       kSimulators,
       start_simulation,
       Effect::reads,
       {{"report", FieldKind::flag, Need::optional, "false"},
        {"region", FieldKind::text, Need::optional, ""},
        {"on", FieldKind::date, Need::optional, ""}},
       BodyKind::file},
      {"start-comparison",
       post,
       "/v1/simulations/compare",
       login,
       kSimulators,
       start_comparison,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"a", FieldKind::text, Need::required, "schema = \"anxin-scenario/1\" …"},
        {"b", FieldKind::text, Need::required, "schema = \"anxin-scenario/1\" …"}}},
      {"show-operation", get, "/v1/operations/{operation}", login, kSimulators, show_operation},
      {"cancel-operation", post, "/v1/operations/{operation}/cancel", login, kSimulators,
       cancel_operation},
      {"show-operation-result", get, "/v1/operations/{operation}/result", login, kSimulators,
       show_operation_result},
      {"show-operation-report", get, "/v1/operations/{operation}/report", login, kSimulators,
       show_operation_report},
  };
}

}  // namespace anxin::routes
