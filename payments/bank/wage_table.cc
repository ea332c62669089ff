#include "payments/bank/wage_table.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "payments/bank/open_table.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_amount.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/table_rows.h"
#include "payments/bank/wage_amounts.h"
#include "payments/bank/wage_checks.h"

namespace anxin::bank {
namespace {

bool is_paid_from_gross(const HeaderRow& header) {
  return !header.has(Column::net) && header.has(Column::gross);
}

bool has_deductions(const HeaderRow& header) {
  return header.has(Column::advance) || header.has(Column::tax) || header.has(Column::deduction);
}

void note_header(Sheet& sheet) {
  const auto& header = sheet.header();
  for (const auto& repeated : header.repeated) {
    const auto used = cell_name(header.row, *header.find(repeated.column));
    sheet.add(header.row, repeated, Severity::note, kCaptionRepeated,
              {{"caption", repeated.caption}, {"used", used}});
  }
  if (is_paid_from_gross(header)) {
    sheet.add(header.row, Column::gross, Severity::note,
              has_deductions(header) ? kNetComputed : kNetFromGross);
  }
}

/// A comma in an amount that was not quoted: "1,234.50" fills two cells.
bool splits_an_amount(const Sheet& sheet, std::uint32_t row) {
  const auto& columns = sheet.header().columns;
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnMatch& match) {
    if (!is_amount(match.column)) return false;
    const auto left = sheet.table().cell(row, match.index);
    const auto right = sheet.table().cell(row, match.index + 1);
    const bool three_digits = right.substr(0, right.find('.')).size() == 3;
    return !left.empty() && left.size() <= 3 && three_digits &&
           read_amount(left, kRowAmountMax).has_value() &&
           read_amount(right, kRowAmountMax).has_value();
  });
}

bool is_shifted(const Sheet& sheet, std::uint32_t row) {
  const auto& table = sheet.table();
  const auto captions = table.cells_in(sheet.header().row);
  if (table.cells_in(row) <= captions) return false;
  for (auto index = captions; index < table.cells_in(row); ++index) {
    if (!table.cell(row, index).empty()) return true;
  }
  return splits_an_amount(sheet, row);
}

void fill_texts(const Sheet& sheet, WageRow& wage) {
  wage.bank = read_text(sheet, wage.row, Column::bank);
  wage.trade = read_text(sheet, wage.row, Column::trade);
  wage.team = read_text(sheet, wage.row, Column::team);
  wage.employer = read_text(sheet, wage.row, Column::employer);
  wage.phone = read_text(sheet, wage.row, Column::phone);
  wage.memo = read_text(sheet, wage.row, Column::memo);
}

WageRow read_person(Sheet& sheet, std::uint32_t row) {
  WageRow wage;
  wage.row = row;
  wage.name = read_name(sheet, row);
  wage.id_no = read_id_no(sheet, row);
  wage.account = read_account(sheet, row);
  wage.bank_no = read_bank_no(sheet, row);
  fill_texts(sheet, wage);
  return wage;
}

std::vector<WageRow> read_rows(Sheet& sheet, const TableRows& rows) {
  WageAmounts amounts(sheet);
  std::vector<WageRow> wages;
  wages.reserve(rows.persons.size());
  for (const auto row : rows.persons) {
    if (is_shifted(sheet, row)) {
      sheet.add_row(row, Severity::refuse, kRowShifted);
      amounts.leave_out();
      continue;
    }
    wages.push_back(read_person(sheet, row));
    amounts.read(wages.back());
  }
  for (const auto row : rows.totals) amounts.compare_total(row);
  return wages;
}

void refuse_rows_after_end(Sheet& sheet, const TableRows& rows) {
  const auto paid_from = sheet.header().has(Column::net) ? Column::net : Column::gross;
  for (const auto row : rows.after_end) {
    const bool named = !read_text(sheet, row, Column::name).empty();
    const auto amount = read_amount(sheet.cell(row, paid_from), kRowAmountMax);
    if (named && amount) sheet.add_row(row, Severity::refuse, kRowAfterEnd);
  }
}

void check_across(Sheet& sheet, const std::vector<WageRow>& wages) {
  std::vector<Person> persons;
  persons.reserve(wages.size());
  for (const auto& wage : wages) {
    persons.push_back({wage.row, wage.name, wage.id_no, wage.account});
  }
  find_shared_accounts(sheet, persons);
  find_repeated_persons(sheet, persons);
}

/// Gives each row the worst of its findings, and leaves the refused ones out.
void judge_rows(WageTable& table, std::vector<WageRow> wages, const TableRows& rows) {
  std::unordered_map<std::uint32_t, Severity> worst_of;
  for (const auto& finding : table.findings) {
    auto& severity = worst_of[finding.row];
    severity = std::max(severity, finding.severity);
  }
  for (auto& wage : wages) {
    const auto known = worst_of.find(wage.row);
    if (known != worst_of.end()) wage.severity = known->second;
    if (wage.severity == Severity::refuse) continue;
    table.total += to_total(wage.net);
    table.rows.push_back(std::move(wage));
  }
  table.refused_rows = static_cast<std::uint32_t>(rows.persons.size() - table.rows.size());
}

void read_under_header(WageTable& table, const CsvTable& cells, const HeaderRow& header) {
  Sheet sheet(cells, header);
  const auto rows = sort_rows(sheet);
  const bool has_amounts = header.has(Column::net) || header.has(Column::gross);
  note_header(sheet);
  if (rows.persons.empty()) sheet.add_row(0, Severity::refuse, kRowsMissing);
  if (!has_amounts) sheet.add_row(header.row, Severity::refuse, kAmountColumnMissing);
  if (!has_amounts || rows.persons.empty()) {
    table.findings = sheet.take_findings();
    return;
  }
  auto wages = read_rows(sheet, rows);
  refuse_rows_after_end(sheet, rows);
  check_across(sheet, wages);
  table.findings = sheet.take_findings();
  judge_rows(table, std::move(wages), rows);
}

}  // namespace

bool WageTable::accepted() const { return payments::worst(findings) != Severity::refuse; }

WageTable read_wage_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  WageTable table;
  const auto opened = open_table(bytes, aliases);
  if (!opened) {
    table.findings = refused_file(opened.error());
    table.encoding = encoding_of(bytes);
    return table;
  }
  table.encoding = opened->encoding;
  table.header_row = opened->header.row;
  table.columns = opened->header.columns;
  read_under_header(table, opened->cells, opened->header);
  return table;
}

}  // namespace anxin::bank
