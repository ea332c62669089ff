#include "api/routes/request_counts.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace anxin::routes {
namespace {

std::string headed(std::string_view name, std::string_view type, std::string_view help) {
  return fmt::format("# HELP {0} {2}\n# TYPE {0} {1}\n", name, type, help);
}

std::string single(std::string_view name, std::string_view type, std::string_view help,
                   std::uint64_t value) {
  return headed(name, type, help) + fmt::format("{} {}\n", name, value);
}

RequestClass class_at(std::size_t index) { return static_cast<RequestClass>(index); }

}  // namespace

// From a balance to a table of ten thousand lines.
const std::array<double, RequestCounts::kBounds> RequestCounts::kSeconds{
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30};

std::string_view to_word(RequestClass one) {
  constexpr std::array<std::string_view, kRequestClasses> kWords{"unrouted", "open", "read",
                                                                 "change"};
  return kWords.at(static_cast<std::size_t>(one));
}

RequestClass class_of(const Route* route) {
  if (route == nullptr) return RequestClass::unrouted;
  if (route->concern == Concern::nobody) return RequestClass::open;
  return route->effect == Effect::reads ? RequestClass::read : RequestClass::change;
}

void RequestCounts::count(const Request& request) {
  auto& all = classes_.at(static_cast<std::size_t>(request.kind));
  const auto status = static_cast<std::size_t>(std::max(request.status - kStatusLeast, 0));
  ++all.by_status.at(std::min(status, kStatuses - 1));
  const auto seconds = std::chrono::duration<double>(request.took).count();
  const auto* const bound = std::lower_bound(kSeconds.begin(), kSeconds.end(), seconds);
  ++all.by_duration.at(static_cast<std::size_t>(bound - kSeconds.begin()));
  all.nanoseconds += static_cast<std::uint64_t>(std::max(request.took.count(), 0L));
  all.body_bytes += request.body;
  all.answer_bytes += request.answer;
}

void RequestCounts::add_answer_bytes(RequestClass kind, std::size_t bytes) {
  classes_.at(static_cast<std::size_t>(kind)).answer_bytes += bytes;
}

std::string RequestCounts::to_prometheus() const {
  auto requests = headed("anxin_http_requests_total", "counter", "Requests by kind and status.");
  auto seconds = headed("anxin_http_request_seconds", "histogram", "From the head to the answer.");
  auto in = headed("anxin_http_request_bytes_total", "counter", "Bytes of bodies that came.");
  auto out = headed("anxin_http_response_bytes_total", "counter", "Bytes of bodies answered.");
  for (std::size_t i = 0; i < kRequestClasses; ++i) {
    const auto kind = to_word(class_at(i));
    const auto& all = classes_.at(i);
    for (std::size_t status = 0; status < kStatuses; ++status) {
      if (all.by_status.at(status) == 0) continue;
      requests += fmt::format("anxin_http_requests_total{{class=\"{}\",status=\"{}\"}} {}\n", kind,
                              status + kStatusLeast, all.by_status.at(status).load());
    }
    std::uint64_t sum = 0;
    for (std::size_t bound = 0; bound <= kBounds; ++bound) {
      sum += all.by_duration.at(bound);
      const auto most = bound < kBounds ? fmt::format("{}", kSeconds.at(bound)) : "+Inf";
      seconds += fmt::format("anxin_http_request_seconds_bucket{{class=\"{}\",le=\"{}\"}} {}\n",
                             kind, most, sum);
    }
    seconds += fmt::format("anxin_http_request_seconds_sum{{class=\"{}\"}} {:.6f}\n", kind,
                           static_cast<double>(all.nanoseconds) / 1e9);
    seconds += fmt::format("anxin_http_request_seconds_count{{class=\"{}\"}} {}\n", kind, sum);
    in += fmt::format("anxin_http_request_bytes_total{{class=\"{}\"}} {}\n", kind,
                      all.body_bytes.load());
    out += fmt::format("anxin_http_response_bytes_total{{class=\"{}\"}} {}\n", kind,
                       all.answer_bytes.load());
  }
  return requests + seconds + in + out;
}

std::string to_prometheus(const http::TransportMetrics& metrics) {
  return single("anxin_http_connections_total", "counter", "Connections accepted.",
                metrics.connections) +
         single("anxin_http_open_connections", "gauge", "Connections open.", metrics.open) +
         single("anxin_http_refused_total", "counter",
                "Requests and connections refused by the door.", metrics.refused) +
         single("anxin_http_waiting_requests", "gauge", "Requests that wait for a thread.",
                metrics.waiting) +
         single("anxin_http_busy_threads", "gauge", "Threads that answer.", metrics.busy) +
         single("anxin_http_body_bytes", "gauge", "Large bodies under way, as announced.",
                metrics.body_bytes) +
         single("anxin_http_unsent_bytes", "gauge", "Answers that slow readers have not taken.",
                metrics.unsent_bytes);
}

}  // namespace anxin::routes
