// Arrears that papers establish or reduce, and those that records make one suspect.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/arrears_service.h"
#include "payments/service/suspected_arrears.h"

namespace anxin::views {

using json::Json;

/// {"paper":…,"what":"established","contract":…,…,"batches":[…],"items":[…]}, or
/// {"paper":…,"what":"reduced","contract":…,…,"owed":…,"sum":…,"state":…}
[[nodiscard]] Json arrears_paper_view(const payments::ArrearsView& paper);
/// {"papers":[…]}
[[nodiscard]] Json arrears_papers_view(const std::vector<payments::ArrearsView>& papers);
/// {"on":…,"contracts":[{"contract":…,"judged_from":…,"months":[…],"overdue":[…],"employers":[…],
/// "in_cash":[…],"owed":…,"workers":…}]}
[[nodiscard]] Json suspected_view(const std::vector<payments::SuspectedArrears>& all, Date on);

}  // namespace anxin::views
