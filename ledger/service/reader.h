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

#include "ledger/service/history_line.h"
#include "ledger/service/store_loader.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

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

/// What everybody who reads at one moment shares.
struct Standing {
  store::BookIdentity book;
  book::Head head;
  std::shared_ptr<const book::AccountTable::Pages> pages;  ///< ahead of the checkpoint
  std::optional<Instant> first_expiry;                     ///< of the holds that are open
};

class Writer;

class Reader {
 public:
  /// Reads beside whoever writes. `now` decides which holds have expired without having been swept.
  /// Refuses: store.unavailable, store.format-older, store.format-newer, store.damaged.
  /// Cost: O(postings that the checkpoint has not caught up with).
  static Result<Reader> open(const store::Store& store, Instant now);
  /// The same from the writer's own memory, at no cost. Requires: the writer is at rest.
  /// Refuses, besides: store.outcome-unknown once the writer has stopped.
  static Result<Reader> open(const Writer& writer, Instant now);
  /// Beside whoever writes, for questions about records and entries: only the first question about
  /// an account has the cost of open(store), and throws store::Unreadable where that is refused.
  /// Refuses: as open(store).
  static Result<Reader> open_for_records(const store::Store& store, Instant now);

  [[nodiscard]] const store::BookIdentity& book() const { return standing_->book; }
  [[nodiscard]] const book::Head& head() const { return standing_->head; }
  [[nodiscard]] const store::Snapshot& snapshot() const { return *snapshot_; }

  /// The account as of the snapshot, held sums without what has expired by now.
  [[nodiscard]] std::optional<book::Account> account(const book::AccountName& name) const;
  [[nodiscard]] std::optional<book::Account> account(book::AccountNumber number) const;
  [[nodiscard]] std::optional<book::AccountName> account_name(book::AccountNumber number) const;
  /// All accounts whose name begins with `prefix`, in name order.
  [[nodiscard]] std::vector<book::Account> accounts(std::string_view prefix) const;

  /// Posted sums including every entry recorded at or before `when`.
  /// Cost: O(log of the book's entries and of the account's postings).
  [[nodiscard]] book::SideSums posted_as_of(const book::AccountState& account, Instant when) const;
  /// Posted sums of postings effective on or before `day`. Cost: O(days in a month + months since).
  [[nodiscard]] book::SideSums posted_effective(const book::AccountState& account, Date day) const;
  /// Up to `limit` lines, newest first.
  [[nodiscard]] std::vector<HistoryLine> history(const book::AccountState& account,
                                                 std::size_t limit, HistoryFrom from) const;
  /// Calls `visit` with each line from the last one recorded at or before `when` on, newest first,
  /// until it answers false.
  using Visit = std::function<bool(const HistoryLine&)>;
  void walk_back_from(const book::AccountState& account, Instant when, const Visit& visit) const;

  [[nodiscard]] std::optional<book::Entry> entry(book::EntryNumber number) const;
  [[nodiscard]] std::optional<book::EntryNumber> entry_of_key(std::string_view key) const;
  [[nodiscard]] std::optional<book::EntryNumber> reversed_by(book::EntryNumber entry) const;
  [[nodiscard]] std::optional<Digest> digest(book::EntryNumber number) const;
  /// The last entry recorded at or before `when`; 0 for none.
  [[nodiscard]] book::EntryNumber last_entry(Instant when) const;
  /// The hold with lines that have expired by now shown as expired.
  [[nodiscard]] std::optional<book::Hold> hold(book::EntryNumber entry) const;

  [[nodiscard]] std::optional<StoredRecord> record(const book::RecordId& id) const;
  /// All records of a table whose key begins with `prefix`, in key order.
  [[nodiscard]] std::vector<StoredRecord> records(std::string_view table,
                                                  std::string_view prefix) const;

 private:
  Reader() = default;
  static Result<Reader> open(const store::Store& store);
  Result<void> carry_forward() const;
  [[nodiscard]] const book::AccountTable::Pages& pages() const;
  void note_expired(Instant now);
  void note_expired(book::EntryNumber number);
  [[nodiscard]] std::optional<book::AccountState> state(book::AccountNumber number) const;
  [[nodiscard]] book::PostingNumber postings_through(book::EntryNumber entry) const;

  std::unique_ptr<store::Snapshot> snapshot_;
  mutable StoreLoader loader_;
  std::shared_ptr<const Standing> standing_;
  // Accounts that the checkpoint has not caught up with; null until somebody asks.
  mutable std::shared_ptr<const book::AccountTable::Pages> pages_;
  std::map<book::AccountNumber, book::SideSums> expired_;  // held sums that have lapsed
  std::map<book::EntryNumber, book::Hold> lapsed_;         // holds that are due, not yet swept
};

}  // namespace anxin::ledger
