// A table of arrears that a decision, a mediation, a judgment or an admission establishes.
//
// Role: what the regulator hands in with the document (payments/service/arrears_service.h).
// Shape: one row per worker and wage month, or span of wage months; needs 姓名, 身份证号, 工资月份
//        and 拖欠金额; 工资卡号, 开户行行号, 用工单位 and 班组 may follow. A span is written
//        2026-05~2026-07 or 2026年5月至7月.
// Units: fen.
// Source: payments.md, posting rules; table_reasons.h for the checks of a row.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"
#include "payments/bank/wage_table.h"

namespace anxin::bank {

/// A column that the table cannot do without is not there. Details: column. Refuse.
inline constexpr Reason kArrearsColumnMissing{"arrears.column-missing"};
/// Not a wage month, nor a span of them in one or two years. Refuse.
inline constexpr Reason kArrearsMonthInvalid{"arrears.month-invalid"};
inline constexpr std::array kArrearsTableReasons{kArrearsColumnMissing, kArrearsMonthInvalid};

// The time within which wages can be claimed at all (a year after the end of the employment), and
// the year before.
inline constexpr int kArrearsSpanMax = 24;

struct ArrearsRow {
  WageRow wage;  ///< who, and in `net` how much; what the document does not name is empty
  Month first;
  Month last;
};

struct ArrearsTable {
  std::vector<ArrearsRow> rows;  ///< those that are not refused
  Total total;                   ///< Σ net of rows
  payments::Findings findings;   ///< by row, then cell

  [[nodiscard]] bool accepted() const {
    return payments::worst(findings) != payments::Severity::refuse;
  }
};

/// Reads a whole file and finds all its faults in one pass. A missing or bad card parks the row:
/// the wage is owed all the same.
/// Requires: nothing of the bytes.
[[nodiscard]] ArrearsTable read_arrears_table(std::string_view bytes,
                                              const payments::CaptionAliases& aliases);

/// The months that a cell names: 2026-07, 2026年7月, 202607, 2026-05~2026-07, 2026年5月至7月.
struct MonthSpan {
  Month first;
  Month last;
};
/// Nothing where it names none, ends before it begins, or is longer than kArrearsSpanMax.
[[nodiscard]] std::optional<MonthSpan> read_months(std::string_view cell);

}  // namespace anxin::bank
