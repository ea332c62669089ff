// simulate sweep: every point of a scenario's ranges.
#pragma once

#include "api/cli/simulate_load.h"
#include "simulator/sweep.h"

namespace anxin::cli {

/// Refuses: usage.metric, simulate.no-sweep, what load_scenario and run_sweep refuse.
[[nodiscard]] Result<Exit> sweep_file(Context& context, const SimulateOptions& options);

/// {"title", "paths", "worlds", "axes": [{"path", "values"}], "points": [{"at", "id", "metrics":
/// {…}}], "warnings": […]}: each metric with its mean, quantiles and its difference to the first
/// point.
[[nodiscard]] Json sweep_view(const LoadedScenario& loaded, const simulator::SweepReport& report,
                              const std::vector<simulator::Metric>& metrics);

}  // namespace anxin::cli
