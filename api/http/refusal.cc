#include "api/http/refusal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace anxin::http {
namespace {

// A second lets a burst pass; a client that waits longer finds nothing better.
constexpr std::string_view kRetrySeconds = "1";

struct Status {
  Reason reason;
  int number;
  std::string_view phrase;
};
constexpr std::array<Status, 7> kStatuses{
    {{kHeaderTooLarge, 431, "Request Header Fields Too Large"},
     {kFraming, 400, "Bad Request"},
     {kBodyEncoded, 415, "Unsupported Media Type"},
     {kLengthRequired, 411, "Length Required"},
     {kBodyTooLarge, 413, "Content Too Large"},
     {kOverloaded, 503, "Service Unavailable"},
     {kTooSlow, 408, "Request Timeout"}}};

std::string_view phrase_of(int number) {
  for (const auto& status : kStatuses) {
    if (status.number == number) return status.phrase;
  }
  return "Refused";
}

bool splits(const Header& header) {
  return (header.name + header.value).find_first_of("\r\n") != std::string::npos;
}

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
  if (reason == kOverloaded && !find(response.headers, "retry-after")) {
    response.headers.push_back({"retry-after", std::string(kRetrySeconds)});
  }
  return response;
}

std::string refusal_bytes(Handler& handler, Reason reason, const RequestHead& head) {
  const auto response = refusal(handler, reason, head);
  auto bytes = fmt::format("HTTP/1.1 {} {}\r\n", response.status, phrase_of(response.status));
  for (const auto& header : response.headers) {
    if (!splits(header)) bytes += fmt::format("{}: {}\r\n", header.name, header.value);
  }
  bytes += fmt::format("content-length: {}\r\nconnection: close\r\n\r\n", response.body.size());
  if (head.method != Method::head) bytes += response.body;
  return bytes;
}

}  // namespace anxin::http
