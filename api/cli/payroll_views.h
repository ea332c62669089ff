// How sheets and batches are shown.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "api/views/sheet.h"
#include "payments/bank/attendance_grid.h"
#include "payments/service/payroll_service.h"

namespace anxin::cli {

using views::Reveal;

/// Prints a checked sheet: the JSON of interfaces.md, or its findings and totals.
void print_sheet(Context& context, const payments::MatchedSheet& sheet, Reveal reveal);
/// Prints an attendance grid: each worker's days, and the findings.
void print_attendance(Context& context, const bank::AttendanceGrid& grid);
void print_batch(Context& context, const payments::BatchView& view);
void print_batches(Context& context, const std::vector<payments::PayrollBatch>& batches);

}  // namespace anxin::cli
