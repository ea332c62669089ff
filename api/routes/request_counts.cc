#include "api/routes/request_counts.h"

#include <algorithm>
#include <string_view>

namespace anxin::routes {
namespace {

using ledger::PrometheusText;
using Kind = PrometheusText::Kind;

RequestClass class_at(std::size_t index) { return static_cast<RequestClass>(index); }

}  // namespace

// From a balance to a table of ten thousand lines.
const std::array<std::chrono::microseconds, RequestCounts::kBounds> RequestCounts::kDurations{
    std::chrono::microseconds(500), std::chrono::milliseconds(1),   std::chrono::microseconds(2500),
    std::chrono::milliseconds(5),   std::chrono::milliseconds(10),  std::chrono::milliseconds(25),
    std::chrono::milliseconds(50),  std::chrono::milliseconds(100), std::chrono::milliseconds(250),
    std::chrono::milliseconds(500), std::chrono::seconds(1),        std::chrono::seconds(5),
    std::chrono::seconds(30)};

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
  const auto* const bound = std::lower_bound(kDurations.begin(), kDurations.end(), request.took);
  ++all.by_duration.at(static_cast<std::size_t>(bound - kDurations.begin()));
  all.nanoseconds += static_cast<std::uint64_t>(std::max(request.took.count(), 0L));
  all.body_bytes += request.body;
  all.answer_bytes += request.answer;
}

void RequestCounts::add_answer_bytes(RequestClass kind, std::size_t bytes) {
  classes_.at(static_cast<std::size_t>(kind)).answer_bytes += bytes;
}

ledger::DurationCounts RequestCounts::durations_of(const OfClass& all) {
  ledger::DurationCounts counts;
  counts.bounds = kDurations;
  for (const auto& one : all.by_duration) {
    counts.count += one;
    counts.within.push_back(counts.count);
  }
  counts.sum = std::chrono::nanoseconds(all.nanoseconds.load());
  return counts;
}

std::string RequestCounts::to_prometheus() const {
  PrometheusText text;
  constexpr std::string_view kRequests = "anxin_http_requests_total";
  text.head(kRequests, "Requests by kind and status.", Kind::counter);
  for (std::size_t i = 0; i < kRequestClasses; ++i) {
    for (std::size_t at = 0; at < kStatuses; ++at) {
      const auto count = classes_.at(i).by_status.at(at).load();
      if (count == 0) continue;
      const auto status = std::to_string(at + kStatusLeast);
      text.sample(kRequests, {{"class", to_word(class_at(i))}, {"status", status}}, count);
    }
  }
  constexpr std::string_view kSeconds = "anxin_http_request_seconds";
  text.head(kSeconds, "From the head to the answer.", Kind::histogram);
  for (std::size_t i = 0; i < kRequestClasses; ++i) {
    text.durations(kSeconds, {{"class", to_word(class_at(i))}}, durations_of(classes_.at(i)));
  }
  const auto bytes = [&](std::string_view name, std::string_view help, Count OfClass::*count) {
    text.head(name, help, Kind::counter);
    for (std::size_t i = 0; i < kRequestClasses; ++i) {
      text.sample(name, {{"class", to_word(class_at(i))}}, (classes_.at(i).*count).load());
    }
  };
  bytes("anxin_http_request_bytes_total", "Bytes of bodies that came.", &OfClass::body_bytes);
  bytes("anxin_http_response_bytes_total", "Bytes of bodies answered.", &OfClass::answer_bytes);
  return text.take();
}

std::string to_prometheus(const http::TransportMetrics& metrics) {
  PrometheusText text;
  text.counter("anxin_http_connections_total", "Connections accepted.", metrics.connections);
  text.gauge("anxin_http_open_connections", "Connections open.", metrics.open);
  text.counter("anxin_http_refused_total", "Requests and connections refused by the door.",
               metrics.refused);
  text.gauge("anxin_http_waiting_requests", "Requests that wait for a thread.", metrics.waiting);
  text.gauge("anxin_http_busy_threads", "Threads that answer.", metrics.busy);
  text.gauge("anxin_http_body_bytes", "Large bodies under way, as announced.", metrics.body_bytes);
  text.gauge("anxin_http_unsent_bytes", "Answers that slow readers have not taken.",
             metrics.unsent_bytes);
  return text.take();
}

}  // namespace anxin::routes
