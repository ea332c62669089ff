// Amounts as people write them in wage tables.
//
// Role: wage_table.h, for every cell of an amount column.
// Units: fen.  Shape: "1,234.50", "¥ 1234.5", "１２３４．５０", "1234.5000元", "(200.00)" for −200.
// Source: law 2, exact; payments.md, import: hidden decimals are refused, never rounded.
#pragma once

#include <string_view>

#include "ledger/base/money.h"
#include "ledger/base/result.h"

namespace anxin::bank {

// Ten million yuan: no month's wage of one person; beyond it a card number slipped into the column.
inline constexpr Money kRowAmountMax = Money::from_minor(1'000'000'000);
// The total of a table: 200,000 rows of 50,000 yuan.
inline constexpr Money kTotalAmountMax = Money::from_minor(1'000'000'000'000);

/// The amount in a cell, zero and negative ones included.
/// Refuses: payroll.amount-missing (blank, - or /), payroll.cell-error, payroll.amount-scientific,
///          payroll.amount-text, payroll.amount-decimals, payroll.amount-too-large.
[[nodiscard]] Result<Money> read_amount(std::string_view cell, Money maximum);

}  // namespace anxin::bank
