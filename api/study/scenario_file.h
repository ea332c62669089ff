// A scenario as somebody wrote it, with the baseline that it names.
//
// Role: `anxin simulate` reads it from files, the service from a request.
#pragma once

#include <string>
#include <string_view>

#include "simulator/baseline.h"
#include "simulator/scenario.h"

namespace anxin::study {

/// The file begins like JSON and is no JSON object, or repeats a key.
inline constexpr Reason kScenarioJson{"simulate.json"};
/// Two scenarios that are to be compared do not play on the same draws.
inline constexpr Reason kScenariosDiffer{"simulate.runs-differ"};

struct LoadedScenario {
  std::string file;
  simulator::Scenario scenario;
  simulator::Baseline baseline;
  payments::Findings beyond;  ///< what goes beyond the law, or beyond what is likely: worth knowing
};

/// TOML, or the same as JSON, whose lines say nothing.
/// Findings: simulate.json, and as simulator::parse_scenario.
[[nodiscard]] payments::Loaded<simulator::Scenario> read_scenario(std::string_view text);

}  // namespace anxin::study
