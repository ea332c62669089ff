#include "ledger/service/committer.h"

#include <utility>

#include "ledger/base/invariant.h"

namespace anxin::ledger {

Committer::Committer(store::Store& store) : store_(store), thread_([this] { run(); }) {}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Committer::begin(const store::WriteBatch& batch) {
  {
    const std::lock_guard lock(mutex_);
    LEDGER_INVARIANT(batch_ == nullptr && !outcome_);
    batch_ = &batch;
  }
  changed_.notify_all();
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
    changed_.wait(lock, [this] { return ending_ || batch_ != nullptr; });
    if (batch_ == nullptr) return;
    const auto* batch = batch_;
    lock.unlock();
    auto outcome = store_.commit(*batch);
    lock.lock();
    batch_ = nullptr;
    outcome_ = std::move(outcome);
    changed_.notify_all();
  }
}

}  // namespace anxin::ledger
