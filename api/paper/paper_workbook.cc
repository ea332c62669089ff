// A paper as a sheet of a workbook.
#include <algorithm>

#include "api/paper/paper.h"

namespace anxin::paper {
namespace {

using bank::CellStyle;

constexpr std::uint16_t kSheetWidth = 100;  // characters of an upright page
constexpr std::uint16_t kRestWidth = 40;    // of a column that takes what is left

class SheetFiller {
 public:
  explicit SheetFiller(const Paper& paper) : paper_(paper) {}

  bank::Workbook fill() {
    sheet_.sheet = "Sheet1";
    widen();
    line({paper_.title}, CellStyle::title);
    line({paper_.subtitle}, CellStyle::plain);
    for (const auto& fact : paper_.facts) line({fact.label, fact.value}, CellStyle::plain);
    if (!paper_.unit.empty()) line({paper_.unit}, CellStyle::plain);
    for (const auto& table : paper_.tables) add(table);
    ++row_;
    for (const auto& sum : paper_.sums) line({sum.label, sum.value}, CellStyle::plain);
    for (const auto& note : paper_.notes) line({note}, CellStyle::plain);
    line(paper_.signatures, CellStyle::plain);
    return std::move(sheet_);
  }

 private:
  // As wide as the tables' columns ask, the widest table first.
  void widen() {
    for (const auto& table : paper_.tables) {
      for (std::size_t at = 0; at < table.columns.size(); ++at) {
        const auto share = table.columns[at].width;
        const auto width =
            static_cast<std::uint16_t>(share == 0 ? kRestWidth : kSheetWidth * share / 100);
        if (at == sheet_.widths.size()) sheet_.widths.push_back(width);
        sheet_.widths[at] = std::max(sheet_.widths[at], width);
      }
    }
  }

  void put(std::size_t column, const std::string& text, CellStyle style) {
    sheet_.cells.push_back({row_, static_cast<std::uint16_t>(column), text, style});
  }
  void line(const std::vector<std::string>& cells, CellStyle style) {
    for (std::size_t at = 0; at < cells.size(); ++at) put(at, cells[at], style);
    ++row_;
  }

  void add(const Table& table) {
    ++row_;
    if (!table.heading.empty()) line({table.heading}, CellStyle::plain);
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
      put(at, table.columns[at].caption, CellStyle::caption);
    }
    ++row_;
    for (const auto& row : table.rows) add_row(table, row, CellStyle::boxed, CellStyle::amount);
    for (const auto& row : table.totals) add_row(table, row, CellStyle::caption, CellStyle::total);
  }

  void add_row(const Table& table, const std::vector<std::string>& row, CellStyle text,
               CellStyle amount) {
    for (std::size_t at = 0; at < row.size(); ++at) {
      put(at, row[at], table.columns[at].align == Align::right ? amount : text);
    }
    ++row_;
  }

  const Paper& paper_;
  bank::Workbook sheet_;
  std::uint32_t row_ = 0;
};

}  // namespace

bank::Workbook to_workbook(const Paper& paper) { return SheetFiller(paper).fill(); }

}  // namespace anxin::paper
