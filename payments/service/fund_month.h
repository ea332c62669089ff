// What the emergency funds of a region did in a month. Internal to payments/service.
#pragma once

#include <vector>

#include "payments/service/monthly_report.h"

namespace anxin::payments {

struct FundMonthAsked {
  Month month;
  Date as_of;  ///< its last day, or today

  [[nodiscard]] bool covers(Date day) const { return month_of(day) == month && day <= as_of; }
};

/// Funds that were opened by then, whose region lies in that one, by id.
[[nodiscard]] std::vector<FundMonth> funds_in_month(const ledger::Reader& reader, RegionCode region,
                                                    const FundMonthAsked& asked);

}  // namespace anxin::payments
