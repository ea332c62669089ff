#include "payments/bank/wage_table.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "payments/bank/attendance_grid.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/marked_cells.h"
#include "payments/bank/open_table.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_amount.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/table_rows.h"
#include "payments/bank/wage_amounts.h"
#include "payments/bank/wage_checks.h"
#include "payments/bank/worked_days.h"

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
    const auto used = sheet.table().place(header.row, *header.find(repeated.column));
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
  const auto& header = sheet.header();
  if (table.origin() != Origin::text || header.row == 0) return false;
  auto captions = table.cells_in(header.row);
  if (header.rows > 1) captions = std::max(captions, table.cells_in(header.row + 1));
  if (table.cells_in(row) <= captions) return false;
  for (auto index = captions; index < table.cells_in(row); ++index) {
    if (!table.cell(row, index).empty()) return true;
  }
  return splits_an_amount(sheet, row);
}

// What only the check of a minimum wage asks for: a cell that cannot be read changes no payment.
void fill_work(Sheet& sheet, WageRow& wage) {
  wage.day_tenths = read_worked_days(sheet, wage.row);
  for (const auto column : {Column::overtime, Column::allowance}) {
    const auto amount = read_amount(sheet.cell(wage.row, column), kRowAmountMax);
    if (amount && *amount > Money()) wage.beyond_minimum += *amount;
  }
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
  fill_work(sheet, wage);
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
    if (wage.severity != Severity::refuse) table.total += to_total(wage.net);
  }
  std::erase_if(wages, [](const WageRow& wage) { return wage.severity == Severity::refuse; });
  table.rows = std::move(wages);
  table.refused_rows = static_cast<std::uint32_t>(rows.persons.size() - table.rows.size());
}

bool has_amounts(const HeaderRow& header) {
  return header.has(Column::net) || header.has(Column::gross);
}

bool is_titled(const CellTable& cells, std::uint32_t header_row, std::string_view word) {
  for (std::uint32_t row = 1; row < header_row; ++row) {
    for (std::uint32_t column = 0; column < cells.cells_in(row); ++column) {
      if (squeeze(cells.cell(row, column)).find(word) != std::string::npos) return true;
    }
  }
  return false;
}

/// People with their days of coming and leaving, or called a roster, and no amounts.
bool is_roster(const CellTable& cells, const HeaderRow& header) {
  const bool dated =
      header.has(Column::entry) || header.has(Column::exit) || header.has(Column::contract_signed);
  return dated || is_titled(cells, header.row, "花名册");
}

Reason why_no_amounts(const CellTable& cells, const HeaderRow& header,
                      const payments::CaptionAliases& aliases) {
  if (is_attendance(cells, aliases)) return kTableIsAttendance;
  return is_roster(cells, header) ? kTableIsRoster : kAmountColumnMissing;
}

void note_sheets(Sheet& sheet, const OpenCells& opened) {
  if (opened.others_shown == 0) return;
  sheet.add_row(
      0, Severity::note, kSheetsUnread,
      {{"sheet", std::to_string(opened.sheet)}, {"others", std::to_string(opened.others_shown)}});
}

void read_under_header(WageTable& table, const OpenCells& opened, const HeaderRow& header) {
  Sheet sheet(opened.cells, header);
  const auto rows = sort_rows(sheet);
  note_sheets(sheet, opened);
  note_header(sheet);
  if (rows.persons.empty()) sheet.add_row(0, Severity::refuse, kRowsMissing);
  if (!rows.persons.empty()) {
    auto wages = read_rows(sheet, rows);
    refuse_rows_after_end(sheet, rows);
    check_across(sheet, wages);
    find_marked_cells(sheet, rows.persons);
    table.findings = sheet.take_findings();
    judge_rows(table, std::move(wages), rows);
  } else {
    table.findings = sheet.take_findings();
  }
}

Findings refused_table(std::uint32_t row, Reason code) {
  return {{row, "", "", Severity::refuse, code, {}}};
}

void read_cells(WageTable& table, const OpenCells& opened, const payments::CaptionAliases& aliases,
                const ColumnChoices& choices) {
  const auto header = find_header(opened.cells, CaptionIndex(aliases), choices);
  if (!header) {
    const bool grid =
        header.error().reason == kHeaderMissing && is_attendance(opened.cells, aliases);
    table.findings = grid ? refused_table(0, kTableIsAttendance) : refused_file(header.error());
    return;
  }
  table.header_row = header->row;
  table.columns = header->columns;
  table.unread = header->unread;
  if (has_amounts(*header)) return read_under_header(table, opened, *header);
  table.findings = refused_table(header->row, why_no_amounts(opened.cells, *header, aliases));
}

}  // namespace

bool WageTable::accepted() const { return payments::worst(findings) != Severity::refuse; }

WageTable read_wage_table(std::string_view bytes, const payments::CaptionAliases& aliases,
                          const TableChoices& choices) {
  WageTable table;
  const auto opened = open_cells(bytes, choices.sheet);
  if (!opened) {
    table.findings = refused_file(opened.error());
    table.encoding = encoding_of(bytes);
    return table;
  }
  table.encoding = opened->encoding;
  table.keys = opened->cells.keys();
  read_cells(table, *opened, aliases, choices.columns);
  return table;
}

WageTable read_wage_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  return read_wage_table(bytes, aliases, {});
}

}  // namespace anxin::bank
