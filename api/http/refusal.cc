#include "api/http/refusal.h"

#include <array>

#include "api/http/answer_head.h"

namespace anxin::http {
namespace {

// A second lets a burst pass; a client that waits longer finds nothing better.
constexpr std::string_view kRetrySeconds = "1";

struct Status {
  Reason reason;
  int number;
};
constexpr std::array kStatuses{Status{kHeaderTooLarge, 431}, Status{kFraming, 400},
                               Status{kBodyEncoded, 415},    Status{kLengthRequired, 411},
                               Status{kBodyTooLarge, 413},   Status{kOwnBodies, 429},
                               Status{kOverloaded, 503},     Status{kTooSlow, 408}};

}  // namespace

int status_of(Reason reason) {
  for (const auto& status : kStatuses) {
    if (status.reason == reason) return status.number;
  }
  return 500;
}

Response failure() { return {500, {}, {}, {}}; }

Response refusal(Handler& handler, Reason reason, const RequestHead& head) {
  Response response;
  try {
    response = handler.refuse(reason, head);
  } catch (...) {
    response = {};
  }
  response.stream = nullptr;
  response.status = status_of(reason);
  const bool again = reason == kOverloaded || reason == kOwnBodies;
  if (again && !find(response.headers, "retry-after")) {
    response.headers.push_back({"retry-after", std::string(kRetrySeconds)});
  }
  return response;
}

std::string refusal_bytes(Handler& handler, Reason reason, const RequestHead& head) {
  const auto response = refusal(handler, reason, head);
  std::string bytes;
  append_head(bytes, response, {Framing::length, Persistence::close});
  if (head.method != Method::head) bytes += response.body;
  return bytes;
}

}  // namespace anxin::http
