// L1 to L3: a workload through the writer and its batches through bare LMDB, in turn.
//
// Source: the design's "Speed: measured side by side in one run": alternating runs, medians.
#pragma once

#include <filesystem>

#include "ledger/base/result.h"
#include "tests/bench/row.h"
#include "tests/bench/workload.h"

namespace anxin::bench {

inline constexpr std::string_view kBytesPerPosting = "file growth";  // name of a detail

struct Measurement {
  std::filesystem::path folder;  ///< made, filled and emptied again
  std::size_t runs = 5;
};

/// Refuses: what the store refuses.
[[nodiscard]] Result<Row> side_by_side(const Workload& work, const Measurement& how);

}  // namespace anxin::bench
