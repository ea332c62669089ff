// What kind of row stands under the header: a person, a total, a signature line, nothing.
//
// Role: wage_table.cc and roster_table.cc walk the rows by it.
// Source: payroll_headers.json rules; formats.md 2.3.
#pragma once

#include <cstdint>
#include <vector>

#include "payments/bank/sheet.h"

namespace anxin::bank {

enum class RowKind : std::uint8_t {
  person,
  nothing,   ///< blank, a printed number alone, captions repeated on a new page
  subtotal,  ///< 小计
  total,     ///< 合计, 总计, 共计
  end,       ///< signatures, declarations, page numbers
};

[[nodiscard]] RowKind row_kind(const Sheet& sheet, std::uint32_t row);

/// The rows of a table by what is done with them.
struct TableRows {
  std::vector<std::uint32_t> persons;
  std::vector<std::uint32_t> totals;     ///< a total may also stand above the persons
  std::vector<std::uint32_t> after_end;  ///< persons below the total or the signatures
};

[[nodiscard]] TableRows sort_rows(const Sheet& sheet);

}  // namespace anxin::bank
