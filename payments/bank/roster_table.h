// The roster of a site (花名册) from a table: who works here, for whom, since when, with which
// card.
//
// Role: `anxin` takes workers on from it before their first payroll.
// Shape: one row per worker; needs 工号, 姓名, 身份证号, 用工单位 and 进场日期; days are
// YYYY-MM-DD. Source: Decree 724 art. 28 (real-name register); table_reasons.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "payments/bank/header_row.h"
#include "payments/domain/captions.h"
#include "payments/domain/finding.h"
#include "payments/domain/master_data.h"

namespace anxin::bank {

struct RosterTable {
  std::string encoding;  ///< as in WageTable
  std::uint32_t header_row = 0;
  std::vector<ColumnMatch> columns;
  std::vector<payments::RosterEntry> entries;  ///< of the rows that are not refused
  std::uint32_t refused_rows = 0;
  payments::Findings findings;

  [[nodiscard]] bool accepted() const;
};

/// Reads a whole file and finds all its faults in one pass.
///
/// A missing or bad card is a park here too: the person is taken on, and cannot be paid yet.
/// Requires: nothing of the bytes.
[[nodiscard]] RosterTable read_roster(std::string_view bytes,
                                      const payments::CaptionAliases& aliases);

}  // namespace anxin::bank
