// Reads back a payment instruction (pain.001, any version in use) to check its totals.
//
// Role: under read_bank_file, for `anxin bank parse`. We never pay from somebody else's file.
// Source: formats.md 1.3: of 36 public samples 10 have a wrong NbOfTxs and 6 a wrong CtrlSum.
#pragma once

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Counts and adds up the payments and compares both with what the file says at both levels.
///
/// Requires: the reader stands on CstmrCdtTrfInitn.
/// Ensures:  transactions and control_sum are counted, not copied. CtrlSum is arithmetic over any
///           currency, read with two decimals.
/// Findings: bank.count-mismatch, bank.control-sum-mismatch, bank.element-missing, bank.amount-bad
///           (refuse); bank.control-sum-missing (note).
[[nodiscard]] payments::InitiationSummary read_initiation(MessageSource source);

}  // namespace anxin::bank
