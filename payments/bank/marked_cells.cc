#include "payments/bank/marked_cells.h"

#include <algorithm>
#include <string>

#include "payments/bank/table_reasons.h"

namespace anxin::bank {
namespace {

bool is_plain_text(const CellTable& table) { return table.origin() == Origin::text; }

void check_cell(Sheet& sheet, std::uint32_t row, const ColumnMatch& match) {
  const auto has = [&](CellMark mark) { return sheet.table().has_mark(row, match.index, mark); };
  if (has(CellMark::nested)) sheet.add(row, match, Severity::refuse, kValueNested);
  if (has(CellMark::unsaved)) sheet.add(row, match, Severity::refuse, kFormulaUnsaved);
  if (has(CellMark::shown_rounded) && is_amount(match.column)) {
    sheet.add(row, match, Severity::explain, kAmountShownRounded);
  }
}

void check_row(Sheet& sheet, std::uint32_t row) {
  const auto& table = sheet.table();
  if (table.has_mark(row, 0, CellMark::hidden)) {
    sheet.add_row(row, Severity::explain, kRowHidden);
  }
  // A repeated key is a fault of the object, whatever it names.
  for (const auto column : table.marked(row, CellMark::repeated)) {
    sheet.add_place(row, table.place(row, column), Severity::refuse, kKeyRepeated);
  }
  for (const auto& match : sheet.header().columns) check_cell(sheet, row, match);
}

void count_column(Sheet& sheet, const std::vector<std::uint32_t>& rows, const ColumnMatch& match) {
  const auto note = [&](CellMark mark, Reason code) {
    const auto count = std::count_if(rows.begin(), rows.end(), [&](std::uint32_t row) {
      return sheet.table().has_mark(row, match.index, mark);
    });
    if (count == 0) return;
    sheet.add(sheet.header().row, match, Severity::note, code, {{"count", std::to_string(count)}});
  };
  note(CellMark::formula, kFormulaValues);
  note(CellMark::quoted, kAmountQuoted);
}

}  // namespace

void find_marked_cells(Sheet& sheet, const std::vector<std::uint32_t>& rows) {
  if (is_plain_text(sheet.table())) return;
  for (const auto row : rows) check_row(sheet, row);
  for (const auto& match : sheet.header().columns) {
    if (is_amount(match.column)) count_column(sheet, rows, match);
  }
}

}  // namespace anxin::bank
