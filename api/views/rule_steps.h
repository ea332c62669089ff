// Amounts that follow from rules: their steps, and the defaults they rest on.
//
// Role: `deposit quote`, `tax withhold`, `fund quote`, `recourse plan`, and whatever else is worked
//       out by rules.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/rule_step.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// [{"rule":…,"source":…,"grade":…,"factor":…,"amount":…,"text":…}]; factor is null where the step
/// is no multiplication.
[[nodiscard]] Json steps_view(const Voice& voice, const std::vector<payments::RuleStep>& steps);
/// [{"rule":…,"note":…}]: each unconfirmed one of the rules, once.
[[nodiscard]] Json defaults_view(const std::vector<payments::RuleHead>& rules);
/// The same for the rules that steps follow.
[[nodiscard]] Json defaults_view(const std::vector<payments::RuleStep>& steps);

/// The unconfirmed ones, each once. Requires: the rules outlive the answer.
[[nodiscard]] std::vector<const payments::RuleHead*> defaults_of(
    const std::vector<payments::RuleHead>& rules);
/// The rules that steps follow.
[[nodiscard]] std::vector<payments::RuleHead> rules_of(
    const std::vector<payments::RuleStep>& steps);

}  // namespace anxin::views
