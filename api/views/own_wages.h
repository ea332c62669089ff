// A worker's own wages, for the worker.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/own_wages.h"

namespace anxin::views {

using json::Json;

/// {"wages":[{"month":…,"project":…,"employer":…,"gross":…,"net":…,"state":…,"due_on":…}]}
[[nodiscard]] Json own_wages_view(const std::vector<payments::OwnWage>& wages);

}  // namespace anxin::views
