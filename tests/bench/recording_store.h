// A store that remembers what was committed to it.
//
// Role: records a run of the writer, so that the replay can be fed the same puts.
// Threads: take() when no commit is under way.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ledger/store/store.h"

namespace anxin::bench {

class RecordingStore final : public store::Store {
 public:
  explicit RecordingStore(store::Store& inner) : inner_(inner) {}
  [[nodiscard]] Result<std::unique_ptr<store::Snapshot>> snapshot(
      store::Patience patience) const override {
    return inner_.snapshot(patience);
  }
  [[nodiscard]] Result<void> commit(const store::WriteBatch& batch) override;
  [[nodiscard]] Result<void> copy_to(const std::filesystem::path& folder) const override {
    return inner_.copy_to(folder);
  }
  [[nodiscard]] store::StoreStatus status() const override { return inner_.status(); }

  /// What was committed since the last take, one batch per commit. A batch has one put or append
  /// for each key with the value that it ended with, in key order: what a replay needs, no more.
  [[nodiscard]] std::vector<store::WriteBatch> take() { return std::exchange(commits_, {}); }

 private:
  store::Store& inner_;
  std::vector<store::WriteBatch> commits_;
};

}  // namespace anxin::bench
