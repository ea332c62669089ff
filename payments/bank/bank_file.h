// Reads any file that a bank sends: ISO 20022 messages, and tables by a profile.
//
// Role: the one door for bank files: `anxin bank parse`, `anxin bank import`.
// Shape: pain.001 (.03 and later, totals only), pain.002 (.03 and later), camt.052, .053 and .054
//        (.02 and later), pacs.004 (.02), camt.029 (.03). The message is known by its namespace,
//        subset namespaces included; where there is none, by the element under Document. Document
//        may stand in an envelope. Tables: return_table.h, statement_table.h.
// Threads: any.
// Source: formats.md 1.2 and 2.2.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "payments/bank/bank_reasons.h"
#include "payments/domain/bank_document.h"
#include "payments/domain/incoming_profile.h"

namespace anxin::bank {

/// Reads the file and reports everything found in one pass.
///
/// Ensures:  a message that is malformed, ends early or breaks a limit has no content and exactly
/// one
///           finding. A statement that does not balance has content and is refused.
///           Finding::row is the line of the file, from 1.
/// Cost:     O(bytes); memory in proportion to the lines read, not to the file.
[[nodiscard]] payments::BankDocument read_bank_file(std::string_view bytes,
                                                    const payments::IncomingProfile& profile);
/// An ISO 20022 message without any bank's habits.
[[nodiscard]] payments::BankDocument read_bank_file(std::string_view bytes);

/// The same for the pages of a statement in several files, in any order (statement_pages.h).
///
/// Requires: at least one file.
/// Findings: besides, bank.files-no-pages (refuse): several files that are no statements of one
///           kind.
[[nodiscard]] payments::BankDocument read_bank_files(const std::vector<std::string>& files,
                                                     const payments::IncomingProfile& profile);

}  // namespace anxin::bank
