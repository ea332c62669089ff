// Lines for a log whose reader may be slow: whoever writes one never waits for it.
//
// Role: the request lines of `serve`. A collector that stands still must not stand the service
// still. Threads: add() from any; one of its own writes.
#pragma once

#include <condition_variable>
#include <deque>
#include <iosfwd>
#include <mutex>
#include <string>
#include <thread>

namespace anxin::cli {

inline constexpr std::size_t kLogLinesMax = 10'000;  // some seconds of a busy service

class LineLog {
 public:
  explicit LineLog(std::ostream& out);
  /// Writes what waits.
  ~LineLog();
  LineLog(const LineLog&) = delete;
  LineLog& operator=(const LineLog&) = delete;

  /// Beyond kLogLinesMax lines that wait, further ones are lost; how many says a line of its own.
  void add(std::string line);

 private:
  void run();
  void write(const std::deque<std::string>& lines, std::size_t lost);

  std::ostream& out_;
  std::mutex mutex_;  // guards the three below
  std::condition_variable added_;
  std::deque<std::string> waiting_;
  std::size_t lost_ = 0;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace anxin::cli
