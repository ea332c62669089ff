// How wage accounts and their duties are shown: one contract's, and the register of a region.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/service/wage_account_service.h"

namespace anxin::cli {

void print_wage_account(Context& context, const payments::WageAccountView& view, Date on);
void print_wage_accounts(Context& context, const std::vector<payments::WageAccountView>& views,
                         Date on);

}  // namespace anxin::cli
