// Findings about how a file holds its cells: formulas, hidden rows, repeated keys.
//
// Role: every table reader, once for the rows that it reads. Text tables have no such marks.
// Source: formats.md, "Excel traps"; cell_table.h.
#pragma once

#include <cstdint>
#include <vector>

#include "payments/bank/sheet.h"

namespace anxin::bank {

/// Finds, per cell that is read: payroll.key-repeated, payroll.value-nested,
/// payroll.formula-unsaved; of amounts payroll.amount-shown-rounded; per row payroll.row-hidden;
/// per column of amounts, with their number, payroll.formula-values and payroll.amount-quoted.
void find_marked_cells(Sheet& sheet, const std::vector<std::uint32_t>& rows);

}  // namespace anxin::bank
