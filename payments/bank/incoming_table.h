// A table that a bank sends, opened by the captions of a profile.
//
// Role: the common ground of return_table.h and statement_table.h.
// Shape: text in UTF-8 or GB18030; titles, a row of captions, rows, a line of totals (合计) and
//        remarks. Rows from 1 as a spreadsheet counts them.
// Source: formats.md 2.2.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "payments/bank/cell_table.h"
#include "payments/domain/incoming_profile.h"

namespace anxin::bank {

using payments::IncomingColumn;
using payments::IncomingProfile;

enum class IncomingRow : std::uint8_t { blank, remark, total, line };

/// Requires: the profile outlives it.
class IncomingTable {
 public:
  /// Refuses: what decode_text and read_csv refuse, bank.table-header-missing (no row has the
  ///          profile's captions of an amount and of one thing more).
  [[nodiscard]] static Result<IncomingTable> open(std::string_view bytes,
                                                  const IncomingProfile& profile);

  /// The last row of the table.
  [[nodiscard]] std::uint32_t rows() const { return cells_.rows(); }
  /// The first row below the captions.
  [[nodiscard]] std::uint32_t first_row() const { return header_row_ + 1; }
  /// What a row below the captions is. A remark has one cell, and that is no number.
  [[nodiscard]] IncomingRow kind_of(std::uint32_t row) const;
  [[nodiscard]] bool has(IncomingColumn column) const { return columns_.contains(column); }
  /// Folded and trimmed; empty where the table has no such column.
  [[nodiscard]] std::string cell(std::uint32_t row, IncomingColumn column) const;
  /// The value beside or behind the profile's caption in the titles ("账号：3605…").
  [[nodiscard]] std::string title(IncomingColumn column) const;
  /// The whole row, cells apart from each other.
  [[nodiscard]] std::string text_of(std::uint32_t row) const;

 private:
  IncomingTable(CellTable cells, const IncomingProfile& profile)
      : cells_(std::move(cells)), profile_(&profile) {}
  [[nodiscard]] std::map<IncomingColumn, std::uint32_t> captions_in(std::uint32_t row) const;
  [[nodiscard]] bool find_header();

  CellTable cells_;
  const IncomingProfile* profile_;
  std::uint32_t header_row_ = 0;
  std::map<IncomingColumn, std::uint32_t> columns_;
};

/// Lines of GB18030 without what is left of a character that was cut at their end: a result of at
/// most 30 bytes ends where it ends.
[[nodiscard]] std::string without_cut_characters(std::string_view bytes);

/// A magnitude or a signed amount in the profile's unit; nothing where it is neither. Leading zeros
/// and a plus sign are taken.
[[nodiscard]] std::optional<Money> read_bank_amount(std::string_view cell,
                                                    payments::AmountUnit unit);

/// 2026-11-17, 2026/11/7, 20261117, 2026年11月17日, with or without a time.
[[nodiscard]] std::optional<Date> read_bank_day(std::string_view cell);

}  // namespace anxin::bank
