#include "ledger/service/committer.h"

#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::ledger {

Committer::Committer() : thread_([this] { run(); }) {}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Committer::begin(Commit commit) {
  {
    const std::lock_guard lock(mutex_);
    LEDGER_INVARIANT(!commit_ && !outcome_);
    commit_ = std::move(commit);
    ended_ = false;
  }
  changed_.notify_all();
}

void Committer::on_end(std::function<void()> tell) {
  const std::lock_guard lock(mutex_);
  LEDGER_INVARIANT(!commit_);
  tell_ = std::move(tell);
}

Result<void> Committer::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return outcome_.has_value(); });
  auto outcome = std::move(*outcome_);
  outcome_.reset();
  return outcome;
}

void Committer::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || commit_; });
    if (!commit_) return;
    lock.unlock();
    auto outcome = commit_();
    lock.lock();
    commit_ = nullptr;
    outcome_ = std::move(outcome);
    ended_ = true;
    if (tell_) tell_();
    changed_.notify_all();
  }
}

}  // namespace anxin::ledger
