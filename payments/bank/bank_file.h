// Reads any ISO 20022 file that a bank sends or that was sent to one.
//
// Role: the one door for XML bank files: `anxin bank parse`, `anxin bank import`.
// Shape: pain.001 (.03 and later, totals only), pain.002 (.03 and later), camt.053 (.02 and later).
//        The message is known by its namespace, subset namespaces included; where there is none, by
//        the element under Document. Document may stand in an envelope.
// Threads: any.
// Source: formats.md 1.2.
#pragma once

#include <string_view>

#include "payments/bank/bank_reasons.h"
#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Reads the file and reports everything found in one pass.
///
/// Ensures:  a file that is malformed, ends early or breaks a limit has no content and exactly one
///           finding. A statement that does not balance has content and is refused.
///           Finding::row is the line of the file, from 1.
/// Cost:     O(bytes); memory in proportion to the lines read, not to the file.
[[nodiscard]] payments::BankDocument read_bank_file(std::string_view bytes);

}  // namespace anxin::bank
