// simulate sweep: every point of a scenario's ranges.
#pragma once

#include "api/cli/simulate_load.h"

namespace anxin::cli {

/// Refuses: usage.metric, simulate.no-sweep, what load_scenario and run_sweep refuse.
[[nodiscard]] Result<Exit> sweep_file(Context& context, const SimulateOptions& options);

}  // namespace anxin::cli
