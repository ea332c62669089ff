// A notice of payment with what stands around it. Internal to deposit_*.cc.
#pragma once

#include <string>

#include "payments/service/deposit_parts.h"

namespace anxin::payments {

struct LoadedNotice {
  Versioned<Contract> contract;
  Versioned<Deposit> deposit;
  Versioned<DepositNotice> notice;
};
/// Refuses: deposit.notice-unknown.
[[nodiscard]] Result<LoadedNotice> load_notice(const PaymentsBook& book,
                                               const ledger::Reader& reader,
                                               const std::string& notice);

/// deposit.notice-state with the state that was found.
[[nodiscard]] tl::unexpected<Fault> wrong_state(const DepositNotice& notice);

}  // namespace anxin::payments
