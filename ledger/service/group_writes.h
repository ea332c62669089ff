// What a group of accepted commands writes into the store.
//
// Role: the writer's. Entries are appended as they are accepted; the state that they changed is
//       added once, when the group closes.
#pragma once

#include "ledger/book/apply.h"
#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

/// What an accepted command adds for ever: journal, postings, key, names of new accounts, links of
/// a reversal, the deadline of a hold, domain records. `postings`: of the book, after it.
void write_entry(store::WriteBatch& batch, const book::Applied& applied,
                 book::PostingNumber postings);
void write_records(store::WriteBatch& batch, book::EntryNumber entry,
                   const std::vector<book::RecordWrite>& writes);

/// Each slice of a hold that changed, once.
void write_holds(store::WriteBatch& batch, book::Books& books);

/// The next stripe of changed accounts, at least `accounts_min` if there are so many, and the mark
/// up to which the checkpoint is complete.
void write_stripe(store::WriteBatch& batch, book::Books& books, std::size_t accounts_min);

}  // namespace anxin::ledger
