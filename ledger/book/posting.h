// A posting as it is kept beside the journal: linked to earlier ones of both accounts, with both
// accounts' posted sums after it, so that history and past balances need no index.
#pragma once

#include "ledger/book/account.h"

namespace anxin::book {

/// What made a posting.
enum class PostingKind : std::uint8_t { post = 2, settle = 4, reverse = 7 };  // as event kinds
[[nodiscard]] std::string_view to_word(PostingKind kind);

struct Posting {
  AccountNumber debit = 0;
  AccountNumber credit = 0;
  Money amount;
  ChainLinks debit_links;   ///< to earlier postings of the debit account
  ChainLinks credit_links;  ///< to earlier postings of the credit account
  SideSums debit_after;     ///< posted sums of the debit account after it
  SideSums credit_after;    ///< posted sums of the credit account after it
  Date effective_on;
  PostingKind kind = PostingKind::post;
  bool operator==(const Posting&) const = default;
};

}  // namespace anxin::book
