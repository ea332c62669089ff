// Books are kept in LMDB.
#pragma once

#include "api/cli/context.h"
#include "ledger/store/lmdb/lmdb_store.h"

namespace anxin::app {

class LmdbStores final : public cli::Stores {
 public:
  Result<std::unique_ptr<store::Store>> open(const std::filesystem::path& folder,
                                             store::Access access) const override {
    return store::LmdbStore::open(folder, access);
  }
  Result<void> create(const std::filesystem::path& folder,
                      const store::WriteBatch& first) const override {
    return store::LmdbStore::create(folder, first);
  }
  Result<void> put_in_place(const std::filesystem::path& building,
                            const std::filesystem::path& folder) const override {
    return store::LmdbStore::put_in_place(building, folder);
  }
  Result<void> exchange(const std::filesystem::path& building,
                        const std::filesystem::path& folder) const override {
    return store::LmdbStore::exchange(building, folder);
  }
  Result<void> compact(const std::filesystem::path& folder) const override {
    return store::LmdbStore::compact(folder);
  }
};

}  // namespace anxin::app
