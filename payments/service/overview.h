// Where each contract stands: the line a regulator or a contractor looks at first.
#pragma once

#include <string>
#include <vector>

#include "payments/service/payments_book.h"

namespace anxin::payments {

struct ContractOverview {
  std::string contract;
  std::string project_name;
  std::size_t workers = 0;  ///< persons with a line of a payroll or of arrears
  Money gross;              ///< 应发, less what was reduced
  Money net;                ///< 实发: gross less deductions
  Money paid;               ///< 已到账
  Money balance;            ///< 余额 of the wage account in our books
  Money in_transit;         ///< 在途: instructed, not decided
  Total unreconciled;  ///< 未达: unexplained entries of every statement, and what we alone have
  Money unpaid;        ///< 未付: owed to workers
  Money taken_beyond;  ///< by courts for another purpose, out of money for wages: first alarm
  Money funding_due;   ///< 待拨付: due from the owner by contract
  std::size_t overdue_duties = 0;  ///< of the wage account: wage-account duties
};

/// All contracts in id order.
/// Refuses: store.*, payments.wage-account-unknown, calendar.year-unknown.
[[nodiscard]] Result<std::vector<ContractOverview>> overview(const PaymentsBook& book);

}  // namespace anxin::payments
