// The two rows that say what book this is and where it ends.
//
// Role: the first thing that everybody reads who opens a book.
#pragma once

#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::store {

/// Who the book is. Refuses: store.damaged, store.format-older (to be migrated),
/// store.format-newer (than this program), both with the format.
[[nodiscard]] Result<BookIdentity> read_identity(const Snapshot& snapshot);

/// The same of a book of any format up to this one, for its migration.
/// Refuses: store.damaged, store.format-newer.
struct AnyBook {
  BookIdentity identity;
  std::uint8_t store_format = kStoreFormat;
};
[[nodiscard]] Result<AnyBook> read_any_book(const Snapshot& snapshot);

/// Refuses: store.damaged.
[[nodiscard]] Result<book::Head> read_head(const Snapshot& snapshot,
                                           std::uint8_t since = kStoreFormat);

}  // namespace anxin::store
