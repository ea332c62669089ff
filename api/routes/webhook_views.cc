#include "api/routes/webhook_views.h"

#include "api/views/values.h"

namespace anxin::routes {
namespace {

using json::Json;
using views::given_or_null;
using views::text_or_null;

std::string_view state_word(const payments::Webhook& webhook, const WebhookStanding& standing) {
  if (webhook.state != payments::WebhookState::enabled) return "disabled";
  if (standing.key_ended) return "key-ended";
  if (standing.unreadable) return "unreadable";
  switch (standing.progress.stop) {
    case StopCause::none:
      return "enabled";
    case StopCause::gone:
      return "gone";
    case StopCause::failing:
      return "failing";
    case StopCause::seal_broken:
      return "seal-broken";
  }
  return "";
}

std::optional<Fault> problem_of(const payments::OpenWebhook& open,
                                const WebhookStanding& standing) {
  if (!standing.unreadable) return open.problem;
  return Fault{store::kDamaged, -1, {}, {{"what", open.webhook.id}}};
}

Json problem_view(const std::optional<Fault>& problem, const text::Voice& voice) {
  if (!problem) return {};
  Json json = Json::object().set("code", problem->reason.word());
  return std::move(json.set("message", voice.sentence(*problem)));
}

Json try_view(const WebhookTry& one) {
  Json json = Json::object();
  json.set("at", to_string(one.at)).set("outcome", to_word(one.outcome));
  json.set("status", one.status == 0 ? Json() : Json(one.status));
  return std::move(json.set("us", one.us));
}

}  // namespace

Json secret_view(const payments::SecretWebhook& made) {
  Json json = Json::object();
  for (const auto& field : made.receipt.answer) json.set(field.name, field.value);
  return std::move(json.set("secret", given_or_null(made.secret)));
}

Json webhook_view(const payments::OpenWebhook& open, const WebhookStanding& standing,
                  const text::Voice& voice) {
  const auto& webhook = open.webhook;
  const auto& progress = standing.progress;
  Json json = Json::object();
  json.set("webhook", webhook.id).set("url", given_or_null(open.url));
  json.set("kinds", views::list_of(webhook.kinds));
  json.set("description", given_or_null(webhook.description)).set("key_id", webhook.key);
  json.set("created_at", to_string(webhook.created_at));
  json.set("state", state_word(webhook, standing));
  json.set("problem", problem_view(problem_of(open, standing), voice));
  json.set("stopped_at", text_or_null(progress.stopped_at));
  json.set("failing_since", text_or_null(progress.failing_since));
  json.set("position", progress.position);
  json.set("pending", progress.pending == 0 ? Json() : Json(progress.pending));
  json.set("next_try_at", text_or_null(progress.due));
  json.set("requests_waiting", webhook.requests - progress.requests_done);
  json.set("delivered", progress.delivered).set("dead", progress.dead);
  json.set("old_secret_until", text_or_null(webhook.old_until));
  return std::move(
      json.set("last_test", standing.last_test ? delivery_view(*standing.last_test) : Json()));
}

Json delivery_view(const Delivery& delivery) {
  Json json = Json::object();
  json.set("entry", delivery.entry == 0 ? Json() : Json(delivery.entry));
  json.set("id", delivery.message).set("kind", delivery.kind);
  json.set("state", to_word(delivery.state));
  return std::move(json.set("tries", views::array_of(delivery.tries, try_view)));
}

}  // namespace anxin::routes
