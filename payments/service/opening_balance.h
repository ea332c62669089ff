// What the bank held when a running project came into the books (期初余额), as other steps see it.
// Internal to payments/service.
//
// Role: nothing is booked that is in it: statements and receipts begin after its day.
#pragma once

#include <optional>
#include <string>

#include "payments/service/payments_book.h"

namespace anxin::payments {

/// The opening that the account's bank has agreed to; empty where there is none.
[[nodiscard]] std::optional<AccountOpening> agreed_opening(const ledger::Reader& reader,
                                                           const std::string& contract,
                                                           const std::string& account);
/// Its balance, or nothing: what a sub-book has before its first statement.
[[nodiscard]] Money opening_balance(const ledger::Reader& reader, const std::string& contract,
                                    const std::string& account);

}  // namespace anxin::payments
