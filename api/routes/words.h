// Words of fields that several nouns take.
#pragma once

#include <string>

#include "api/routes/call.h"
#include "payments/domain/bank_ledger.h"

namespace anxin::routes {

/// How the bank writes, by "profile"; ISO 20022 where nothing is said.
[[nodiscard]] std::string profile_given(const Call& call);
/// "from": owner or contractor.
[[nodiscard]] Field source_field();
/// Who paid; the owner where nothing is said. Requires: a route with the source_field().
[[nodiscard]] payments::FundingSource source_given(const Call& call);

}  // namespace anxin::routes
