// How each way out of suspense is booked. Internal to payments/service.
#pragma once

#include <string>
#include <vector>

#include "payments/service/suspense_service.h"

namespace anxin::payments {

/// Books what the paper says, in the command: the same checks for a proposal, whose draft is thrown
/// away, as for its approval. Notes in it which account money leaves. Refuses: as
/// SuspenseService::approve() from suspense.way-unfit on.
[[nodiscard]] Result<void> book_way_out(const PaymentsBook& book, const ledger::Reader& reader,
                                        SuspensePaper& paper, CommandDraft& draft);

/// Wages that a debit in suspense has paid.
struct WagesOfDebit {
  std::string contract;
  std::string by;  ///< the paper that says so
  Date on;         ///< when the bank booked the debit
};
/// Discharges the lines and makes the claims that arise, in the command; answers the lines' sum.
/// Refuses: payments.line-unknown (also of
/// another contract, or named twice), payments.line-not-at-hand.
[[nodiscard]] Result<Money> discharge_by_debit(const ledger::Reader& reader,
                                               const WagesOfDebit& wages,
                                               const std::vector<std::string>& lines,
                                               CommandDraft& draft);

}  // namespace anxin::payments
