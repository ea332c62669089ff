// Guarantee deposits: one contract's, the register of a region, and those to give back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/json/json.h"
#include "payments/service/deposit_clearing.h"
#include "payments/service/deposit_service.h"

namespace anxin::views {

using json::Json;

/// The contract's row of the register with {"open_payments":[…],"assessments":[…],"movements":[…],
/// "notices":[…],"guarantees":[…],"refunds":[…]}. On `today` it depends which letters still run.
[[nodiscard]] Json deposit_view(const payments::DepositView& view, Date today);
/// {"on":…,"deposits":[{"contract":…,"region":…,"required":{…},"cash":…,…,"letters_ending":[…],
/// "letters_over":[…],"refund":…}],"totals":{…}}
[[nodiscard]] Json deposits_view(const std::vector<payments::DepositView>& views, Date today);
/// {"on":…,"deposits":[{"contract":…,"region":…,"ground":…,"since":…,"cash":…,"interest":…,
/// "letters":…,"owed":…,"missing":[…]}]}
[[nodiscard]] Json clearing_view(const std::vector<payments::ClearingRow>& rows, Date on);

/// covered, exempt, not-covered, not-assessed, refunded, released
[[nodiscard]] std::string cover_word(const payments::DepositView& view);
/// Letters whose standing is `word` today.
[[nodiscard]] std::vector<std::string> letters_in(const payments::DepositView& view,
                                                  std::string_view word, Date today);
/// Letters that run and that the contractor is to be reminded of.
[[nodiscard]] std::vector<std::string> letters_ending(const payments::DepositView& view,
                                                      Date today);

}  // namespace anxin::views
