// The bounded queue between the lobby and the threads.
//
// Threads: any.
#pragma once

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

#include "api/http/connection.h"

namespace anxin::http {

class WorkQueue {
 public:
  explicit WorkQueue(std::size_t most) : most_(most) {}
  /// Takes the connection, or leaves it with the caller when so many wait already.
  [[nodiscard]] bool offer(std::unique_ptr<Connection>& connection);
  /// Waits for one. Nothing when the queue has been closed and is empty.
  [[nodiscard]] std::unique_ptr<Connection> take();
  /// No more will come.
  void close();
  [[nodiscard]] std::size_t size() const;

 private:
  const std::size_t most_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Connection>> waiting_;  // guarded by mutex_
  bool closed_ = false;                              // guarded by mutex_
};

}  // namespace anxin::http
