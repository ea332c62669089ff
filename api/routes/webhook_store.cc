#include "api/routes/webhook_store.h"

#include <algorithm>

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

bool is_sound(const Progress& progress) {
  if (progress.stop > StopCause::seal_broken) return false;
  const auto counts = {progress.position,      progress.pending,       progress.tries,
                       progress.requests_done, progress.dead_in_a_row, progress.delivered,
                       progress.dead,          progress.kept};
  return std::min(counts) >= 0 && progress.tries <= kTriesOfASchedule;
}

bool is_sound(const Delivery& delivery) {
  const auto known = [](const WebhookTry& one) {
    return static_cast<std::size_t>(one.outcome) < kTryOutcomes;
  };
  return delivery.entry >= 0 && delivery.state <= DeliveryState::skipped &&
         std::all_of(delivery.tries.begin(), delivery.tries.end(), known);
}

// A row that is none is as good as absent: all of it can be sent again.
template <class T>
std::optional<T> decoded(std::optional<std::string_view> bytes) {
  auto row = bytes ? payments::decode_record<T>(*bytes) : std::nullopt;
  return row && is_sound(*row) ? std::move(row) : std::nullopt;
}

// Calls `visit` with each row of a delivery from the key on, until it answers false.
template <class Visit>
void walk_rows(const store::Snapshot& snapshot, const std::string& webhook, std::int64_t from,
               const Visit& visit) {
  const auto cursor = snapshot.cursor(Table::records);
  const auto prefix = deliveries_prefix(webhook);
  for (bool more = cursor->seek(delivery_key(webhook, from));
       more && cursor->key().starts_with(prefix); more = cursor->next()) {
    if (!visit(cursor->key(), cursor->value())) break;
  }
}

// Calls `visit` with each delivery from the key on, until it answers false.
template <class Visit>
Result<void> walk(const store::Store& store, const std::string& webhook, std::int64_t from,
                  const Visit& visit) {
  const auto snapshot = LEDGER_TRY(store.snapshot());
  walk_rows(*snapshot, webhook, from, [&](std::string_view, std::string_view row) {
    auto delivery = decoded<Delivery>(row);
    return !delivery || visit(std::move(*delivery));
  });
  return {};
}

}  // namespace

std::string_view to_word(TryOutcome outcome) {
  constexpr std::array<std::string_view, kTryOutcomes> kWords{
      "delivered",     "refused",     "redirected", "gone",      "target-refused", "not-resolved",
      "not-connected", "tls-refused", "timed-out",  "no-answer", "seal-broken",    "unreadable"};
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

Result<void> WebhookStore::save(const Changes& changes) {
  if (changes.batch().empty()) return {};
  return store_.commit(changes.batch());
}

Result<void> WebhookStore::forget(const std::string& webhook) {
  store::WriteBatch rows;
  {
    const auto snapshot = LEDGER_TRY(store_.snapshot());
    for (const auto& key : {progress_key(webhook), test_key(webhook)}) {
      if (snapshot->get(Table::records, key)) rows.erase(Table::records, key);
    }
    walk_rows(*snapshot, webhook, 0, [&](std::string_view key, std::string_view) {
      rows.erase(Table::records, key);
      return true;
    });
  }
  if (rows.empty()) return {};
  return store_.commit(rows);
}

}  // namespace anxin::routes
