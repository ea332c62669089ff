// Reads accounts, holds, keys, entries and records out of a snapshot.
//
// Role: what the writer's books load from, and the base of every reader.
// Threads: the snapshot's.
#pragma once

#include "ledger/book/books.h"
#include "ledger/store/codec.h"
#include "ledger/store/store.h"

namespace anxin::ledger {

/// Rows that do not decode count as absent here; verify tells them apart.
class StoreLoader final : public book::Loader {
 public:
  StoreLoader() = default;
  explicit StoreLoader(const store::Snapshot& snapshot) : snapshot_(&snapshot) {}
  /// Reads from this snapshot from now on.
  void aim(const store::Snapshot& snapshot) {
    let_go();
    snapshot_ = &snapshot;
  }
  /// Keeps nothing of the snapshot, which may end now. Requires: aim() before the next read.
  void let_go() {
    names_.reset();
    accounts_.reset();
    last_key_.reset();
    snapshot_ = nullptr;
  }

  std::optional<book::AccountNumber> account_number(std::string_view name) override;
  std::optional<book::AccountName> account_name(book::AccountNumber number) override;
  std::optional<book::AccountState> account(book::AccountNumber number) override;
  std::optional<book::Hold> hold(book::EntryNumber entry) override;
  std::optional<book::EntryNumber> key(std::string_view key) override;
  std::optional<book::Entry> entry(book::EntryNumber number) override;
  std::optional<book::EntryNumber> reversed_by(book::EntryNumber entry) override;
  std::optional<book::EntryNumber> record_version(const book::RecordId& id) override;
  /// What never changes of an account, its name in the snapshot.
  [[nodiscard]] std::optional<store::AccountOpening> opening(book::AccountNumber number) const;
  /// The journal's row of an entry, its canonical bytes in the snapshot.
  [[nodiscard]] std::optional<store::JournalRow> journal(book::EntryNumber number) const;

 private:
  using Place = std::unique_ptr<store::Cursor>;
  // The row under a key, found quickly where it lies near the one asked for before.
  [[nodiscard]] std::optional<std::string_view> near(Place& place, store::Table table,
                                                     std::string_view key) const;
  [[nodiscard]] std::string last_key() const;

  const store::Snapshot* snapshot_ = nullptr;
  Place names_;
  Place accounts_;
  std::optional<std::string> last_key_;  // of table keys; later ones are new
};

}  // namespace anxin::ledger
