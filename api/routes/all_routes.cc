#include <algorithm>
#include <array>

#include "api/routes/route_tables.h"

namespace anxin::routes {
namespace {

// In the order in which /docs shows them.
constexpr std::array kTables{
    system_routes,         //
    overview_routes,       //
    region_routes,         //
    master_data_routes,    //
    roster_routes,         //
    worker_routes,         //
    wage_account_routes,   //
    funding_routes,        //
    payroll_routes,        //
    payroll_paper_routes,  //
    wage_paper_routes,     //
    bank_routes,           //
    quarantine_routes,     //
    reconcile_routes,      //
    suspense_routes,       //
    own_wages_routes,      //
    deposit_routes,        //
    recourse_routes,       //
    fund_routes,           //
    arrears_routes,        //
    rule_routes,           //
    baseline_routes,       //
    scenario_routes,       //
    simulation_routes,     //
    study_routes,          //
    operation_routes,      //
    account_routes,        //
    audit_routes,          //
    webhook_routes,        //
    ledger_routes,         //
    key_routes,            //
    web_routes,            //
};

std::vector<Route> gather() {
  std::vector<Route> all;
  for (const auto& table : kTables) {
    const auto part = table();
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

bool brings_file(const Field& field) { return is_file(field.kind); }

}  // namespace

std::size_t body_bytes_max(const Route& route) {
  switch (route.body_kind) {
    case BodyKind::none:
      return 0;
    case BodyKind::fields:
      return std::any_of(route.body.begin(), route.body.end(), brings_file)
                 ? kFieldsWithFilesBytesMax
                 : kFieldsBytesMax;
    case BodyKind::file:
      return kFileBytesMax;
    case BodyKind::lines:
      return kLinesBytesMax;
  }
  return 0;
}

const std::vector<Route>& all_routes() {
  static const std::vector<Route> all = gather();
  return all;
}

}  // namespace anxin::routes
