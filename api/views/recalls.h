// What banks said when they were asked for money back.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/bank_service.h"

namespace anxin::views {

using json::Json;

/// {"recalls":[{"line":…,"file":…,"status":…,"reason":…,"message_id":…,"on":…}]}
[[nodiscard]] Json recalls_view(const std::vector<payments::RecallNote>& notes);

}  // namespace anxin::views
