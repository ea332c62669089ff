// Which papers a payroll batch has: enough to fetch each, and nobody's name or number.
#pragma once

#include "api/json/json.h"
#include "payments/service/payroll_papers.h"

namespace anxin::views {

using json::Json;

/// {"batch":…,"sheets":[{"sheet":"1","employer":…,"team":…,"lines":…,"net":…}]}
[[nodiscard]] Json team_sheets_view(const payments::TeamSheets& sheets);
/// {"batch":…,"vouchers":[{"employer":…,"name":…,"paid":…,"paid_sum":…,"unpaid":…,
/// "unpaid_sum":…}]}
[[nodiscard]] Json vouchers_view(const payments::Vouchers& vouchers);
/// {"batch":…,"slips":[{"worker":…,"team":…}]}
[[nodiscard]] Json worker_slips_view(const payments::WorkerSlips& slips);

}  // namespace anxin::views
