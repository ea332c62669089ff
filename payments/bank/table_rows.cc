#include "payments/bank/table_rows.h"

#include <algorithm>
#include <array>
#include <string>

#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/table_amount.h"

namespace anxin::bank {
namespace {

constexpr std::array<std::string_view, 3> kTotals{"合计", "总计", "共计"};
constexpr std::array<std::string_view, 10> kEndsBegin{
    "签字", "申明", "声明", "制表", "审核", "以下空白", "以下无正文", "说明", "填表", "注:"};
constexpr std::array<std::string_view, 3> kEndsContain{"签字", "签名", "盖章"};

// Cells that make a row a person's, however badly it is filled in.
constexpr std::array<Column, 3> kIdentity{Column::name, Column::id_no, Column::account};

std::string first_text(const Sheet& sheet, std::uint32_t row) {
  for (std::uint32_t index = 0; index < sheet.table().cells_in(row); ++index) {
    auto text = squeeze(sheet.table().cell(row, index));
    if (!text.empty()) return text;
  }
  return {};
}

/// 第3页, 第 3 页 共 5 页.
bool is_page_number(std::string_view text) {
  constexpr std::string_view kNumber = "第";
  constexpr std::string_view kPage = "页";
  if (!text.starts_with(kNumber)) return false;
  const auto page = text.find(kPage);
  return page != std::string_view::npos &&
         all_digits(text.substr(kNumber.size(), page - kNumber.size()));
}

bool is_total(std::string_view text) {
  return std::any_of(kTotals.begin(), kTotals.end(), [text](std::string_view word) {
    return text.starts_with(word) || text.ends_with(word);
  });
}

bool is_end(std::string_view text) {
  const auto begins = [text](std::string_view word) { return text.starts_with(word); };
  const auto contains = [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  };
  return is_page_number(text) || std::any_of(kEndsBegin.begin(), kEndsBegin.end(), begins) ||
         std::any_of(kEndsContain.begin(), kEndsContain.end(), contains);
}

bool says_nothing(std::string_view amount_cell) {
  const auto text = squeeze(amount_cell);
  if (text.empty() || is_nothing(text)) return true;
  const auto amount = read_amount(text, kRowAmountMax);
  return amount && amount->is_zero();  // a formula waiting for its row
}

bool is_empty(const Sheet& sheet, std::uint32_t row) {
  for (const auto column : kIdentity) {
    if (!squeeze(sheet.cell(row, column)).empty()) return false;
  }
  const auto& columns = sheet.header().columns;
  return std::all_of(columns.begin(), columns.end(), [&](const ColumnMatch& match) {
    return !is_amount(match.column) || says_nothing(sheet.table().cell(row, match.index));
  });
}

bool repeats_header(const Sheet& sheet, std::string_view name) {
  const auto captions = sheet.header().row;
  return captions > 0 && !name.empty() && name == squeeze(sheet.cell(captions, Column::name));
}

/// Most rows: a number, then a name that is no total; nothing else need be asked of them.
bool is_plain_name(const Sheet& sheet, std::string_view name) {
  constexpr std::size_t kThreeHan = 9;
  return !name.empty() && name.size() <= kThreeHan && !is_total(name) && !name.ends_with("小计") &&
         !repeats_header(sheet, name);
}

}  // namespace

RowKind row_kind(const Sheet& sheet, std::uint32_t row) {
  const auto first = first_text(sheet, row);
  if (first.empty()) return RowKind::nothing;
  const auto name = squeeze(sheet.cell(row, Column::name));
  if (all_digits(first) && is_plain_name(sheet, name)) return RowKind::person;
  constexpr std::string_view kSubtotal = "小计";
  if (first.ends_with(kSubtotal) || name.ends_with(kSubtotal)) return RowKind::subtotal;
  if (is_total(first) || is_total(name)) return RowKind::total;
  if (is_end(first)) return RowKind::end;
  if (repeats_header(sheet, name) || is_empty(sheet, row)) return RowKind::nothing;
  return RowKind::person;
}

TableRows sort_rows(const Sheet& sheet) {
  TableRows rows;
  bool ended = false;
  for (auto row = sheet.header().first_row; row <= sheet.table().rows(); ++row) {
    const auto kind = row_kind(sheet, row);
    if (kind == RowKind::person) (ended ? rows.after_end : rows.persons).push_back(row);
    if (kind == RowKind::total && !ended) rows.totals.push_back(row);
    const bool closes = kind == RowKind::total || kind == RowKind::end;
    // Some banks put the total first and a remark before the people.
    if (closes && !rows.persons.empty()) ended = true;
  }
  return rows;
}

}  // namespace anxin::bank
