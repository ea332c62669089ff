// How deposits are shown: one contract's, and the register of a region.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/service/deposit_service.h"

namespace anxin::cli {

/// Prints what a step answered: flags and lists are such in JSON, doubts have their own lines.
void print_deposit_receipt(Context& context, const ledger::Receipt& receipt, std::string_view key);
/// The same of an assessment, with everything that differs from the one before.
void print_assessment(Context& context, const ledger::Receipt& receipt);
/// Marks the days that have passed as of `today`.
void print_deposit(Context& context, const payments::DepositView& view, Date today);
/// Names the letters whose reminder is due as of `today`.
void print_deposits(Context& context, const std::vector<payments::DepositView>& views, Date today);

}  // namespace anxin::cli
