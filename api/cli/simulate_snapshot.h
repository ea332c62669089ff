// simulate snapshot: a baseline from a live book.
#pragma once

#include "api/cli/simulate_load.h"

namespace anxin::cli {

/// Prints the text of a baseline file, or writes it.
/// Refuses: usage.*, store.*, simulate.snapshot-empty, file.unreadable.
[[nodiscard]] Result<Exit> take_snapshot(Context& context, const SimulateOptions& options);

}  // namespace anxin::cli
