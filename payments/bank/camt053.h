// Reads the bank's statement, the only truth that is booked: ISO 20022 camt.053, .02 and later.
//
// Role: under read_bank_file.
// Source: formats.md 1.5.
#pragma once

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Reads every statement of the message.
///
/// Requires: the reader stands on BkToCstmrStmt.
/// Ensures:  entries hold what is booked (status BOOK), others are counted. Amounts are magnitudes,
///           CdtDbtInd alone is their sign: RvslInd does not turn it around. Details of an entry
///           are evidence; their amounts need not add up to it.
///           A statement that does not balance is still in the answer, with its finding.
/// Findings: bank.element-missing, -amount-bad, -sign-unknown, -currency-unknown,
///           -currency-mismatch, -date-missing, -statement-none, -statement-partial,
///           -statement-unbalanced (refuse); -statement-balance-missing (explain);
///           -statement-copy, -entry-status-unknown (note).
[[nodiscard]] payments::ParsedStatements read_statements(MessageSource source);

}  // namespace anxin::bank
