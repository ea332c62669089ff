#include "api/routes/deliveries.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "api/http/target.h"
#include "ledger/base/hmac.h"
#include "ledger/base/text.h"
#include "ledger/service/shared_writer.h"

namespace anxin::routes {
namespace {

using payments::AccessGrant;
using payments::Webhook;
using payments::WebhookState;

constexpr std::size_t kMessageBytes = 16;       // of a digest: enough to be alone
constexpr std::chrono::seconds kAfterFault{1};  // the book could not be read: look again later
constexpr int kGone = 410;
constexpr std::int64_t kJitterSteps = 1 << 16;  // two bytes of chance
constexpr std::int64_t kJitterShare = 10;       // a tenth
constexpr std::int64_t kUnsavedMax = 1'000;     // entries read again after a crash

std::string message_id(const std::string& webhook, std::string_view what) {
  const auto digest = sha256(webhook + "/" + std::string(what));
  return "msg_" + to_hex(digest.view().substr(0, kMessageBytes));
}

TryOutcome outcome_of_status(int status) {
  if (status >= 200 && status < 300) return TryOutcome::delivered;
  if (status >= 300 && status < 400) return TryOutcome::redirected;
  return status == kGone ? TryOutcome::gone : TryOutcome::refused_by_receiver;
}

TryOutcome outcome_of(const http::PostAnswer& answer) {
  switch (answer.outcome) {
    case http::PostOutcome::answered:
      return outcome_of_status(answer.status);
    case http::PostOutcome::target_refused:
      return TryOutcome::target_refused;
    case http::PostOutcome::not_resolved:
      return TryOutcome::not_resolved;
    case http::PostOutcome::not_connected:
      return TryOutcome::not_connected;
    case http::PostOutcome::tls_refused:
      return TryOutcome::tls_refused;
    case http::PostOutcome::timed_out:
      return TryOutcome::timed_out;
    case http::PostOutcome::no_answer:
    case http::PostOutcome::abandoned:
      return TryOutcome::no_answer;
  }
  return TryOutcome::no_answer;
}

bool wants(const Webhook& webhook, const BookEvent& event) {
  const auto& kinds = webhook.kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), event.kind) != kinds.end();
}

// Everything up to this entry is settled.
void settle_through(Progress& progress, std::int64_t entry, const Digest& digest) {
  progress.position = entry;
  progress.at = digest;
  progress.pending = 0;
  progress.tries = 0;
  progress.due.reset();
}

void stop_for(Progress& progress, StopCause cause, Instant now) {
  progress.stop = cause;
  progress.stopped_at = now;
}

std::string signature_of(const std::vector<std::string>& secrets, std::string_view signed_text) {
  std::vector<std::string> parts;
  for (const auto& secret : secrets) {
    parts.push_back("v1," + to_base64(hmac_sha256(secret, signed_text)));
  }
  return join(parts, " ");
}

// Want of memory or threads must not end the books: it is a try that failed.
http::PostAnswer posted(http::Post& post, const http::PostRequest& request) {
  try {
    return post.send(request);
  } catch (const std::exception&) {
    return {http::PostOutcome::no_answer, 0, {}};
  }
}

std::string test_body(const Webhook& webhook, Instant now) {
  using json::Json;
  Json body = Json::object();
  body.set("type", "test").set("timestamp", to_string(now));
  return body.set("data", Json::object().set("webhook", webhook.id)).dump();
}

}  // namespace

std::string to_prometheus(const DeliveryMetrics& metrics) {
  std::string text =
      "# HELP anxin_webhook_tries_total Tries to deliver an event, by outcome.\n"
      "# TYPE anxin_webhook_tries_total counter\n";
  for (std::size_t i = 0; i < kTryOutcomes; ++i) {
    text += fmt::format("anxin_webhook_tries_total{{outcome=\"{}\"}} {}\n",
                        to_word(static_cast<TryOutcome>(i)), metrics.tries.at(i));
  }
  const auto gauge = [&](std::string_view name, std::string_view help, std::uint64_t value) {
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", name, help, value);
  };
  gauge("anxin_webhook_lag_entries", "Entries behind, of the webhook that is furthest behind.",
        metrics.lag_entries);
  gauge("anxin_webhooks_sending", "Webhooks that send.", metrics.enabled);
  gauge("anxin_webhooks_stopped", "Enabled webhooks that have stopped.", metrics.stopped);
  gauge("anxin_webhook_dead_deliveries", "Deliveries that were given up.", metrics.dead);
  return text;
}

