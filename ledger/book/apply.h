// Judges a command against the books and, when it stands, changes them.
//
// Role: the one place where the ledger's rules live. No clock, no store, no log: time comes in,
//       faults come out, and a refused command leaves the books as they were.
// Source: the stages and their order are those of reasons.h.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/command.h"
#include "ledger/book/posting.h"
#include "ledger/book/reasons.h"

namespace anxin::book {

/// The command stood: its entry, the bytes the chain covers, and its postings in order.
struct Applied {
  Entry entry;
  std::string_view canonical;  ///< until the group after this one has ended
  Digest digest;
  PostingNumber first_posting = 0;  ///< number of postings[0]
  std::vector<Posting> postings;
};

/// The key (or the identical opening) was seen before: the first answer again.
struct Replayed {
  EntryNumber entry = 0;
  Fields answer;
};

using Verdict = std::variant<Applied, Replayed>;

/// Applies the command as of `now` (the recorded time never falls behind the head's).
///
/// Ensures:  on a refusal the books are unchanged and the key may be used again.
/// Refuses:  conflict.record-changed between key and references, else as reasons.h lists.
/// Cost:     O(postings) plus what the loader takes for accounts that are not in memory.
[[nodiscard]] Result<Verdict> apply(Books& books, Hasher& hasher, const Command& command,
                                    Instant now);

/// Ends the open lines of the earliest hold that is due at `now`; nothing when none is.
/// Call until it answers nothing, before each command.
[[nodiscard]] std::optional<Applied> expire_next(Books& books, Hasher& hasher, Instant now);

}  // namespace anxin::book
