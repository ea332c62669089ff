// Questions to a book as it was at one commit.
//
// Role: statements, balances and look-ups of every face; never blocks the writer.
// Threads: one; take a Reader per request and let it go soon (an old snapshot keeps pages alive).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/book/posting.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/store.h"

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

/// A domain record with the entry that wrote it.
struct StoredRecord {
  std::string key;
  book::EntryNumber version = 0;
  std::string value;
};

/// From which posting a history is read, newest first.
struct HistoryFrom {
  std::optional<book::EntryNumber> before;    ///< only entries before this one
  std::optional<std::size_t> before_posting;  ///< … and, of that entry, postings before this index
};

class Reader {
 public:
  /// `now` decides which holds have expired without having been swept yet.
  /// Refuses: store.unavailable, store.damaged.
  static Result<Reader> open(const store::Store& store, Instant now);

  [[nodiscard]] const store::BookIdentity& book() const { return identity_; }
  [[nodiscard]] const book::Head& head() const { return head_; }
  [[nodiscard]] const store::Snapshot& snapshot() const { return *snapshot_; }

  /// The account as of the snapshot, held sums without what has expired by now.
  [[nodiscard]] std::optional<book::Account> account(const book::AccountName& name) const;
  [[nodiscard]] std::optional<book::Account> account(book::AccountNumber number) const;
  /// All accounts whose name begins with `prefix`, in name order.
  [[nodiscard]] std::vector<book::Account> accounts(std::string_view prefix) const;

  /// Posted sums including every entry recorded at or before `when`. O(postings since).
  [[nodiscard]] book::SideSums posted_as_of(const book::Account& account, Instant when) const;
  /// Posted sums of postings effective on or before `day`. O(postings of the account).
  [[nodiscard]] book::SideSums posted_effective(const book::Account& account, Date day) const;
  /// Up to `limit` lines, newest first.
  [[nodiscard]] std::vector<HistoryLine> history(const book::Account& account, std::size_t limit,
                                                 HistoryFrom from) const;
  /// Calls `visit` with each line, newest first, until it answers false.
  void walk(const book::Account& account,
            const std::function<bool(const HistoryLine&)>& visit) const;

  [[nodiscard]] std::optional<book::Entry> entry(book::EntryNumber number) const;
  [[nodiscard]] std::optional<book::EntryNumber> entry_of_key(std::string_view key) const;
  [[nodiscard]] std::optional<Digest> digest(book::EntryNumber number) const;
  /// The hold with lines that have expired by now shown as expired.
  [[nodiscard]] std::optional<book::Hold> hold(book::EntryNumber entry) const;

  [[nodiscard]] std::optional<StoredRecord> record(const book::RecordId& id) const;
  /// All records of a table whose key begins with `prefix`, in key order.
  [[nodiscard]] std::vector<StoredRecord> records(std::string_view table,
                                                  std::string_view prefix) const;

 private:
  Reader() = default;
  Result<void> load(Instant now);
  void note_expired(book::EntryNumber number);
  [[nodiscard]] book::Account without_expired(book::Account account) const;
  [[nodiscard]] HistoryLine line_at(book::PostingNumber number, book::AccountNumber account,
                                    book::PostingNumber& previous) const;

  std::unique_ptr<store::Snapshot> snapshot_;
  mutable StoreLoader loader_;
  store::BookIdentity identity_;
  book::Head head_;
  std::map<book::AccountNumber, book::SideSums> expired_;  // held sums that have lapsed
  std::map<book::EntryNumber, book::Hold> lapsed_;         // holds that are due, not yet swept
};

}  // namespace anxin::ledger
