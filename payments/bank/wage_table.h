// Wage tables as site offices and banks write them: who is paid how much into which account.
//
// Role: step 1 (import) of a payroll month, and `anxin payroll check` without books.
// Units: fen.  Shape: rows and cells as a spreadsheet shows them.
// Source: payments.md, "One payroll month" steps 1 and 2; formats.md 2; table_reasons.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/money.h"
#include "payments/bank/header_row.h"
#include "payments/bank/open_table.h"
#include "payments/domain/captions.h"
#include "payments/domain/finding.h"

namespace anxin::bank {

/// One worker's line. A text whose column the table does not have is empty.
struct WageRow {
  std::uint32_t row = 0;
  std::string name, id_no, account, bank, bank_no, trade, team, employer, phone, memo;
  std::optional<Money> gross, advance, tax;
  std::optional<Money> other_deduction;    ///< all further deduction columns together
  std::optional<std::int32_t> day_tenths;  ///< worked: 0 to 310; nothing where the table has none
  Money beyond_minimum;  ///< overtime and special allowances: no part of a minimum wage
  Money net;             ///< what is paid; > 0
  payments::Severity severity = payments::Severity::note;  ///< the worst finding of this row
};

struct WageTable {
  std::string encoding;              ///< as OpenCells; empty for an unreadable file
  std::uint32_t header_row = 0;      ///< 0 where there is none
  std::vector<ColumnMatch> columns;  ///< by index
  std::vector<UnreadColumn> unread;  ///< the other columns that have a caption, by index
  std::vector<std::string> keys;     ///< of a JSON table: a column's name is its key
  std::vector<WageRow> rows;         ///< those that are not refused, parked ones included
  std::uint32_t refused_rows = 0;
  Total total;                  ///< Σ net of rows
  payments::Findings findings;  ///< by row, then cell, then order of checks

  /// Nothing in it is refused. Parked and explained rows do not stand against it.
  [[nodiscard]] bool accepted() const;
};

/// Reads a whole file and finds all its faults in one pass.
///
/// Title rows, blank rows, repeated captions and 小计 are skipped. The table ends at 合计 or 总计
/// (whose amounts are compared) or at the signatures; a person with an amount below is refused
/// rather than dropped. Without a net column net = gross − deductions, with a note.
/// A roster or an attendance grid is refused as what it is.
/// Requires: nothing of the bytes; any input is answered with a table and its findings.
[[nodiscard]] WageTable read_wage_table(std::string_view bytes,
                                        const payments::CaptionAliases& aliases,
                                        const TableChoices& choices);
/// Without choices: the first sheet that is shown, and the captions alone.
[[nodiscard]] WageTable read_wage_table(std::string_view bytes,
                                        const payments::CaptionAliases& aliases);

}  // namespace anxin::bank
