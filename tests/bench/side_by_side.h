// The measurement: a workload through the writer and its batches through bare LMDB, in turn.
//
// Source: the design's "Speed: measured side by side in one run": alternating runs, medians.
#pragma once

#include <filesystem>
#include <vector>

#include "ledger/base/result.h"
#include "tests/bench/workload.h"

namespace anxin::bench {

/// Postings per second of several runs.
struct Speeds {
  double median = 0;
  double lowest = 0;
  double highest = 0;
};

/// A row of the table.
struct Row {
  Title title;
  std::size_t accounts = 0;
  std::uint64_t postings = 0;    ///< of one run
  std::size_t commits = 0;       ///< of one run; each is a transaction with its syncs
  std::uint64_t disk_bytes = 0;  ///< by which the writer's file grew in one run
  Speeds writer;
  Speeds replay;
  double writer_cpu = 0;  ///< nanoseconds of processor time per posting, median
  double replay_cpu = 0;
  [[nodiscard]] double ratio_percent() const { return 100 * writer.median / replay.median; }
  [[nodiscard]] std::uint64_t bytes_per_posting() const { return disk_bytes / postings; }
};

struct Measurement {
  std::filesystem::path folder;  ///< made, filled and emptied again
  std::size_t runs = 5;
};

/// Refuses: what the store refuses.
[[nodiscard]] Result<Row> side_by_side(const Workload& work, const Measurement& how);

}  // namespace anxin::bench
