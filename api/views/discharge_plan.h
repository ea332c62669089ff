// Who would pay wages that the employer does not, step by step, by the rules.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/discharge_plan.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"arrears":…,"covered":…,"uncovered":…,"unconfirmed":…,"region":…,"on":…,"cause":…,"employer":…,
/// "order":…,"steps":[…],"unused":[…],"defaults":[…]}
[[nodiscard]] Json discharge_plan_view(const Voice& voice, const payments::DischargeFacts& facts,
                                       Date on, const payments::DischargePlan& plan);

/// What a step does.
[[nodiscard]] std::string sentence_of(const Voice& voice, const payments::PlannedStep& step);
/// The rules that the plan rests on.
[[nodiscard]] std::vector<payments::RuleHead> heads_of(const payments::DischargePlan& plan);

}  // namespace anxin::views
