// The embedded store: one LMDB environment per book, durable at every commit.
//
// Role: what every real book is kept in. The only room that knows <lmdb.h>.
// Shape: a folder with data.mdb, lock.mdb (LMDB's readers) and writer.lock (ours: one writer).
// Source: measured facts in the design: default sync mode loses nothing; no WRITEMAP, no DUPSORT,
//         no NOSYNC; a huge map reserved once and never resized.
#pragma once

#include <filesystem>
#include <memory>

#include "ledger/store/store.h"

namespace anxin::store {

inline constexpr std::size_t kMapBytes = std::size_t{256} << 30U;  // address space, not disk

class LmdbStore final : public Store {
 public:
  /// Opens the book in `folder`. For writing, takes the writer's lock until destroyed.
  /// Refuses: store.not-found, store.busy, store.unavailable.
  static Result<std::unique_ptr<LmdbStore>> open(const std::filesystem::path& folder,
                                                 Access access);
  /// Makes a new book in `folder` with `first` as its first contents: built in a temporary folder
  /// beside it, synced, renamed; a crash leaves either the whole book or none.
  /// Refuses: store.exists, store.unavailable.
  static Result<void> create(const std::filesystem::path& folder, const WriteBatch& first);

  ~LmdbStore() override;
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot() const override;
  [[nodiscard]] Result<void> commit(const WriteBatch& batch) override;

 private:
  struct Environment;
  explicit LmdbStore(std::unique_ptr<Environment> environment);
  std::unique_ptr<Environment> environment_;
};

}  // namespace anxin::store
