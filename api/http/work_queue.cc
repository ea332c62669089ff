#include "api/http/work_queue.h"

#include <utility>

namespace anxin::http {

bool WorkQueue::offer(std::unique_ptr<Connection>& connection) {
  {
    const std::lock_guard lock(mutex_);
    if (closed_ || waiting_.size() >= most_) return false;
    waiting_.push_back(std::move(connection));
  }
  changed_.notify_one();
  return true;
}

std::unique_ptr<Connection> WorkQueue::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
  if (waiting_.empty()) return nullptr;
  auto connection = std::move(waiting_.front());
  waiting_.pop_front();
  return connection;
}

void WorkQueue::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

std::size_t WorkQueue::size() const {
  const std::lock_guard lock(mutex_);
  return waiting_.size();
}

}  // namespace anxin::http
