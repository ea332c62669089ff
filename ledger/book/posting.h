// A posting as it is kept beside the journal: linked to the ones before it on both accounts, with
// both accounts' posted sums after it, so that history and past balances need no index.
#pragma once

#include "ledger/book/account.h"

namespace anxin::book {

/// What made a posting.
enum class PostingKind : std::uint8_t { post = 2, settle = 4 };  // as the entry's event kinds
[[nodiscard]] constexpr std::string_view to_word(PostingKind kind) {
  return kind == PostingKind::post ? "post" : "settle";
}

struct Posting {
  AccountNumber debit = 0;
  AccountNumber credit = 0;
  Money amount;
  PostingNumber debit_previous = 0;   ///< the debit account's posting before this one
  PostingNumber credit_previous = 0;  ///< the credit account's posting before this one
  SideSums debit_after;               ///< posted sums of the debit account after it
  SideSums credit_after;              ///< posted sums of the credit account after it
  Date effective_on;
  PostingKind kind = PostingKind::post;
  bool operator==(const Posting&) const = default;
};

}  // namespace anxin::book
