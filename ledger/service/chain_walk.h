// Walks the chain of an account's postings in a snapshot.
//
// Role: history, statements and balances as of a moment. See book/posting_chain.h for the links.
#pragma once

#include <functional>
#include <memory>

#include "ledger/book/posting.h"
#include "ledger/service/history_line.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

class ChainWalk {
 public:
  ChainWalk(const store::Snapshot& snapshot, const book::AccountState& account)
      : cursor_(snapshot.cursor(store::Table::postings)), account_(account) {}

  /// The account's last posting that is not after posting `through`; 0 for none. O(log).
  [[nodiscard]] book::PostingNumber last_through(book::PostingNumber through);
  /// The account's posted sums after one of its postings; zeros for 0.
  [[nodiscard]] book::SideSums posted_after(book::PostingNumber number);
  /// Calls `visit` with each line from this posting on, newest first, until it answers false.
  void walk(book::PostingNumber from, const std::function<bool(const HistoryLine&)>& visit);

 private:
  // Leaves the cursor at the posting's block, of which only the posting itself is read: in a large
  // block its head is another page.
  [[nodiscard]] book::Posting find(book::PostingNumber number);
  [[nodiscard]] bool is_debit(const book::Posting& posting) const {
    return posting.debit == account_.number;
  }
  [[nodiscard]] HistoryLine line(const book::Posting& posting, book::PostingNumber number) const;

  std::unique_ptr<store::Cursor> cursor_;
  std::size_t index_ = 0;  // of the posting found last, in its block
  const book::AccountState& account_;
};

}  // namespace anxin::ledger
