// The head of a request: bytes from the wire become a RequestHead, or a refusal.
//
// Role: the guard before routing. It reads heads itself and strictly: a head that a proxy and we
//       understand differently is how one request is smuggled inside another, and cpp-httplib
//       decodes header values, skips lines that end with a bare LF and takes the first of two
//       lengths (decision 0027).
// Shape: HTTP/1.0 and 1.1; lines end with CR LF; what RFC 9112 lets a server refuse is refused.
// Threads: pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/http/transport.h"

namespace anxin::http {

/// What the bytes read so far amount to.
struct HeadProgress {
  std::size_t end = 0;  ///< bytes of the head with its empty line; 0 while it is not whole
  bool broken = false;  ///< no continuation can make a request of it
};

/// Looks for the end of a head. `looked`: how many bytes an earlier call has seen.
/// Cost: O(new bytes).
[[nodiscard]] HeadProgress look_for_head(std::string_view bytes, std::size_t looked);

/// Whether the connection may be used again afterwards.
enum class Persistence : std::uint8_t { keep, close };

struct ReadHead {
  RequestHead head;        ///< without `peer`
  std::size_t length = 0;  ///< of the body
  Persistence persistence = Persistence::keep;
  bool continues = false;  ///< waits for "100 Continue" before it sends the body
  bool chunks = true;      ///< understands a chunked answer (not HTTP/1.0)
};

/// Reads a whole head, its empty line included, into `read`: as far as it goes, so that a refusal
/// can be said in the language that was asked for.
///
/// Refuses: http.header-too-large (the target, or more than 100 headers), http.framing,
///          http.body-encoded, http.length-required.
[[nodiscard]] std::optional<Reason> read_head(std::string_view bytes, const Limits& limits,
                                              ReadHead& read);

/// Finds Accept-Language in what came of a head that is none, for the refusal's sake; nothing else
/// of it is believed. Leaves a head alone that has one.
void find_language(std::string_view bytes, RequestHead& head);

/// "%E5%B7%A5" as bytes. Nothing for a broken escape and for control characters.
[[nodiscard]] std::optional<std::string> decode_escapes(std::string_view text);

}  // namespace anxin::http
