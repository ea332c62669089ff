// What a writer has done since it was opened, for whoever watches it.
//
// Role: kept by the writer; `ledger apply --metrics` gives it to monitoring.
// Shape: Prometheus text format 0.0.4; counters begin at zero with the process.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

#include "ledger/store/store.h"

namespace anxin::ledger {

/// How often something took how long.
class Durations {
 public:
  using Nanoseconds = std::chrono::nanoseconds;
  /// Upper bounds, included; a disk's sync takes between 0.1 and 50 ms.
  static constexpr std::array<std::chrono::microseconds, 12> kBounds{
      {std::chrono::microseconds(100), std::chrono::microseconds(250),
       std::chrono::microseconds(500), std::chrono::milliseconds(1),
       std::chrono::microseconds(2'500), std::chrono::milliseconds(5),
       std::chrono::milliseconds(10), std::chrono::milliseconds(25), std::chrono::milliseconds(50),
       std::chrono::milliseconds(100), std::chrono::milliseconds(500),
       std::chrono::milliseconds(2'500)}};

  void add(Nanoseconds took);
  /// How many took at most kBounds[index].
  [[nodiscard]] std::uint64_t within(std::size_t index) const;
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] Nanoseconds sum() const { return sum_; }

 private:
  std::array<std::uint64_t, kBounds.size()>
      counts_{};  // those beyond the bounds are in count_ only
  std::uint64_t count_ = 0;
  Nanoseconds sum_{0};
};

struct WriterMetrics {
  std::uint64_t accepted = 0;  ///< commands that became an entry
  std::uint64_t replayed = 0;  ///< answered with the first answer
  std::uint64_t refused = 0;   ///< for any reason, an unknown outcome included
  std::uint64_t expired = 0;   ///< holds ended by the writer itself
  std::uint64_t postings = 0;
  std::uint64_t commit_bytes = 0;  ///< keys and values handed to the store
  Durations commits;               ///< durable ones, a disk sync each, from entries to answers
  std::uint64_t failed_commits = 0;
  std::uint64_t waiting = 0;         ///< commands queued now
  std::uint64_t dirty_accounts = 0;  ///< changed and not yet in the checkpoint
  bool stopped = false;              ///< nothing is written any more: see Writer::stopped
};

[[nodiscard]] std::string to_prometheus(const WriterMetrics& writer,
                                        const store::StoreStatus& store);

}  // namespace anxin::ledger
