// The table that a county sends up each month.
#pragma once

#include "api/json/json.h"
#include "payments/service/monthly_report.h"

namespace anxin::views {

using json::Json;

/// {"region":…,"month":…,"as_of":…,"contracts":[{"contract":…,"project":…,"project_name":…,
/// "region":…,"owner":…,"contractor":…,"has_account":…,"gross":…,…,"workers":…,…}],
/// "count":{"contracts":…,"with_account":…,"in_arrears":…},"total":{"gross":…,…},
/// "funds":[{"fund":…,"name":…,"held":…,…}]}
[[nodiscard]] Json monthly_report_view(const payments::MonthlyReport& report);

}  // namespace anxin::views
