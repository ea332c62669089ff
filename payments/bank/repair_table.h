// A table of lines to be paid again: which line, and the corrected data of its worker.
//
// Role: what a contractor fills in after failures, returns and parked lines.
// Shape: captions 批次行, 姓名, 身份证号, 工资卡号, 开户行行号; encodings and separators as in a
// wage table.
#pragma once

#include <string>
#include <vector>

#include "payments/domain/captions.h"
#include "payments/domain/finding.h"

namespace anxin::bank {

/// The row does not say which line it repairs (refuse).
inline constexpr Reason kRepairLineMissing{"repair.line-missing"};
/// The same line twice (refuse).
inline constexpr Reason kRepairLineRepeated{"repair.line-repeated"};
/// No column that names the line (refuse).
inline constexpr Reason kRepairColumnMissing{"repair.column-missing"};
/// A line can only be paid again to an account that passes its checks (refuse).
inline constexpr Reason kRepairAccountInvalid{"repair.account-invalid"};
inline constexpr std::array kRepairReasons{kRepairLineMissing, kRepairLineRepeated,
                                           kRepairColumnMissing, kRepairAccountInvalid};

struct RepairRow {
  std::uint32_t row = 0;
  std::string line;  ///< end-to-end id of the line that is paid again
  std::string name, id_no, account, bank_no;
};

struct RepairTable {
  std::vector<RepairRow> rows;
  payments::Findings findings;
  [[nodiscard]] bool accepted() const {
    return payments::worst(findings) != payments::Severity::refuse;
  }
};

/// Every fault in one pass; rows with an account that cannot be paid to are refused.
[[nodiscard]] RepairTable read_repair_table(std::string_view bytes,
                                            const payments::CaptionAliases& aliases);

}  // namespace anxin::bank
