// Which baselines ship with the program.
#pragma once

#include <string>
#include <vector>

namespace anxin::simulator {

/// The names under which builtin_baseline() has them, the smallest place first.
[[nodiscard]] std::vector<std::string> builtin_baselines();

}  // namespace anxin::simulator
