// Who and what the books are kept for: regions, projects, contracts, parties.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "payments/domain/master_data.h"

namespace anxin::views {

using json::Json;

/// {"region":…,"name":…}
[[nodiscard]] Json region_view(const payments::Region& region);
/// {"project":…,"name":…,"region":…,"contracts":["…"]}
[[nodiscard]] Json project_view(const payments::Project& project,
                                const std::vector<std::string>& contracts);
/// {"contract":…,"project":…,"owner":…,"contractor":…,"subcontractors":[…],"signed_on":…,
/// "amount":…,"labour_share":…,"months":…,"funding_day":…,"pay_day":…}
[[nodiscard]] Json contract_view(const payments::Contract& contract);
/// {"account":…,"bank":…,"bank_code":…,"number":…,"name":…,"profile":…,"opened_on":…}
[[nodiscard]] Json contract_account_view(const payments::WageAccount& account);
/// {"party":…,"name":…,"uscc":…}
[[nodiscard]] Json party_view(const payments::Party& party);

}  // namespace anxin::views
