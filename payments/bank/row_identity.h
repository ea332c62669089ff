// Who a row is about and where the money goes: name, id, account, branch number.
//
// Role: the same reading for wage tables and rosters. Each function adds its findings to the sheet
//       and returns the cleaned text, empty where there is none that can be used.
// Source: payments.md, "One payroll month", steps 1 and 2; regulation.md 9 for the check digits.
#pragma once

#include <cstdint>
#include <string>

#include "payments/bank/sheet.h"

namespace anxin::bank {

/// Finds: payroll.cell-error, payroll.name-missing, payroll.name-damaged.
[[nodiscard]] std::string read_name(Sheet& sheet, std::uint32_t row);

/// Nothing is found where the table has no id column.
/// Finds, the first that applies: payroll.cell-error, payroll.id-missing, payroll.digits-lost,
/// payroll.id-not-checked, payroll.id-invalid.
[[nodiscard]] std::string read_id_no(Sheet& sheet, std::uint32_t row);

/// A table without account column has every account missing.
/// Finds, the first that applies: payroll.cell-error, payroll.account-missing,
/// payroll.digits-lost, payroll.account-invalid, payroll.digits-doubtful.
[[nodiscard]] std::string read_account(Sheet& sheet, std::uint32_t row);

/// Finds, the first that applies: payroll.cell-error, payroll.digits-lost,
/// payroll.bank-no-invalid. Blank is fine: banks find the branch by the card.
[[nodiscard]] std::string read_bank_no(Sheet& sheet, std::uint32_t row);

/// A text that no check looks at, folded and trimmed.
[[nodiscard]] std::string read_text(const Sheet& sheet, std::uint32_t row, Column column);

}  // namespace anxin::bank
