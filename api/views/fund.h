// The emergency fund: what it holds and is owed, and what it advanced.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/fund_payment_service.h"

namespace anxin::views {

using json::Json;

/// {"fund":…,"region":…,"name":…,"opened_on":…,"held":…,"receivable":…,"capital":…,"debtors":[…],
/// "movements":[…]}
[[nodiscard]] Json fund_view(const payments::FundView& view);
/// […]: every fund.
[[nodiscard]] Json funds_view(const std::vector<payments::FundView>& views);
/// {"payment":…,"fund":…,"contract":…,"case":…,…,"rules":[…],"lines":[…]}
[[nodiscard]] Json fund_payment_view(const payments::FundPayment& payment);
/// {"payments":[…]}
[[nodiscard]] Json fund_payments_view(const std::vector<payments::FundPayment>& all);

/// The day on which a movement counts in the books; empty while it does not.
[[nodiscard]] std::string booked_on(const payments::FundMovement& movement);

}  // namespace anxin::views
