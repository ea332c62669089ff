// Which payroll line is behind a row of a bank's table that names no end-to-end id?
//
// Role: under BankService, before a result is compared with the instruction that it answers.
// Source: formats.md 2.2: by the place in our file first, then by account, name and amount; a
//         masked card must agree in its first six and last four.
#pragma once

#include "payments/domain/bank_document.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// Gives each such row the id of its line. A row that fits two lines alike stays without one, for a
/// person; a row that fits none is reported.
///
/// Ensures:  the same rows get the same lines in any order. Where the profile has declared that
///           absence is success, lines without a row are added as paid, unless a row stayed without
///           its line.
/// Findings: bank.line-not-in-file (refuse).
/// Refuses:  access.seal-broken.
[[nodiscard]] Result<Findings> name_lines(const PaymentsBook& book, const ledger::Reader& reader,
                                          const InstructionFile& file, PaymentResult& result);

}  // namespace anxin::payments
