// The days that a row of a wage table says were worked.
//
// Role: wage_table.cc; payments/service/sheet_checks.h judges a wage by them.
// Units: tenths of a day.
// Source: payments.md, "One payroll month", step 2 (below minimum pro rata, no attendance).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "payments/bank/sheet.h"

namespace anxin::bank {

// A month has at most so many.
inline constexpr std::int32_t kDayTenthsMax = 310;

/// "26", "26.5", "26.50天", "26 工日"; blank and signs of nothing are no day. Nothing for what is
/// no number of days of one month in tenths.
[[nodiscard]] std::optional<std::int32_t> read_day_tenths(std::string_view cell);

/// Of the row's cell; nothing where the table has no such column.
/// Finds: payroll.days-unreadable.
[[nodiscard]] std::optional<std::int32_t> read_worked_days(Sheet& sheet, std::uint32_t row);

/// "26" or "26.5".
[[nodiscard]] std::string show_days(std::int32_t tenths);

}  // namespace anxin::bank
