// The row of captions in a table, and which column gives which field.
//
// Role: wage_table.h and roster_table.h read cells by field, not by place.
// Source: formats.md 2.3; captions: payments/rules/data/captions.toml.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ledger/base/result.h"
#include "payments/bank/cell_table.h"
#include "payments/domain/captions.h"

namespace anxin::bank {

// Forms have up to five title rows above the captions; twelve covers a bank's cover sheet.
inline constexpr std::uint32_t kHeaderRowsMax = 12;

/// Why a column is read as its field.
enum class MatchedBy : std::uint8_t {
  caption,      ///< exactly an alias of the field
  choice,       ///< the caller said so
  part,         ///< an alias of three characters or more stands in the caption
  only_amount,  ///< 金额, and no other caption names the net amount
  group_sum,    ///< 合计 or 金额 under a caption of the field (应发工资 | 合计)
  group_part,   ///< a deduction of its own under 扣款 (扣款 | 工具费)
};
/// Why a column is not read.
enum class UnreadFor : std::uint8_t {
  unknown,     ///< no alias fits
  repeated,    ///< another column gives the field
  another,     ///< speaks of another person, month, account or thing (上月…, …省份)
  group_part,  ///< a part of an amount that its group names (应发工资 | 加班)
};
[[nodiscard]] std::string_view to_word(MatchedBy by);
[[nodiscard]] std::string_view to_word(UnreadFor why);

struct ColumnMatch {
  payments::Column column;
  std::string caption;      ///< as written, folded and without spaces
  std::uint32_t index = 0;  ///< column from 0
  MatchedBy by = MatchedBy::caption;
};

/// A column with a caption that gives no field.
struct UnreadColumn {
  std::string caption;
  std::uint32_t index = 0;
  UnreadFor why = UnreadFor::unknown;
};

/// What the caller knows better than the captions.
struct ColumnChoice {
  std::string field;  ///< a caption of it, or its word: "姓名", "name"
  std::string place;  ///< "B", a caption of the table, or a key
};
using ColumnChoices = std::vector<ColumnChoice>;

/// The fields of a table without captions, from its first column on:
/// "姓名,身份证号,,银行卡号,实发工资". An empty one is a column that is not read. Commas of either
/// width, and 、.
[[nodiscard]] ColumnChoices columns_in_order(std::string_view fields);

/// A choice names no field. Detail: field.
inline constexpr Reason kChoiceFieldUnknown{"payroll.choice-field-unknown"};
/// A choice names no column of the table. Detail: field.
inline constexpr Reason kChoiceColumnUnknown{"payroll.choice-column-unknown"};
/// Two choices for one field, or one column for two. Detail: field.
inline constexpr Reason kChoiceRepeated{"payroll.choice-repeated"};
/// No row within the first kHeaderRowsMax names a person and an account, id or amount. Refuse.
inline constexpr Reason kHeaderMissing{"payroll.header-missing"};
inline constexpr std::array kHeaderReasons{kChoiceFieldUnknown, kChoiceColumnUnknown,
                                           kChoiceRepeated, kHeaderMissing};

struct HeaderRow {
  std::uint32_t row = 0;              ///< of the captions, from 1; 0 where they are keys or none
  std::uint32_t rows = 1;             ///< that the captions take: one or two, or none
  std::uint32_t first_row = 0;        ///< where the people begin
  std::vector<ColumnMatch> columns;   ///< by index; a field once, except deduction
  std::vector<ColumnMatch> repeated;  ///< further captions of a field that matters
  std::vector<UnreadColumn> unread;   ///< by index; all others that have a caption

  /// The field's column; nothing where the table has none.
  [[nodiscard]] std::optional<std::uint32_t> find(payments::Column column) const;
  [[nodiscard]] bool has(payments::Column column) const { return find(column).has_value(); }
};

/// normal_text, without spaces and line breaks, brackets of one kind, without (元) and its like,
/// without a mark of duty (*) or a colon at the end, lower case.
[[nodiscard]] std::string normal_caption(std::string_view caption);

/// Caption to field. Immutable.
class CaptionIndex {
 public:
  explicit CaptionIndex(const payments::CaptionAliases& aliases);
  /// The field that has exactly this caption; with or without a remark in brackets.
  [[nodiscard]] std::optional<payments::Column> exact(std::string_view normal) const;
  /// True where `within` would find a field, but the rest of the caption speaks of another thing.
  [[nodiscard]] bool speaks_of_another(std::string_view normal) const;
  /// The field whose longest alias of at least three characters stands in the caption. Never a
  /// name, and nothing where the rest of the caption speaks of another thing (付款…, 上月…, …省份).
  [[nodiscard]] std::optional<payments::Column> within(std::string_view normal) const;

 private:
  struct Within {
    payments::Column column{};
    bool another = false;
  };
  [[nodiscard]] std::optional<Within> search(std::string_view normal) const;

  std::unordered_map<std::string, payments::Column> exact_;
  std::vector<std::pair<std::string, payments::Column>> by_length_;  // longest first
};

/// The fields of one row of captions, whether they make a header or not. Requires: row ≤ rows().
[[nodiscard]] HeaderRow match_captions(const CellTable& table, std::uint32_t row,
                                       const CaptionIndex& captions);

/// The first row within kHeaderRowsMax that names a person and an account, an id or an amount.
/// Where the row below has no person but captions of its own, the two are one header: what stands
/// below is joined to what stands above it ("应发工资|加班"). Choices come before captions. Where
/// no row is a header, the choices alone are one; rows above the first with a digit in a chosen
/// number are titles. The keys of a JSON table are its captions. Refuses:
/// payroll.choice-field-unknown, payroll.choice-column-unknown, payroll.choice-repeated,
///          payroll.header-missing.
[[nodiscard]] Result<HeaderRow> find_header(const CellTable& table, const CaptionIndex& captions,
                                            const ColumnChoices& choices);

}  // namespace anxin::bank
