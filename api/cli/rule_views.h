// How amounts that follow from rules are shown: their steps, and the defaults they rest on.
//
// Role: `deposit quote`, `tax withhold`, and whatever else is worked out by rules.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/rules/rule_step.h"

namespace anxin::cli {

/// Six digits of GB/T 2260, or 000000. Refuses: usage.region.
[[nodiscard]] Result<payments::RegionCode> parse_region_option(const std::string& text);
/// The day in --on, today in Shanghai where it is left out. Refuses: usage.date.
[[nodiscard]] Result<Date> parse_day_option(const Context& context, const std::string& text);

/// [{"rule":…,"source":…,"grade":…,"factor":…,"amount":…,"text":…}]; factor is null where the step
/// is no multiplication.
[[nodiscard]] Json steps_view(const Context& context, const std::vector<payments::RuleStep>& steps);
/// [{"rule":…,"note":…}]: each unconfirmed rule that a step follows, once.
[[nodiscard]] Json defaults_view(const std::vector<payments::RuleStep>& steps);

/// Fields of a rule with their names and words as people say them: "档次 1 比例", "20", "工作日".
[[nodiscard]] Fields spoken(const Context& context, const Fields& fields);

/// A table of the steps; under it the unconfirmed rules among them with their notes.
void print_steps(Context& context, const std::vector<payments::RuleStep>& steps);

}  // namespace anxin::cli
