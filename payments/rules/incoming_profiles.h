// Loads the profiles of files that banks send, and the words of their failures.
//
// Role: payments/rules/data/incoming_profiles.toml, or an operator's own.
// Shape: [[reason]] code, texts: what banks write for an ISO reason.
//        [[profile]] id, name, source; shape = "iso", "return" or "statement"; besides, where they
//        differ from the default: namespace = "note" or "refuse", reversal = "as-written" or
//        "inverted", absence = "nothing" or "success", unit = "yuan" or "fen", order =
//        "oldest-first" or "newest-first", totals = "optional" or "required", cut_text;
//        [profile.columns] captions by column; [profile.words] paid, failed, in_flight, credit,
//        debit, returned, total.
// Source: formats.md 1.4 and 2.2; every value is a default, to be confirmed with the bank.
#pragma once

#include <string_view>
#include <vector>

#include "payments/domain/incoming_profile.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

/// Each profile that reads returns has all texts.
[[nodiscard]] Loaded<std::vector<IncomingProfile>> parse_incoming_profiles(std::string_view text);

/// Null where no profile has this id.
[[nodiscard]] const IncomingProfile* find_profile(const std::vector<IncomingProfile>& profiles,
                                                  std::string_view id);

}  // namespace anxin::payments
