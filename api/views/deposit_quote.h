// A deposit as the rules have it, with how they come to it.
#pragma once

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/rules/deposit_quote.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"amount":…,"exempt":…,"unconfirmed":…,"region":…,"on":…,"contract_amount":…,"category":…,
/// "rounding":…,"steps":[…],"defaults":[…]}
[[nodiscard]] Json deposit_quote_view(const Voice& voice, const payments::DepositFacts& facts,
                                      Date on, const payments::DepositQuote& quote);

}  // namespace anxin::views
