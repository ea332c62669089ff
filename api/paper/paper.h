// A paper to print: what stands on it, before it is a page or a workbook.
//
// Role: the papers of wages and reconciliation fill it; to_html and to_workbook set it. It holds
//       names of workers: whoever writes it to a file lets its owner alone read it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "payments/bank/workbook.h"

namespace anxin::paper {

enum class Align : std::uint8_t { left, centre, right };
enum class Page : std::uint8_t { portrait, landscape };

struct Column {
  std::string caption;
  Align align = Align::left;
  std::uint8_t width = 0;  ///< share of the page, in per cent; 0: what is left
};

struct Table {
  std::string heading;  ///< empty where it needs none
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::vector<std::string>> totals;  ///< set off below the rows
};

/// A caption and what it says.
struct Fact {
  std::string label;
  std::string value;
};

struct Paper {
  std::string title;
  std::string subtitle;
  Page page = Page::portrait;
  std::string row_height;   ///< of the tables' rows, "9mm" where somebody signs; may be empty
  std::vector<Fact> facts;  ///< above the tables
  std::string unit;         ///< of the amounts, above the first table; empty where captions say it
  std::vector<Table> tables;  ///< at least one: what is below stands in the last one's end
  std::vector<Fact> sums;     ///< below them, such as the total in capital characters
  std::vector<std::string> notes;
  std::vector<std::string> signatures;  ///< who signs at the foot
  std::string footer;                   ///< beside the page number
};

/// One page after another of A4: heads of tables repeat, rows are not torn, pages are numbered. No
/// script, nothing from anywhere else. `language` is a tag such as "zh-CN".
[[nodiscard]] std::string to_html(const Paper& paper, const std::string& language);

/// The same cells on one sheet.
[[nodiscard]] bank::Workbook to_workbook(const Paper& paper);

}  // namespace anxin::paper
