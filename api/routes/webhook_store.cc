#include "api/routes/webhook_store.h"

#include "payments/domain/record_codec.h"

namespace anxin::routes {
namespace {

using store::Table;

constexpr const char* kBookRow = "b";

std::string progress_key(const std::string& webhook) { return "s/" + webhook; }
std::string test_key(const std::string& webhook) { return "t/" + webhook; }
std::string deliveries_prefix(const std::string& webhook) { return "d/" + webhook + "/"; }
std::string delivery_key(const std::string& webhook, std::int64_t entry) {
  return ByteWriter(deliveries_prefix(webhook)).i64(entry).take();
}

// A row that is none is as good as absent: all of it can be sent again.
template <class T>
std::optional<T> decoded(std::optional<std::string_view> bytes) {
  return bytes ? payments::decode_record<T>(*bytes) : std::nullopt;
}

// Calls `visit` with each delivery from the key on, until it answers false.
template <class Visit>
Result<void> walk(const store::Store& store, const std::string& webhook, std::int64_t from,
                  const Visit& visit) {
  const auto snapshot = LEDGER_TRY(store.snapshot());
  const auto cursor = snapshot->cursor(Table::records);
  const auto prefix = deliveries_prefix(webhook);
  for (bool more = cursor->seek(delivery_key(webhook, from));
       more && cursor->key().starts_with(prefix); more = cursor->next()) {
    auto delivery = decoded<Delivery>(cursor->value());
    if (delivery && !visit(std::move(*delivery))) break;
  }
  return {};
}

}  // namespace

std::string_view to_word(TryOutcome outcome) {
  constexpr std::array<std::string_view, kTryOutcomes> kWords{
      "delivered",     "refused",     "redirected", "gone",      "target-refused", "not-resolved",
      "not-connected", "tls-refused", "timed-out",  "no-answer", "seal-broken"};
  return kWords.at(static_cast<std::size_t>(outcome));
}

std::string_view to_word(DeliveryState state) {
  constexpr std::array<std::string_view, 4> kWords{"pending", "delivered", "dead", "skipped"};
  return kWords.at(static_cast<std::size_t>(state));
}

store::WriteBatch first_of_webhooks(const std::string& book_id) {
  store::WriteBatch first;
  first.put(Table::records, kBookRow, book_id);
  return first;
}

Result<void> WebhookStore::begin(const std::string& book_id) {
  store::WriteBatch batch;
  {
    const auto snapshot = LEDGER_TRY(store_.snapshot());
    if (snapshot->get(Table::records, kBookRow) == book_id) return {};
    const auto cursor = snapshot->cursor(Table::records);
    for (bool more = cursor->seek(" "); more; more = cursor->next()) {
      batch.erase(Table::records, cursor->key());
    }
  }
  batch.put(Table::records, kBookRow, book_id);
  return store_.commit(batch);
}

template <class T>
Result<std::optional<T>> WebhookStore::find(const std::string& key) const {
  const auto snapshot = LEDGER_TRY(store_.snapshot());
  return decoded<T>(snapshot->get(Table::records, key));
}

Result<std::optional<Progress>> WebhookStore::progress(const std::string& webhook) const {
  return find<Progress>(progress_key(webhook));
}

Result<std::optional<Delivery>> WebhookStore::last_test(const std::string& webhook) const {
  return find<Delivery>(test_key(webhook));
}

Result<std::optional<Delivery>> WebhookStore::delivery(const std::string& webhook,
                                                       std::int64_t entry) const {
  return find<Delivery>(delivery_key(webhook, entry));
}

Result<std::vector<Delivery>> WebhookStore::deliveries(const Asked& asked) const {
  std::vector<Delivery> found;
  LEDGER_CHECK(walk(store_, asked.webhook, asked.after + 1, [&](Delivery delivery) {
    const bool wanted = !asked.state || delivery.state == *asked.state;
    if (wanted) found.push_back(std::move(delivery));
    return found.size() < asked.limit;
  }));
  return found;
}

Result<std::optional<Delivery>> WebhookStore::oldest(const std::string& webhook) const {
  std::optional<Delivery> found;
  LEDGER_CHECK(walk(store_, webhook, 0, [&](Delivery delivery) {
    if (delivery.state == DeliveryState::dead) return true;
    found = std::move(delivery);
    return false;
  }));
  return found;
}

void WebhookStore::Changes::put(const std::string& webhook, const Progress& progress) {
  batch_.put(Table::records, progress_key(webhook), payments::encode_record(progress));
}

void WebhookStore::Changes::put_test(const std::string& webhook, const Delivery& delivery) {
  batch_.put(Table::records, test_key(webhook), payments::encode_record(delivery));
}

void WebhookStore::Changes::put(const std::string& webhook, const Delivery& delivery) {
  batch_.put(Table::records, delivery_key(webhook, delivery.entry),
             payments::encode_record(delivery));
}

void WebhookStore::Changes::forget(const std::string& webhook, const Delivery& delivery) {
  batch_.erase(Table::records, delivery_key(webhook, delivery.entry));
}

void WebhookStore::Changes::forget_progress(const std::string& webhook) {
  batch_.erase(Table::records, progress_key(webhook));
}

void WebhookStore::Changes::forget_test(const std::string& webhook) {
  batch_.erase(Table::records, test_key(webhook));
}

Result<void> WebhookStore::save(const Changes& changes) {
  if (changes.batch().empty()) return {};
  return store_.commit(changes.batch());
}

Result<void> WebhookStore::forget(const std::string& webhook) {
  Changes changes;
  if (LEDGER_TRY(progress(webhook))) changes.forget_progress(webhook);
  if (LEDGER_TRY(last_test(webhook))) changes.forget_test(webhook);
  LEDGER_CHECK(walk(store_, webhook, 0, [&](const Delivery& delivery) {
    changes.forget(webhook, delivery);
    return true;
  }));
  return save(changes);
}

}  // namespace anxin::routes
