// simulate diff and canonical: a scenario looked at without playing it.
#pragma once

#include "api/cli/simulate_load.h"

namespace anxin::cli {

/// Prints the form that is stored and hashed, on a line of its own.
[[nodiscard]] Result<Exit> show_canonical(Context& context, const SimulateOptions& options);

/// Done whether or not there are any differences, as rules diff is.
[[nodiscard]] Result<Exit> diff_files(Context& context, const SimulateOptions& options);

}  // namespace anxin::cli
