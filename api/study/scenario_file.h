// A scenario as somebody wrote it, with the baseline that it names.
//
// Role: `anxin simulate` reads it from files, the service from a request.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/baseline.h"
#include "simulator/scenario.h"

namespace anxin::study {

/// The file begins like JSON and is no JSON object, or repeats a key.
inline constexpr Reason kScenarioJson{"simulate.json"};
/// Two scenarios that are to be compared do not play on the same draws.
inline constexpr Reason kScenariosDiffer{"simulate.runs-differ"};
/// Nothing stands in the scenario that is to be swept.
inline constexpr Reason kNoSweep{"simulate.no-sweep"};

struct LoadedScenario {
  std::string file;
  simulator::Scenario scenario;
  simulator::Baseline baseline;
  payments::Findings beyond;  ///< what goes beyond the law, or beyond what is likely: worth knowing
};

/// What whoever has a scenario played says instead of its file.
struct RunChanges {
  std::optional<std::int64_t> paths;
  std::optional<std::int64_t> worlds;
  std::optional<std::uint64_t> seed;
};
/// Who names a number of paths wants that number: the stop rule goes.
void apply(const RunChanges& changes, simulator::RunPlan& run);

/// TOML, or the same as JSON, whose lines say nothing.
/// Findings: simulate.json, and as simulator::parse_scenario.
[[nodiscard]] payments::Loaded<simulator::Scenario> read_scenario(std::string_view text);

}  // namespace anxin::study
