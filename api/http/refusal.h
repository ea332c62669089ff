// Answers that are sent without the exchange: refusals before or beside it, as bytes.
//
// Threads: pure.
#pragma once

#include <string>

#include "api/http/transport.h"

namespace anxin::http {

/// The answer to a refused request, after which the connection ends: the handler's words, our
/// status.
[[nodiscard]] std::string refusal_bytes(Handler& handler, Reason reason, const RequestHead& head);
/// The same as a response that the exchange writes.
[[nodiscard]] Response refusal(Handler& handler, Reason reason, const RequestHead& head);
/// When the handler has failed: nothing of why.
[[nodiscard]] Response failure();

}  // namespace anxin::http