Deliveries::Deliveries(const Ground& ground, store::Store& kept, http::Post& post,
                       DeliveryOptions options)
    : ground_(ground), kept_(kept), post_(post), options_(std::move(options)) {}

Deliveries::~Deliveries() { stop(); }

Result<void> Deliveries::start() {
  const auto reader = LEDGER_TRY(ground_.writer.read(ground_.clock.now()));
  LEDGER_CHECK(kept_.begin(reader.book().id));
  thread_ = std::thread([this] { run(); });
  return {};
}

void Deliveries::stop() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
  settle();
  for (auto& [webhook, track] : tracks_) {
    if (track.saved != track.progress.position) track.saved = -1;
    save_position(webhook, track);
  }
}

void Deliveries::run() {
  std::unique_lock lock(mutex_);
  while (!ending_) {
    lock.unlock();
    std::chrono::milliseconds rest = kDeliveryLook;
    try {
      step();
      if (more_) rest = std::chrono::milliseconds(0);
    } catch (const std::exception&) {
      rest = kAfterFault;  // a damaged book is found by those who ask it
    }
    lock.lock();
    changed_.wait_for(lock, rest, [this] { return ending_ || !finished_.empty(); });
  }
}

void Deliveries::step() {
  note_finished();
  look();
}

void Deliveries::settle() {
  for (auto& [webhook, track] : tracks_) {
    if (track.thread.joinable()) track.thread.join();
  }
  note_finished();
}

DeliveryMetrics Deliveries::metrics() const {
  const std::lock_guard lock(mutex_);
  return metrics_;
}

// ---- what is to be sent -------------------------------------------------------------------------

void Deliveries::look() {
  payments::PaymentsBook book(ground_.writer, ground_.store, ground_.clock, ground_.vault,
                              ground_.data);
  const auto reader = book.read();
  if (!reader) return;
  more_ = false;
  Round round{book, *reader, static_cast<std::int64_t>(reader->head().entry)};
  for (const auto& stored : payments::find_all(*reader, payments::kWebhooks)) {
    look_at(round, stored.value);
  }
  const std::lock_guard lock(mutex_);
  round.seen.tries = metrics_.tries;
  metrics_ = round.seen;
}

void Deliveries::look_at(Round& round, const Webhook& webhook) {
  if (dropped_.contains(webhook.id)) return;
  auto& track = tracks_[webhook.id];
  if (!track.under_way && webhook.state == WebhookState::deleted) {
    if (kept_.forget(webhook.id)) dropped_.insert(webhook.id);
    tracks_.erase(webhook.id);
    return;
  }
  if (!track.loaded && !load(round, webhook, track)) return;
  const auto& progress = track.progress;
  if (!track.under_way) notice_change(webhook, track);
  round.seen.dead += static_cast<std::uint64_t>(progress.dead);
  if (webhook.state != WebhookState::enabled) return;
  const auto grant = payments::grant_of_id(round.book, round.reader, webhook.key);
  const bool sends = grant && progress.stop == StopCause::none;
  ++(sends ? round.seen.enabled : round.seen.stopped);
  if (sends && !track.under_way) {
    if (auto errand = next(round, webhook, *grant)) send(std::move(*errand));
    save_position(webhook.id, track);
  }
  if (!sends) return;
  const auto lag =
      static_cast<std::uint64_t>(std::max<std::int64_t>(0, round.head - progress.position));
  round.seen.lag_entries = std::max(round.seen.lag_entries, lag);
}

