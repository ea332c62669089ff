// The runs behind a report of scenarios, and its page.
//
// Role: `anxin simulate report`, and simulations over the network that ask for a page.
// Threads: as run_scenario.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/report/simulation_report.h"
#include "api/study/scenario_file.h"
#include "api/text/catalogue.h"

namespace anxin::study {

/// Paths of all runs together, for the time that is left.
[[nodiscard]] std::int64_t paths_of_report(const std::vector<LoadedScenario>& loaded);

/// What is kept of them until the page is made.
[[nodiscard]] std::int64_t bytes_of_report(const std::vector<LoadedScenario>& loaded);

/// Plays the scenarios, and the studies of the first one. The version of the program is left out.
/// Requires: one scenario at least; those that follow can be paired with the first.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<report::SimulationFacts> play_report(const std::vector<LoadedScenario>& loaded,
                                                          const simulator::RuleSources& sources,
                                                          const simulator::RunSettings& settings);

/// The names of the runs of all scenarios, in their order.
[[nodiscard]] json::Json report_ids(const report::SimulationFacts& facts);

/// Both languages in one page; `first` is shown until the reader chooses.
[[nodiscard]] std::string report_page(const report::SimulationFacts& facts, text::Language first);

}  // namespace anxin::study
