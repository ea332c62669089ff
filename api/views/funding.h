// Labour cost that is due from the owner, and money that came for wages.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/domain/bank_ledger.h"

namespace anxin::views {

using json::Json;

/// {"dues":[{"month":…,"amount":…,"due_on":…}]}
[[nodiscard]] Json funding_dues_view(const std::vector<payments::FundingDue>& dues);
/// {"receipts":[{"reference":…,"from":…,"amount":…,"on":…,"account":…,"matched_by":…}]};
/// matched_by is null until a statement shows the money.
[[nodiscard]] Json funding_receipts_view(const std::vector<payments::FundingReceipt>& receipts);

}  // namespace anxin::views