// A book that was put back has other entries under the same numbers: from the beginning, then.
bool Deliveries::load(Round& round, const Webhook& webhook, Track& track) {
  const auto stored = kept_.progress(webhook.id);
  if (!stored) return false;
  const auto digest_at = [&](std::int64_t entry) {
    return round.reader.digest(static_cast<book::EntryNumber>(entry)).value_or(Digest{});
  };
  const bool known = *stored && (*stored)->position <= round.head &&
                     ((*stored)->position == 0 || digest_at((*stored)->position) == (*stored)->at);
  if (*stored && !known && !kept_.forget(webhook.id)) return false;
  track.progress = known ? **stored : Progress{};
  if (!known) {
    settle_through(track.progress, webhook.after, digest_at(webhook.after));
    track.progress.revision = webhook.revision;
  }
  track.saved = track.progress.position;
  track.loaded = true;
  return true;
}

// Its login has changed something that makes another try worth while, or has enabled it again.
void Deliveries::notice_change(const Webhook& webhook, Track& track) {
  auto& progress = track.progress;
  if (progress.revision == webhook.revision) return;
  progress.revision = webhook.revision;
  progress.tries = 0;
  progress.due.reset();
  progress.dead_in_a_row = 0;
  progress.stop = StopCause::none;
  progress.stopped_at.reset();
  track.saved = -1;
}

std::optional<Deliveries::Errand> Deliveries::next(Round& round, const Webhook& webhook,
                                                   const AccessGrant& grant) {
  auto errand = next_request(round, webhook, grant);
  if (!errand) errand = next_event(round, webhook, grant);
  if (!errand || !address(webhook, *errand)) return std::nullopt;
  return errand;
}

std::optional<Deliveries::Errand> Deliveries::next_request(Round& round, const Webhook& webhook,
                                                           const AccessGrant& grant) {
  using enum payments::WebhookRequestKind;
  auto& track = tracks_[webhook.id];
  auto& progress = track.progress;
  while (progress.requests_done < webhook.requests) {
    const auto number = progress.requests_done + 1;
    const auto stored = payments::find(round.reader, payments::kWebhookRequests,
                                       payments::webhook_request_key(webhook.id, number));
    if (stored && stored->value.kind == ping) return test_errand(webhook, number);
    const auto entry = stored ? stored->value.entry : 0;
    if (stored && stored->value.kind == again) {
      const auto* event = event_at(round, entry);
      const bool seen = event != nullptr && sees_event(round.reader, grant, *event);
      if (seen) return errand_of(webhook, *event, Purpose::again);
    }
    if (stored && stored->value.kind == rewind) {
      const auto digest = round.reader.digest(static_cast<book::EntryNumber>(entry));
      settle_through(progress, entry, digest.value_or(Digest{}));
    }
    progress.requests_done = number;
    track.saved = -1;
  }
  return std::nullopt;
}

std::optional<Deliveries::Errand> Deliveries::next_event(Round& round, const Webhook& webhook,
                                                         const AccessGrant& grant) {
  auto& progress = tracks_[webhook.id].progress;
  if (progress.due && ground_.clock.now() < *progress.due) return std::nullopt;
  const auto last = std::min(round.head, progress.position + kEntriesScanned);
  for (auto number = progress.position + 1; number <= last; ++number) {
    const auto* event = event_at(round, number);
    if (event == nullptr) return std::nullopt;
    if (wants(webhook, *event) && sees_event(round.reader, grant, *event)) {
      progress.pending = number;
      return errand_of(webhook, *event, Purpose::event);
    }
    settle_through(progress, number, event->digest);
  }
  more_ = more_ || last < round.head;
  return std::nullopt;
}

const BookEvent* Deliveries::event_at(Round& round, std::int64_t entry) {
  const auto found = events_.find(entry);
  if (found != events_.end()) return &found->second;
  if (!round.owners) round.owners.emplace(round.reader);
  auto event = event_of(round.reader, static_cast<book::EntryNumber>(entry), *round.owners);
  if (!event) return nullptr;
  if (events_.size() >= kEventsKept) events_.erase(events_.begin());
  return &events_.insert_or_assign(entry, std::move(*event)).first->second;
}

