// Lines for a log whose reader may be slow: whoever writes one never waits for it.
//
// Role: the request lines of `serve`. A collector that stands still must not stand the service
//       still, nor its end.
// Threads: add() from any; one of its own writes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <iosfwd>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace anxin::cli {

inline constexpr std::size_t kLogLinesMax = 10'000;  // some seconds of a busy service
// At the end a reader that keeps up takes all that waits well within it.
inline constexpr std::chrono::milliseconds kLogPatience{2'000};

class LineLog {
 public:
  /// `descriptor`: what `out` writes to, so that it is written to only while it has room; -1: `out`
  /// never waits.
  explicit LineLog(std::ostream& out, int descriptor = -1,
                   std::chrono::milliseconds patience = kLogPatience);
  /// Writes what waits, as far as its reader takes it within the patience; the rest is lost.
  ~LineLog();
  LineLog(const LineLog&) = delete;
  LineLog& operator=(const LineLog&) = delete;

  /// Beyond kLogLinesMax lines that wait, further ones are lost; how many says a line of its own.
  void add(std::string line);

 private:
  using Moment = std::chrono::steady_clock::time_point;

  void run();
  void write(const std::deque<std::string>& lines, std::size_t lost);
  void put(const std::string& text);
  [[nodiscard]] bool has_room();
  [[nodiscard]] bool over();

  std::ostream& out_;
  const int descriptor_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;  // guards the four below
  std::condition_variable added_;
  std::deque<std::string> waiting_;
  std::size_t lost_ = 0;
  std::optional<Moment> last_moment_;  ///< once it is to end
  bool given_up_ = false;              ///< of the thread alone: the patience is over
  std::thread thread_;
};

}  // namespace anxin::cli
