// Does the bank's result answer the instruction that we sent?
//
// Role: under BankService. A result that counts other payments than ours, or names lines we never
//       instructed, is an answer to something else; taking the part that fits would move money on
//       its word.
#pragma once

#include <string>

#include "payments/domain/bank_document.h"
#include "payments/domain/payroll.h"

namespace anxin::payments {

/// The id of the instruction file that a result answers.
[[nodiscard]] const std::string& instruction_of(const PaymentResult& result);

/// Everything that speaks against the result being an answer to `file`; empty when nothing does.
/// Findings (refuse): bank.original-count-differs, bank.original-sum-differs,
///                    bank.line-not-in-file.
[[nodiscard]] Findings compare(const PaymentResult& result, const InstructionFile& file);

/// Does the status name a line at all? ISO 20022 writes NOTPROVIDED where there is no id.
[[nodiscard]] bool names_a_line(const PaymentStatus& status);

}  // namespace anxin::payments
