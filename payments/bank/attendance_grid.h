// Attendance grids (考勤表): a row per worker, a column per day of the month.
//
// Role: `anxin payroll check` counts them; a payroll is never made of one.
// Units: hundredths of a day.
// Shape: the captions have a name and at least kGridDaysMin days in a row (1 2 3 …, 1日, or days of
//        a workbook), in one row or in the row below. √ ✓ ✔ 出勤 正常 全 1 and times (07:30) are a
//        day, 半 and 0.5 half a day, other numbers up to 2 what they say; × 休 假 病 事 旷 缺 — / 0
//        and blank are none. Anything else is a finding.
// Source: formats.md 2.3, row 10.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/bank/header_row.h"
#include "payments/bank/open_table.h"
#include "payments/domain/finding.h"

namespace anxin::bank {

/// A mark that says neither present nor absent. Refuse.
inline constexpr Reason kDayMarkUnknown{"attendance.mark-unknown"};
/// The row's own total is not the sum of its days. Details: found, expected. Refuse.
inline constexpr Reason kDaysMismatch{"attendance.total-mismatch"};
/// More than a day's work on one day. Explain.
inline constexpr Reason kDayLong{"attendance.day-long"};
inline constexpr std::array kAttendanceReasons{kDayMarkUnknown, kDaysMismatch, kDayLong};

// Half a month has fifteen; a wage table never counts so far.
inline constexpr std::size_t kGridDaysMin = 10;

struct AttendanceRow {
  std::uint32_t row = 0;
  std::string name, id_no, trade, team;
  std::uint32_t days = 0;  ///< hundredths
};

struct AttendanceGrid {
  std::string encoding;
  std::uint32_t header_row = 0;
  std::uint32_t first_day = 0, last_day = 0;
  std::vector<AttendanceRow> rows;
  std::uint32_t days = 0;  ///< of all rows, hundredths
  payments::Findings findings;

  [[nodiscard]] bool accepted() const {
    return payments::worst(findings) != payments::Severity::refuse;
  }
};

/// True where the captions are those of a grid; a header with amounts is a wage table all the same.
[[nodiscard]] bool is_attendance(const CellTable& cells, const payments::CaptionAliases& aliases);

/// Nothing where the file is no grid, or cannot be opened.
[[nodiscard]] std::optional<AttendanceGrid> read_attendance(std::string_view bytes,
                                                            const payments::CaptionAliases& aliases,
                                                            const TableChoices& choices);

/// What a cell of a day says, in hundredths of a day; nothing for an unknown mark.
[[nodiscard]] std::optional<std::uint32_t> read_day_mark(std::string_view cell);

}  // namespace anxin::bank
