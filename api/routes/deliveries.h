// Delivers events to webhooks: in the book's order, at least once, again and again for a day.
//
// Role: beside the service, reading what is committed. Nothing of it moves the writer.
// Shape: of each webhook one try is under way at most, on a thread of its own, so that a slow
//        receiver holds up nobody else: kWebhooksMax threads, each for PostLimits::whole at most.
// Threads: one of its own looks and notes; step() and settle() stand in for it in tests.
// Source: interfaces.md (Standard Webhooks: retries with backoff for a day, dead letters, replay);
//         decision 0029.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "api/http/network_address.h"
#include "api/http/post.h"
#include "api/routes/call.h"
#include "api/routes/delivery_metrics.h"
#include "api/routes/events.h"
#include "api/routes/webhook_list.h"
#include "api/routes/webhook_progress.h"
#include "api/routes/webhook_store.h"
#include "payments/service/webhook_service.h"

namespace anxin::routes {

inline constexpr std::chrono::milliseconds kDeliveryLook{100};  // for new entries
// Of a look: the next one goes on, beginning with the webhooks that this one has not come to.
inline constexpr std::int64_t kEntriesScanned = 2'000;  // of one webhook: some 10 ms
inline constexpr std::chrono::milliseconds kLookTime{50};
inline constexpr std::size_t kEventsKept = 4'096;           // read once for all webhooks: 1 MiB
inline constexpr std::chrono::seconds kPositionSaved{10};   // where nothing was sent: read again
inline constexpr std::chrono::seconds kUnreadableRest{60};  // before it is looked at once more

/// One try for the log: nothing of the address but the host.
struct DeliveryNote {
  std::string webhook;
  std::string host;        ///< empty where the address does not open
  std::int64_t entry = 0;  ///< 0: a test
  TryOutcome outcome = TryOutcome::delivered;
  std::int64_t status = 0;
  std::int64_t us = 0;
};
using DeliveryLog = std::function<void(const DeliveryNote&)>;

/// Begins a thread for a try. Throws std::system_error where the system gives none.
using ThreadStart = std::function<std::thread(std::function<void()>)>;
inline std::thread start_thread(std::function<void()> work) { return std::thread(std::move(work)); }

struct DeliveryOptions {
  std::vector<http::Network> networks;  ///< inside ones that the operator allows
  DeliveryLog log;
  std::chrono::milliseconds look_time = kLookTime;
  std::chrono::milliseconds unreadable_rest = kUnreadableRest;
  ThreadStart start = start_thread;
};

class Deliveries {
 public:
  /// Everything outlives it. The store holds nothing or what an earlier one has left.
  Deliveries(const Ground& ground, store::Store& kept, http::Post& post, DeliveryOptions options);
  /// As stop().
  ~Deliveries();
  Deliveries(const Deliveries&) = delete;
  Deliveries& operator=(const Deliveries&) = delete;

  /// Looks from now on. Refuses: as the stores.
  Result<void> start();
  /// Ends the thread and waits for what is under way, which the post abandons when told to.
  void stop();

  /// One look: notes what has ended; where the book has gone on or something is due, sends it.
  void step();
  /// Waits until nothing is under way, and notes it.
  void settle();

  [[nodiscard]] const WebhookStore& kept() const { return kept_; }
  [[nodiscard]] const std::vector<http::Network>& networks() const { return options_.networks; }
  [[nodiscard]] DeliveryMetrics metrics() const;
  /// Whether it has stopped because it, its key, a request or what is kept of it does not read.
  [[nodiscard]] bool is_unreadable(const std::string& webhook) const;

