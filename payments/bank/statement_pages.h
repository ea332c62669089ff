// A statement that the bank sends in several pages, put together again.
//
// Role: under read_bank_files; a page alone is never checked and never booked.
// Source: formats.md 1.5, rule 6: hold until LastPgInd, then check once.
#pragma once

#include <vector>

#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Joins pages of the same account and statement id, whatever their order; everything else stays
/// as it is. Documents that are no statements, or that are refused for more than being a page, are
/// not joined.
///
/// Ensures:  a complete set (1 to n, each once, the last marked so) is one statement: opening from
///           its first page, closing from its last, checked once. An incomplete one is refused.
/// Findings: bank.statement-partial (refuse) for each set that is not complete, and those of
///           check_equation().
[[nodiscard]] payments::BankDocument join_pages(std::vector<payments::BankDocument> documents);

/// Nothing else speaks against the document than that pages are missing.
[[nodiscard]] bool only_pages_missing(const payments::BankDocument& document);

}  // namespace anxin::bank
