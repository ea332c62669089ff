// Webhooks: a login says where it wants to be told of what its key sees.
#include "api/http/target.h"
#include "api/routes/asked.h"
#include "api/routes/deliveries.h"
#include "api/routes/page.h"
#include "api/routes/route_tables.h"
#include "api/routes/webhook_views.h"
#include "ledger/base/text.h"
#include "ledger/store/store.h"
#include "payments/service/event_kinds.h"

namespace anxin::routes {
namespace {

using json::Json;
using payments::OpenWebhook;
using payments::WebhookRequest;
using payments::WebhookRequestKind;
using payments::WebhookService;
using payments::WebhookState;

WebhookService service_of(Call& call) { return {call.book(), call.ground().entropy, call.grant()}; }

Result<Deliveries*> deliveries_of(const Call& call) {
  auto* const deliveries = call.ground().deliveries;
  if (deliveries == nullptr) return fail(store::kUnavailable, {{"cause", "webhooks"}});
  return deliveries;
}

Result<void> check_url(const Call& call) {
  if (!call.given().has("url")) return {};
  const auto* deliveries = LEDGER_TRY(deliveries_of(call));
  const auto target = http::parse_target(call.given().text("url"), deliveries->networks());
  if (target) return {};
  auto fault = target.error();
  fault.field = "/url";
  return tl::make_unexpected(std::move(fault));
}

Result<WebhookStanding> standing_of(Call& call, const payments::Webhook& webhook) {
  const auto* deliveries = LEDGER_TRY(deliveries_of(call));
  const auto& kept = deliveries->kept();
  WebhookStanding standing;
  standing.unreadable = deliveries->is_unreadable(webhook.id);
  const auto progress = LEDGER_TRY(kept.progress(webhook.id));
  standing.progress.position = webhook.after;
  if (progress) standing.progress = *progress;
  // A stop that its login has answered since is one no more.
  const bool answered = standing.progress.revision != webhook.revision;
  if (answered) standing.progress.stop = StopCause::none;
  if (answered) standing.progress.stopped_at.reset();
  standing.last_test = LEDGER_TRY(kept.last_test(webhook.id));
  standing.key_ended = !payments::grant_of_id(call.book(), call.reader(), webhook.key);
  return standing;
}

Result<Json> view_of(Call& call, const OpenWebhook& open) {
  return webhook_view(open, LEDGER_TRY(standing_of(call, open.webhook)), call.voice());
}

Result<http::Response> list_webhooks(Call& call) {
  auto all = LEDGER_TRY(service_of(call).list());
  const auto page = LEDGER_TRY(
      page_of(call, std::move(all), [](const OpenWebhook& one) { return one.webhook.id; }));
  Json webhooks = Json::array();
  for (const auto& one : page.items) webhooks.push(LEDGER_TRY(view_of(call, one)));
  Json json = Json::object();
  json.set("webhooks", std::move(webhooks)).set("next", page.next);
  return json_response(json);
}

Result<http::Response> show_webhook(Call& call) {
  const auto open = LEDGER_TRY(service_of(call).show(call.word("webhook")));
  return json_response(LEDGER_TRY(view_of(call, open)));
}

http::Response told_secret(const Call& call, const payments::SecretWebhook& made, int status) {
  return call.answered(made.receipt, secret_view(made), status);
}

Result<http::Response> create_webhook(Call& call) {
  LEDGER_CHECK(check_url(call));
  const payments::WebhookDraft draft{call.given().text("url"), call.given().texts("kinds"),
                                     call.given().text("description")};
  return told_secret(call, LEDGER_TRY(service_of(call).create(call.caller(), draft)), 201);
}

Result<http::Response> change_webhook(Call& call) {
  LEDGER_CHECK(check_url(call));
  const payments::WebhookChange change{call.given().find<std::string>("url"),
                                       call.given().find<std::vector<std::string>>("kinds"),
                                       call.given().find<std::string>("description")};
  return call.receipt(
      LEDGER_TRY(service_of(call).change(call.caller(), call.word("webhook"), change)));
}

template <WebhookState state>
Result<http::Response> set_webhook_state(Call& call) {
  return call.receipt(
      LEDGER_TRY(service_of(call).set_state(call.caller(), call.word("webhook"), state)));
}

Result<http::Response> rotate_secret(Call& call) {
  return told_secret(call, LEDGER_TRY(service_of(call).rotate(call.caller(), call.word("webhook"))),
                     200);
}

Result<http::Response> ask_of_webhook(Call& call, const WebhookRequest& request) {
  return call.receipt(
      LEDGER_TRY(service_of(call).ask(call.caller(), call.word("webhook"), request)));
}

Result<http::Response> test_webhook(Call& call) {
  return ask_of_webhook(call, {WebhookRequestKind::ping, 0});
}

Result<http::Response> replay_webhook(Call& call) {
  return ask_of_webhook(call,
                        {WebhookRequestKind::rewind, call.given().get<std::int64_t>("after")});
}

// Of a webhook that the key may know of.
Result<Delivery> delivery_asked(Call& call) {
  LEDGER_TRY(service_of(call).show(call.word("webhook")));
  const auto& word = call.word("entry");
  const auto entry = parse_number(word);
  const bool shaped = entry && *entry > 0 && *entry <= INT64_MAX;
  if (!shaped) return fail(payments::kDeliveryUnknown, {{"entry", word}});
  const auto found =
      LEDGER_TRY(LEDGER_TRY(deliveries_of(call))
                     ->kept()
                     .delivery(call.word("webhook"), static_cast<std::int64_t>(*entry)));
  if (!found) return fail(payments::kDeliveryUnknown, {{"entry", word}});
  return *found;
}

Result<http::Response> show_delivery(Call& call) {
  return json_response(delivery_view(LEDGER_TRY(delivery_asked(call))));
}

Result<http::Response> replay_delivery(Call& call) {
  const auto delivery = LEDGER_TRY(delivery_asked(call));
  return ask_of_webhook(call, {WebhookRequestKind::again, delivery.entry});
}

Result<std::int64_t> after_asked(const PageAsked& asked) {
  if (asked.after.empty()) return 0;
  const auto entry = parse_number(asked.after);
  if (!entry || *entry > INT64_MAX) return fail(kCursor);
  return static_cast<std::int64_t>(*entry);
}

Result<http::Response> list_deliveries(Call& call) {
  LEDGER_TRY(service_of(call).show(call.word("webhook")));
  const auto asked = LEDGER_TRY(page_asked(call));
  WebhookStore::Asked wanted{call.word("webhook"), LEDGER_TRY(after_asked(asked)), std::nullopt,
                             asked.limit + 1};
  if (call.given().has("state")) {
    using enum DeliveryState;
    wanted.state = LEDGER_TRY(asked_one_of(call, "state", {pending, delivered, dead, skipped}));
  }
  auto found = LEDGER_TRY(LEDGER_TRY(deliveries_of(call))->kept().deliveries(wanted));
  const bool more = found.size() > asked.limit;
  if (more) found.pop_back();
  Json items = Json::array();
  for (const auto& one : found) items.push(delivery_view(one));
  Json json = Json::object();
  json.set("deliveries", std::move(items));
  json.set("next", more ? Json(to_cursor(std::to_string(found.back().entry))) : Json());
  return json_response(json);
}

Result<http::Response> list_event_kinds(Call& /*call*/) {
  const auto known = payments::event_kinds();
  Json kinds = Json::array();
  for (const auto kind : known) kinds.push(kind);
  return json_response(Json::object().set("kinds", std::move(kinds)));
}

Route change_of(std::string_view id, std::string_view path, Work work) {
  return {id, http::Method::post, path, Concern::login, kBookReaders, work, Effect::changes};
}

Route change_of(std::string_view id, std::string_view path, Work work, std::vector<Field> body) {
  auto route = change_of(id, path, work);
  route.body_kind = BodyKind::fields;
  route.body = std::move(body);
  return route;
}

}  // namespace

std::vector<Route> webhook_routes() {
  using enum http::Method;
  using enum Concern;
  const auto fields = [](Need url) {
    return std::vector<Field>{{"url", FieldKind::text, url, "https://receiver.example/anxin"},
                              {"kinds", FieldKind::texts, Need::optional, "payroll.approve"},
                              {"description", FieldKind::text, Need::optional, "ERP"}};
  };
  return {
      {"list-event-kinds", get, "/v1/event-kinds", login, kBookReaders, list_event_kinds},
      {"list-webhooks", get, "/v1/webhooks", login, kBookReaders, list_webhooks, Effect::reads,
       paged({})},
      change_of("create-webhook", "/v1/webhooks", create_webhook, fields(Need::required)),
      {"show-webhook", get, "/v1/webhooks/{webhook}", login, kBookReaders, show_webhook},
      change_of("change-webhook", "/v1/webhooks/{webhook}/change", change_webhook,
                fields(Need::optional)),
      change_of("enable-webhook", "/v1/webhooks/{webhook}/enable",
                set_webhook_state<WebhookState::enabled>),
      change_of("disable-webhook", "/v1/webhooks/{webhook}/disable",
                set_webhook_state<WebhookState::disabled>),
      change_of("delete-webhook", "/v1/webhooks/{webhook}/delete",
                set_webhook_state<WebhookState::deleted>),
      change_of("rotate-webhook-secret", "/v1/webhooks/{webhook}/rotate", rotate_secret),
      change_of("test-webhook", "/v1/webhooks/{webhook}/test", test_webhook),
      change_of("replay-webhook", "/v1/webhooks/{webhook}/replay", replay_webhook,
                {{"after", FieldKind::integer, Need::required, "0"}}),
      {"list-webhook-deliveries", get, "/v1/webhooks/{webhook}/deliveries", login, kBookReaders,
       list_deliveries, Effect::reads,
       paged({{"state", FieldKind::text, Need::optional, "dead", {}, "pending, delivered, dead"}})},
      {"show-webhook-delivery", get, "/v1/webhooks/{webhook}/deliveries/{entry}", login,
       kBookReaders, show_delivery},
      change_of("replay-webhook-delivery", "/v1/webhooks/{webhook}/deliveries/{entry}/replay",
                replay_delivery),
  };
}

}  // namespace anxin::routes
