// Suspected arrears (疑似拖欠): what points to wages that are owed, beside the books and unposted.
//
// Role: `arrears suspected`; a regulator looks into each. Nothing is guessed: how much a month
//       without a payroll is short needs attendance and rates, which the book does not hold.
// Source: payments.md, "Accounts" (words); Decree 724 arts 13, 14, 31 (monthly pay, on the agreed
//         day).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payments/rules/region_code.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// A month that should have had a payroll: its pay day has passed, and none was approved.
struct MonthWithoutPayroll {
  Month month;
  Date pay_day;                     ///< moved before holidays
  std::size_t workers_on_site = 0;  ///< of the roster, at least one day of the month
  bool drafted = false;             ///< a payroll lies there that nobody has approved
  Money funding_due;                ///< the month's labour cost by contract, where it was made due
};

/// A line past its pay day that is still owed.
struct OverdueLine {
  std::string line;
  std::string worker;
  std::string employer;
  Month month;
  Date due_on;
  std::int64_t days = 0;  ///< since the pay day
  Money owed;
};

/// Wages that were paid in cash, beside the account: a warning, however well it is receipted.
struct PaidInCash {
  std::string paper;
  Date on;
  std::size_t lines = 0;
  Money sum;
};

/// What an employer owes past its pay days.
struct OverdueSum {
  std::string employer;
  std::size_t workers = 0;
  Money owed;
  std::int64_t oldest_days = 0;
};

struct SuspectedArrears {
  std::string contract;
  Date judged_from;  ///< months with an earlier pay day were before the book: nothing is said of
                     ///< them
  std::vector<MonthWithoutPayroll> months;
  std::vector<OverdueLine> overdue;  ///< oldest first
  std::vector<OverdueSum> sums;      ///< by employer
  std::vector<PaidInCash> in_cash;   ///< accepted by a regulator
  Money owed;                        ///< Σ overdue
  std::size_t workers = 0;           ///< with an overdue line
  [[nodiscard]] bool empty() const { return months.empty() && overdue.empty() && in_cash.empty(); }
};

/// Of the contracts in the region, those that have any; as of a day, with what the book knows now.
/// Refuses: store.*, calendar.year-unknown.
[[nodiscard]] Result<std::vector<SuspectedArrears>> suspected_arrears(
    const PaymentsBook& book, const std::optional<RegionCode>& region, Date on);

}  // namespace anxin::payments
