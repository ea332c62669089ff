// Loads master data: region, parties, staff, projects, contracts and wage accounts.
//
// Role: `anxin load`; what comes out is stored as domain records.
// Shape: TOML with [region] code, name · [[party]] id, name, uscc · [[staff]] actor, person, name,
//        party, role · [[project]] id, name, region · [[contract]] id, project, owner, contractor,
//        subcontractors, signed_on, amount, labour_share, months, funding_day, pay_day ·
//        [[wage_account]] id, contract, bank, bank_code, number, name, profile, opened_on.
// Source: payments/domain/master_data.h; Decree 724 arts 24 to 27.
#pragma once

#include <string_view>

#include "payments/domain/master_data.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

/// Ids become parts of account names and of message ids.
inline constexpr std::size_t kMasterIdMax = 24;

/// Reads a file that may refer to what is `known` already: earlier files, or the book.
///
/// Ensures:  value holds what this file says, without what was known.
/// Findings: data.* (refuse) for shape, ids that are taken or name nothing, days 1 to 28, a labour
///           share outside (0, 1]; id.* for a CNAPS code (refuse) or a unified credit code
///           (explain: some real ones issued early fail their check digit).
[[nodiscard]] Loaded<MasterData> parse_master_data(std::string_view text, const MasterData& known);

/// The same for a file that stands alone.
[[nodiscard]] Loaded<MasterData> parse_master_data(std::string_view text);

}  // namespace anxin::payments
