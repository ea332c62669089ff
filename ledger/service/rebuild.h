// Makes a book anew from its journal: every table beside it, in the present layout.
//
// Role: `ledger migrate`, when the layout of the store has changed, and the way back when a table
//       beside the journal is damaged. The journal's bytes and the chain stay as they are.
#pragma once

#include "ledger/service/verify.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

/// Writes the book of `from` into `to`, which has its first contents and nothing else. The values
/// of domain records are taken over: the journal has only their digests. Refuses: store.damaged (an
/// entry that cannot be read or cannot follow), what `to` refuses.
[[nodiscard]] Result<void> rebuild(const store::Store& from, store::Store& to,
                                   const VerifyProgress& progress);

}  // namespace anxin::ledger
