// How deposits are shown: one contract's, and the register of a region.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/service/deposit_service.h"

namespace anxin::cli {

void print_deposit(Context& context, const payments::DepositView& view);
/// Names the letters whose reminder is due as of `today`.
void print_deposits(Context& context, const std::vector<payments::DepositView>& views, Date today);

}  // namespace anxin::cli
