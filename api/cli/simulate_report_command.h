// simulate report: several scenarios and the studies of the first one as a page to print.
#pragma once

#include "api/cli/simulate_load.h"

namespace anxin::cli {

/// Plays what the report shows and writes it to `options.out`. Stop rules are set aside: they would
/// unpair the runs.
/// Refuses: file.unreadable, usage.seed, simulate.runs-differ, what run_scenario refuses.
[[nodiscard]] Result<Exit> write_report(Context& context, const SimulateOptions& options);

}  // namespace anxin::cli
