// What the emergency fund would advance, and by which rules.
#pragma once

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/fund_decision.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"amount":…,"eligible":…,"unconfirmed":…,"region":…,"on":…,"cause":…,"rounding":…,"bars":[…],
/// "steps":[…],"workers":[…],"beyond":…,"raised_by":…,"approvals":[…],"recovered_by":…,
/// "defaults":[…]}
[[nodiscard]] Json fund_decision_view(const Voice& voice, const payments::FundFacts& facts, Date on,
                                      const payments::FundDecision& decision);

}  // namespace anxin::views