Deliveries::Errand Deliveries::errand_of(const Webhook& webhook, const BookEvent& event,
                                         Purpose purpose) const {
  Errand errand;
  errand.webhook = webhook.id;
  errand.purpose = purpose;
  errand.delivery.entry = static_cast<std::int64_t>(event.entry);
  errand.delivery.message = message_id(webhook.id, event.digest.view());
  errand.delivery.kind = event.kind;
  errand.digest = event.digest;
  errand.request.body = event_body(event);
  return errand;
}

Deliveries::Errand Deliveries::test_errand(const Webhook& webhook, std::int64_t number) const {
  Errand errand;
  errand.webhook = webhook.id;
  errand.purpose = Purpose::test;
  errand.delivery.message = message_id(webhook.id, "test/" + std::to_string(number));
  errand.delivery.kind = "test";
  errand.request.body = test_body(webhook, ground_.clock.now());
  return errand;
}

// Where it goes, and the signature: of this moment, since receivers refuse old ones.
bool Deliveries::address(const Webhook& webhook, Errand& errand) const {
  errand.at = ground_.clock.now();
  const auto url = payments::webhook_url(ground_.vault, webhook);
  const auto secrets = payments::webhook_secrets(ground_.vault, webhook, errand.at);
  if (!url || !secrets) return false;
  const auto target = http::parse_target(*url, options_.networks);
  if (target) errand.host = target->host;
  const auto seconds =
      std::chrono::duration_cast<std::chrono::seconds>(errand.at.time_since_epoch()).count();
  const auto& id = errand.delivery.message;
  const auto signed_text = fmt::format("{}.{}.{}", id, seconds, errand.request.body);
  errand.request.url = *url;
  errand.request.headers = {{"webhook-id", id},
                            {"webhook-timestamp", std::to_string(seconds)},
                            {"webhook-signature", signature_of(*secrets, signed_text)}};
  return true;
}

void Deliveries::send(Errand errand) {
  auto& track = tracks_[errand.webhook];
  track.thread = std::thread([this, errand = std::move(errand)]() mutable {
    const auto answer = posted(post_, errand.request);
    const std::lock_guard lock(mutex_);
    finished_.push_back({std::move(errand), answer});
    changed_.notify_all();
  });
  track.under_way = true;
}

// ---- how it went --------------------------------------------------------------------------------

void Deliveries::note_finished() {
  std::vector<Finished> finished;
  {
    const std::lock_guard lock(mutex_);
    finished.swap(finished_);
  }
  for (const auto& one : finished) {
    auto& track = tracks_[one.errand.webhook];
    if (track.thread.joinable()) track.thread.join();
    track.under_way = false;
  }
  for (const auto& one : finished) {
    if (one.answer.outcome != http::PostOutcome::abandoned) note(one);
  }
}

void Deliveries::note(const Finished& finished) {
  const auto& errand = finished.errand;
  const WebhookTry tried{errand.at, outcome_of(finished.answer), finished.answer.status,
                         finished.answer.took.count()};
  {
    const std::lock_guard lock(mutex_);
    ++metrics_.tries.at(static_cast<std::size_t>(tried.outcome));
  }
  options_.log(
      {errand.webhook, errand.host, errand.delivery.entry, tried.outcome, tried.status, tried.us});
  auto& track = tracks_[errand.webhook];
  WebhookStore::Changes changes;
  if (errand.purpose == Purpose::event) {
    note_event(errand, tried, changes);
  } else {
    note_again(errand, tried, changes);
  }
  changes.put(errand.webhook, track.progress);
  // Where the disk is full it is sent again after a restart: at least once.
  track.saved = kept_.save(changes) ? track.progress.position : -1;
  track.saved_at = ground_.clock.elapsed();
}

void Deliveries::note_event(const Errand& errand, const WebhookTry& tried,
                            WebhookStore::Changes& changes) {
  auto& progress = tracks_[errand.webhook].progress;
  auto delivery = with_try(errand, tried);
  if (tried.outcome == TryOutcome::delivered) {
    delivery.state = DeliveryState::delivered;
    settle_through(progress, delivery.entry, errand.digest);
    progress.dead_in_a_row = 0;
    progress.failing_since.reset();
    ++progress.delivered;
  } else {
    delivery.state = DeliveryState::pending;
    if (!progress.failing_since) progress.failing_since = tried.at;
    if (tried.outcome == TryOutcome::gone) {
      stop_for(progress, StopCause::gone, tried.at);
    } else {
      fail_event(errand, progress, delivery);
    }
  }
  keep(errand.webhook, delivery, changes);
}

