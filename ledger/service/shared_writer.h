// One writer for many threads: what they ask within one disk sync shares the next one.
//
// Role: `anxin serve` owns one. Callers decide on snapshots of their own and meet only here.
// Threads: any, unless said otherwise; one of its own moves the writer.
// Source: architecture.md, "How data flows" 3: the queue is drained into a group, receipts leave
//         after its commit.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "ledger/service/ledger_port.h"
#include "ledger/service/writer.h"

namespace anxin::ledger {

inline constexpr std::size_t kSharedQueueMax = 16'384;        // two groups of the largest kind
inline constexpr std::chrono::milliseconds kIdleBefore{500};  // then the checkpoint catches up
// So many postings are judged while another group is synced: it takes as long as a sync. Less waits
// for the end of the sync, lest the first to come has a sync of its own and all others the next.
inline constexpr std::size_t kWorthJudgingAhead = 1'024;
inline constexpr std::size_t kGroupsInARow = 16;  // then whoever waits for a rest has one

class SharedWriter final : public LedgerPort {
 public:
  /// Requires: the writer is at rest, and nobody else moves it from now on.
  explicit SharedWriter(Writer& writer);
  /// As stop().
  ~SharedWriter() override;
  SharedWriter(const SharedWriter&) = delete;
  SharedWriter& operator=(const SharedWriter&) = delete;

  [[nodiscard]] Result<Reader> read(Instant now) const override;
  [[nodiscard]] Result<Reader> read_records(Instant now) const override;
  Result<Receipt> execute(book::Command command) override;
  Result<Receipt> judge(const book::Command& command) override;

  /// Queues a command; `answer` is called from the writer's thread after the commit, in the order
  /// in which one thread has submitted. Waits while the queue is full.
  void submit(book::Command command, Answer answer);

  /// Waits until the book has an entry after this one, or so long. Answers whether it has.
  bool wait_beyond(book::EntryNumber entry, std::chrono::milliseconds patience) const;

  /// After a commit with an unknown outcome; see Writer::stopped.
  [[nodiscard]] bool stopped() const;
  [[nodiscard]] WriterMetrics metrics() const;

  /// Answers what waits, writes the checkpoint and ends the thread. From one thread, once nobody
  /// submits any more.
  void stop();

 private:
  struct Waiting {
    book::Command command;
    Answer answer;
  };
  /// The writer at rest, its thread kept out.
  class AtRest;

  void run();
  [[nodiscard]] bool wait_for_work();
  void move();
  void take();
  void take_more();
  void catch_up();

  Writer& writer_;

  mutable std::mutex queue_mutex_;         // guards the three below
  std::condition_variable wanted_, room_;  // wanted_: of our thread alone
  std::deque<Waiting> queue_;
  std::size_t weight_ = 0;  // postings in it
  bool ending_ = false;

  // While somebody asks, no group follows the one under way; after it as many go before the next
  // one as were waiting then: neither a busy writer nor busy readers keep the others out.
  mutable std::mutex rest_mutex_;  // guards the two below and, unless moving_, the writer
  mutable std::condition_variable rested_;
  mutable std::atomic<std::size_t> asking_{0};
  mutable std::size_t turns_ = 0;  // how many of them are still to go before the next group
  bool moving_ = false;

  std::atomic<bool> stopped_{false};  // the writer, as of its last rest
  bool behind_ = false;               // the checkpoint; of the thread alone
  std::thread thread_;
};

}  // namespace anxin::ledger
