// Scenarios looked at without playing them: their JSON Schema, their one form, what differs.
#include "api/routes/route_tables.h"
#include "api/routes/scenario_asked.h"
#include "api/study/difference_view.h"
#include "api/study/scenario_schema.h"
#include "simulator/canonical.h"

namespace anxin::routes {
namespace {

Result<http::Response> show_scenario_schema(Call& call) {
  return json_response(study::scenario_schema(call.voice()));
}

// The bytes that are stored and hashed, on a line of their own.
Result<http::Response> show_canonical_scenario(Call& call) {
  const auto asked = LEDGER_TRY(scenarios_asked(call, {call.body()}));
  if (!asked.findings.empty()) return faulty_scenario(call, asked.findings);
  http::Response response;
  response.body = simulator::canonical_form(asked.loaded.front().scenario) + "\n";
  response.headers.push_back({"content-type", "application/json"});
  return response;
}

Result<http::Response> compare_scenario_files(Call& call) {
  const auto asked =
      LEDGER_TRY(scenarios_asked(call, {call.given().text("a"), call.given().text("b")}));
  if (!asked.findings.empty()) return faulty_scenario(call, asked.findings);
  const auto& a = asked.loaded.front();
  const auto& b = asked.loaded.back();
  return json_response(study::differences_view(
      simulator::differences({a.baseline, a.scenario}, {b.baseline, b.scenario})));
}

}  // namespace

std::vector<Route> scenario_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"show-scenario-schema", get, "/v1/scenario-schema", login, kSimulators,
       show_scenario_schema},
      {"show-canonical-scenario",
       post,
       "/v1/scenarios/canonical",
       login,
       kSimulators,
       show_canonical_scenario,
       Effect::reads,
       {},
       BodyKind::file},
      {"compare-scenario-files",
       post,
       "/v1/scenarios/diff",
       login,
       kSimulators,
       compare_scenario_files,
       Effect::reads,
       {},
       BodyKind::fields,
       {{"a", FieldKind::file, Need::required, "schema = \"anxin-scenario/1\" …"},
        {"b", FieldKind::file, Need::required, "schema = \"anxin-scenario/1\" …"}}},
  };
}

}  // namespace anxin::routes
