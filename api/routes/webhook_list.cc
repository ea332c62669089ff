#include "api/routes/webhook_list.h"

#include <utility>

namespace anxin::routes {

using payments::find;
using payments::kWebhooks;
using payments::webhook_id;

void WebhookList::refresh(const ledger::Reader& reader) {
  if (reader.head().entry == head_) return;
  std::vector<payments::Webhook> kept;
  for (const auto& webhook : webhooks_) {
    if (auto stored = find(reader, kWebhooks, webhook.id)) keep(std::move(stored->value), kept);
  }
  auto made = made_;
  while (auto stored = find(reader, kWebhooks, webhook_id(made + 1))) {
    ++made;
    keep(std::move(stored->value), kept);
  }
  made_ = made;
  webhooks_ = std::move(kept);
  head_ = reader.head().entry;
}

std::vector<std::string> WebhookList::take_deleted() { return std::exchange(deleted_, {}); }

void WebhookList::keep(payments::Webhook webhook, std::vector<payments::Webhook>& kept) {
  if (webhook.state == payments::WebhookState::deleted) {
    deleted_.push_back(std::move(webhook.id));
  } else {
    kept.push_back(std::move(webhook));
  }
}

}  // namespace anxin::routes
