// The journal as plain text for other double-entry programs, which must report our balances.
#pragma once

#include <iosfwd>

#include "ledger/service/reader.h"

namespace anxin::ledger {

/// Writes one hledger transaction per step that moved money, in entry order. Holds move nothing and
/// are left out. Refuses: store.damaged.
Result<void> export_hledger(const Reader& reader, std::ostream& out);

}  // namespace anxin::ledger
