// Workbooks (xlsx) of one sheet: the same cells always give the same bytes.
//
// Role: payment files and adjustment statements; the only place that knows libxlsxwriter.
// Shape: every cell is a text, also amounts and cards: a spreadsheet's numbers are binary fractions
// of
//        15 digits. Empty cells are not written: banks refuse them. Rows and columns from 0.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ledger/base/result.h"

namespace anxin::bank {

/// There is no room for the file while it is put together.
inline constexpr Reason kWorkbookUnwritable{"bank.workbook-unwritable"};

enum class CellStyle : std::uint8_t {
  plain,
  caption,  ///< bold, with a border
  boxed,    ///< with a border
  amount,   ///< with a border, to the right
  total,    ///< the same, bold
  title,    ///< large and bold
};

struct WorkbookCell {
  std::uint32_t row = 0;
  std::uint16_t column = 0;
  std::string text;
  CellStyle style = CellStyle::plain;
};

struct Workbook {
  std::string sheet;  ///< its name; at most 31 characters, none of [ ] : * ? / and backslash
  std::vector<std::uint16_t> widths;  ///< of the first columns, in characters
  std::vector<WorkbookCell> cells;
};

/// Refuses: bank.workbook-unwritable.
[[nodiscard]] Result<std::string> write_workbook(const Workbook& workbook);

}  // namespace anxin::bank
