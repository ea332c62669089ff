// Loads bank profiles: how one bank's files and bookings differ from another's.
//
// Role: payments/rules/data/bank_profiles.toml, or an operator's own.
// Shape: [[profile]] id, name, debit_mode = "net" or "gross", lines_max, outgoing (an outgoing
// profile; may be
//        left out), source.
// Source: formats.md section 2; every value is a default, to be confirmed with the bank.
#pragma once

#include <string_view>
#include <vector>

#include "payments/domain/bank_profile.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

[[nodiscard]] Loaded<std::vector<BankProfile>> parse_bank_profiles(std::string_view text);

/// Null where no profile has this id.
[[nodiscard]] const BankProfile* find_profile(const std::vector<BankProfile>& profiles,
                                              std::string_view id);

}  // namespace anxin::payments
