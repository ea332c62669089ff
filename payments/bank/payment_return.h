// Reads returns that the bank passes on: ISO 20022 pacs.004.
//
// Role: under read_bank_file. The message travels between banks; ours is not to be sent one, but
//       some relay it.
// Source: formats.md 1.1, row 6.
#pragma once

#include "payments/bank/iso_values.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Reads every returned transaction, in the order of the file.
///
/// Requires: the reader stands on PmtRtr.
/// Findings: bank.element-missing (OrgnlEndToEndId: explain; RtrdIntrBkSttlmAmt: refuse),
///           -amount-bad, -currency-unknown, -currency-mismatch (refuse);
///           -result-repeated (explain): one payment cannot come back twice.
[[nodiscard]] payments::ReturnAdvice read_payment_return(MessageSource source);

}  // namespace anxin::bank
