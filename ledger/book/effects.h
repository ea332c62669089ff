// Stages 7 and 8: what a posting, a hold, a settlement or a release does to the accounts.
#pragma once

#include <vector>

#include "ledger/book/books.h"
#include "ledger/book/posting.h"
#include "ledger/book/reasons.h"

namespace anxin::book {

/// Postings in the order in which they were made, with the number of the first.
struct PostingRun {
  PostingNumber first = 0;
  PostingKind kind = PostingKind::post;  ///< of the postings that are made next
  Date effective_on;                     ///< of the postings that are made next
  std::vector<Posting> postings;
};

/// Moves money between posted sums.
/// Refuses: condition-failed, overflow, insufficient-balance, above-maximum.
[[nodiscard]] Result<void> post(Attempt& attempt, const std::vector<ResolvedPosting>& postings,
                                PostingRun& run);

/// Adds to held sums. Refuses as post() does.
[[nodiscard]] Result<void> reserve(Attempt& attempt, const std::vector<ResolvedPosting>& lines);

/// Refuses: hold-not-found (no such line).
[[nodiscard]] Result<void> check_lines_exist(const Hold& hold,
                                             const std::vector<std::uint32_t>& named);

/// The lines that a settle or void means: those named, else all open ones.
/// Requires: the named lines exist.
/// Refuses: the state of the first line that is not open; where none is open, that of line 0.
[[nodiscard]] Result<std::vector<std::uint32_t>> open_lines(
    const Hold& hold, const std::vector<std::uint32_t>* named);

/// Takes an open line's amount off the held sums and gives the line this state.
void release_line(Attempt& attempt, Hold& hold, std::uint32_t line, LineState state);

/// The same for a line that is settled: `settled.amount` of it, above zero, is posted.
/// Refuses: overflow.
[[nodiscard]] Result<void> settle_line(Attempt& attempt, Hold& hold, const SettledLine& settled,
                                       PostingRun& run);

}  // namespace anxin::book