// One replay is one try: what fails may be asked for again. So may a test.
void Deliveries::note_again(const Errand& errand, const WebhookTry& tried,
                            WebhookStore::Changes& changes) {
  auto& progress = tracks_[errand.webhook].progress;
  ++progress.requests_done;
  if (tried.outcome == TryOutcome::gone) stop_for(progress, StopCause::gone, tried.at);
  auto delivery = with_try(errand, tried);
  const bool delivered = tried.outcome == TryOutcome::delivered;
  if (delivered) delivery.state = DeliveryState::delivered;
  if (errand.purpose == Purpose::test) {
    if (!delivered) delivery.state = DeliveryState::dead;
    changes.put_test(errand.webhook, delivery);
    return;
  }
  if (delivered) ++progress.delivered;
  keep(errand.webhook, delivery, changes);
}

void Deliveries::fail_event(const Errand& errand, Progress& progress, Delivery& delivery) {
  ++progress.tries;
  if (progress.tries <= static_cast<std::int64_t>(kRetryDelays.size())) {
    progress.due = ground_.clock.now() + delay_after(progress.tries);
    return;
  }
  delivery.state = DeliveryState::dead;
  settle_through(progress, delivery.entry, errand.digest);
  ++progress.dead_in_a_row;
  if (progress.dead_in_a_row < kDeadInARowMax) return;
  stop_for(progress, StopCause::failing, ground_.clock.now());
}

std::chrono::nanoseconds Deliveries::delay_after(std::int64_t tries) const {
  const std::chrono::nanoseconds whole = kRetryDelays.at(static_cast<std::size_t>(tries - 1));
  const auto chance = ground_.entropy.bytes(2);
  const auto step = static_cast<std::int64_t>(static_cast<unsigned char>(chance[0])) * 256 +
                    static_cast<unsigned char>(chance[1]);
  return whole - whole / kJitterShare * step / kJitterSteps;
}

Delivery Deliveries::with_try(const Errand& errand, const WebhookTry& tried) const {
  const bool test = errand.purpose == Purpose::test;
  const auto before = test ? Result<std::optional<Delivery>>(std::nullopt)
                           : kept_.delivery(errand.webhook, errand.delivery.entry);
  auto delivery = before && *before ? **before : errand.delivery;
  delivery.tries.push_back(tried);
  if (delivery.tries.size() > kTriesKept) delivery.tries.erase(delivery.tries.begin());
  return delivery;
}

void Deliveries::keep(const std::string& webhook, const Delivery& delivery,
                      WebhookStore::Changes& changes) {
  auto& progress = tracks_[webhook].progress;
  const auto before = kept_.delivery(webhook, delivery.entry);
  const auto count = [&](const Delivery& one, std::int64_t by) {
    (one.state == DeliveryState::dead ? progress.dead : progress.kept) += by;
  };
  if (before && *before) count(**before, -1);
  count(delivery, 1);
  changes.put(webhook, delivery);
  if (progress.kept <= kDeliveriesKept) return;
  const auto oldest = kept_.oldest(webhook);
  if (!oldest || !*oldest || (*oldest)->entry == delivery.entry) return;
  changes.forget(webhook, **oldest);
  --progress.kept;
}

void Deliveries::save_position(const std::string& webhook, Track& track) {
  if (!track.loaded || track.saved == track.progress.position) return;
  const auto now = ground_.clock.elapsed();
  const bool waits = track.saved >= 0 && now - track.saved_at < kPositionSaved &&
                     track.progress.position - track.saved < kUnsavedMax;
  if (waits) return;
  WebhookStore::Changes changes;
  changes.put(webhook, track.progress);
  if (!kept_.save(changes)) return;
  track.saved = track.progress.position;
  track.saved_at = now;
}

}  // namespace anxin::routes
