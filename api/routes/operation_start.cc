#include "api/routes/operation_start.h"

#include <algorithm>

#include "api/routes/reasons.h"
#include "ledger/base/digest.h"
#include "simulator/snapshot.h"

namespace anxin::routes {
namespace {

using json::Json;
using study::LoadedScenario;

std::int64_t project_months(const LoadedScenario& loaded) {
  return std::max<std::int64_t>(1, loaded.baseline.size.projects * loaded.scenario.run.months);
}

// Others wait for the same thread.
Result<void> check_size(const LoadedScenarios& all, std::int64_t paths) {
  const auto largest = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
    return project_months(a) < project_months(b);
  });
  const auto most = kProjectMonthsMax / project_months(*largest);
  if (paths <= most) return {};
  return fail(kSimulationTooLarge, {{"paths", std::to_string(paths)},
                                    {"projects", std::to_string(largest->baseline.size.projects)},
                                    {"max", std::to_string(most)}});
}

Result<void> check_kept(std::int64_t bytes) {
  if (bytes <= kKeptBytesMax) return {};
  return fail(kSimulationKeepsTooMuch, {{"mib", std::to_string(bytes >> 20U)},
                                        {"max", std::to_string(kKeptBytesMax >> 20U)}});
}

// What was asked, each part by its digest so that no two requests run into each other.
std::string content_of(const Call& call, const std::string& basis) {
  std::string content(call.route().id);
  for (const auto& [name, value] : call.head().query) {
    content += sha256(name).hex() + sha256(value).hex();
  }
  return content + sha256(call.body()).hex() + sha256(basis).hex();
}

// A book goes on: the same question of tomorrow is another one.
std::string counted_baselines(const Call& call, const LoadedScenarios& loaded) {
  std::string text;
  if (!call.given().has("region")) return text;
  for (const auto& one : loaded) text += simulator::baseline_text(one.baseline);
  return text;
}

}  // namespace

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

simulator::RunSettings watched_by(OperationProgress& progress) {
  simulator::RunSettings settings;
  settings.progress = [&progress](std::int64_t done) { progress.tell(done); };
  settings.expects = [&progress](std::int64_t total) { progress.expect(total); };
  settings.cancelled = [&progress] { return progress.cancelled(); };
  return settings;
}

simulator::RunSettings watched_over_runs(OperationProgress& progress) {
  auto settings = watched_by(progress);
  settings.progress = [&progress](std::int64_t) { progress.tell(progress.done() + 1); };
  settings.expects = nullptr;
  return settings;
}

Result<http::Response> start_operation(const Call& call, const std::string& basis,
                                       OperationWork work) {
  auto* operations = LEDGER_TRY(operations_of(call));
  const auto view = LEDGER_TRY(
      operations->start({call.grant().staff.actor, content_of(call, basis), std::move(work)}));
  auto response = json_response(operation_view(call.voice(), view), 202);
  response.headers.push_back({"location", "/v1/operations/" + view.id});
  return response;
}

Result<http::Response> start_scenarios(Call& call, const std::vector<std::string>& texts,
                                       const PlanScenarios& plan) {
  auto* operations = LEDGER_TRY(operations_of(call));
  if (call.given().has("region")) {
    LEDGER_CHECK(operations->check_room(call.grant().staff.actor));
  }
  auto asked = LEDGER_TRY(scenarios_asked(call, texts));
  if (!asked.findings.empty()) return faulty_scenario(call, asked.findings);
  const auto work = LEDGER_TRY(plan(asked.loaded));
  LEDGER_CHECK(check_size(asked.loaded, work.paths));
  LEDGER_CHECK(check_kept(work.kept_bytes));
  const auto basis = counted_baselines(call, asked.loaded) + work.basis;
  const auto* data = &call.ground().data;
  return start_operation(
      call, basis, [data, loaded = std::move(asked.loaded), work](OperationProgress& progress) {
        progress.expect(work.paths);
        return work.play(loaded, {data->rules, data->calendar}, progress);
      });
}

}  // namespace anxin::routes
