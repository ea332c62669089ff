#include "api/routes/webhook_list.h"

#include <utility>

namespace anxin::routes {

using payments::find;
using payments::kWebhooks;
using payments::webhook_id;

namespace {

// Nothing where there is none. One that is damaged stops no other.
std::optional<WebhookList::Listed> listed(const ledger::Reader& reader, const std::string& id) {
  try {
    auto stored = find(reader, kWebhooks, id);
    if (!stored) return std::nullopt;
    return WebhookList::Listed{id, std::move(stored->value)};
  } catch (const payments::DamagedRecord&) {
    return WebhookList::Listed{id, std::nullopt};
  } catch (const store::Unreadable&) {
    return WebhookList::Listed{id, std::nullopt};
  }
}

}  // namespace

void WebhookList::refresh(const ledger::Reader& reader) {
  if (reader.head().entry == head_) return;
  std::vector<Listed> kept;
  for (const auto& known : webhooks_) {
    if (auto one = listed(reader, known.id)) keep(std::move(*one), kept);
  }
  auto made = made_;
  while (auto one = listed(reader, webhook_id(made + 1))) {
    ++made;
    keep(std::move(*one), kept);
  }
  made_ = made;
  webhooks_ = std::move(kept);
  head_ = reader.head().entry;
}

std::vector<std::string> WebhookList::take_deleted() { return std::exchange(deleted_, {}); }

void WebhookList::keep(Listed listed, std::vector<Listed>& kept) {
  const bool deleted = listed.webhook && listed.webhook->state == payments::WebhookState::deleted;
  if (deleted) {
    deleted_.push_back(std::move(listed.id));
  } else {
    kept.push_back(std::move(listed));
  }
}

}  // namespace anxin::routes
