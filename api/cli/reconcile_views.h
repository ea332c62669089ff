// How the reconciliation is shown: a statement, a month, what is open.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/service/reconcile_days.h"
#include "payments/service/reconcile_review.h"

namespace anxin::cli {

/// The statement, its entries, what became of them, and the adjustment statement.
void print_report(Context& context, const payments::ReconcileReport& report);
/// A line a day: what became of its entries, and whether the balances agree.
void print_summary(Context& context, const std::vector<payments::ReconcileReport>& reports);

/// What is open with its age, and the sums of each age; nothing when nothing is.
void print_items(Context& context, const std::vector<payments::OpenItem>& items);

/// "lines and receipts that it may be, with why", in the chosen language.
[[nodiscard]] std::string candidates_text(const Context& context, const payments::Review& review);

}  // namespace anxin::cli
