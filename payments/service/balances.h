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

/// The same by postings effective on or before the day: what it held at the day's end, as far as
/// the books know today.
[[nodiscard]] inline Money balance_on(const ledger::Reader& reader,
                                      const book::AccountState& account, Date day) {
  const auto posted = reader.posted_effective(account, day);
  return posted.of(account.normal) - posted.of(book::other(account.normal));
}
[[nodiscard]] inline Money balance_on(const ledger::Reader& reader,
                                      const book::AccountName& account, Date day) {
  const auto found = reader.account(account);
  return found ? balance_on(reader, *found, day) : Money();
}

/// What of it is not held for a payment under way.
[[nodiscard]] inline Money available_of(const ledger::Reader& reader,
                                        const book::AccountName& account) {
  const auto found = reader.account(account);
  return found ? to_money(found->available()) : Money();
}

}  // namespace anxin::payments
