// Which statement of a day an adjustment paper is of, and how the paper names its account.
//
// Role: `reconcile statement` and its route.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/paper/adjustment_paper.h"
#include "payments/service/payments_book.h"

namespace anxin::paper {

/// The wage accounts that the reports are of, each once.
[[nodiscard]] std::vector<std::string> accounts_of(
    const std::vector<payments::ReconcileReport>& reports);
/// The last report of the account, of any where it is empty; nothing where there is none.
[[nodiscard]] std::optional<payments::ReconcileReport> last_report(
    std::vector<payments::ReconcileReport> reports, const std::string& account);
/// Refuses: payments.contract-unknown, payments.wage-account-unknown, and as PaymentsBook::read().
[[nodiscard]] Result<AdjustedAccount> adjusted_account(const payments::PaymentsBook& book,
                                                       const payments::ReconcileReport& report);

}  // namespace anxin::paper
