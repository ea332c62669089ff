// A message to a webhook, apart from what it tells: its id, its headers, and the one of a test.
//
// Source: Standard Webhooks 1.0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.h"
#include "ledger/base/date.h"

namespace anxin::routes {

/// The webhook-id: of the same thing told to the same webhook always the same.
[[nodiscard]] std::string message_id(const std::string& webhook, std::string_view what);

[[nodiscard]] std::string test_body(const std::string& webhook, Instant now);

/// Id, time and a signature by each secret (raw bytes): of this moment, since receivers refuse old
/// ones.
[[nodiscard]] http::Headers signed_headers(const std::string& id, Instant at,
                                           const std::vector<std::string>& secrets,
                                           std::string_view body);

}  // namespace anxin::routes
