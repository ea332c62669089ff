// From the bytes of a file to a table whose captions have been found.
//
// Role: the first steps that wage tables, rosters and repair tables share. What a file is, its
//       content says, never its name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "payments/bank/cell_table.h"
#include "payments/bank/header_row.h"

namespace anxin::bank {

/// What the sender of a table says about it.
struct TableChoices {
  ColumnChoices columns;
  std::string sheet;  ///< of a workbook; empty for the first that is shown
};

/// The cells of a file, before anybody asks what they mean.
struct OpenCells {
  std::string encoding;  ///< "UTF-8", "UTF-16", "GB18030"; "xlsx" for a workbook
  CellTable cells;
  std::uint32_t sheet = 0;         ///< of a workbook, from 1
  std::uint32_t others_shown = 0;  ///< sheets of it that were not read
};

/// Reads a workbook, JSON, or text with separators.
/// Refuses: what read_xlsx, decode_text, read_json_table and read_csv refuse.
[[nodiscard]] Result<OpenCells> open_cells(std::string_view bytes, std::string_view sheet);

struct OpenTable {
  std::string encoding;
  CellTable cells;
  HeaderRow header;
};

/// Refuses: what open_cells and find_header refuse.
[[nodiscard]] Result<OpenTable> open_table(std::string_view bytes,
                                           const payments::CaptionAliases& aliases);

/// The encoding alone, for a file that could be decoded but not opened; empty where not even that.
[[nodiscard]] std::string encoding_of(std::string_view bytes);

}  // namespace anxin::bank
