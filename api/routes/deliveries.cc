#include "api/routes/deliveries.h"

#include <algorithm>
#include <exception>
#include <system_error>

#include "api/http/target.h"
#include "api/routes/webhook_message.h"
#include "ledger/service/shared_writer.h"

namespace anxin::routes {
namespace {

using payments::AccessGrant;
using payments::Webhook;
using payments::WebhookState;

constexpr std::chrono::seconds kAfterFault{1};  // the book could not be read: look again later
constexpr int kGone = 410;
constexpr std::int64_t kUnsavedMax = 1'000;  // entries read again after a crash

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

EntryMark mark_of(const BookEvent& event) {
  return {static_cast<std::int64_t>(event.entry), event.digest};
}

// Want of memory or threads must not end the books: it is a try that failed.
http::PostAnswer posted(http::Post& post, const http::PostRequest& request) {
  try {
    return post.send(request);
  } catch (const std::exception&) {
    return {http::PostOutcome::no_answer, 0, {}};
  }
}

}  // namespace

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

bool Deliveries::is_unreadable(const std::string& webhook) const {
  const std::lock_guard lock(mutex_);
  return unreadable_.contains(webhook);
}

// ---- what is to be sent -------------------------------------------------------------------------

void Deliveries::look() {
  payments::PaymentsBook book(ground_.writer, ground_.store, ground_.clock, ground_.vault,
                              ground_.data);
  const auto reader = book.read_records();
  if (!reader) return;
  Round round{book, *reader, static_cast<std::int64_t>(reader->head().entry),
              ground_.clock.elapsed() + options_.look_time};
  if (is_due(round)) look_around(round);
  for (auto& [webhook, track] : tracks_) save_position(webhook, track);
  count(round.head);
}

bool Deliveries::is_due(const Round& round) const {
  const bool time_has_come = due_ && ground_.clock.now() >= *due_;
  const bool rest_is_over = rest_ends_ && ground_.clock.elapsed() >= *rest_ends_;
  return round.head != looked_at_ || more_ || news_ || time_has_come || rest_is_over;
}

bool Deliveries::is_over(const Round& round) const {
  return ground_.clock.elapsed() >= round.until;
}

// An exception ends a look before its end: then all of it is done over.
void Deliveries::look_around(Round& round) {
  looked_at_ = -1;
  more_ = false;
  news_ = false;
  due_.reset();
  rest_ends_.reset();
  webhooks_.refresh(round.reader);
  forget_deleted();
  const auto& webhooks = webhooks_.webhooks();
  const auto first = first_;
  for (std::size_t i = 0; i < webhooks.size(); ++i) {
    const auto at = (first + i) % webhooks.size();
    if (i > 0 && is_over(round)) {
      more_ = true;
      first_ = at;
      break;
    }
    look_at(round, webhooks[at]);
  }
  looked_at_ = round.head;
}

void Deliveries::forget_deleted() {
  for (auto& webhook : webhooks_.take_deleted()) deleted_.insert(std::move(webhook));
  std::erase_if(deleted_, [this](const std::string& webhook) {
    const auto track = tracks_.find(webhook);
    if (track != tracks_.end() && track->second.under_way) return false;
    if (!kept_.forget(webhook)) {
      news_ = true;
      return false;
    }
    if (track != tracks_.end()) be_readable(webhook, track->second);
    tracks_.erase(webhook);
    return true;
  });
}

// What is damaged of one webhook stops that one alone.
void Deliveries::look_at(Round& round, const WebhookList::Listed& listed) {
  auto& track = tracks_[listed.id];
  if (track.rests_until && ground_.clock.elapsed() < *track.rests_until) {
    rest_ends_ = rest_ends_ ? std::min(*rest_ends_, *track.rests_until) : *track.rests_until;
    return;
  }
  if (!listed.webhook) return rest(listed.id);
  try {
    look_at(round, *listed.webhook, track);
    be_readable(listed.id, track);
  } catch (const std::exception&) {
    rest(listed.id);
  }
}

// Told once, and looked at again after a while: it may have been want of memory.
void Deliveries::rest(const std::string& webhook) {
  auto& track = tracks_[webhook];
  track.standing = Standing::stopped;
  track.rests_until = ground_.clock.elapsed() + options_.unreadable_rest;
  rest_ends_ = rest_ends_ ? std::min(*rest_ends_, *track.rests_until) : *track.rests_until;
  {
    const std::lock_guard lock(mutex_);
    if (!unreadable_.insert(webhook).second) return;
    ++metrics_.tries.at(static_cast<std::size_t>(TryOutcome::unreadable));
  }
  options_.log({webhook, "", 0, TryOutcome::unreadable, 0, 0});
}

void Deliveries::be_readable(const std::string& webhook, Track& track) {
  if (!track.rests_until) return;
  track.rests_until.reset();
  const std::lock_guard lock(mutex_);
  unreadable_.erase(webhook);
}

void Deliveries::look_at(Round& round, const Webhook& webhook, Track& track) {
  if (!track.loaded && !load(round, webhook, track)) {
    news_ = true;
    return;
  }
  if (!track.under_way) notice_change(webhook, track);
  track.standing = Standing::silent;
  if (webhook.state != WebhookState::enabled) return;
  track.standing = Standing::stopped;
  const auto grant = payments::grant_of_id(round.book, round.reader, webhook.key);
  if (!grant) return;
  if (!track.under_way) {
    if (auto errand = next(round, webhook, *grant)) send(*errand);
  }
  const auto& progress = track.progress;
  if (progress.stop != StopCause::none) return;
  track.standing = Standing::sends;
  if (track.under_way || !progress.due) return;
  due_ = due_ ? std::min(*due_, *progress.due) : *progress.due;
}

void Deliveries::count(std::int64_t head) {
  DeliveryMetrics seen;
  for (const auto& [webhook, track] : tracks_) {
    seen.dead += static_cast<std::uint64_t>(track.progress.dead);
    if (track.standing == Standing::stopped) ++seen.stopped;
    if (track.standing != Standing::sends) continue;
    ++seen.enabled;
    const auto lag = std::max<std::int64_t>(0, head - track.progress.position);
    seen.lag_entries = std::max(seen.lag_entries, static_cast<std::uint64_t>(lag));
  }
  const std::lock_guard lock(mutex_);
  seen.tries = metrics_.tries;
  metrics_ = seen;
}

// A book that was put back has other entries under the same numbers: from the beginning, then.
bool Deliveries::load(Round& round, const Webhook& webhook, Track& track) {
  const auto stored = kept_.progress(webhook.id);
  if (!stored) return false;
  const auto digest_at = [&](std::int64_t entry) {
    return round.reader.digest(static_cast<book::EntryNumber>(entry)).value_or(Digest{});
  };
  const bool known = *stored && (*stored)->position <= round.head &&
                     (*stored)->requests_done <= webhook.requests &&
                     ((*stored)->position == 0 || digest_at((*stored)->position) == (*stored)->at);
  if (!known && !kept_.forget(webhook.id)) return false;
  track.progress = known ? **stored : Progress{};
  if (!known) {
    settle_through(track.progress, {webhook.after, digest_at(webhook.after)});
    track.progress.revision = webhook.revision;
  }
  // The master key may be another one now.
  if (track.progress.stop == StopCause::seal_broken) begin_anew(track.progress);
  track.saved = track.progress.position;
  track.loaded = true;
  return true;
}

void Deliveries::notice_change(const Webhook& webhook, Track& track) {
  if (track.progress.revision == webhook.revision) return;
  track.progress.revision = webhook.revision;
  begin_anew(track.progress);
  track.saved = -1;
}

// What its login asks for by hand is tried also where the webhook has stopped.
std::optional<Deliveries::Errand> Deliveries::next(Round& round, const Webhook& webhook,
                                                   const AccessGrant& grant) {
  auto errand = next_request(round, webhook, grant);
  const auto& progress = tracks_[webhook.id].progress;
  const bool waits = progress.requests_done < webhook.requests;
  const bool sends = progress.stop == StopCause::none && !waits;
  if (!errand && sends) errand = next_event(round, webhook, grant);
  if (!errand || address(webhook, *errand)) return errand;
  note(*errand, {errand->at, TryOutcome::seal_broken, 0, 0});
  return std::nullopt;
}

std::optional<Deliveries::Errand> Deliveries::next_request(Round& round, const Webhook& webhook,
                                                           const AccessGrant& grant) {
  using enum payments::WebhookRequestKind;
  auto& track = tracks_[webhook.id];
  auto& done = track.progress.requests_done;
  while (done < webhook.requests) {
    const auto number = done + 1;
    const auto stored = payments::find(round.reader, payments::kWebhookRequests,
                                       payments::webhook_request_key(webhook.id, number));
    if (stored && stored->value.kind == ping) return test_errand(webhook, number);
    const auto entry = stored ? stored->value.entry : 0;
    if (stored && stored->value.kind == again) {
      const auto* event = event_at(round, entry);
      const bool seen = event != nullptr && sees_event(round.reader, grant, *event);
      if (seen) return errand_of(webhook, *event, Purpose::again);
    }
    const bool rewinds = stored && stored->value.kind == rewind;
    if (rewinds && !go_to(round.reader, webhook.id, entry)) return std::nullopt;
    done = number;
    track.saved = -1;
    if (!is_over(round)) continue;
    more_ = true;
    return std::nullopt;
  }
  return std::nullopt;
}

bool Deliveries::go_to(const ledger::Reader& reader, const std::string& webhook,
                       std::int64_t entry) {
  auto& progress = tracks_[webhook].progress;
  if (!skip_through(webhook, entry)) return false;
  const auto digest = reader.digest(static_cast<book::EntryNumber>(entry));
  settle_through(progress, {entry, digest.value_or(Digest{})});
  return true;
}

std::optional<Deliveries::Errand> Deliveries::next_event(Round& round, const Webhook& webhook,
                                                         const AccessGrant& grant) {
  auto& progress = tracks_[webhook.id].progress;
  if (progress.due && ground_.clock.now() < *progress.due) return std::nullopt;
  const auto last = std::min(round.head, progress.position + kEntriesScanned);
  while (progress.position < last) {
    const auto number = progress.position + 1;
    const auto* event = event_at(round, number);
    if (event == nullptr) {
      news_ = true;
      return std::nullopt;
    }
    if (wants(webhook, *event) && sees_event(round.reader, grant, *event)) {
      progress.pending = number;
      return errand_of(webhook, *event, Purpose::event);
    }
    if (number == progress.pending && !skip_through(webhook.id, number)) return std::nullopt;
    settle_through(progress, mark_of(*event));
    if (is_over(round)) break;
  }
  more_ = more_ || progress.position < round.head;
  return std::nullopt;
}

// Whatever waits up to the entry is wanted no longer and told so; what waits beyond it is sent in
// its turn. False where the disk is full.
bool Deliveries::skip_through(const std::string& webhook, std::int64_t entry) {
  const auto waiting = kept_.deliveries({webhook, -1, DeliveryState::pending, SIZE_MAX});
  bool done = waiting.has_value();
  WebhookStore::Changes changes;
  for (std::size_t i = 0; done && i < waiting->size() && (*waiting)[i].entry <= entry; ++i) {
    auto delivery = (*waiting)[i];
    delivery.state = DeliveryState::skipped;
    changes.put(webhook, delivery);
  }
  done = done && kept_.save(changes).has_value();
  news_ = news_ || !done;
  return done;
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
                                         Purpose purpose) {
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
  errand.request.body = test_body(webhook.id, ground_.clock.now());
  return errand;
}

// Where it goes, and the signature. False where one of them does not open.
bool Deliveries::address(const Webhook& webhook, Errand& errand) const {
  errand.at = ground_.clock.now();
  const auto url = payments::webhook_url(ground_.vault, webhook);
  const auto secrets = payments::webhook_secrets(ground_.vault, webhook, errand.at);
  if (!url || !secrets) return false;
  const auto target = http::parse_target(*url, options_.networks);
  if (target) errand.host = target->host;
  errand.request.url = *url;
  errand.request.headers =
      signed_headers(errand.delivery.message, errand.at, *secrets, errand.request.body);
  return true;
}

void Deliveries::send(const Errand& errand) {
  auto& track = tracks_[errand.webhook];
  try {
    track.thread = options_.start([this, errand] {
      const auto answer = posted(post_, errand.request);
      const std::lock_guard lock(mutex_);
      finished_.push_back({errand, answer});
      changed_.notify_all();
    });
    track.under_way = true;
  } catch (const std::system_error&) {
    note(errand, {errand.at, TryOutcome::no_answer, 0, 0});
  }
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
  news_ = news_ || !finished.empty();
  for (const auto& one : finished) note_finished(one);
}

void Deliveries::note_finished(const Finished& finished) {
  const auto& [errand, answer] = finished;
  if (answer.outcome == http::PostOutcome::abandoned) return;
  try {
    note(errand, {errand.at, outcome_of(answer), answer.status, answer.took.count()});
  } catch (const std::exception&) {
    rest(errand.webhook);
  }
}

void Deliveries::note(const Errand& errand, const WebhookTry& tried) {
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
  news_ = true;
}

void Deliveries::note_event(const Errand& errand, const WebhookTry& tried,
                            WebhookStore::Changes& changes) {
  auto delivery = with_try(errand, tried);
  if (tried.outcome == TryOutcome::delivered) {
    delivery.state = DeliveryState::delivered;
    note_taken(tracks_[errand.webhook].progress, {delivery.entry, errand.digest});
  } else {
    delivery.state = fail_event(errand, tried);
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
  if (delivered) note_taken(progress, {delivery.entry, errand.digest});
  keep(errand.webhook, delivery, changes);
}

DeliveryState Deliveries::fail_event(const Errand& errand, const WebhookTry& tried) {
  auto& progress = tracks_[errand.webhook].progress;
  if (!progress.failing_since) progress.failing_since = tried.at;
  if (tried.outcome == TryOutcome::gone) {
    stop_for(progress, StopCause::gone, tried.at);
    return DeliveryState::pending;
  }
  if (tried.outcome == TryOutcome::seal_broken) {
    stop_for(progress, StopCause::seal_broken, tried.at);
    return DeliveryState::pending;
  }
  const EntryMark mark{errand.delivery.entry, errand.digest};
  const bool given_up = note_failed(progress, mark, ground_.clock.now(), chance());
  return given_up ? DeliveryState::dead : DeliveryState::pending;
}

// Two bytes of it.
std::int64_t Deliveries::chance() const {
  const auto bytes = ground_.entropy.bytes(2);
  return static_cast<std::int64_t>(static_cast<unsigned char>(bytes[0])) * 256 +
         static_cast<unsigned char>(bytes[1]);
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
