// A table under its header: cells by field, and the findings about them.
//
// Role: the common ground of wage_table.cc, wage_checks.cc, roster_table.cc and row_identity.cc.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "payments/bank/cell_table.h"
#include "payments/bank/header_row.h"
#include "payments/domain/finding.h"

namespace anxin::bank {

using payments::Column;
using payments::Finding;
using payments::Findings;
using payments::Severity;

/// Requires: table and header outlive it.
class Sheet {
 public:
  Sheet(const CellTable& table, const HeaderRow& header);

  [[nodiscard]] const CellTable& table() const { return table_; }
  [[nodiscard]] const HeaderRow& header() const { return header_; }
  /// As written; empty where the table has no such column.
  [[nodiscard]] std::string_view cell(std::uint32_t row, Column column) const;

  /// At the field's cell; at the row where the table has no such column.
  void add(std::uint32_t row, Column column, Severity severity, Reason code, Fields details = {});
  /// At one column among several of the same field.
  void add(std::uint32_t row, const ColumnMatch& match, Severity severity, Reason code,
           Fields details = {});
  void add_row(std::uint32_t row, Severity severity, Reason code, Fields details = {});

  /// At a place that no field names.
  void add_place(std::uint32_t row, std::string place, Severity severity, Reason code,
                 Fields details = {});

  /// All findings by row, then cell from the left (the row itself first), then order of checks.
  [[nodiscard]] Findings take_findings();

 private:
  const CellTable& table_;
  const HeaderRow& header_;
  std::array<std::uint32_t, payments::kColumns> index_;  ///< by field; kTableColumnsMax for none
  Findings findings_;
};

/// True for the columns that hold money.
[[nodiscard]] bool is_amount(Column column);

/// The one finding of a file that could not be read at all.
[[nodiscard]] Findings refused_file(const Fault& fault);

}  // namespace anxin::bank
