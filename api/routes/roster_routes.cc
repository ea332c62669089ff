// Rosters (花名册): who works on a contract, and the file that says so.
#include "api/routes/etag.h"
#include "api/routes/load_plan.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/views/refusal.h"
#include "api/views/roster.h"
#include "payments/service/master_data_service.h"

namespace anxin::routes {
namespace {

using json::Json;
using payments::MasterDataService;

Result<http::Response> show_roster(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  auto lines = LEDGER_TRY(payments::roster_of(call.book(), call.caller(), contract.value.id));
  const auto page = LEDGER_TRY(page_of(
      call, std::move(lines), [](const payments::RosterLine& one) { return one.place.worker; }));
  return tagged_response(views::roster_view(page.items).set("next", page.next),
                         payments::roster_version(call.reader(), contract.value.id));
}

Result<payments::LoadPlan> plan_of_roster(Call& call) {
  const auto contract = LEDGER_TRY(call.book().contract(call.reader(), call.word("project")));
  const auto name = "roster-" + contract.value.id + ".csv";
  return MasterDataService(call.book()).plan({{name, call.body()}});
}

Result<http::Response> check_roster(Call& call) {
  const auto plan = LEDGER_TRY(plan_of_roster(call));
  return json_response(Json::object()
                           .set("accepted", !plan.refused())
                           .set("findings", views::load_findings_view(call.voice(), plan)));
}

// A contract's first roster replaces nothing; any other one is meant for the roster that was read.
Result<void> mean_version(Call& call, payments::LoadPlan& plan) {
  for (auto& roster : plan.rosters) {
    roster.seen = payments::roster_version(call.reader(), roster.contract);
    if (*roster.seen == 0) continue;
    const auto meant = LEDGER_TRY(versions_meant(call));
    if (meant.any) {
      roster.seen.reset();
    } else if (meant.listed.empty()) {
      return fail(kChangedSince);
    } else if (!meant.holds(roster.seen)) {
      roster.seen = meant.listed.front();  // the load refuses it, and says which it found
    }
  }
  return {};
}

Result<http::Response> load_roster(Call& call) {
  auto plan = LEDGER_TRY(plan_of_roster(call));
  const bool repeated = call.reader().entry_of_key(call.caller().key).has_value();
  if (!repeated) LEDGER_CHECK(mean_version(call, plan));
  return load_plan(call, plan);
}

}  // namespace

std::vector<Route> roster_routes() {
  using enum http::Method;
  using enum Concern;
  static constexpr Roles kRosterLoaders{Role::clerk, Role::approver, Role::regulator};
  return {
      {"show-roster", get, "/v1/projects/{project}/roster", contract, kPersonReaders, show_roster,
       Effect::reads, paged({})},
      {"check-roster",
       post,
       "/v1/projects/{project}/rosters/check",
       contract,
       kRosterLoaders,
       check_roster,
       Effect::reads,
       {},
       BodyKind::file},
      {"load-roster",
       post,
       "/v1/projects/{project}/rosters",
       contract,
       kRosterLoaders,
       load_roster,
       Effect::changes,
       {},
       BodyKind::file},
  };
}

}  // namespace anxin::routes
