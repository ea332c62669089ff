// Does the money on the wage account cover what is to be paid, and if not, what was chosen?
//
// Role: pure. The machine never chooses: on a shortfall the approver waits or pays a part, and the
//       choice is recorded (payments.md, step 5). What is not paid stays payable.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ledger/base/money.h"
#include "ledger/base/result.h"
#include "payments/domain/payroll.h"

namespace anxin::payments {

/// The usable money does not cover the lines and no choice was made. Details: needed, usable,
/// short.
inline constexpr Reason kCoverShort{"payments.cover-short"};
/// The chosen part is still more than the usable money. Same details.
inline constexpr Reason kPartTooLarge{"payments.part-too-large"};
/// A team was named that has nothing to be paid in this batch.
inline constexpr Reason kTeamUnknown{"payments.team-unknown"};

namespace shortfall {
struct NotChosen {};
struct Wait {};
/// Only these teams, whole.
struct Teams {
  std::vector<std::string> names;
};
/// Every line the same share of its net, rounded down to the fen.
struct EqualShares {};
}  // namespace shortfall
using ShortfallChoice =
    std::variant<shortfall::NotChosen, shortfall::Wait, shortfall::Teams, shortfall::EqualShares>;

/// A line and how much of it is paid now (0 < amount ≤ net).
struct Payable {
  const PayrollLine* line;
  Money amount;
};

struct CoverPlan {
  std::vector<Payable> now;  ///< empty when the choice is to wait
  Money needed;              ///< Σ net of all lines
  Money usable;
  Money shortfall;  ///< max(0, needed − usable)
};

/// Plans which lines are paid from `usable`.
/// Refuses: payments.team-unknown, payments.cover-short, payments.part-too-large.
[[nodiscard]] Result<CoverPlan> plan_cover(const std::vector<const PayrollLine*>& lines,
                                           Money usable, const ShortfallChoice& choice);

}  // namespace anxin::payments
