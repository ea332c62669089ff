// One worker's advance from an emergency fund, step by step.
//
// Role: part of fund_decision.h, which decides whether the case opens the fund at all.
// Units: fen, every cap rounded down.
#pragma once

#include "payments/rules/fund_decision.h"

namespace anxin::payments {

/// What the scheme of a place measures by.
struct FundRules {
  const FundScheme* scheme = nullptr;
  const MinimumWage* minimum = nullptr;    ///< null where the scheme does not ask for it
  const FundDefault* otherwise = nullptr;  ///< null where a scheme of the place is on record
};

/// Ensures:  amount ≤ owed, except for living cost that does not count as wages.
/// Requires: facts and worker have passed the checks of decide_fund; living cost has a figure.
/// Refuses:  fund.average-wage-missing, fund.monthly-wage-missing; for nobody who is excluded
///           already.
[[nodiscard]] Result<FundAdvance> advance_for(const FundWorker& worker, const FundFacts& facts,
                                              const FundRules& rules);

}  // namespace anxin::payments
