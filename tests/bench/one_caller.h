// One caller at the writer beside bare LMDB committing the same rows, in turn, commit by commit.
//
// Role: the reference of L4 and L5: what a durable commit of so little costs at least.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/pairs.h"
#include "tests/bench/statistics.h"

namespace anxin::bench {

struct OneCaller {
  Percentiles writer;  ///< µs from asking to the answer
  Percentiles replay;  ///< µs of a commit
  double per_second = 0;
  double cpu_micros = 0;  ///< of a command
  double replay_cpu_micros = 0;
  std::size_t syncs = 0;
};

/// Asks `commands` of the book; `bare` is a copy of it. Refuses: what the store refuses.
[[nodiscard]] Result<OneCaller> measure_one_caller(const std::filesystem::path& book,
                                                   const std::filesystem::path& bare,
                                                   PairFeed& feed, std::size_t commands);

/// Percentiles of both sides, rate and syncs.
[[nodiscard]] Figures details(const OneCaller& measured);

}  // namespace anxin::bench
