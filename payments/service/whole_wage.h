// A wage that is taken off the books whole, with what was withheld from it.
//
// Role: the approval of a reduction, and its proposal. What a sheet's row accrued may have become
//       several lines: split off an instruction, or replaced by repairs; deductions stand on the
//       first. Internal to payments/service.
#pragma once

#include <vector>

#include "payments/domain/remittance.h"
#include "payments/service/arrears_service.h"

namespace anxin::payments {

/// A deduction of one kind that goes with the wage.
struct UndoneDeduction {
  WithheldKind kind = WithheldKind::tax;
  Money amount;
};

/// The line that accrued the wage, and what of its deductions is undone.
struct WholeWage {
  Versioned<PayrollLine> accrued;
  Month month;
  std::vector<UndoneDeduction> undone;
  [[nodiscard]] Money sum() const;
  /// As it stands once they are.
  [[nodiscard]] PayrollLine without_deductions() const;
};

/// The wage behind a line that comes to owe nothing; nothing while another line of the same wage
/// is owed, with a bank or paid, since then the wage was none that never accrued.
/// Refuses: arrears.reduction-remitted, unless what is remitted is kept.
[[nodiscard]] Result<std::optional<WholeWage>> whole_wage(const ledger::Reader& reader,
                                                          const PayrollLine& line,
                                                          RemittedIs remitted);

}  // namespace anxin::payments
