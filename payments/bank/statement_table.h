// Reads the movements of an account out of a bank's table (对账单、交易明细), by a profile.
//
// Role: under read_bank_file; what comes out is a statement as camt.053 gives one.
// Shape: one amount with a direction (借/贷, 支出/收入) or a sign, or a column for each direction;
//        the balance after each movement.
// Source: formats.md 1.5 and 2.2.
#pragma once

#include <string_view>

#include "payments/domain/bank_document.h"
#include "payments/domain/incoming_profile.h"

namespace anxin::bank {

/// Reads every movement, the oldest first.
///
/// Requires: the profile's shape is statement.
/// Ensures:  each balance is the one before it and the movement between; opening and closing follow
///           from the first and the last. The statement's id is made of the file's digest: the same
///           bytes are the same statement.
/// Findings: what IncomingTable::open refuses; bank.element-missing, -amount-bad, -sign-unknown,
///           -date-missing, -balance-chain-broken, -statement-none (refuse);
///           -statement-balance-missing (explain): the table has no balances.
[[nodiscard]] payments::BankDocument read_statement_table(std::string_view bytes,
                                                          const payments::IncomingProfile& profile);

}  // namespace anxin::bank
