// The balance equation of a statement, whatever it was written in.
//
// Role: shared by the readers of camt.053, of pages put together, and of statements in tables.
// Source: formats.md 1.5, rules 1 and 3.
#pragma once

#include <cstdint>

#include "payments/domain/bank_document.h"

namespace anxin::bank {

/// Opening + credits − debits = closing.
///
/// Findings: bank.statement-balance-missing (explain): a balance is not there, nothing is proved;
///           bank.statement-unbalanced (refuse), and bank.reversal-sign (explain) with it where the
///           equation would hold if the entries with RvslInd were read the other way round.
void check_equation(const payments::Statement& statement, std::uint32_t line,
                    payments::Findings& findings);

}  // namespace anxin::bank
