// Where every contract stands.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/overview.h"

namespace anxin::views {

using json::Json;

/// {"contracts":[…]}
[[nodiscard]] Json overview_view(const std::vector<payments::ContractOverview>& contracts);

}  // namespace anxin::views
