// Wage accounts and their duties: one contract's, and the register of a region.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/wage_account_service.h"

namespace anxin::views {

using json::Json;

/// The contract's row of the register with {"on":…,"duties":[…],"notices":[…],"proposals":[…],
/// "bars":[…],"closings":[…]}.
[[nodiscard]] Json wage_account_view(const payments::WageAccountView& view, Date on);
/// {"on":…,"contracts":[{"contract":…,"project":…,…,"overdue":…,"missing":…,"owed":…,
/// "successor":…,"accounts":[…]}]}
[[nodiscard]] Json wage_accounts_view(const std::vector<payments::WageAccountView>& views, Date on);

/// Whether the duty has an amount.
[[nodiscard]] bool is_about_money(const payments::AccountDuty& duty);

}  // namespace anxin::views
