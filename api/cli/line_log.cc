#include "api/cli/line_log.h"

#include <ostream>
#include <utility>

namespace anxin::cli {

LineLog::LineLog(std::ostream& out) : out_(out), thread_([this] { run(); }) {}

LineLog::~LineLog() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  added_.notify_one();
  thread_.join();
}

void LineLog::add(std::string line) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() == kLogLinesMax) {
      ++lost_;
      return;
    }
    waiting_.push_back(std::move(line));
  }
  added_.notify_one();
}

void LineLog::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    added_.wait(lock, [&] { return !waiting_.empty() || ending_; });
    if (waiting_.empty()) return;
    const auto lines = std::exchange(waiting_, {});
    const auto lost = std::exchange(lost_, 0);
    lock.unlock();
    write(lines, lost);
    lock.lock();
  }
}

void LineLog::write(const std::deque<std::string>& lines, std::size_t lost) {
  for (const auto& line : lines) out_ << line << '\n';
  if (lost > 0) out_ << "{\"lines_lost\":" << lost << "}\n";
  out_.flush();
}

}  // namespace anxin::cli
