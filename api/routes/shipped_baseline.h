// The baselines that ship, read.
#pragma once

#include <string>

#include "ledger/base/result.h"
#include "simulator/baseline.h"

namespace anxin::routes {

/// As scenarios name it: "baselines/county-2026.toml".
/// Refuses: simulate.baseline-unknown, request.internal (it does not read).
[[nodiscard]] Result<simulator::Baseline> shipped_baseline(const std::string& name);

}  // namespace anxin::routes
