// What has become of the deliveries of webhooks: kept beside the book, not in it.
//
// Role: written by Deliveries alone; the routes read. A store of its own, so that its disk syncs
//       are none of the ledger's (decision 0029).
// Shape: rows of Table::records: "b" → the book's id; "s/<webhook>" → Progress; "t/<webhook>" →
//        the last test; "d/<webhook>/<entry, 8 bytes>" → Delivery. Values as domain records.
// Threads: any; one writes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/digest.h"
#include "ledger/book/command.h"
#include "ledger/store/store.h"

namespace anxin::routes {

inline constexpr std::int64_t kDeliveriesKept = 1'000;  // of a webhook, besides the dead ones
inline constexpr std::size_t kTriesKept = 20;           // of a delivery: two whole schedules
inline constexpr std::int64_t kTriesOfASchedule = 8;

/// How a try went.
enum class TryOutcome : std::uint8_t {
  delivered,
  refused_by_receiver,  ///< a status that is not 2xx
  redirected,           ///< 3xx: not followed
  gone,                 ///< 410
  target_refused,
  not_resolved,
  not_connected,
  tls_refused,
  timed_out,
  no_answer,
  seal_broken,  ///< nothing was sent: the address or a secret does not open
  unreadable    ///< nothing was sent: the webhook, its key or what is kept of it does not read
};
inline constexpr std::size_t kTryOutcomes = 12;
[[nodiscard]] std::string_view to_word(TryOutcome outcome);

struct WebhookTry {
  Instant at;
  TryOutcome outcome = TryOutcome::delivered;
  std::int64_t status = 0;  ///< 0: no answer
  std::int64_t us = 0;
};

enum class DeliveryState : std::uint8_t {
  pending,
  delivered,
  dead,    ///< given up
  skipped  ///< wanted no longer: its kind, or all up to a later entry
};
[[nodiscard]] std::string_view to_word(DeliveryState state);

/// One event on its way to one webhook.
struct Delivery {
  std::int64_t entry = 0;  ///< 0: a test
  std::string message;     ///< webhook-id
  std::string kind;
  DeliveryState state = DeliveryState::pending;
  std::vector<WebhookTry> tries;  ///< the last kTriesKept
};

/// Why nothing more is sent, though its login has not said so.
enum class StopCause : std::uint8_t { none, gone, failing, seal_broken };

/// Where a webhook stands.
struct Progress {
  std::int64_t position = 0;  ///< entry: all up to it are settled
  Digest at;                  ///< of that entry; of a book that was put back it is another
  std::int64_t pending = 0;   ///< entry that is being tried, the next one; 0: none
  std::int64_t tries = 0;     ///< of it, in this schedule
  std::optional<Instant> due;
  std::int64_t revision = 0;       ///< of the webhook that this is about
  std::int64_t requests_done = 0;  ///< of the webhook's requests
  std::int64_t dead_in_a_row = 0;
  std::optional<Instant> failing_since;
  StopCause stop = StopCause::none;
  std::optional<Instant> stopped_at;
  std::int64_t delivered = 0;  ///< so far
  std::int64_t dead = 0;       ///< now
  std::int64_t kept = 0;       ///< deliveries that are not dead
};

class WebhookStore {
 public:
  /// Requires: the store outlives it.
  explicit WebhookStore(store::Store& store) : store_(store) {}
  /// What another book has left is forgotten. Refuses: as the store.
  Result<void> begin(const std::string& book_id);

  [[nodiscard]] Result<std::optional<Progress>> progress(const std::string& webhook) const;
  [[nodiscard]] Result<std::optional<Delivery>> last_test(const std::string& webhook) const;
  [[nodiscard]] Result<std::optional<Delivery>> delivery(const std::string& webhook,
                                                         std::int64_t entry) const;
  /// In the order of entries, at most `limit` of those after `after`.
  struct Asked {
    std::string webhook;
    std::int64_t after = -1;
    std::optional<DeliveryState> state;
    std::size_t limit = 0;
  };
  [[nodiscard]] Result<std::vector<Delivery>> deliveries(const Asked& asked) const;

  /// Rows that become true together.
  class Changes {
   public:
    void put(const std::string& webhook, const Progress& progress);
    void put_test(const std::string& webhook, const Delivery& delivery);
    void put(const std::string& webhook, const Delivery& delivery);
    void forget(const std::string& webhook, const Delivery& delivery);
    [[nodiscard]] const store::WriteBatch& batch() const { return batch_; }

   private:
    store::WriteBatch batch_;
  };
  /// Refuses: as the store.
  Result<void> save(const Changes& changes);
  /// The oldest delivery that is not dead.
  [[nodiscard]] Result<std::optional<Delivery>> oldest(const std::string& webhook) const;
  /// All rows of a webhook, also those that do not read; nothing is written where there are none.
  /// Refuses: as the store.
  Result<void> forget(const std::string& webhook);

 private:
  template <class T>
  [[nodiscard]] Result<std::optional<T>> find(const std::string& key) const;
  store::Store& store_;
};

/// The first contents of a store for it.
[[nodiscard]] store::WriteBatch first_of_webhooks(const std::string& book_id);

}  // namespace anxin::routes
