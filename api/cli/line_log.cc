#include "api/cli/line_log.h"

#include <poll.h>

#include <climits>
#include <ostream>
#include <utility>

namespace anxin::cli {
namespace {

// A pipe that has room takes so many bytes at once without waiting.
constexpr std::size_t kPieceBytes = PIPE_BUF;
constexpr int kRoomLookMs = 50;  // until it is looked whether the end has come

}  // namespace

LineLog::LineLog(std::ostream& out, int descriptor, std::chrono::milliseconds patience)
    : out_(out), descriptor_(descriptor), patience_(patience), thread_([this] { run(); }) {}

LineLog::~LineLog() {
  {
    const std::lock_guard lock(mutex_);
    last_moment_ = std::chrono::steady_clock::now() + patience_;
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
    added_.wait(lock, [&] { return !waiting_.empty() || last_moment_; });
    if (waiting_.empty()) return;
    const auto lines = std::exchange(waiting_, {});
    const auto lost = std::exchange(lost_, 0);
    lock.unlock();
    write(lines, lost);
    lock.lock();
  }
}

// In pieces for which there is room, a long line for itself.
void LineLog::write(const std::deque<std::string>& lines, std::size_t lost) {
  std::string piece;
  for (const auto& line : lines) {
    if (piece.size() + line.size() >= kPieceBytes) put(std::exchange(piece, {}));
    piece += line + '\n';
  }
  if (lost > 0) piece += "{\"lines_lost\":" + std::to_string(lost) + "}\n";
  for (std::size_t at = 0; at < piece.size(); at += kPieceBytes) {
    put(piece.substr(at, kPieceBytes));
  }
}

void LineLog::put(const std::string& text) {
  if (text.empty() || given_up_) return;
  while (!has_room()) {
    given_up_ = over();
    if (given_up_) return;
  }
  out_ << text;
  out_.flush();
}

bool LineLog::has_room() {
  if (descriptor_ < 0) return true;
  pollfd wanted{descriptor_, POLLOUT, 0};
  return ::poll(&wanted, 1, kRoomLookMs) > 0;  // or its reader has gone: the write says so
}

bool LineLog::over() {
  const std::lock_guard lock(mutex_);
  return last_moment_ && std::chrono::steady_clock::now() >= *last_moment_;
}

}  // namespace anxin::cli
