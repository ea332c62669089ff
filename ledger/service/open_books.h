// The books of a snapshot, with everything that the checkpoint has not caught up with carried out.
//
// Role: how a writer and a reader in another process begin. The accounts table is a checkpoint that
//       is written stripe by stripe; meta says up to which entry all of it is complete, and the
//       entries after that are carried out again.
#pragma once

#include <memory>

#include "ledger/book/books.h"
#include "ledger/service/store_loader.h"

namespace anxin::ledger {

/// `loader` is aimed at the snapshot and must outlive the books.
/// Refuses: store.damaged.
/// Cost: O(postings since the checkpoint's mark), which the writer keeps within a few hundred
/// groups.
[[nodiscard]] Result<std::unique_ptr<book::Books>> open_books(const store::Snapshot& snapshot,
                                                              StoreLoader& loader);

/// Follows the chain from the last anchor before the checkpoint's mark to the head.
/// Refuses: store.damaged, with the entry at which it breaks.
[[nodiscard]] Result<void> check_from_anchor(const store::Snapshot& snapshot, Hasher& hasher);

}  // namespace anxin::ledger
