#include "payments/bank/roster_table.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <utility>

#include "payments/bank/cell_text.h"
#include "payments/bank/marked_cells.h"
#include "payments/bank/open_table.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/table_rows.h"
#include "payments/bank/wage_checks.h"

namespace anxin::bank {
namespace {

using payments::RosterEntry;

constexpr std::array<Column, 5> kNeeded{Column::worker, Column::name, Column::id_no,
                                        Column::employer, Column::entry};
constexpr std::array<std::string_view, 6> kYes{"是", "有", "已签", "yes", "Y", "1"};
constexpr std::array<std::string_view, 6> kNo{"否", "无", "未签", "no", "N", "0"};

struct RosterRow {
  std::uint32_t row = 0;
  RosterEntry entry;
};

template <class Words>
bool is_one_of(const Words& words, std::string_view text) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool has_needed_columns(Sheet& sheet) {
  bool complete = true;
  for (const auto column : kNeeded) {
    if (sheet.header().has(column)) continue;
    complete = false;
    sheet.add(sheet.header().row, column, Severity::refuse, kRosterColumnMissing,
              {{"column", std::string(to_word(column))}});
  }
  return complete;
}

std::string read_needed(Sheet& sheet, std::uint32_t row, Column column) {
  auto text = read_text(sheet, row, column);
  if (is_error_cell(text)) {
    sheet.add(row, column, Severity::refuse, kCellError);
  } else if (text.empty()) {
    sheet.add(row, column, Severity::refuse, kRosterCellMissing);
  }
  return text;
}

std::optional<Date> read_day(Sheet& sheet, std::uint32_t row, Column column) {
  const auto text = squeeze(sheet.cell(row, column));
  if (text.empty() || is_nothing(text)) return std::nullopt;
  const auto date = parse_date(text);
  if (!date) sheet.add(row, column, Severity::refuse, kRosterDateInvalid);
  return date;
}

void read_days(Sheet& sheet, RosterRow& worker) {
  if (squeeze(sheet.cell(worker.row, Column::entry)).empty()) {
    sheet.add(worker.row, Column::entry, Severity::refuse, kRosterCellMissing);
  }
  const auto entry = read_day(sheet, worker.row, Column::entry);
  worker.entry.exit = read_day(sheet, worker.row, Column::exit);
  if (!entry) return;
  worker.entry.entry = *entry;
  if (worker.entry.exit && *worker.entry.exit < *entry) {
    sheet.add(worker.row, Column::exit, Severity::refuse, kRosterExitBeforeEntry);
  }
}

void read_contract(Sheet& sheet, RosterRow& worker) {
  const auto text = squeeze(sheet.cell(worker.row, Column::contract_signed));
  worker.entry.contract_signed = is_one_of(kYes, text);
  if (text.empty() || worker.entry.contract_signed || is_one_of(kNo, text)) return;
  sheet.add(worker.row, Column::contract_signed, Severity::explain, kRosterContractUnclear);
}

// Ids become account names: no Chinese, and nothing as long as a phone, identity or card number.
bool is_worker_id(std::string_view text) {
  constexpr std::size_t kWorkerIdMax = 24;
  constexpr std::ptrdiff_t kDigitsMax = 10;
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto allowed = [&](char c) {
    return digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-';
  };
  return text.size() <= kWorkerIdMax && std::all_of(text.begin(), text.end(), allowed) &&
         std::count_if(text.begin(), text.end(), digit) <= kDigitsMax;
}

RosterRow read_worker(Sheet& sheet, std::uint32_t row) {
  RosterRow worker;
  worker.row = row;
  auto& entry = worker.entry;
  entry.worker = read_needed(sheet, row, Column::worker);
  if (!is_worker_id(entry.worker)) {
    sheet.add(row, Column::worker, Severity::refuse, kRosterWorkerInvalid);
  }
  entry.name = read_name(sheet, row);
  entry.id_no = read_id_no(sheet, row);
  entry.phone = tidy_number(sheet.cell(row, Column::phone));
  entry.card = read_account(sheet, row);
  entry.bank_code = read_bank_no(sheet, row);
  entry.trade = read_text(sheet, row, Column::trade);
  entry.team = read_text(sheet, row, Column::team);
  entry.employer = read_needed(sheet, row, Column::employer);
  read_contract(sheet, worker);
  read_days(sheet, worker);
  return worker;
}

void find_repeated_workers(Sheet& sheet, const std::vector<RosterRow>& workers) {
  std::unordered_map<std::string_view, std::uint32_t> first_rows;
  for (const auto& worker : workers) {
    if (worker.entry.worker.empty()) continue;
    const auto [first, is_new] = first_rows.emplace(worker.entry.worker, worker.row);
    if (is_new) continue;
    sheet.add(worker.row, Column::worker, Severity::refuse, kRosterWorkerRepeated,
              {{"first", std::to_string(first->second)}});
  }
}

void check_across(Sheet& sheet, const std::vector<RosterRow>& workers) {
  std::vector<Person> persons;
  persons.reserve(workers.size());
  for (const auto& worker : workers) {
    persons.push_back({worker.row, worker.entry.name, worker.entry.id_no, worker.entry.card});
  }
  find_shared_accounts(sheet, persons);
  find_repeated_persons(sheet, persons);
  find_repeated_workers(sheet, workers);
}

void keep_sound_rows(RosterTable& table, std::vector<RosterRow> workers) {
  std::set<std::uint32_t> refused;
  for (const auto& finding : table.findings) {
    if (finding.severity == Severity::refuse) refused.insert(finding.row);
  }
  for (auto& worker : workers) {
    if (refused.contains(worker.row)) {
      ++table.refused_rows;
    } else {
      table.entries.push_back(std::move(worker.entry));
    }
  }
}

void read_under_header(RosterTable& table, const CellTable& cells, const HeaderRow& header) {
  Sheet sheet(cells, header);
  const auto rows = sort_rows(sheet);
  std::vector<RosterRow> workers;
  if (rows.persons.empty()) sheet.add_row(0, Severity::refuse, kRowsMissing);
  if (has_needed_columns(sheet)) {
    for (const auto row : rows.persons) workers.push_back(read_worker(sheet, row));
    for (const auto row : rows.after_end) sheet.add_row(row, Severity::refuse, kRowAfterEnd);
    check_across(sheet, workers);
    find_marked_cells(sheet, rows.persons);
  }
  table.findings = sheet.take_findings();
  keep_sound_rows(table, std::move(workers));
}

}  // namespace

bool RosterTable::accepted() const { return payments::worst(findings) != Severity::refuse; }

RosterTable read_roster(std::string_view bytes, const payments::CaptionAliases& aliases) {
  RosterTable table;
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
