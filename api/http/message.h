// What comes in over the network and what goes back, without a word of how.
//
// Role: the transport makes requests and takes responses; routes never see a socket.
// Shape: header names are lower case; the path is decoded and begins with '/'; query parameters in
//        the order they were given, decoded.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anxin::http {

enum class Method : std::uint8_t { get, head, post, put, patch, remove, options };

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

/// The value of the first header of this name.
[[nodiscard]] inline std::optional<std::string_view> find(const Headers& headers,
                                                          std::string_view name) {
  for (const auto& header : headers) {
    if (header.name == name) return header.value;
  }
  return std::nullopt;
}

/// Everything before the body.
struct RequestHead {
  Method method = Method::get;
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  Headers headers;
  std::string peer;  ///< address of the other end of the socket, never of a header
};

struct Request {
  RequestHead head;
  std::string body;
};

/// Takes the next bytes of a long answer; false when the other end has gone or is too slow. Bytes
/// are sent when some have come together; no bytes: sends what there is.
using Sink = std::function<bool(std::string_view bytes)>;

struct Response {
  int status = 200;
  Headers headers;  ///< Content-Length and the like are the transport's
  std::string body;
  /// For answers that are not held whole in memory: called once, instead of `body`.
  std::function<void(const Sink&)> stream;
};

}  // namespace anxin::http
