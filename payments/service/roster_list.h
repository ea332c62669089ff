// A contract's roster (花名册) to look at: numbers masked, and the version that a new one replaces.
//
// Source: 个人信息保护法 art. 6: what the purpose needs, and no more.
#pragma once

#include <string>
#include <vector>

#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

struct RosterLine {
  Membership place;
  std::string name;   ///< empty of a person who was erased, as the numbers are
  std::string id_no;  ///< masked
  std::string card;   ///< masked
};

/// The contract's workers in the order of their ids, those met in a wage table only included.
/// Refuses: payments.contract-unknown, access.* as PayrollService::may_reveal.
[[nodiscard]] Result<std::vector<RosterLine>> roster_of(const PaymentsBook& book,
                                                        const Caller& caller,
                                                        const std::string& contract);

/// The entry that last changed the roster or one of its persons; 0 where there is none yet.
[[nodiscard]] book::EntryNumber roster_version(const ledger::Reader& reader,
                                               const std::string& contract);

}  // namespace anxin::payments
