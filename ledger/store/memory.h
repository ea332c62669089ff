// A store in memory: the twin of the real ones in tests, and the books of simulations.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "ledger/store/store.h"

namespace anxin::store {

class MemoryStore final : public Store {
 public:
  MemoryStore() : tables_(std::make_shared<Tables>()) {}
  /// Another store with what that one holds now.
  MemoryStore(const MemoryStore& other);
  MemoryStore& operator=(const MemoryStore&) = delete;
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(
      Patience patience = kReadPatience) const override;
  [[nodiscard]] Result<void> commit(const WriteBatch& batch) override;
  /// Always refused: there is no file to copy.
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const override;
  [[nodiscard]] StoreStatus status() const override { return {}; }

  using Rows = std::map<std::string, std::string, std::less<>>;
  using Tables = std::array<Rows, kTables>;

 private:
  mutable std::mutex mutex_;
  // Guarded by it. Shared with the snapshots; copied before a write while any of them lives.
  std::shared_ptr<Tables> tables_;
};

}  // namespace anxin::store
