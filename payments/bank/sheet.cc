#include "payments/bank/sheet.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace anxin::bank {
namespace {

bool comes_before(const Finding& a, const Finding& b) {
  // Within a row "Z4" comes before "AA4".
  return std::tuple(a.row, a.cell.size(), std::string_view(a.cell)) <
         std::tuple(b.row, b.cell.size(), std::string_view(b.cell));
}

}  // namespace

bool is_amount(Column column) {
  switch (column) {
    case Column::gross:
    case Column::advance:
    case Column::tax:
    case Column::deduction:
    case Column::net:
    case Column::owed:
      return true;
    case Column::seq:
    case Column::name:
    case Column::id_no:
    case Column::account:
    case Column::bank:
    case Column::bank_no:
    case Column::trade:
    case Column::team:
    case Column::employer:
    case Column::days:
    case Column::day_rate:
    case Column::phone:
    case Column::memo:
    case Column::cross_bank:
    case Column::sign:
    case Column::worker:
    case Column::contract_signed:
    case Column::entry:
    case Column::exit:
    case Column::line:
    case Column::month:
    case Column::overtime:
    case Column::allowance:
      return false;
  }
  return false;
}

Sheet::Sheet(const CellTable& table, const HeaderRow& header) : table_(table), header_(header) {
  index_.fill(kTableColumnsMax);
  for (const auto& match : header.columns) {
    auto& index = index_.at(static_cast<std::size_t>(match.column));
    index = std::min(index, match.index);
  }
}

std::string_view Sheet::cell(std::uint32_t row, Column column) const {
  return table_.cell(row, index_[static_cast<std::size_t>(column)]);
}

void Sheet::add(std::uint32_t row, Column column, Severity severity, Reason code, Fields details) {
  const auto index = header_.find(column);
  findings_.push_back({row, index ? table_.place(row, *index) : "", std::string(to_word(column)),
                       severity, code, std::move(details)});
}

void Sheet::add(std::uint32_t row, const ColumnMatch& match, Severity severity, Reason code,
                Fields details) {
  findings_.push_back({row, table_.place(row, match.index), std::string(to_word(match.column)),
                       severity, code, std::move(details)});
}

void Sheet::add_row(std::uint32_t row, Severity severity, Reason code, Fields details) {
  findings_.push_back({row, "", "", severity, code, std::move(details)});
}

void Sheet::add_place(std::uint32_t row, std::string place, Severity severity, Reason code,
                      Fields details) {
  findings_.push_back({row, std::move(place), "", severity, code, std::move(details)});
}

Findings Sheet::take_findings() {
  std::stable_sort(findings_.begin(), findings_.end(), comes_before);
  return std::exchange(findings_, {});
}

Findings refused_file(const Fault& fault) {
  return {{0, "", "", Severity::refuse, fault.reason, fault.details}};
}

}  // namespace anxin::bank
