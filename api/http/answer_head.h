// The head of an answer and what frames its body, as bytes.
//
// Role: whoever answers, a thread or the lobby, appends to what its connection has to send.
// Threads: pure.
// Source: RFC 9112, 6 and 7.1; decision 0030.
#pragma once

#include <string>
#include <string_view>

#include "api/http/head.h"

namespace anxin::http {

/// What tells the other end where the body ends.
enum class Framing : std::uint8_t {
  length,  ///< Content-Length
  chunks,
  end,  ///< of the connection; to HTTP/1.0
  none  ///< there is no body: 204, 304
};
[[nodiscard]] Framing framing_of(const Response& response, bool chunks);

struct Ending {
  Framing framing = Framing::length;
  Persistence persistence = Persistence::keep;
};
/// Status line, headers and the empty line. A header that would break its line is left out, as is
/// one that frames the answer: that is not the handler's to say.
void append_head(std::string& out, const Response& response, Ending ending);

/// A piece of a streamed body. Requires: not empty, lest it ends the body.
void append_piece(std::string& out, std::string_view piece, Framing framing);
/// What follows the last piece.
void append_end(std::string& out, Framing framing);

}  // namespace anxin::http
