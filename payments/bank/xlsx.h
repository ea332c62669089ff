// Workbooks of Excel 2007 and later (ECMA-376), one sheet of them as a table of cells.
//
// Role: beside csv.h under open_table.h; a sheet's row 5 is the table's row 5.
// Shape: shared and inline strings with their runs joined and readings left out; numbers in plain
//        decimal; days as YYYY-MM-DD (months YYYY-MM, times HH:MM); errors as "#N/A". What a cell
//        has beside its text is a CellMark.
// Safety: zip_parts.h counts what is inflated, xml_reader.h refuses document types; nothing is
//         computed, followed or written.
// Source: formats.md section 4 and "Excel traps".
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ledger/base/result.h"
#include "payments/bank/cell_table.h"

namespace anxin::bank {

/// A part is missing, no XML, or says what cannot be (rows that go back, a string out of range).
inline constexpr Reason kXlsxMalformed{"xlsx.malformed"};
/// A document type declaration: workbooks have none, attacks on XML readers have.
inline constexpr Reason kXlsxDoctype{"xlsx.doctype"};
/// No sheet of cells that is shown.
inline constexpr Reason kXlsxNoSheet{"xlsx.no-sheet"};
/// No sheet of the asked name that is shown.
inline constexpr Reason kXlsxSheetUnknown{"xlsx.sheet-unknown"};
/// Cells beyond kTableColumnsMax. Detail: row.
inline constexpr Reason kXlsxTooManyColumns{"xlsx.too-many-columns"};
/// A cell of more than kTableCellBytesMax. Detail: row.
inline constexpr Reason kXlsxCellTooLong{"xlsx.cell-too-long"};
/// The cells' texts together are larger than a file may be. Detail: row.
inline constexpr Reason kXlsxTooMuchText{"xlsx.too-much-text"};

inline constexpr std::array kXlsxReasons{kXlsxMalformed,    kXlsxDoctype,        kXlsxNoSheet,
                                         kXlsxSheetUnknown, kXlsxTooManyColumns, kXlsxCellTooLong,
                                         kXlsxTooMuchText};

struct WorkbookSheet {
  CellTable cells;
  std::uint32_t number = 0;        ///< of the sheet that was read, from 1, hidden ones counted
  std::uint32_t others_shown = 0;  ///< further sheets that are not hidden
};

/// Reads the first sheet that is not hidden, or the one of this name (letters as written).
/// Refuses: zip.*, file.is-word, file.is-other-workbook, file.is-archive, xlsx.malformed,
///          xlsx.doctype, xlsx.no-sheet, xlsx.sheet-unknown, csv.too-many-rows,
///          xlsx.too-many-columns, xlsx.cell-too-long, xlsx.too-much-text.
/// Cost: O(bytes inflated).
[[nodiscard]] Result<WorkbookSheet> read_xlsx(std::string_view bytes, std::string_view sheet);

}  // namespace anxin::bank
