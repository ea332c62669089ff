// What a group of accepted commands writes into the store.
//
// Role: the writer's. Entries are kept as they are accepted and become bytes where the commit runs;
//       the state that they changed is added once, when the group closes.
#pragma once

#include <chrono>
#include <vector>

#include "ledger/base/clock.h"
#include "ledger/book/apply.h"
#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

/// An accepted command and what it became.
struct Accepted {
  book::Applied applied;
  std::vector<book::RecordWrite> records;
  book::PostingNumber postings = 0;  ///< of the book, after it
};

/// What an entry adds for ever: journal, postings, key, names of new accounts, links of a reversal,
/// the deadline of a hold; all but its domain records. `postings`: of the book, after it.
void write_entry(store::WriteBatch& batch, const book::Applied& applied,
                 book::PostingNumber postings);

/// Each slice of a hold that changed, once.
void write_holds(store::WriteBatch& batch, book::Books& books);

/// The changed accounts of the next stripe, and the mark
/// up to which the checkpoint is complete.
void write_stripe(store::WriteBatch& batch, book::Books& books, book::AccountTable::Stripe stripe);

/// A group on its way into the store.
struct GroupWrites {
  std::vector<Accepted> accepted;  ///< look into bytes of the books: see Applied::canonical
  store::WriteBatch closing;       ///< what is written after the entries
  store::WriteBatch batch;         ///< all of it, once the commit has begun
  std::chrono::nanoseconds commit_time{0};

  /// Empties everything and keeps the memory for the next group.
  void clear();
};

/// Puts the group's bytes together, gives back what they were made of, commits, and notes how long
/// it took.
/// Refuses: as the store does.
[[nodiscard]] Result<void> commit(store::Store& store, const Clock& clock, GroupWrites& writes);

}  // namespace anxin::ledger