 private:
  enum class Purpose : std::uint8_t { event, again, test };
  /// What is being tried.
  struct Errand {
    std::string webhook;
    std::string host;
    Purpose purpose = Purpose::event;
    Delivery delivery;
    Digest digest;
    Instant at;
    http::PostRequest request;
  };
  struct Finished {
    Errand errand;
    http::PostAnswer answer;
  };
  enum class Standing : std::uint8_t { silent, sends, stopped };
  /// What is remembered of a webhook between two looks.
  struct Track {
    Progress progress;
    bool loaded = false;
    bool under_way = false;
    Standing standing = Standing::silent;
    std::int64_t saved = 0;  // position on disk
    std::chrono::nanoseconds saved_at{0};
    std::optional<std::chrono::nanoseconds> rests_until{};  // it did not read
    std::thread thread;
  };
  /// One look at the book.
  struct Round {
    payments::PaymentsBook& book;
    const ledger::Reader& reader;
    std::int64_t head;
    std::chrono::nanoseconds until;
    std::optional<RecordOwners> owners{};
  };

  void run();
  void look();
  [[nodiscard]] bool is_due(const Round& round) const;
  [[nodiscard]] bool is_over(const Round& round) const;
  void look_around(Round& round);
  void forget_deleted();
  void look_at(Round& round, const WebhookList::Listed& listed);
  void look_at(Round& round, const payments::Webhook& webhook, Track& track);
  void rest(const std::string& webhook);
  void be_readable(const std::string& webhook, Track& track);
  void count(std::int64_t head);
  [[nodiscard]] bool load(Round& round, const payments::Webhook& webhook, Track& track);
  static void notice_change(const payments::Webhook& webhook, Track& track);
  [[nodiscard]] std::optional<Errand> next(Round& round, const payments::Webhook& webhook,
                                           const payments::AccessGrant& grant);
  [[nodiscard]] std::optional<Errand> next_request(Round& round, const payments::Webhook& webhook,
                                                   const payments::AccessGrant& grant);
  [[nodiscard]] std::optional<Errand> next_event(Round& round, const payments::Webhook& webhook,
                                                 const payments::AccessGrant& grant);
  [[nodiscard]] bool go_to(const ledger::Reader& reader, const std::string& webhook,
                           std::int64_t entry);
  [[nodiscard]] bool skip_through(const std::string& webhook, std::int64_t entry);
  [[nodiscard]] const BookEvent* event_at(Round& round, std::int64_t entry);
  [[nodiscard]] static Errand errand_of(const payments::Webhook& webhook, const BookEvent& event,
                                        Purpose purpose);
  [[nodiscard]] Errand test_errand(const payments::Webhook& webhook, std::int64_t number) const;
  [[nodiscard]] bool address(const payments::Webhook& webhook, Errand& errand) const;
  void send(const Errand& errand);

  void note_finished();
  void note_finished(const Finished& finished);
  void note(const Errand& errand, const WebhookTry& tried);
  void note_event(const Errand& errand, const WebhookTry& tried, WebhookStore::Changes& changes);
  void note_again(const Errand& errand, const WebhookTry& tried, WebhookStore::Changes& changes);
  [[nodiscard]] DeliveryState fail_event(const Errand& errand, const WebhookTry& tried);
  void keep(const std::string& webhook, const Delivery& delivery, WebhookStore::Changes& changes);
  [[nodiscard]] Delivery with_try(const Errand& errand, const WebhookTry& tried) const;
  [[nodiscard]] std::int64_t chance() const;
  void save_position(const std::string& webhook, Track& track);

  const Ground& ground_;
  WebhookStore kept_;
  http::Post& post_;
  DeliveryOptions options_;

  // Of the looking thread alone.
  WebhookList webhooks_;
  std::map<std::string, Track> tracks_;
  std::set<std::string> deleted_;  // what is kept of them is still to be forgotten
  std::map<std::int64_t, BookEvent> events_;
  std::int64_t looked_at_ = -1;  // the book's head then; -1 until a look has ended
  std::size_t first_ = 0;        // webhook with which a look begins
  std::optional<Instant> due_;   // when the first of what failed is to be tried again
  bool more_ = false;            // what the last look has not come to
  bool news_ = false;            // a try has ended since, or something is to be done over
  std::optional<std::chrono::nanoseconds> rest_ends_;  // of the first that did not read

  mutable std::mutex mutex_;  // guards the five below
  std::condition_variable changed_;
  std::vector<Finished> finished_;
  DeliveryMetrics metrics_;
  std::set<std::string> unreadable_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace anxin::routes
