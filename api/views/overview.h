// Where every contract stands.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/overview.h"
#include "payments/service/waiting_work.h"

namespace anxin::views {

using json::Json;

/// {"contract":…,"project":…,"workers":…,"gross":…,"net":…,"paid":…,"unpaid":…,"balance":…,
/// "in_transit":…,"unreconciled":…,"funding_due":…,"overdue_duties":…,"taken_beyond":…}
[[nodiscard]] Json contract_overview_view(const payments::ContractOverview& one);
/// {"contracts":[…]}
[[nodiscard]] Json overview_view(const std::vector<payments::ContractOverview>& contracts);

/// [{"batch":…,"month":…,"step":…,"lines":…,"net":…,"due_on":…}]
[[nodiscard]] Json waiting_view(const std::vector<payments::WaitingWork>& work);

}  // namespace anxin::views
