// Commits on a thread of its own, so that the next group is judged while this one is synced.
//
// Role: the writer's. One commit at a time.
// Threads: begin() and finish() from the writer's thread; the commit itself runs on ours.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "ledger/base/result.h"

namespace anxin::ledger {

class Committer {
 public:
  using Commit = std::function<Result<void>()>;

  Committer();
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  /// Requires: no commit is under way; what it refers to lives and stays as it is until finish()
  /// has answered.
  void begin(Commit commit);
  /// Waits for the commit that was begun.
  [[nodiscard]] Result<void> finish();
  /// No commit is running: finish() would not wait.
  [[nodiscard]] bool ended() const { return ended_; }
  /// Called from our thread whenever a commit has ended, before finish() answers. Must not come
  /// back here. Requires: no commit is under way.
  void on_end(std::function<void()> tell);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  Commit commit_;  // guarded by mutex_, as all below; empty when there is nothing to do
  std::optional<Result<void>> outcome_;
  std::function<void()> tell_;
  bool ending_ = false;
  std::atomic<bool> ended_{true};  // written under mutex_
  std::thread thread_;
};

}  // namespace anxin::ledger
