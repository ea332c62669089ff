// A store in memory that fails a commit as it is told and counts what passes through.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "ledger/store/memory.h"

namespace anxin::tests {

class FaultyStore final : public store::Store {
 public:
  [[nodiscard]] Result<std::unique_ptr<store::Snapshot>> snapshot() const override {
    return inner.snapshot();
  }
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
  int commits = 0;
};

}  // namespace anxin::tests
