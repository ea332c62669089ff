// Payroll batches: one with its lines and files, and those of a contract.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/payroll_service.h"

namespace anxin::views {

using json::Json;

/// {"batch":…,"contract":…,"month":…,"kind":…,"state":…,"lines":…,"gross":…,"deductions":…,"net":…,
/// "due_on":…,"content":…,"items":[…],"files":[…]}
[[nodiscard]] Json batch_view(const payments::BatchView& view);
/// {"batches":[…]}: each without its items and files.
[[nodiscard]] Json batches_view(const std::vector<payments::PayrollBatch>& batches);

}  // namespace anxin::views
