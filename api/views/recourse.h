// Who pays wages that the employer does not: cases, and the claims that paying leaves.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/recourse_service.h"

namespace anxin::views {

using json::Json;

/// {"case":…,"contract":…,…,"arrears":…,"owed":…,"in_flight":…,"executed":[…],"proposed":[…],
/// "plan":[…],"uncovered":…}
[[nodiscard]] Json discharge_case_view(const payments::CaseView& view);
/// {"cases":[…]}: each without its steps.
[[nodiscard]] Json discharge_cases_view(const std::vector<payments::DischargeCase>& cases);
/// {"sum":…,"claims":[{"creditor":…,"debtor":…,"contract":…,"since":…,"amount":…}]}
[[nodiscard]] Json claims_view(const std::vector<payments::ClaimPart>& parts);

[[nodiscard]] Money sum_of(const std::vector<payments::ClaimPart>& parts);

}  // namespace anxin::views
