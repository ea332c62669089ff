// Tables in text: RFC 4180 and what banks make of it.
//
// Role: between decode.h and the readers of wage tables and rosters.
// Shape: rows from 1 as a spreadsheet counts them (blank lines count, a line break inside quotes
//        does not); columns from 0. Separator: the one of , TAB | ; that most of the first lines
//        hold. Line ends: CRLF, LF or CR. A quote inside an unquoted cell is an ordinary character.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/result.h"

namespace anxin::bank {

/// A quoted cell is not closed before the file ends. Detail: row.
inline constexpr Reason kCsvQuoteOpen{"csv.quote-open"};
/// Characters stand between a closing quote and the next separator. Detail: row.
inline constexpr Reason kCsvQuoteMisplaced{"csv.quote-misplaced"};
/// More than kCsvRowsMax rows.
inline constexpr Reason kCsvTooManyRows{"csv.too-many-rows"};
/// More than kCsvColumnsMax cells in a row. Detail: row.
inline constexpr Reason kCsvTooManyColumns{"csv.too-many-columns"};
/// A cell of more than kCsvCellBytesMax. Detail: row.
inline constexpr Reason kCsvCellTooLong{"csv.cell-too-long"};

inline constexpr std::array kCsvReasons{kCsvQuoteOpen, kCsvQuoteMisplaced, kCsvTooManyRows,
                                        kCsvTooManyColumns, kCsvCellTooLong};

// 100,000 lines on one evening for a city, twice that for safety.
inline constexpr std::uint32_t kCsvRowsMax = 200'000;
// A month's attendance grid has about 40; old exports carry empty columns up to IV (256).
inline constexpr std::uint32_t kCsvColumnsMax = 256;
// The longest memo that a bank takes is 280 bytes; a whole page of notes fits.
inline constexpr std::size_t kCsvCellBytesMax = 8'192;

/// A table in one block of memory. Immutable after it is read.
class CsvTable {
 public:
  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(row_ends_.size()); }
  /// How many cells the row was written with. Requires: 1 ≤ row ≤ rows().
  [[nodiscard]] std::uint32_t cells_in(std::uint32_t row) const;
  /// The cell as written, without its quotes; empty beyond the row's end.
  /// Requires: 1 ≤ row ≤ rows().
  [[nodiscard]] std::string_view cell(std::uint32_t row, std::uint32_t column) const;
  [[nodiscard]] char separator() const { return separator_; }

 private:
  friend class CsvReader;
  std::string text_;                      // all cells, one after another
  std::vector<std::uint32_t> cell_ends_;  // into text_
  std::vector<std::uint32_t> row_ends_;   // into cell_ends_
  char separator_ = ',';
};

/// Reads a whole table from UTF-8.
/// Refuses, at the first place: csv.quote-open, csv.quote-misplaced, csv.too-many-rows,
///          csv.too-many-columns, csv.cell-too-long.
[[nodiscard]] Result<CsvTable> read_csv(std::string_view text);

/// "H4" for row 4, column 7.
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint32_t column);

}  // namespace anxin::bank
