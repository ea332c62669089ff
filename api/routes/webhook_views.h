// Webhooks and their deliveries as JSON. A secret is shown by the first view alone.
#pragma once

#include "api/json/json.h"
#include "api/routes/webhook_store.h"
#include "api/text/voice.h"
#include "payments/service/webhook_service.h"

namespace anxin::routes {

/// {"webhook":…,"secret":"whsec_…"}; "secret" is null for a replay or a dry run.
[[nodiscard]] json::Json secret_view(const payments::SecretWebhook& made);

/// What is known of a webhook besides what its login has said.
struct WebhookStanding {
  Progress progress;
  std::optional<Delivery> last_test;
  bool key_ended = false;
  bool unreadable = false;
};
/// {"webhook":…,"url":…,"kinds":[…],"description":…,"key_id":…,"created_at":…,"state":"enabled" |
/// "disabled" | "gone" | "failing" | "seal-broken" | "key-ended" |
/// "unreadable","problem":{"code":…,"message":…},
/// "stopped_at":…,"failing_since":…,"position":…,"pending":…,"next_try_at":…,
/// "requests_waiting":…,"delivered":…,"dead":…,"old_secret_until":…,"last_test":…}
[[nodiscard]] json::Json webhook_view(const payments::OpenWebhook& open,
                                      const WebhookStanding& standing, const text::Voice& voice);

/// {"entry":…,"id":…,"kind":…,"state":…,"tries":[{"at":…,"outcome":…,"status":…,"us":…}]}
[[nodiscard]] json::Json delivery_view(const Delivery& delivery);

}  // namespace anxin::routes
