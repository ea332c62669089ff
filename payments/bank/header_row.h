// The row of captions in a table, and which column gives which field.
//
// Role: wage_table.h and roster_table.h read cells by field, not by place.
// Source: formats.md 2.3; captions: payments/rules/data/captions.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "payments/bank/csv.h"
#include "payments/domain/captions.h"

namespace anxin::bank {

// Forms have up to five title rows above the captions; twelve covers a bank's cover sheet.
inline constexpr std::uint32_t kHeaderRowsMax = 12;

struct ColumnMatch {
  payments::Column column;
  std::string caption;      ///< as written, folded and without spaces
  std::uint32_t index = 0;  ///< column from 0
};

struct HeaderRow {
  std::uint32_t row = 0;              ///< of the captions, from 1
  std::uint32_t first_row = 0;        ///< where the people begin
  std::vector<ColumnMatch> columns;   ///< by index; a field once, except deduction
  std::vector<ColumnMatch> repeated;  ///< further captions of a field that matters

  /// The field's column; nothing where the table has none.
  [[nodiscard]] std::optional<std::uint32_t> find(payments::Column column) const;
  [[nodiscard]] bool has(payments::Column column) const { return find(column).has_value(); }
};

/// Folded, without spaces and line breaks, without （元）, without a mark of duty (*), lower case.
[[nodiscard]] std::string normal_caption(std::string_view caption);

/// Caption to field. Immutable.
class CaptionIndex {
 public:
  explicit CaptionIndex(const payments::CaptionAliases& aliases);
  /// The field that has exactly this caption; with or without a remark in brackets.
  [[nodiscard]] std::optional<payments::Column> exact(std::string_view normal) const;
  /// The field whose longest alias of at least three characters stands in the caption. Never a
  /// name, and nothing where the rest of the caption speaks of another thing (付款…, 上月…, …省份).
  [[nodiscard]] std::optional<payments::Column> within(std::string_view normal) const;

 private:
  std::unordered_map<std::string, payments::Column> exact_;
  std::vector<std::pair<std::string, payments::Column>> by_length_;  // longest first
};

/// The first row within kHeaderRowsMax that names a person and an account, an id or a net amount.
/// Where the row below has no person but captions of its own, the two are one header.
[[nodiscard]] std::optional<HeaderRow> find_header(const CsvTable& table,
                                                   const CaptionIndex& captions);

}  // namespace anxin::bank
