// Tables in text: RFC 4180 and what banks make of it.
//
// Role: between decode.h and the readers of wage tables and rosters.
// Shape: rows from 1 as a spreadsheet counts them (blank lines count, a line break inside quotes
//        does not); columns from 0. Separator: the one of , TAB | ; that most of the first lines
//        hold. Line ends: CRLF, LF or CR. A quote inside an unquoted cell is an ordinary character.
#pragma once

#include <array>
#include <string_view>

#include "ledger/base/result.h"
#include "payments/bank/cell_table.h"

namespace anxin::bank {

/// A quoted cell is not closed before the file ends. Detail: row.
inline constexpr Reason kCsvQuoteOpen{"csv.quote-open"};
/// Characters stand between a closing quote and the next separator. Detail: row.
inline constexpr Reason kCsvQuoteMisplaced{"csv.quote-misplaced"};
/// More than kTableRowsMax rows.
inline constexpr Reason kCsvTooManyRows{"csv.too-many-rows"};
/// More than kTableColumnsMax cells in a row. Detail: row.
inline constexpr Reason kCsvTooManyColumns{"csv.too-many-columns"};
/// A cell of more than kTableCellBytesMax. Detail: row.
inline constexpr Reason kCsvCellTooLong{"csv.cell-too-long"};

inline constexpr std::array kCsvReasons{kCsvQuoteOpen, kCsvQuoteMisplaced, kCsvTooManyRows,
                                        kCsvTooManyColumns, kCsvCellTooLong};

/// Reads a whole table from UTF-8.
/// Refuses, at the first place: csv.quote-open, csv.quote-misplaced, csv.too-many-rows,
///          csv.too-many-columns, csv.cell-too-long.
[[nodiscard]] Result<CellTable> read_csv(std::string_view text);

}  // namespace anxin::bank
