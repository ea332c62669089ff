// A line of an account's history.
#pragma once

#include "ledger/book/posting.h"

namespace anxin::ledger {

/// A posting as one of its two accounts sees it.
struct HistoryLine {
  book::EntryNumber entry = 0;
  std::size_t posting = 0;  ///< index within its entry
  book::PostingNumber number = 0;
  book::PostingKind kind = book::PostingKind::post;
  Instant recorded_at;
  Date effective_on;
  book::Side side = book::Side::debit;  ///< of the account that was asked for
  book::AccountNumber counter = 0;      ///< the account on the other side
  Money amount;
  Money balance;  ///< of the account after it, posted, on its normal side
};

}  // namespace anxin::ledger
