// The amounts of a table: read, checked within each row, summed, and held against its totals.
//
// Role: wage_table.cc.  Units: fen.
// Source: payments.md, import (net ≠ gross − deductions beyond rounding) and check.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "payments/bank/sheet.h"
#include "payments/bank/wage_table.h"

namespace anxin::bank {

// Above this a month's wage is looked at by a person (payments.md, check).
inline constexpr Money kLargeMonthlyWage = Money::from_minor(5'000'000);

/// Reads row by row and keeps the sum of each amount column.
class WageAmounts {
 public:
  /// Requires: the sheet has a net or a gross column.
  explicit WageAmounts(Sheet& sheet);

  /// Fills gross, advance, tax, other_deduction and net of `wage`.
  /// Finds, per cell: what read_amount refuses, payroll.amount-not-positive; then for the net cell
  /// payroll.net-rounded or payroll.net-mismatch, payroll.amount-large.
  void read(WageRow& wage);

  /// A row was not read at all: no column's sum is complete any more.
  void leave_out();

  /// Compares a total row with the sums of all rows read. A column in which a cell could not be
  /// read is left out: its own finding says enough.
  /// Finds: payroll.total-mismatch, payroll.total-unreadable, or what read_amount refuses.
  void compare_total(std::uint32_t row);

  /// The column that is paid from: net, else gross.
  [[nodiscard]] Column paid_from() const { return paid_from_; }

 private:
  struct ColumnSum {
    ColumnMatch match;
    Total sum;
    bool complete = true;
  };
  enum class Readable : std::uint8_t { all, some };

  Readable read_cells(WageRow& wage);
  Readable read_cell(WageRow& wage, ColumnSum& column);
  void store(WageRow& wage, const ColumnMatch& match, Money amount) const;
  void settle_net(WageRow& wage) const;
  void check_net(const WageRow& wage);
  void compare_total(std::uint32_t row, const ColumnSum& column);

  Sheet& sheet_;
  std::vector<ColumnSum> columns_;
  Column paid_from_;
  std::optional<std::uint32_t> sum_of_deductions_;  ///< 扣款合计, index of its column
};

}  // namespace anxin::bank
