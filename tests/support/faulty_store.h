// A store in memory that fails a commit or a snapshot as it is told and counts what passes through.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "ledger/store/memory.h"

namespace anxin::tests {

class FaultyStore final : public store::Store {
 public:
  [[nodiscard]] Result<std::unique_ptr<store::Snapshot>> snapshot(
      store::Patience patience) const override {
    if (before_snapshot) before_snapshot();
    return inner.snapshot(patience);
  }
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const override {
    return inner.copy_to(folder);
  }
  [[nodiscard]] store::StoreStatus status() const override { return inner.status(); }
  [[nodiscard]] Result<void> commit(const store::WriteBatch& batch) override {
    if (before_commit) before_commit();
    if (fault && passing == 0) return fail(*std::exchange(fault, std::nullopt));
    if (fault) --passing;
    ++commits;
    return inner.commit(batch);
  }

  store::MemoryStore inner;
  std::optional<Reason> fault;
  int passing = 0;  ///< commits that pass before the fault
  std::function<void()> before_commit;
  std::function<void()> before_snapshot;
  int commits = 0;
};

}  // namespace anxin::tests
