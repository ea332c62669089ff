#include "payments/bank/arrears_table.h"

#include <algorithm>
#include <array>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/bank/cell_text.h"
#include "payments/bank/marked_cells.h"
#include "payments/bank/open_table.h"
#include "payments/bank/row_identity.h"
#include "payments/bank/sheet.h"
#include "payments/bank/table_amount.h"
#include "payments/bank/table_reasons.h"
#include "payments/bank/table_rows.h"
#include "payments/bank/wage_checks.h"

namespace anxin::bank {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// "2026-7", "202607" or, within `year`, "7".
std::optional<Month> read_month(std::string_view text, std::optional<std::chrono::year> year) {
  const auto parts = split(text, '-');
  std::string whole;
  if (parts.size() == 2) {
    whole = std::string(parts[0]) + "-" + (parts[1].size() == 1 ? "0" : "") + std::string(parts[1]);
  } else if (text.size() == 6 && all_digits(text)) {
    whole = std::string(text.substr(0, 4)) + "-" + std::string(text.substr(4));
  } else if (year && text.size() <= 2 && all_digits(text)) {
    whole = std::to_string(static_cast<int>(*year)) + "-" + (text.size() == 1 ? "0" : "") +
            std::string(text);
  }
  return parse_month(whole);
}

/// With one way of writing a year's end and one way of writing "to".
std::string plain_months(std::string_view cell) {
  auto text = squeeze(cell);
  constexpr std::array<std::string_view, 5> kTo{"至", "到", "—", "–", "～"};
  for (const auto word : kTo) replace_all(text, word, "~");
  replace_all(text, "年", "-");
  replace_all(text, "/", "-");
  replace_all(text, ".", "-");
  replace_all(text, "月份", "");
  replace_all(text, "月", "");
  return text;
}

class ArrearsReader {
 public:
  ArrearsReader(const CellTable& table, const HeaderRow& header) : sheet_(table, header) {}

  ArrearsTable read() {
    std::vector<ArrearsRow> rows;
    if (has_needed_columns()) {
      const auto kinds = sort_rows(sheet_);
      if (kinds.persons.empty()) sheet_.add_row(0, Severity::refuse, kRowsMissing);
      for (const auto row : kinds.persons) rows.push_back(read_row(row));
      for (const auto row : kinds.totals) compare_total(row, rows);
      for (const auto row : kinds.after_end) sheet_.add_row(row, Severity::refuse, kRowAfterEnd);
      check_across(rows);
      find_marked_cells(sheet_, kinds.persons);
    }
    return judged(std::move(rows));
  }

 private:
  bool has_needed_columns() {
    const auto& header = sheet_.header();
    for (const auto column : {Column::owed, Column::net, Column::gross}) {
      if (!amount_ && header.has(column)) amount_ = column;
    }
    bool complete = true;
    for (const auto column : {Column::name, Column::id_no, Column::month}) {
      if (!header.has(column)) complete = miss(column);
    }
    if (!amount_) complete = miss(Column::owed);
    return complete;
  }

  bool miss(Column column) {
    sheet_.add(sheet_.header().row, column, Severity::refuse, kArrearsColumnMissing,
               {{"column", std::string(to_word(column))}});
    return false;
  }

  ArrearsRow read_row(std::uint32_t row) {
    ArrearsRow arrears;
    auto& wage = arrears.wage;
    wage.row = row;
    wage.name = read_name(sheet_, row);
    wage.id_no = read_id_no(sheet_, row);
    wage.account = read_account(sheet_, row);
    wage.bank_no = read_bank_no(sheet_, row);
    wage.team = read_text(sheet_, row, Column::team);
    wage.employer = read_text(sheet_, row, Column::employer);
    wage.phone = tidy_number(sheet_.cell(row, Column::phone));
    wage.trade = read_text(sheet_, row, Column::trade);
    read_span(row, arrears);
    read_owed(row, wage);
    return arrears;
  }

  void read_span(std::uint32_t row, ArrearsRow& arrears) {
    const auto span = read_months(sheet_.cell(row, Column::month));
    if (!span) return sheet_.add(row, Column::month, Severity::refuse, kArrearsMonthInvalid);
    arrears.first = span->first;
    arrears.last = span->last;
  }

  void read_owed(std::uint32_t row, WageRow& wage) {
    const auto amount = read_amount(sheet_.cell(row, *amount_), kRowAmountMax);
    if (!amount) {
      sheet_.add(row, *amount_, Severity::refuse, amount.error().reason, amount.error().details);
    } else if (*amount <= Money()) {
      sheet_.add(row, *amount_, Severity::refuse, kAmountNotPositive);
    } else {
      wage.net = *amount;
    }
  }

  void compare_total(std::uint32_t row, const std::vector<ArrearsRow>& rows) {
    const auto found = read_amount(sheet_.cell(row, *amount_), kTotalAmountMax);
    if (!found) return sheet_.add(row, *amount_, Severity::note, kTotalUnreadable);
    Total expected;
    for (const auto& one : rows) expected += to_total(one.wage.net);
    if (to_total(*found) == expected) return;
    sheet_.add(row, *amount_, Severity::refuse, kTotalMismatch,
               {{"found", to_string(*found)}, {"expected", to_string(expected)}});
  }

  void check_across(const std::vector<ArrearsRow>& rows) {
    std::vector<Person> persons;
    persons.reserve(rows.size());
    for (const auto& [wage, first, last] : rows) {
      persons.push_back({wage.row, wage.name, wage.id_no, wage.account});
    }
    find_shared_accounts(sheet_, persons);
  }

  ArrearsTable judged(std::vector<ArrearsRow> rows) {
    ArrearsTable table;
    table.findings = sheet_.take_findings();
    std::set<std::uint32_t> refused;
    for (const auto& finding : table.findings) {
      if (finding.severity == Severity::refuse) refused.insert(finding.row);
    }
    for (auto& row : rows) {
      if (refused.contains(row.wage.row)) continue;
      table.total += to_total(row.wage.net);
      table.rows.push_back(std::move(row));
    }
    return table;
  }

  Sheet sheet_;
  std::optional<Column> amount_;  // the first of 拖欠金额, 实发, 应发 that the table has
};

}  // namespace

std::optional<MonthSpan> read_months(std::string_view cell) {
  const auto text = plain_months(cell);
  const auto ends = split(text, '~');
  if (ends.size() > 2) return std::nullopt;
  const auto first = read_month(ends.front(), std::nullopt);
  if (!first) return std::nullopt;
  const auto last = read_month(ends.back(), first->year());
  if (!last || *last < *first) return std::nullopt;
  if ((*last - *first).count() >= kArrearsSpanMax) return std::nullopt;
  return MonthSpan{*first, *last};
}

ArrearsTable read_arrears_table(std::string_view bytes, const payments::CaptionAliases& aliases) {
  const auto opened = open_table(bytes, aliases);
  if (!opened) return {{}, {}, refused_file(opened.error())};
  return ArrearsReader(opened->cells, opened->header).read();
}

}  // namespace anxin::bank
