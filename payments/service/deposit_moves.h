// What one line of a notice of payment moves. Internal to deposit_*.cc.
//
// Role: one place for the postings of a notice: approval holds them, an answer settles or releases
//       them, a return posts their mirror.
// Source: payments.md, "Posting rules": notice executed from the deposit; letter or insurance pays.
#pragma once

#include <optional>
#include <string>

#include "payments/domain/posting.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Cash: the wage against the deposit's bank, and the contractor's principal against escrow; for a
/// subcontractor's worker the contractor also has a claim on the employer (Decree 724 art. 30).
/// Letter: the wage against escrow, and the letter lowered; the issuer has a claim on the
/// contractor.
struct LineMoves {
  Move wage;                  ///< held at kHoldsPerLine × the line's place in the notice
  Move source;                ///< held next to it
  std::optional<Move> claim;  ///< posted when the line settles
};
inline constexpr std::uint32_t kHoldsPerLine = 2;

/// A payroll line with the wage month that its account is named by.
struct OwedLine {
  Versioned<PayrollLine> line;
  Month month;
};
/// Refuses: deposit.line-unknown.
[[nodiscard]] Result<OwedLine> owed_line(const ledger::Reader& reader, const std::string& contract,
                                         const std::string& line);

[[nodiscard]] LineMoves moves_of(const Contract& contract, const DepositNotice& notice,
                                 const OwedLine& owed);

}  // namespace anxin::payments
