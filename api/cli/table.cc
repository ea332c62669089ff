#include "api/cli/table.h"

#include <algorithm>
#include <ostream>

#include "ledger/base/invariant.h"

namespace anxin::cli {
namespace {

// Code points at and above U+2E80 are drawn two columns wide: CJK, kana, full-width forms.
constexpr char32_t kWideFrom = 0x2E80;

char32_t next_point(std::string_view& utf8) {
  const auto lead = static_cast<unsigned char>(utf8.front());
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < std::min(length, utf8.size()); ++i) {
    point = (point << 6U) | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
  }
  utf8.remove_prefix(std::min(length, utf8.size()));
  return point;
}

std::string pad(const std::string& text, std::size_t width, Align align) {
  const std::string space(width - std::min(width, display_width(text)), ' ');
  return align == Align::left ? text + space : space + text;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  while (!utf8.empty()) width += next_point(utf8) >= kWideFrom ? 2U : 1U;
  return width;
}

void Table::add(std::vector<std::string> cells) {
  LEDGER_INVARIANT(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

void Table::print(std::ostream& out) const {
  std::vector<std::size_t> widths;
  for (const auto& column : columns_) widths.push_back(display_width(column.caption));
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  const auto line = [&](auto cell_of) {
    std::string text;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text += "  " + pad(cell_of(i), widths[i], columns_[i].align);
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out << text << '\n';
  };
  line([&](std::size_t i) { return columns_[i].caption; });
  line([&](std::size_t i) { return std::string(widths[i], '-'); });
  for (const auto& row : rows_) {
    line([&](std::size_t i) { return row[i]; });
  }
}

}  // namespace anxin::cli
