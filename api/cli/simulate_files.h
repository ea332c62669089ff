// What the simulator's commands share: scenarios from files, and progress on the error stream.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "api/cli/simulate_views.h"

namespace anxin::cli {

/// More threads than any machine for this has.
inline constexpr std::size_t kThreadsMax = 256;

/// Paths in place of the file's; 0: as the file says.
struct PathsInstead {
  std::int64_t paths = 0;
};

/// A scenario and its baseline; nothing where the file has faults, which are told.
/// Refuses: file.unreadable.
[[nodiscard]] Result<std::optional<LoadedScenario>> load_scenario(Context& context,
                                                                  const std::string& file,
                                                                  PathsInstead instead);

/// Refuses: simulate.runs-differ (not on the same draws).
[[nodiscard]] Result<void> check_same_draws(const simulator::RunPlan& a,
                                            const simulator::RunPlan& b);

/// Call it with how many of `paths` have been played: it says so every second, with the time that
/// is left. Requires: the context outlives it.
[[nodiscard]] std::function<void(std::int64_t done)> progress_of(Context& context,
                                                                 std::int64_t paths);

/// As many as asked for; 0: as many as the machine has.
[[nodiscard]] std::size_t threads_or_all(std::size_t asked);

}  // namespace anxin::cli
