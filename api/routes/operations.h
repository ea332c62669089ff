// Work that takes longer than a request: queued, watched, cancelled, its answer kept for a while.
//
// Role: simulations. One thread of its own, so that they never take a request's.
// Shape: at most kQueueMax wait, kOwnQueueMax of one login; logins take turns; what has ended is
//        kept for kKept or until kKeptMax younger ones have ended.
// Threads: any. The thread ends with the object: what waits or runs is cancelled.
#pragma once

#include <array>
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "api/json/json.h"
#include "ledger/base/clock.h"
#include "ledger/base/result.h"

namespace anxin::routes {

/// None of this number for whoever asks. Details: operation.
inline constexpr Reason kOperationUnknown{"operation.unknown"};
/// It has not ended, or not well. Details: operation, state.
inline constexpr Reason kOperationState{"operation.wrong-state"};
/// It was not asked for a page. Details: operation.
inline constexpr Reason kOperationNoPage{"operation.no-page"};
/// As many wait as may. Details: max.
inline constexpr Reason kOperationsFull{"operation.queue-full"};
/// As many of this login wait as may. Details: max.
inline constexpr Reason kOwnOperationsFull{"operation.own-queue-full"};
/// A simulation's baseline that does not ship. Details: baseline.
inline constexpr Reason kBaselineUnknown{"simulate.baseline-unknown"};
/// A scenario with faults: they are listed. Details: count.
inline constexpr Reason kScenarioFaulty{"simulate.scenario-refused"};
/// More than one login may ask of the thread that all share. Details: paths, projects, max (paths).
inline constexpr Reason kSimulationTooLarge{"simulate.too-large"};
/// More than one operation may keep in memory until it has ended. Details: mib, max (both MiB).
inline constexpr Reason kSimulationKeepsTooMuch{"simulate.keeps-too-much"};
inline constexpr std::array kOperationReasons{
    kOperationUnknown, kOperationState,     kOperationNoPage,
    kOperationsFull,   kOwnOperationsFull,  kBaselineUnknown,
    kScenarioFaulty,   kSimulationTooLarge, kSimulationKeepsTooMuch};

/// Paths × projects × months of all runs of an operation: about seven minutes of the thread, at
/// five million a second (one core, `anxin simulate run fixtures/scenarios/as-it-is.toml --threads
/// 1`).
inline constexpr std::int64_t kProjectMonthsMax = 2'000'000'000;

/// What an operation keeps of its paths at once: one runs at a time, beside the book's own memory.
inline constexpr std::int64_t kKeptBytesMax = std::int64_t{256} << 20;

enum class OperationState : std::uint8_t { queued, running, done, failed, cancelled };
[[nodiscard]] std::string_view to_word(OperationState state);

/// How far it is: the work tells, anybody looks.
class OperationProgress {
 public:
  void expect(std::int64_t total) { total_ = total; }
  void tell(std::int64_t done) { done_ = done; }
  void cancel() { cancelled_ = true; }
  [[nodiscard]] bool cancelled() const { return cancelled_; }
  [[nodiscard]] std::int64_t done() const { return done_; }
  [[nodiscard]] std::int64_t total() const { return total_; }

 private:
  std::atomic<std::int64_t> done_{0};
  std::atomic<std::int64_t> total_{0};
  std::atomic<bool> cancelled_{false};
};

struct OperationAnswer {
  json::Json result;
  std::string page;  ///< HTML; empty: none was asked for
};
using OperationWork = std::function<Result<OperationAnswer>(OperationProgress& progress)>;

struct OperationRequest {
  std::string owner;    ///< login: nobody else learns of it
  std::string content;  ///< a name of all that it depends on
  OperationWork work;
};

/// An operation as it stands.
struct OperationView {
  std::string id;
  OperationState state = OperationState::queued;
  std::int64_t percent = 0;                       ///< rounded down; 100 when done
  std::optional<std::chrono::seconds> left;       ///< a guess, once some of it is done
  std::optional<Fault> fault;                     ///< why it failed
  std::shared_ptr<const OperationAnswer> answer;  ///< when done
};

class Operations {
 public:
  static constexpr std::size_t kQueueMax = 8;     // an hour's patience at some minutes each
  static constexpr std::size_t kOwnQueueMax = 3;  // half an hour's, and room for two others
  static constexpr std::size_t kKeptMax = 100;
  static constexpr std::chrono::hours kKept{1};

  /// `name` begins the ids of this start of the service. The clock outlives it.
  Operations(const Clock& clock, std::string name);
  ~Operations();
  Operations(const Operations&) = delete;
  Operations& operator=(const Operations&) = delete;

  /// What the same login has asked for already, and was neither cancelled nor failed, is that one
  /// again. Refuses: operation.own-queue-full, operation.queue-full.
  Result<OperationView> start(OperationRequest request);
  /// Before a request is worth much work. Refuses: as start, of something new.
  [[nodiscard]] Result<void> check_room(const std::string& owner);
  /// Refuses: operation.unknown.
  [[nodiscard]] Result<OperationView> find(const std::string& owner, const std::string& id);
  /// What has ended stays as it is. Refuses: operation.unknown.
  Result<OperationView> cancel(const std::string& owner, const std::string& id);

 private:
  struct Operation;
  using Shared = std::shared_ptr<Operation>;

  [[nodiscard]] OperationView view_of(const Operation& operation) const;
  [[nodiscard]] Shared same_as(const OperationRequest& request) const;
  [[nodiscard]] Result<Shared> owned(const std::string& owner, const std::string& id);
  [[nodiscard]] Result<void> room_for(const std::string& owner) const;
  [[nodiscard]] std::size_t waiting_of(const std::string& owner) const;
  [[nodiscard]] Shared next_in_turn();
  void forget_old();
  void work_on();
  void end(Operation& operation, OperationState state);

  const Clock& clock_;
  std::string name_;
  mutable std::mutex mutex_;  // guards all below
  std::condition_variable changed_;
  std::map<std::string, Shared> operations_;  // by id, which rises
  std::deque<Shared> queue_;
  std::map<std::string, std::uint64_t> last_turns_;  // by login of those who wait; others have none
  Shared running_;
  std::uint64_t started_ = 0;
  std::uint64_t turns_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace anxin::routes
