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
/// Of disk and map, below which writes are refused while reads, verify and backup go on.
inline constexpr std::uint64_t kReserveBytes = std::uint64_t{64} << 20U;

/// What a book is opened for, and how much of disk and map stays untouched.
struct LmdbOptions {
  Access access = Access::read;
  std::uint64_t reserve_bytes = kReserveBytes;
  std::size_t map_bytes = kMapBytes;
};

class LmdbStore final : public Store {
 public:
  /// Opens the book in `folder`. For writing, takes the writer's lock until destroyed. A folder
  /// that cannot be written to can be read from. Refuses: store.not-found, store.busy,
  /// store.damaged, store.unavailable.
  static Result<std::unique_ptr<LmdbStore>> open(const std::filesystem::path& folder,
                                                 const LmdbOptions& options);
  static Result<std::unique_ptr<LmdbStore>> open(const std::filesystem::path& folder,
                                                 Access access) {
    return open(folder, LmdbOptions{access, kReserveBytes, kMapBytes});
  }
  /// Makes a new book in `folder` with `first` as its first contents: built in a temporary folder
  /// beside it, synced, renamed; a crash leaves either the whole book or none.
  /// Refuses: store.exists, store.unavailable.
  static Result<void> create(const std::filesystem::path& folder, const WriteBatch& first);
  /// Moves a finished book (a copy, a restored backup) from `building` to `folder`, likewise.
  /// Refuses: store.exists, store.unavailable.
  static Result<void> put_in_place(const std::filesystem::path& building,
                                   const std::filesystem::path& folder);
  /// Puts a finished book in the place of the one in `folder`, which ends up in `building`.
  /// Refuses: store.unavailable.
  static Result<void> exchange(const std::filesystem::path& building,
                               const std::filesystem::path& folder);
  /// Rewrites the book's file without its free pages. Nobody may be writing.
  /// Refuses: store.not-found, store.busy, store.damaged, store.unavailable.
  static Result<void> compact(const std::filesystem::path& folder);

  ~LmdbStore() override;
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(
      Patience patience = kReadPatience) const override;
  /// Refuses store.full, too, when less than the reserve would be left of disk or map.
  [[nodiscard]] Result<void> commit(const WriteBatch& batch) override;
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const override;
  [[nodiscard]] StoreStatus status() const override;

 private:
  struct Environment;
  explicit LmdbStore(std::unique_ptr<Environment> environment);
  std::unique_ptr<Environment> environment_;
};

}  // namespace anxin::store
