// What simulations begin from: the baselines and scenarios that ship, and a baseline that is
// counted from the live book.
#include <algorithm>

#include "api/routes/asked.h"
#include "api/routes/book_baseline.h"
#include "api/routes/operations.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/shipped_baseline.h"
#include "api/study/scenario_file.h"
#include "api/study/shipped_scenarios.h"
#include "api/study/study_views.h"
#include "simulator/builtin_baselines.h"

namespace anxin::routes {
namespace {

using json::Json;

constexpr std::string_view kBaselineFolder = "baselines/";
constexpr std::string_view kTomlEnding = ".toml";

http::Response toml_response(std::string text) {
  http::Response response;
  response.body = std::move(text);
  response.headers.push_back({"content-type", "application/toml"});
  return response;
}

Result<http::Response> list_baselines(Call&) {
  Json all = Json::array();
  for (const auto& name : simulator::builtin_baselines()) {
    const auto id = name.substr(kBaselineFolder.size(),
                                name.size() - kBaselineFolder.size() - kTomlEnding.size());
    const auto baseline = LEDGER_TRY(shipped_baseline(name));
    auto view = Json::object().set("baseline", id).set("scenarios_say", name);
    const auto size = study::baseline_view(baseline);
    for (const auto& [member, value] : *size.members()) view.set(member, value);
    all.push(std::move(view));
  }
  return json_response(Json::object().set("baselines", std::move(all)));
}

Result<http::Response> show_baseline(Call& call) {
  const auto& id = call.word("baseline");
  auto text =
      simulator::builtin_baseline(std::string(kBaselineFolder).append(id).append(kTomlEnding));
  if (!text) return fail(kBaselineUnknown, {{"baseline", id}});
  return toml_response(std::move(*text));
}

Result<http::Response> list_scenarios(Call&) {
  Json all = Json::array();
  for (const auto& one : study::shipped_scenarios()) {
    const auto scenario = study::read_scenario(one.text());
    if (scenario.refused()) return fail(kInternalFault);
    all.push(Json::object()
                 .set("scenario", one.name)
                 .set("title", scenario.value.title)
                 .set("baseline", scenario.value.baseline));
  }
  return json_response(Json::object().set("scenarios", std::move(all)));
}

Result<http::Response> show_scenario(Call& call) {
  const auto& shipped = study::shipped_scenarios();
  const auto found = std::find_if(shipped.begin(), shipped.end(), [&](const auto& one) {
    return one.name == call.word("scenario");
  });
  if (found == shipped.end()) return fail(kRouteUnknown);
  return toml_response(std::string(found->text()));
}

// What the book counts; the rest is the county's that ships.
Result<http::Response> show_region_baseline(Call& call) {
  const auto region = payments::RegionCode::parse(call.word("region"));
  if (!region) return fail(kRouteUnknown);
  const auto shipped = LEDGER_TRY(shipped_baseline("baselines/county-2026.toml"));
  const auto baseline =
      LEDGER_TRY(baseline_of_book(call.book(), shipped, {*region, asked_day(call, "on")}));
  return json_response(
      study::baseline_view(baseline).set("baseline", simulator::baseline_text(baseline)));
}

}  // namespace

std::vector<Route> baseline_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-baselines", get, "/v1/baselines", login, kSimulators, list_baselines},
      {"show-baseline", get, "/v1/baselines/{baseline}", login, kSimulators, show_baseline},
      {"show-region-baseline",
       get,
       "/v1/regions/{region}/baseline",
       region,
       kSimulators,
       show_region_baseline,
       Effect::reads,
       {{"on", FieldKind::date, {}, "2026-11-30"}}},
      {"list-scenarios", get, "/v1/scenarios", login, kSimulators, list_scenarios},
      {"show-scenario", get, "/v1/scenarios/{scenario}", login, kSimulators, show_scenario},
  };
}

}  // namespace anxin::routes
