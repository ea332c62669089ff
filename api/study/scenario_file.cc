#include "api/study/scenario_file.h"

#include "api/json/toml_text.h"

namespace anxin::study {

void apply(const RunChanges& changes, simulator::RunPlan& run) {
  if (changes.paths) {
    run.paths = *changes.paths;
    run.stop.reset();
  }
  if (changes.worlds) run.worlds = *changes.worlds;
  if (changes.seed) run.seed = *changes.seed;
}

payments::Loaded<simulator::Scenario> read_scenario(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return simulator::parse_scenario(text);
  const auto toml = json::toml_text(text);
  if (!toml) return {{}, {{0, "", "", payments::Severity::refuse, kScenarioJson, {}}}};
  auto scenario = simulator::parse_scenario(*toml);
  for (auto& finding : scenario.findings) finding.row = 0;
  for (auto& reform : scenario.value.reforms) reform.line = 0;
  for (auto& sweep : scenario.value.sweeps) sweep.line = 0;
  return scenario;
}

}  // namespace anxin::study
