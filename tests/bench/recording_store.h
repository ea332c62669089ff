// A store that remembers what was committed to it.
//
// Role: records a run of the writer once, so that the replay can be fed the same puts.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ledger/store/store.h"

namespace anxin::bench {

/// What a replay needs of a batch: its puts and appends, in key order, side by side in memory.
[[nodiscard]] store::WriteBatch puts_in_key_order(const store::WriteBatch& batch);

class RecordingStore final : public store::Store {
 public:
  explicit RecordingStore(store::Store& inner) : inner_(inner) {}
  [[nodiscard]] Result<std::unique_ptr<store::Snapshot>> snapshot() const override {
    return inner_.snapshot();
  }
  [[nodiscard]] Result<void> commit(const store::WriteBatch& batch) override;

  /// All batches that were committed since the last take, one per commit.
  [[nodiscard]] std::vector<store::WriteBatch> take() { return std::exchange(commits_, {}); }

 private:
  store::Store& inner_;
  std::vector<store::WriteBatch> commits_;
};

}  // namespace anxin::bench
