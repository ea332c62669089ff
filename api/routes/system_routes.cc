// Whether it lives, whether it can work, what it counts, and what it is.
#include <map>
#include <mutex>

#include "api/routes/call.h"
#include "api/routes/deliveries.h"
#include "api/routes/docs_page.h"
#include "api/routes/openapi.h"
#include "api/routes/route_tables.h"

namespace anxin::routes {
namespace {

using json::Json;

Result<http::Response> healthz(Call&) { return json_response(Json::object().set("ok", true)); }

// A writer that has stopped answers nothing any more but reads of what it had.
Result<http::Response> readyz(Call& call) {
  if (call.ground().writer.stopped()) return fail(store::kOutcomeUnknown);
  LEDGER_TRY(call.ground().writer.read(call.ground().clock.now()));
  return json_response(Json::object().set("ok", true));
}

Result<http::Response> metrics(Call& call) {
  http::Response response;
  response.headers.push_back({"content-type", "text/plain; version=0.0.4"});
  response.body =
      ledger::to_prometheus(call.ground().writer.metrics(), call.ground().store.status()) +
      call.ground().counts->to_prometheus();
  if (call.ground().transport) response.body += to_prometheus(call.ground().transport());
  const auto* deliveries = call.ground().deliveries;
  if (deliveries != nullptr) response.body += to_prometheus(deliveries->metrics());
  return response;
}

// The routes are the same all day: each language is written once.
template <class Write>
const std::string& written_once(const Call& call, std::map<text::Language, std::string>& kept,
                                const Write& write) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  auto& text = kept[call.voice().language()];
  if (text.empty()) text = write();
  return text;
}

Result<http::Response> openapi(Call& call) {
  static std::map<text::Language, std::string> kept;
  http::Response response;
  response.body = written_once(
      call, kept, [&] { return openapi_document(all_routes(), call.voice()).dump() + "\n"; });
  response.headers.push_back({"content-type", "application/json"});
  return response;
}

// No script runs on it, and its style is its own.
Result<http::Response> docs(Call& call) {
  static std::map<text::Language, std::string> kept;
  http::Response response;
  response.body = written_once(call, kept, [&] { return docs_page(all_routes(), call.voice()); });
  response.headers.push_back({"content-type", "text/html; charset=utf-8"});
  response.headers.push_back({"content-security-policy",
                              "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                              "form-action 'none'; frame-ancestors 'none'"});
  return response;
}

Result<http::Response> me(Call& call) {
  const auto& grant = call.grant();
  Json projects = Json::array();
  for (const auto& project : grant.key.projects) projects.push(project);
  Json regions = Json::array();
  for (const auto& region : grant.key.regions) regions.push(region);
  Json json = Json::object();
  json.set("actor", grant.staff.actor).set("person", grant.staff.person);
  json.set("name", grant.staff.name).set("party", grant.staff.party);
  json.set("role", payments::to_word(grant.staff.role)).set("key", grant.key.id);
  json.set("projects", std::move(projects)).set("regions", std::move(regions));
  return json_response(json);
}

}  // namespace

std::vector<Route> system_routes() {
  using enum http::Method;
  return {
      {"healthz", get, "/healthz", Concern::nobody, kAllRoles, healthz},
      {"readyz", get, "/readyz", Concern::nobody, kAllRoles, readyz},
      {"metrics", get, "/metrics", Concern::login, {Role::admin}, metrics},
      {"openapi", get, "/openapi.json", Concern::nobody, kAllRoles, openapi},
      {"docs", get, "/docs", Concern::nobody, kAllRoles, docs},
      {"me", get, "/v1/me", Concern::login, kAllRoles, me},
  };
}

}  // namespace anxin::routes
