// Changes of a worker's card or name, which two persons make.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/worker_change_service.h"

namespace anxin::views {

using json::Json;

/// {"changes":[{"id":…,"worker":…,"what":…,"card_end":…,"proposed_by":…,"document":…,
/// "proposed_on":…,"state":…}]}
[[nodiscard]] Json worker_changes_view(const std::vector<payments::WorkerChangeView>& views);

}  // namespace anxin::views
