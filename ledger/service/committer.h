// Commits on a thread of its own, so that the next group is judged while this one is synced.
//
// Role: between the writer and the store. One batch at a time.
// Threads: begin() and finish() from the writer's thread; the store's commit() runs on ours.
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "ledger/store/store.h"

namespace anxin::ledger {

class Committer {
 public:
  explicit Committer(store::Store& store);
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  /// Requires: no batch is under way; the batch lives until finish() has answered.
  void begin(const store::WriteBatch& batch);
  /// Waits for the batch that was begun.
  [[nodiscard]] Result<void> finish();

 private:
  void run();

  store::Store& store_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const store::WriteBatch* batch_ = nullptr;  // guarded by mutex_, as all below
  std::optional<Result<void>> outcome_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace anxin::ledger
