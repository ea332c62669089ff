// A table of the workers of one case, for `fund quote --workers`.
//
// Role: what --arrears and its neighbours say of one worker, a row each.
// Shape: CSV (csv.h) in UTF-8 or GB18030. The first row names the columns: worker (编号), months
//        such as 2026-01 with what is owed for each (empty or 0.00: nothing), and where the scheme
//        asks for them monthly-wage (月工资), shareholding (持股), responsible-person (负责人) and
//        relative (近亲属), the last two with yes (是) or nothing. Rows without any cell are passed
//        over.
#pragma once

#include <string_view>
#include <vector>

#include "api/cli/context.h"
#include "payments/rules/fund_decision.h"

namespace anxin::cli {

/// A column that means nothing here. Details: text.
inline constexpr Reason kFundColumn{"fund-table.column"};
/// A column named twice. Details: text.
inline constexpr Reason kFundColumnTwice{"fund-table.column-twice"};
/// No column of workers, or none of months.
inline constexpr Reason kFundColumnMissing{"fund-table.column-missing"};
/// A row without a worker.
inline constexpr Reason kFundWorkerMissing{"fund-table.worker-missing"};
/// The worker of an earlier row. Details: row.
inline constexpr Reason kFundWorkerAgain{"fund-table.worker-again"};
/// A row to which nothing is owed.
inline constexpr Reason kFundNothingOwed{"fund-table.nothing-owed"};
/// Neither yes (是) nor empty. Details: text.
inline constexpr Reason kFundFlag{"fund-table.flag"};

struct FundWorkers {
  std::vector<payments::FundWorker> workers;  ///< in the order of the rows
  payments::Findings findings;                ///< all refuse; none: use the workers
};

/// Findings: fund-table.*, usage.amount, usage.amount-size, fund.amount, each at its cell; what
/// decode.h and
///           csv.h refuse, for the file.
[[nodiscard]] FundWorkers read_fund_workers(std::string_view bytes);

}  // namespace anxin::cli
