// Reads what the bank says of an account: the statement (camt.053), the only truth that is booked,
// and the report (camt.052) and notice (camt.054) that say earlier what it will say; .02 to .12.
//
// Role: under read_bank_file.
// Source: formats.md 1.2 and 1.5.
#pragma once

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Reads every statement of the message.
///
/// Requires: the reader stands on BkToCstmrStmt, BkToCstmrAcctRpt or BkToCstmrDbtCdtNtfctn.
/// Ensures:  entries hold what is booked (status BOOK), others are counted. Amounts are magnitudes,
///           CdtDbtInd alone is their sign; RvslInd turns it around only where the profile says
///           so. Details of an entry are evidence; their amounts need not add up to it.
///           A page of a statement is refused alone (statement_pages.h). Reports and notices are
///           not held to the balance equation.
///           A statement that does not balance is still in the answer, with its finding.
/// Findings: bank.element-missing, -amount-bad, -sign-unknown, -currency-unknown,
///           -currency-mismatch, -date-missing, -statement-none, -statement-partial,
///           -statement-unbalanced (refuse); -statement-balance-missing, -reversal-sign (explain);
///           -statement-copy, -entry-status-unknown, -details-differ (note).
[[nodiscard]] payments::ParsedStatements read_statements(MessageSource source);

}  // namespace anxin::bank
