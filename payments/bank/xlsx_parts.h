// The parts of a workbook that one sheet needs: its strings, its number formats, its cells.
//
// Role: under xlsx.cc.
// Source: ECMA-376 part 1: 18.4 (shared strings), 18.8 (styles), 18.3.1 (worksheets).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"
#include "payments/bank/cell_table.h"
#include "payments/bank/sheet_number.h"
#include "payments/bank/xml_reader.h"

namespace anxin::bank {

/// All strings of a workbook in one block.
class SharedStrings {
 public:
  /// Refuses: xlsx.malformed, xlsx.doctype.
  [[nodiscard]] static Result<SharedStrings> read(std::string_view xml);
  [[nodiscard]] std::size_t size() const { return ends_.size(); }
  /// Requires: index < size().
  [[nodiscard]] std::string_view at(std::size_t index) const;

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// The number format of each cell style, by its index.
using CellFormats = std::vector<NumberFormat>;
/// Refuses: xlsx.malformed, xlsx.doctype.
[[nodiscard]] Result<CellFormats> read_styles(std::string_view xml);

struct SheetContext {
  const SharedStrings& strings;
  const CellFormats& formats;
  DateSystem dates = DateSystem::from_1900;
};
/// Refuses: as read_xlsx, from xlsx.malformed on.
[[nodiscard]] Result<CellTable> read_sheet(std::string_view xml, const SheetContext& context);

/// Walks a part's elements and refuses what the reader found wrong with it.
/// Refuses: xlsx.malformed, xlsx.doctype.
[[nodiscard]] Result<void> check_part(const XmlReader& xml);

/// A text of a workbook with its escapes undone: _x000D_ is a carriage return.
void append_text(std::string& text, std::string_view escaped);

}  // namespace anxin::bank
