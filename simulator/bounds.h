// What of a scenario goes beyond the law, or beyond what is thought likely. A what-if may: it is
// told, not refused.
//
// Role: shown beside every run, comparison and sweep.
// Source: simulator.md section 4. The law's bounds are those of payments/rules in the baseline's
//         region on the first day of what changes: deposit limits, labour cost, minimum wage, the
//         fund's least size.
#pragma once

#include "payments/rules/rule_set.h"
#include "simulator/scenario.h"

namespace anxin::simulator {

/// Notes only, in the order of the file: reforms, then both ends of every sweep.
/// Findings: simulate.beyond-law, simulate.beyond-range, simulate.no-effect, simulate.festivals,
///           simulate.worlds-of-book.
[[nodiscard]] payments::Findings beyond_bounds(const Baseline& baseline, const Scenario& scenario,
                                               const payments::RuleSet& rules);

}  // namespace anxin::simulator
