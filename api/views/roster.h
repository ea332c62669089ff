// A contract's roster, with what may be shown of each worker.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/roster_list.h"

namespace anxin::views {

using json::Json;

/// {"workers":[{"worker":…,"name":…,"id_no":…,"card":…,"trade":…,"team":…,"employer":…,
/// "contract_signed":…,"registered":…,"entry":…,"exit":…}]}
[[nodiscard]] Json roster_view(const std::vector<payments::RosterLine>& lines);

}  // namespace anxin::views
