// All that explains the statements of one account, out of one snapshot. Internal to reconcile_*.cc.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "payments/domain/suggestion.h"
#include "payments/service/reconcile_records.h"

namespace anxin::payments {

/// Facts of matching with the lines they point into.
struct AccountFacts {
  std::map<std::string, Versioned<PayrollLine>> lines;  ///< of the contract, by id
  MatchFacts match;
};

/// Everything that levels 1 to 4 look at.
/// Refuses: seal.broken (an entry's other side).
[[nodiscard]] Result<AccountFacts> gather_account(const PaymentsBook& book,
                                                  const ledger::Reader& reader,
                                                  const PaymentsBook::Account& account);

/// What level 5 looks at besides. Who was erased is compared with nothing.
/// Refuses: seal.broken (an entry's other side).
[[nodiscard]] Result<SuggestFacts> gather_names(const PaymentsBook& book,
                                                const ledger::Reader& reader,
                                                const PaymentsBook::Account& account,
                                                const MatchFacts& facts);

/// The beginning of the keys of an account's statements, of their entries and of what persons said
/// of those.
[[nodiscard]] std::string keys_of(const WageAccount& account);

}  // namespace anxin::payments
