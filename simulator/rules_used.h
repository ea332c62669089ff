// Which rules a run has asked: what a report has to name, and no more.
//
// Role: `anxin simulate report`. The run itself asks through compiled_rules.h; who adds a rule
// there
//       adds its kind here.
// Threads: any.
#pragma once

#include "simulator/compiled_rules.h"

namespace anxin::simulator {

/// Heads in the order of the rule set, each once: the deposit's tables and the fund's scheme of
/// every month of the run, with what these refer to, and the steps of discharge of its first day
/// from which the model is paid. Without the time limits that a plan states: the model waits as its
/// parameters say.
/// Refuses: what the rule functions refuse.
[[nodiscard]] Result<std::vector<payments::RuleHead>> rules_used(const RuleSources& sources,
                                                                 payments::RegionCode region,
                                                                 const RunPlan& run);

}  // namespace anxin::simulator
