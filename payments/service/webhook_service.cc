#include "payments/service/webhook_service.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/base/entropy.h"
#include "ledger/base/hmac.h"
#include "ledger/base/text.h"
#include "payments/bank/utf8.h"
#include "payments/rules/toml_document.h"
#include "payments/service/event_kinds.h"

namespace anxin::payments {
namespace {

std::string webhook_place(const std::string& id, std::string_view field) {
  return "webhook/" + id + "/" + std::string(field);
}

std::string nearest_kind(const std::string& kind) {
  const auto known = event_kinds();
  return nearest_word(kind, {known.begin(), known.end()});
}

// All that are wrong at once, each with what was probably meant.
Result<void> check_kinds(const std::vector<std::string>& kinds) {
  if (kinds.size() > kWebhookKindsMax) {
    return fail_at(kWebhookKindsTooMany, "/kinds", {{"max", std::to_string(kWebhookKindsMax)}});
  }
  std::vector<std::string> unknown;
  std::vector<std::string> nearest;
  for (const auto& kind : kinds) {
    if (is_event_kind(kind)) continue;
    unknown.emplace_back(bank::first_characters(kind, kWebhookWordBytesMax));
    nearest.push_back(nearest_kind(unknown.back()));
  }
  if (unknown.empty()) return {};
  return fail_at(kWebhookKind, "/kinds",
                 {{"kinds", join(unknown, ", ")}, {"nearest", join(nearest, ", ")}});
}

Result<void> check_description(const std::string& text) {
  if (text.size() <= kDescriptionBytesMax) return {};
  return fail(kWebhookDescription, {{"max", std::to_string(kDescriptionBytesMax)}});
}

bool key_stands(const PaymentsBook& book, const ledger::Reader& reader, const Webhook& webhook) {
  return grant_of_id(book, reader, webhook.key).has_value();
}

// Deleted ones count: none is ever made again.
Result<void> check_made(const std::vector<Versioned<Webhook>>& webhooks, const std::string& actor) {
  const auto made = std::count_if(webhooks.begin(), webhooks.end(),
                                  [&](const auto& one) { return one.value.actor == actor; });
  if (static_cast<std::size_t>(made) < kWebhooksMadePerLogin) return {};
  return fail(kWebhooksMade, {{"max", std::to_string(kWebhooksMadePerLogin)}});
}

// Those whose key has ended send nothing and count no longer, until another key takes them over.
Result<void> check_room(const PaymentsBook& book, const ledger::Reader& reader,
                        const std::vector<Versioned<Webhook>>& webhooks, const std::string& actor) {
  std::size_t own = 0;
  std::size_t all = 0;
  for (const auto& one : webhooks) {
    const auto& webhook = one.value;
    const bool counts = webhook.state != WebhookState::deleted && key_stands(book, reader, webhook);
    if (counts) ++all;
    if (counts && webhook.actor == actor) ++own;
  }
  if (own >= kWebhooksPerLogin) {
    return fail(kWebhooksTooMany, {{"max", std::to_string(kWebhooksPerLogin)}});
  }
  if (all >= kWebhooksMax) return fail(kWebhooksTooMany, {{"max", std::to_string(kWebhooksMax)}});
  return {};
}

std::string_view op_of(WebhookState state) {
  switch (state) {
    case WebhookState::enabled:
      return "webhook-enable";
    case WebhookState::disabled:
      return "webhook-disable";
    case WebhookState::deleted:
      return "webhook-delete";
  }
  return "";
}

std::string_view op_of(WebhookRequestKind kind) {
  switch (kind) {
    case WebhookRequestKind::ping:
      return "webhook-test";
    case WebhookRequestKind::again:
      return "webhook-delivery-replay";
    case WebhookRequestKind::rewind:
      return "webhook-replay";
  }
  return "";
}

std::string as_text(const std::string& raw_secret) {
  return std::string(kWebhookSecretPrefix) + to_base64(raw_secret);
}

// A secret that does not open signs nothing any more.
void keep_as_old(const PaymentsBook& book, Webhook& webhook) {
  const auto opens = book.vault().open_text(webhook.secret, webhook_place(webhook.id, "secret"));
  webhook.old_secret = opens ? std::move(webhook.secret) : "";
  webhook.old_until.reset();
  if (opens) webhook.old_until = book.now() + kOldSecretSigns;
}

// Nobody who reads the journal shall learn an address that lets him in somewhere.
std::string hidden(const Vault& vault, const std::string& url) {
  return url.empty() ? "" : vault.webhook_index(url);
}

}  // namespace

std::string webhook_id(std::size_t number) { return fmt::format("W{:04}", number); }

std::string webhook_request_key(const std::string& webhook, std::int64_t number) {
  return fmt::format("{}/{:08}", webhook, number);
}

Result<std::string> webhook_url(const Vault& vault, const Webhook& webhook) {
  return vault.open_text(webhook.url, webhook_place(webhook.id, "url"));
}

Result<std::vector<std::string>> webhook_secrets(const Vault& vault, const Webhook& webhook,
                                                 Instant now) {
  const auto place = webhook_place(webhook.id, "secret");
  std::vector<std::string> secrets{LEDGER_TRY(vault.open_text(webhook.secret, place))};
  const bool two = webhook.old_until && now < *webhook.old_until;
  if (two) secrets.push_back(LEDGER_TRY(vault.open_text(webhook.old_secret, place)));
  return secrets;
}

Result<SecretWebhook> WebhookService::create(const Caller& caller, const WebhookDraft& wanted) {
  const auto secret = entropy_.bytes(kWebhookSecretBytes);
  const auto decide = [&](const ledger::Reader& reader) -> Result<CommandDraft> {
    LEDGER_CHECK(check_kinds(wanted.kinds));
    LEDGER_CHECK(check_description(wanted.description));
    const auto before = find_all(reader, kWebhooks);
    LEDGER_CHECK(check_made(before, caller.actor));
    LEDGER_CHECK(check_room(book_, reader, before, caller.actor));
    Webhook webhook;
    webhook.id = webhook_id(before.size() + 1);
    webhook.actor = caller.actor;
    webhook.key = grant_.key.id;
    webhook.url = book_.vault().seal_text(wanted.url, webhook_place(webhook.id, "url"));
    webhook.secret = book_.vault().seal_text(secret, webhook_place(webhook.id, "secret"));
    webhook.kinds = wanted.kinds;
    webhook.description = wanted.description;
    webhook.created_at = book_.now();
    webhook.after = static_cast<std::int64_t>(reader.head().entry);
    CommandDraft draft;
    draft.create(kWebhooks, webhook.id, webhook);
    draft.answer("webhook", webhook.id);
    return draft;
  };
  const Fields content{{"/op", "webhook-create"},
                       {"/actor", caller.actor},
                       {"/url", hidden(book_.vault(), wanted.url)},
                       {"/kinds", join(wanted.kinds, ",")},
                       {"/description", hidden(book_.vault(), wanted.description)}};
  auto receipt = LEDGER_TRY(book_.perform(caller, content, decide));
  const bool told = receipt.replayed || receipt.entry == 0;
  return SecretWebhook{std::move(receipt), told ? "" : as_text(secret)};
}

Result<ledger::Receipt> WebhookService::change(const Caller& caller, const std::string& id,
                                               const WebhookChange& change) {
  const auto& vault = book_.vault();
  const Fields content{
      {"/op", "webhook-change"},
      {"/actor", caller.actor},
      {"/webhook", id},
      {"/url", hidden(vault, change.url.value_or(""))},
      {"/kinds", change.kinds ? "=" + join(*change.kinds, ",") : ""},
      {"/description", change.description ? "=" + hidden(vault, *change.description) : ""}};
  return alter(caller, content,
               [&](const ledger::Reader& reader, Webhook& webhook, CommandDraft&) -> Result<void> {
                 if (change.kinds) LEDGER_CHECK(check_kinds(*change.kinds));
                 if (change.description) LEDGER_CHECK(check_description(*change.description));
                 LEDGER_CHECK(take_over(reader, webhook));
                 if (change.url)
                   webhook.url = vault.seal_text(*change.url, webhook_place(id, "url"));
                 if (change.kinds) webhook.kinds = *change.kinds;
                 if (change.description) webhook.description = *change.description;
                 ++webhook.revision;
                 return {};
               });
}

Result<ledger::Receipt> WebhookService::set_state(const Caller& caller, const std::string& id,
                                                  WebhookState state) {
  const Fields content{
      {"/op", std::string(op_of(state))}, {"/actor", caller.actor}, {"/webhook", id}};
  return alter(caller, content,
               [&](const ledger::Reader& reader, Webhook& webhook, CommandDraft&) -> Result<void> {
                 if (state == WebhookState::enabled) LEDGER_CHECK(take_over(reader, webhook));
                 webhook.state = state;
                 if (state == WebhookState::enabled) ++webhook.revision;
                 if (state != WebhookState::deleted) return {};
                 webhook.url.clear();
                 webhook.secret.clear();
                 webhook.old_secret.clear();
                 webhook.old_until.reset();
                 return {};
               });
}

Result<SecretWebhook> WebhookService::rotate(const Caller& caller, const std::string& id) {
  const auto secret = entropy_.bytes(kWebhookSecretBytes);
  const Fields content{{"/op", "webhook-rotate"}, {"/actor", caller.actor}, {"/webhook", id}};
  auto receipt = LEDGER_TRY(alter(
      caller, content, [&](const ledger::Reader&, Webhook& webhook, CommandDraft&) -> Result<void> {
        keep_as_old(book_, webhook);
        webhook.secret = book_.vault().seal_text(secret, webhook_place(id, "secret"));
        ++webhook.revision;
        return {};
      }));
  const bool told = receipt.replayed || receipt.entry == 0;
  return SecretWebhook{std::move(receipt), told ? "" : as_text(secret)};
}

Result<ledger::Receipt> WebhookService::ask(const Caller& caller, const std::string& id,
                                            const WebhookRequest& request) {
  const Fields content{{"/op", std::string(op_of(request.kind))},
                       {"/actor", caller.actor},
                       {"/webhook", id},
                       {"/entry", std::to_string(request.entry)}};
  return alter(
      caller, content,
      [&](const ledger::Reader& reader, Webhook& webhook, CommandDraft& draft) -> Result<void> {
        const bool sends =
            webhook.state == WebhookState::enabled && key_stands(book_, reader, webhook);
        if (!sends) return fail(kWebhookState, {{"webhook", id}});
        const auto head = static_cast<std::int64_t>(reader.head().entry);
        const bool there = request.entry >= 0 && request.entry <= head;
        if (!there) return fail(kWebhookEntry, {{"head", std::to_string(head)}});
        draft.create(kWebhookRequests, webhook_request_key(id, ++webhook.requests), request);
        return {};
      });
}

Result<ledger::Receipt> WebhookService::alter(const Caller& caller, Fields content,
                                              const Change& change) {
  const auto id = content[2].value;
  const auto decide = [&](const ledger::Reader& reader) -> Result<CommandDraft> {
    const auto stored = LEDGER_TRY(own(reader, id));
    auto webhook = stored.value;
    CommandDraft draft;
    LEDGER_CHECK(change(reader, webhook, draft));
    draft.update(kWebhooks, stored, webhook);
    draft.answer("webhook", id);
    return draft;
  };
  return book_.perform(caller, std::move(content), decide);
}

// One whose key has ended counts again from now on.
Result<void> WebhookService::take_over(const ledger::Reader& reader, Webhook& webhook) const {
  if (!key_stands(book_, reader, webhook)) {
    LEDGER_CHECK(check_room(book_, reader, find_all(reader, kWebhooks), webhook.actor));
  }
  webhook.key = grant_.key.id;
  return {};
}

bool WebhookService::owns(const Webhook& webhook) const {
  const bool its_login = webhook.actor == grant_.staff.actor;
  const bool far_enough = webhook.key == grant_.key.id || is_whole(grant_.key);
  return its_login && far_enough && webhook.state != WebhookState::deleted;
}

Result<Versioned<Webhook>> WebhookService::own(const ledger::Reader& reader,
                                               const std::string& id) const {
  auto stored = find(reader, kWebhooks, id);
  if (!stored || !owns(stored->value)) return fail(kWebhookUnknown, {{"webhook", id}});
  return std::move(*stored);
}

OpenWebhook WebhookService::opened(const Webhook& webhook) const {
  const auto url = webhook_url(book_.vault(), webhook);
  OpenWebhook open{webhook, url.value_or(""), std::nullopt};
  const bool opens = url && webhook_secrets(book_.vault(), webhook, book_.now());
  if (!opens) open.problem = Fault{kWebhookSealed, -1, {}, {{"webhook", webhook.id}}};
  return open;
}

Result<std::vector<OpenWebhook>> WebhookService::list() const {
  const auto reader = LEDGER_TRY(book_.read());
  std::vector<OpenWebhook> webhooks;
  for (const auto& one : find_all(reader, kWebhooks)) {
    if (owns(one.value)) webhooks.push_back(opened(one.value));
  }
  return webhooks;
}

Result<OpenWebhook> WebhookService::show(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  return opened(LEDGER_TRY(own(reader, id)).value);
}

}  // namespace anxin::payments
