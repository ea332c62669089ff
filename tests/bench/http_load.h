// Callers over real sockets: one thread drives many kept-alive connections, each of which asks
// again as soon as it has been answered.
//
// Role: the client of rows H1 to H4. It reads lengths and statuses and nothing else, so that it
//       costs little beside a server; what it costs is told.
// Shape: 127.0.0.1; answers with a Content-Length. Any status but 2xx ends the program, and any
//        `"ok":false` in an answer.
// Threads: one.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/stopwatch.h"

namespace anxin::bench {

/// What is asked under a key of the service: head and body as bytes.
struct HttpRequest {
  std::string_view method = "GET";
  std::string target;
  std::string secret;           ///< empty: no key
  std::string idempotency_key;  ///< empty: none
  std::string body;
  std::string reason{};  ///< of what is out of the ordinary; empty: none
};
[[nodiscard]] std::string request_bytes(const HttpRequest& request);

class HttpLoad {
 public:
  /// The next request, whole.
  using Next = std::function<std::string()>;

  HttpLoad(std::uint16_t port, std::size_t connections);
  ~HttpLoad();
  HttpLoad(const HttpLoad&) = delete;
  HttpLoad& operator=(const HttpLoad&) = delete;

  /// Asks so many times, all connections at once, and waits for the last answer.
  void ask(std::size_t requests, const Next& next);

  [[nodiscard]] const std::vector<double>& micros() const { return micros_; }  ///< of each answer
  /// Whole process and all; the processor time of this thread is kept apart.
  [[nodiscard]] const Spent& spent() const { return spent_; }
  [[nodiscard]] Seconds client_cpu() const { return client_cpu_; }

 private:
  struct Line;
  void begin(Line& line, const Next& next);
  void send(Line& line);
  void receive(Line& line, const Next& next);
  void watch(const Line& line, std::uint32_t events) const;

  int epoll_ = -1;
  std::vector<std::unique_ptr<Line>> lines_;
  std::size_t left_ = 0;  // requests that nobody has asked yet
  std::size_t under_way_ = 0;
  std::vector<double> micros_;
  Spent spent_;
  Seconds client_cpu_{};
};

}  // namespace anxin::bench
