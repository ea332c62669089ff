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
  void aim(const store::Snapshot& snapshot) { snapshot_ = &snapshot; }

  std::optional<book::Account> account(const book::AccountName& name) override;
  std::optional<book::Account> account(book::AccountNumber number) override;
  std::optional<book::Hold> hold(book::EntryNumber entry) override;
  std::optional<book::EntryNumber> key(std::string_view key) override;
  std::optional<book::Entry> entry(book::EntryNumber number) override;
  std::optional<book::EntryNumber> record_version(const book::RecordId& id) override;
  /// The chain's digest at an entry.
  [[nodiscard]] std::optional<Digest> digest(book::EntryNumber number) const;

 private:
  const store::Snapshot* snapshot_ = nullptr;
};

}  // namespace anxin::ledger
