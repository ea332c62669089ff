// Reads the bank's answer to an instruction: ISO 20022 pain.002, versions .03 and later.
//
// Role: under read_bank_file; the services move payments forward by it.
// Source: formats.md 1.4.
#pragma once

#include <optional>
#include <string_view>

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// What a transaction status means for the payment; nothing for a code that is not in the table.
/// BLCK is in the table and means unknown: the bank stopped a payment that it had credited.
[[nodiscard]] std::optional<payments::PaymentOutcome> find_outcome(std::string_view status);

/// Reads every transaction status of the message, in the order of the file.
///
/// Requires: the reader stands on CstmrPmtStsRpt.
/// Ensures:  a transaction without a status takes that of its batch, else that of the message. A
///           message without GrpSts and with one batch takes the batch's. Statuses that contradict
///           each other, and rejections that leave open whether money moved, have outcome unknown:
///           never paid, never free to be paid again.
/// Findings: bank.element-missing, bank.amount-bad, bank.number-bad, bank.currency-mismatch
///           (refuse);
///           bank.result-contradicted, bank.outcome-open, EndToEndId missing (explain);
///           bank.status-unknown, bank.status-foreign, bank.result-repeated, bank.group-reason
///           (note).
[[nodiscard]] payments::PaymentResult read_payment_result(MessageSource source);

/// One end-to-end id more than once: with the same outcome it is told; with outcomes that
/// contradict each other all of them become unknown.
/// Findings: bank.result-repeated (note), bank.result-contradicted (explain).
void settle_repetitions(payments::PaymentResult& result, payments::Findings& findings);

}  // namespace anxin::bank
