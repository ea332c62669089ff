// The journal as JSON, one entry a line: `ledger export --format ndjson` and `ledger feed`.
//
// Shape: everything that the chain covers, in words: an independent program can make the canonical
//        bytes and the head from these lines alone (tests/ledger/recompute_head.py does). Accounts
//        are named; their numbers are the order of their "open" events.
#pragma once

#include <cstdint>
#include <iosfwd>

#include "api/json/json.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/store.h"

namespace anxin::json {

/// {"book":{"id":…,"region":…,"name":…,"clock":…,"created":…},"format":1 (of the
/// genesis),"entry":…,"head":…} Refuses: store.format-older, store.format-newer, store.damaged.
[[nodiscard]] Result<Json> book_json(const store::Snapshot& snapshot);

/// How much of the journal is written at once.
struct FeedSlice {
  std::size_t entries = 0;       ///< at most
  std::size_t bytes = SIZE_MAX;  ///< enough: the entry that reaches them is the last
  book::EntryNumber through = UINT64_MAX;
};

/// Entries in order, from one snapshot to the next.
class JournalFeed {
 public:
  explicit JournalFeed(book::EntryNumber after) : last_(after) {}

  /// Writes entries after the last one written, as many as the slice takes: one at least where
  /// there is one. Refuses: store.damaged.
  Result<void> write(const store::Snapshot& snapshot, const FeedSlice& slice, std::ostream& out);
  [[nodiscard]] book::EntryNumber last() const { return last_; }

 private:
  book::EntryNumber last_;
};

/// The whole journal in slices, each on a snapshot of its own that has ended when the slice is
/// handed to `out`, however slowly that takes it. Ends early where `out` takes no more.
/// Refuses: store.damaged, store.unavailable.
[[nodiscard]] Result<void> export_ndjson(const store::Store& store, std::ostream& out);

}  // namespace anxin::json
