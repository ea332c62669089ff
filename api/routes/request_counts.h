// What the service counts of its requests, for /metrics: nothing of whose they were.
//
// Threads: any.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "api/http/transport.h"
#include "api/routes/route.h"
#include "ledger/service/prometheus_text.h"

namespace anxin::routes {

/// What kind of request: few, so that the table stays small.
enum class RequestClass : std::uint8_t {
  unrouted,  ///< no route, or refused by the transport
  open,      ///< no key is asked for
  read,
  change
};
inline constexpr std::size_t kRequestClasses = 4;
[[nodiscard]] std::string_view to_word(RequestClass one);
/// Null: no route.
[[nodiscard]] RequestClass class_of(const Route* route);

class RequestCounts {
 public:
  struct Request {
    RequestClass kind = RequestClass::unrouted;
    int status = 0;
    std::chrono::nanoseconds took{0};
    std::size_t body = 0;    ///< bytes in
    std::size_t answer = 0;  ///< bytes out, of what is not streamed
  };
  void count(const Request& request);
  /// Of a streamed answer, as they go.
  void add_answer_bytes(RequestClass kind, std::size_t bytes);
  [[nodiscard]] std::string to_prometheus() const;

 private:
  using Count = std::atomic<std::uint64_t>;
  static constexpr int kStatusLeast = 100;
  static constexpr std::size_t kStatuses = 500;
  static constexpr std::size_t kBounds = 13;

  struct OfClass {
    std::array<Count, kStatuses> by_status{};
    std::array<Count, kBounds + 1> by_duration{};  ///< the last one: longer than all bounds
    Count nanoseconds{0};
    Count body_bytes{0};
    Count answer_bytes{0};
  };
  static const std::array<std::chrono::microseconds, kBounds> kDurations;
  static ledger::DurationCounts durations_of(const OfClass& all);
  std::array<OfClass, kRequestClasses> classes_;
};

/// The same of the door: connections, refusals, queue, threads, bytes.
[[nodiscard]] std::string to_prometheus(const http::TransportMetrics& metrics);

}  // namespace anxin::routes
