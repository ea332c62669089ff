// Scenarios in requests: read, with the baseline that each begins from, and with what the request
// changes of their runs.
//
// Role: everything about simulations that takes a scenario.
#pragma once

#include <string>
#include <vector>

#include "api/routes/call.h"
#include "api/study/scenario_file.h"

namespace anxin::routes {

/// region and on: the baseline is counted from the book; paths, worlds and seed: instead of what
/// the scenario says, as the command line's options.
[[nodiscard]] std::vector<Field> scenario_fields();
/// Those, and more.
[[nodiscard]] std::vector<Field> scenario_fields_and(std::initializer_list<Field> more);

struct AskedScenarios {
  std::vector<study::LoadedScenario> loaded;
  payments::Findings findings;  ///< of the first one with faults; then nothing is loaded
};

/// Refuses: request.body-too-large, request.field-malformed, request.route-unknown (a region out of
///          sight), simulate.baseline-unknown, simulate.snapshot-empty, store.*.
[[nodiscard]] Result<AskedScenarios> scenarios_asked(Call& call,
                                                     const std::vector<std::string>& texts);

/// simulate.scenario-refused with every finding.
[[nodiscard]] http::Response faulty_scenario(const Call& call, const payments::Findings& findings);

}  // namespace anxin::routes
