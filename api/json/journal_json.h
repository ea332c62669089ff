// The journal as JSON, one entry a line: `ledger export --format ndjson` and `ledger feed`.
//
// Shape: everything that the chain covers, in words: an independent program can make the canonical
//        bytes and the head from these lines alone (tests/ledger/recompute_head.py does). Accounts
//        are named; their numbers are the order of their "open" events.
#pragma once

#include <iosfwd>

#include "api/json/json.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/store.h"

namespace anxin::json {

/// {"book":{"id":…,"region":…,"name":…,"clock":…,"created":…},"format":1 (of the
/// genesis),"entry":…,"head":…} Refuses: store.format-older, store.format-newer, store.damaged.
[[nodiscard]] Result<Json> book_json(const store::Snapshot& snapshot);

/// Entries in order, from one snapshot to the next.
class JournalFeed {
 public:
  explicit JournalFeed(book::EntryNumber after) : last_(after) {}

  /// Writes entries after the last one written, until `through` or `entries_max` of them.
  /// Refuses: store.damaged.
  Result<void> write(const store::Snapshot& snapshot, book::EntryNumber through,
                     std::size_t entries_max, std::ostream& out);
  [[nodiscard]] book::EntryNumber last() const { return last_; }

 private:
  book::EntryNumber last_;
};

/// The whole journal in slices, each on a snapshot of its own.
/// Refuses: store.damaged, store.unavailable.
[[nodiscard]] Result<void> export_ndjson(const store::Store& store, std::ostream& out);

}  // namespace anxin::json
