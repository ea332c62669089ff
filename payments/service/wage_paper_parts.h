// What the approval of each kind of paper books. Internal to wage_paper_*.cc.
#pragma once

#include <string>

#include "payments/service/wage_paper_service.h"

namespace anxin::payments {

/// Discharges every line of the paper. Refuses: payments.line-not-at-hand, wage-paper.overtaken.
[[nodiscard]] Result<CommandDraft> book_paid_outside(const PaymentsBook& book,
                                                     const ledger::Reader& reader,
                                                     const Versioned<PaidOutside>& paper,
                                                     const std::string& person);
/// Makes the line pay the payee, or another line that does.
/// Refuses: payments.line-not-at-hand, seal.broken.
[[nodiscard]] Result<CommandDraft> book_payee(const PaymentsBook& book,
                                              const ledger::Reader& reader,
                                              const Versioned<PayeePaper>& paper,
                                              const std::string& person);

}  // namespace anxin::payments
