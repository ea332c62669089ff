// A table of cells in one block of memory, whatever file it came from.
//
// Role: what csv.h, xlsx.h and json_table.h make, and what header_row.h and the table readers read.
// Shape: rows from 1 as a spreadsheet counts them, blank ones included; columns from 0. In a JSON
//        table a row is an object (its line in NDJSON), and its keys stand apart: it has no header.
// Threads: immutable once built.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::bank {

// 100,000 lines on one evening for a city, twice that for safety.
inline constexpr std::uint32_t kTableRowsMax = 200'000;
// A month's attendance grid has about 40; old exports carry empty columns up to IV (256).
inline constexpr std::uint32_t kTableColumnsMax = 256;
// The longest memo that a bank takes is 280 bytes; a whole page of notes fits.
inline constexpr std::size_t kTableCellBytesMax = 8'192;

enum class Origin : std::uint8_t { text, workbook, json_array, json_lines };

/// What a file tells of a cell besides its text.
enum class CellMark : std::uint8_t {
  formula,        ///< the text is the value that was saved with a formula
  unsaved,        ///< a formula without a saved value
  digits_lost,    ///< a number of more than 15 digits: no spreadsheet keeps those
  shown_rounded,  ///< shows fewer decimals than it has
  quoted,         ///< a number that JSON holds as a string
  nested,         ///< a JSON object or array where one value belongs
  repeated,       ///< a JSON key that stood in its object before
  hidden,         ///< stands in a hidden row
};

/// A block of cells that show one text; from and to inclusive.
struct MergedCells {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;
};

class CellTable {
 public:
  [[nodiscard]] std::uint32_t rows() const { return static_cast<std::uint32_t>(row_ends_.size()); }
  /// How many cells the row was written with. Requires: 1 ≤ row ≤ rows().
  [[nodiscard]] std::uint32_t cells_in(std::uint32_t row) const;
  /// The cell as written, without its quotes; empty beyond the row's end.
  /// Requires: 1 ≤ row ≤ rows().
  [[nodiscard]] std::string_view cell(std::uint32_t row, std::uint32_t column) const;
  [[nodiscard]] bool has_mark(std::uint32_t row, std::uint32_t column, CellMark mark) const;
  /// The columns of a row that carry the mark.
  [[nodiscard]] std::vector<std::uint32_t> marked(std::uint32_t row, CellMark mark) const;

  [[nodiscard]] Origin origin() const { return origin_; }
  /// What stands between the cells of a text table.
  [[nodiscard]] char separator() const { return separator_; }
  /// The keys of a JSON table by column; empty for other tables.
  [[nodiscard]] const std::vector<std::string>& keys() const { return keys_; }
  [[nodiscard]] const std::vector<MergedCells>& merged() const { return merged_; }

  /// Where a cell stands: "H4", or a JSON pointer: "/2/net" in an array, "/net" in a line. Row 0
  /// is the column as a whole: "H", "/net".
  [[nodiscard]] std::string place(std::uint32_t row, std::uint32_t column) const;

 private:
  friend class CellTableBuilder;
  struct Mark {
    std::uint32_t row = 0, column = 0;
    CellMark mark{};
    auto operator<=>(const Mark&) const = default;
  };

  Origin origin_ = Origin::text;
  char separator_ = ',';
  std::string text_;                      // all cells, one after another
  std::vector<std::uint32_t> cell_ends_;  // into text_
  std::vector<std::uint32_t> row_ends_;   // into cell_ends_
  std::vector<Mark> marks_;               // sorted
  std::vector<std::string> keys_;
  std::vector<MergedCells> merged_;
};

/// Takes cells from the left, rows from the top.
class CellTableBuilder {
 public:
  explicit CellTableBuilder(Origin origin) { table_.origin_ = origin; }

  void reserve(std::size_t bytes) { table_.text_.reserve(bytes); }
  void separate_by(char separator) { table_.separator_ = separator; }
  void name_keys(std::vector<std::string> keys) { table_.keys_ = std::move(keys); }
  void merge(MergedCells merged) { table_.merged_.push_back(merged); }

  /// Adds to the cell that is being filled.
  void append(std::string_view part) { table_.text_.append(part); }
  void end_cell() { table_.cell_ends_.push_back(static_cast<std::uint32_t>(table_.text_.size())); }
  void end_row() { table_.row_ends_.push_back(static_cast<std::uint32_t>(cells())); }
  /// Marks a cell, ended or not.
  void mark(std::uint32_t row, std::uint32_t column, CellMark mark) {
    table_.marks_.push_back({row, column, mark});
  }

  [[nodiscard]] std::size_t bytes() const { return table_.text_.size(); }
  [[nodiscard]] std::size_t cells() const { return table_.cell_ends_.size(); }
  /// The row that is being filled.
  [[nodiscard]] std::uint32_t row() const { return table_.rows() + 1; }
  [[nodiscard]] CellTable take();

 private:
  CellTable table_;
};

/// "H4" for row 4, column 7.
[[nodiscard]] std::string cell_name(std::uint32_t row, std::uint32_t column);
/// "H" for column 7.
[[nodiscard]] std::string column_name(std::uint32_t column);

}  // namespace anxin::bank
