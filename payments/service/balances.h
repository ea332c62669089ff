// What an account of the chart holds, for services that ask by its name.
#pragma once

#include "ledger/base/amount.h"
#include "ledger/service/reader.h"

namespace anxin::payments {

/// The account's balance; nothing where it was never opened.
[[nodiscard]] inline Money balance_of(const ledger::Reader& reader,
                                      const book::AccountName& account) {
  const auto found = reader.account(account);
  return found ? found->balance() : Money();
}

/// What of it is not held for a payment under way.
[[nodiscard]] inline Money available_of(const ledger::Reader& reader,
                                        const book::AccountName& account) {
  const auto found = reader.account(account);
  return found ? to_money(found->available()) : Money();
}

}  // namespace anxin::payments
