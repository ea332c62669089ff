// The routes by noun. Each table stands at the end of its file, below the work of its routes.
#pragma once

#include <vector>

#include "api/routes/route.h"

namespace anxin::routes {

[[nodiscard]] std::vector<Route> account_routes();
[[nodiscard]] std::vector<Route> audit_routes();
[[nodiscard]] std::vector<Route> arrears_routes();
[[nodiscard]] std::vector<Route> baseline_routes();
[[nodiscard]] std::vector<Route> deposit_routes();
[[nodiscard]] std::vector<Route> fund_routes();
[[nodiscard]] std::vector<Route> key_routes();
[[nodiscard]] std::vector<Route> ledger_routes();
[[nodiscard]] std::vector<Route> operation_routes();
[[nodiscard]] std::vector<Route> overview_routes();
[[nodiscard]] std::vector<Route> own_wages_routes();
[[nodiscard]] std::vector<Route> payroll_routes();
[[nodiscard]] std::vector<Route> recourse_routes();
[[nodiscard]] std::vector<Route> rule_routes();
[[nodiscard]] std::vector<Route> scenario_routes();
[[nodiscard]] std::vector<Route> simulation_routes();
[[nodiscard]] std::vector<Route> study_routes();
[[nodiscard]] std::vector<Route> system_routes();
[[nodiscard]] std::vector<Route> web_routes();
[[nodiscard]] std::vector<Route> webhook_routes();
[[nodiscard]] std::vector<Route> bank_routes();
[[nodiscard]] std::vector<Route> funding_routes();
[[nodiscard]] std::vector<Route> master_data_routes();
[[nodiscard]] std::vector<Route> payroll_paper_routes();
[[nodiscard]] std::vector<Route> quarantine_routes();
[[nodiscard]] std::vector<Route> reconcile_routes();
[[nodiscard]] std::vector<Route> region_routes();
[[nodiscard]] std::vector<Route> roster_routes();
[[nodiscard]] std::vector<Route> suspense_routes();
[[nodiscard]] std::vector<Route> wage_account_routes();
[[nodiscard]] std::vector<Route> wage_paper_routes();
[[nodiscard]] std::vector<Route> worker_routes();

}  // namespace anxin::routes
