// What one line that somebody pays in the employer's place moves. Internal to payments/service.
//
// Role: one place for the postings of a notice: approval holds them, an answer settles or releases
//       them, a return posts their mirror.
// Source: payments.md, "Posting rules": notice executed from the deposit; letter or insurance pays.
#pragma once

#include <string>

#include "payments/domain/posting.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// What one line moves.
struct LineMoves {
  Moves held;         ///< held one after the other, settled when it is paid
  Moves direct;       ///< posted when it is paid after its hold is gone
  Moves on_settling;  ///< claims, posted besides when it is paid; they end when it comes back
};

/// A payroll line with the wage month that its account is named by, and its pay day.
struct OwedLine {
  Versioned<PayrollLine> line;
  Month month;
  Date due_on;
};
/// Refuses: deposit.line-unknown.
[[nodiscard]] Result<OwedLine> owed_line(const ledger::Reader& reader, const std::string& contract,
                                         const std::string& line);

/// Cash: the wage against the deposit's bank, then the contractor's principal against escrow; for a
/// subcontractor's worker the contractor also has a claim on the employer (Decree 724 art. 30).
/// Letter: the wage against escrow, then the letter lowered; the issuer has a claim on the
/// contractor.
[[nodiscard]] LineMoves moves_of(const Contract& contract, const DepositNotice& notice,
                                 const OwedLine& owed);

}  // namespace anxin::payments
