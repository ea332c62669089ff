// The data files that come with the program, embedded at build time.
//
// Role: defaults where an operator gives none. A broken one is our own mistake: an invariant.
// Source: payments/rules/data/*.toml.
#pragma once

#include <vector>

#include "ledger/base/calendar.h"
#include "payments/domain/bank_profile.h"
#include "payments/domain/captions.h"
#include "payments/domain/incoming_profile.h"
#include "payments/domain/outgoing_profile.h"

namespace anxin::payments {

[[nodiscard]] CaptionAliases builtin_captions();
[[nodiscard]] std::vector<BankProfile> builtin_bank_profiles();
[[nodiscard]] std::vector<OutgoingProfile> builtin_outgoing_profiles();
[[nodiscard]] std::vector<IncomingProfile> builtin_incoming_profiles();
[[nodiscard]] WorkCalendar builtin_calendar();

}  // namespace anxin::payments
