// Where a login wants to be told of events.
//
// Role: stored as a domain record under its id. What has become of its deliveries is kept beside
//       the book (decision 0029).
// Shape: url and secrets are sealed: both open doors of somebody else's.
// Source: interfaces.md, "webhooks (Standard Webhooks …)".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"

namespace anxin::payments {

enum class WebhookState : std::uint8_t { enabled, disabled, deleted };

struct Webhook {
  std::string id;          ///< "W0001"
  std::string actor;       ///< the login that it belongs to
  std::string key;         ///< id of the access key that narrows it, and with which it ends
  std::string url;         ///< sealed; empty once deleted, as the secrets
  std::string secret;      ///< sealed: the raw bytes
  std::string old_secret;  ///< sealed; signs beside the new one
  std::optional<Instant> old_until;
  std::vector<std::string> kinds;  ///< of events; empty: all
  std::string description;
  Instant created_at;
  std::int64_t after = 0;  ///< entry: its events come after it
  WebhookState state = WebhookState::enabled;
  std::int64_t revision = 0;  ///< counts what makes another try worth while
  std::int64_t requests = 0;  ///< asked for so far
};

/// What its login asks for besides the events as they come.
enum class WebhookRequestKind : std::uint8_t {
  ping,   ///< an event that means nothing
  again,  ///< one delivery
  rewind  ///< all after an entry
};

/// Stored under "W0001/00000001".
struct WebhookRequest {
  WebhookRequestKind kind = WebhookRequestKind::ping;
  std::int64_t entry = 0;
};

}  // namespace anxin::payments
