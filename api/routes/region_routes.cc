// Regions: which there are, where each contract in one stands, and the table of a month.
#include <set>

#include "api/routes/etag.h"
#include "api/routes/page.h"
#include "api/routes/reasons.h"
#include "api/routes/route_tables.h"
#include "api/routes/subject.h"
#include "api/views/master_data.h"
#include "api/views/monthly_report.h"
#include "api/views/overview.h"
#include "payments/rules/region_code.h"
#include "payments/service/overview.h"

namespace anxin::routes {
namespace {

using json::Json;
using payments::RegionCode;
using payments::Versioned;

// Those whose sums the key sees, and those with a contract that it sees.
Result<http::Response> list_regions(Call& call) {
  std::set<std::string> near;
  for (const auto& one : contracts_seen(call.reader(), call.grant())) {
    near.insert(region_of_contract(call.reader(), one.value));
  }
  auto regions = payments::find_all(call.reader(), payments::kRegions);
  std::erase_if(regions, [&](const auto& one) {
    return !near.contains(one.key) && !payments::sees_region(call.grant(), one.key);
  });
  const auto page =
      LEDGER_TRY(page_of(call, std::move(regions), [](const auto& one) { return one.key; }));
  Json all = Json::array();
  for (const auto& one : page.items) all.push(views::region_view(one.value));
  return json_response(Json::object().set("regions", std::move(all)).set("next", page.next));
}

Result<http::Response> show_region(Call& call) {
  const auto region = payments::find(call.reader(), payments::kRegions, call.word("region"));
  if (!region) return fail(kRouteUnknown);
  return tagged_response(views::region_view(region->value), region->version);
}

bool lies_within(const std::string& region, const std::string& wider) {
  const auto place = RegionCode::parse(region);
  const auto around = RegionCode::parse(wider);
  return place && around && place->lies_in(*around);
}

// The region itself and all that lies in it.
Result<http::Response> show_region_overview(Call& call) {
  std::set<std::string> inside;
  for (const auto& one : payments::find_all(call.reader(), payments::kContracts)) {
    const auto region = region_of_contract(call.reader(), one.value);
    if (lies_within(region, call.word("region"))) inside.insert(one.key);
  }
  auto contracts = LEDGER_TRY(payments::overview(call.book()));
  std::erase_if(contracts, [&](const auto& one) { return !inside.contains(one.contract); });
  auto json = Json::object().set("region", call.word("region"));
  json.set("on", to_string(call.book().today()));
  const auto view = views::overview_view(contracts);
  for (const auto& [name, value] : *view.members()) json.set(name, value);
  return json_response(json);
}

Result<http::Response> show_monthly_report(Call& call) {
  const auto region = RegionCode::parse(call.word("region"));
  if (!region) return fail(kRouteUnknown);
  const auto month = call.given().get<Month>("month");
  return json_response(views::monthly_report_view(
      LEDGER_TRY(payments::monthly_report(call.book(), *region, month))));
}

}  // namespace

std::vector<Route> region_routes() {
  using enum http::Method;
  using enum Concern;
  return {
      {"list-regions", get, "/v1/regions", login, kSumReaders, list_regions, Effect::reads,
       paged({})},
      {"show-region", get, "/v1/regions/{region}", region, kRegionReaders, show_region},
      {"show-region-overview", get, "/v1/regions/{region}/overview", region, kRegionReaders,
       show_region_overview},
      {"show-monthly-report",
       get,
       "/v1/regions/{region}/monthly-report",
       region,
       kRegionReaders,
       show_monthly_report,
       Effect::reads,
       {{"month", FieldKind::month, Need::required, "2026-10"}}},
  };
}

}  // namespace anxin::routes
