// All rows of the design's table, measured in its order.
#pragma once

#include "ledger/base/result.h"
#include "tests/bench/options.h"
#include "tests/bench/row.h"

namespace anxin::bench {

/// Refuses: what the store refuses.
[[nodiscard]] Result<Rows> measure_table(const Options& options);

}  // namespace anxin::bench
