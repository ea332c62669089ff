#include "payments/bank/cell_table.h"

#include <algorithm>
#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::bank {
namespace {

/// A key as a step of a JSON pointer (RFC 6901).
std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

}  // namespace

std::uint32_t CellTable::cells_in(std::uint32_t row) const {
  LEDGER_INVARIANT(row >= 1 && row <= rows());
  return row_ends_[row - 1] - (row == 1 ? 0 : row_ends_[row - 2]);
}

std::string_view CellTable::cell(std::uint32_t row, std::uint32_t column) const {
  if (column >= cells_in(row)) return {};
  const auto at = (row == 1 ? 0 : row_ends_[row - 2]) + column;
  const auto begin = at == 0 ? 0 : cell_ends_[at - 1];
  return std::string_view(text_).substr(begin, cell_ends_[at] - begin);
}

bool CellTable::has_mark(std::uint32_t row, std::uint32_t column, CellMark mark) const {
  if (marks_.empty()) return false;
  return std::binary_search(marks_.begin(), marks_.end(), Mark{row, column, mark});
}

std::vector<std::uint32_t> CellTable::marked(std::uint32_t row, CellMark mark) const {
  std::vector<std::uint32_t> columns;
  auto at = std::lower_bound(marks_.begin(), marks_.end(), Mark{row, 0, CellMark{}});
  for (; at != marks_.end() && at->row == row; ++at) {
    if (at->mark == mark) columns.push_back(at->column);
  }
  return columns;
}

std::string CellTable::place(std::uint32_t row, std::uint32_t column) const {
  if (keys_.empty()) return row == 0 ? column_name(column) : cell_name(row, column);
  const bool in_array = origin_ == Origin::json_array && row > 0;
  const auto element = in_array ? "/" + std::to_string(row - 1) : "";
  return column < keys_.size() ? element + pointer_step(keys_[column]) : element;
}

CellTable CellTableBuilder::take() {
  std::sort(table_.marks_.begin(), table_.marks_.end());
  return std::move(table_);
}

std::string column_name(std::uint32_t column) {
  std::string letters;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  return column_name(column) + std::to_string(row);
}

}  // namespace anxin::bank
