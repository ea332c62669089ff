#include "api/routes/scenario_asked.h"

#include <map>

#include "api/http/transport.h"
#include "api/routes/asked.h"
#include "api/routes/book_baseline.h"
#include "api/routes/operations.h"
#include "api/routes/problem.h"
#include "api/routes/reasons.h"
#include "api/routes/shipped_baseline.h"
#include "api/views/findings.h"
#include "simulator/bounds.h"

namespace anxin::routes {
namespace {

using study::LoadedScenario;

// That of the book as well, where a region is named whose sums the key sees.
Result<simulator::Baseline> begin_from(Call& call, const std::string& name) {
  auto shipped = LEDGER_TRY(shipped_baseline(name));
  if (!call.given().has("region")) return shipped;
  const auto region = LEDGER_TRY(asked_region(call, "region"));
  if (!payments::sees_region(call.grant(), region.text())) return fail(kRouteUnknown);
  return baseline_of_book(call.book(), shipped, {region, asked_day(call, "on")});
}

using Baselines = std::map<std::string, simulator::Baseline>;  // by name

// The book is counted once for each name, however many scenarios begin from it.
Result<simulator::Baseline> baseline_asked(Call& call, const std::string& name, Baselines& known) {
  if (const auto found = known.find(name); found != known.end()) return found->second;
  return known.emplace(name, LEDGER_TRY(begin_from(call, name))).first->second;
}

Result<study::RunChanges> changes_asked(const Call& call) {
  study::RunChanges changes;
  changes.paths = LEDGER_TRY(asked_count(call, "paths", {1, simulator::kPathsMax}));
  changes.worlds = LEDGER_TRY(asked_count(call, "worlds", {1, simulator::kWorldsMax}));
  if (!call.given().has("seed")) return changes;
  changes.seed = simulator::parse_seed(call.given().text("seed"));
  if (!changes.seed) return not_as("seed", "0x5eed0001, 17");
  return changes;
}

Result<payments::Loaded<LoadedScenario>> scenario_asked(Call& call, const std::string& text,
                                                        Baselines& known) {
  if (text.size() > kFieldFileBytesMax) return body_too_large(kFieldFileBytesMax);
  auto scenario = study::read_scenario(text);
  if (scenario.refused()) {
    return payments::Loaded<LoadedScenario>{{}, std::move(scenario.findings)};
  }
  LoadedScenario loaded;
  loaded.baseline = LEDGER_TRY(baseline_asked(call, scenario.value.baseline, known));
  loaded.scenario = std::move(scenario.value);
  study::apply(LEDGER_TRY(changes_asked(call)), loaded.scenario.run);
  loaded.beyond =
      simulator::beyond_bounds(loaded.baseline, loaded.scenario, call.ground().data.rules);
  return payments::Loaded<LoadedScenario>{std::move(loaded), {}};
}

}  // namespace

std::vector<Field> scenario_fields() {
  return {{"region", FieldKind::text, Need::optional, ""},
          {"on", FieldKind::date, Need::optional, ""},
          {"paths", FieldKind::integer, Need::optional, ""},
          {"worlds", FieldKind::integer, Need::optional, ""},
          {"seed", FieldKind::text, Need::optional, ""}};
}

std::vector<Field> scenario_fields_and(std::initializer_list<Field> more) {
  auto fields = scenario_fields();
  fields.insert(fields.end(), more);
  return fields;
}

Result<AskedScenarios> scenarios_asked(Call& call, const std::vector<std::string>& texts) {
  AskedScenarios asked;
  Baselines known;
  for (const auto& text : texts) {
    auto one = LEDGER_TRY(scenario_asked(call, text, known));
    if (one.refused()) return AskedScenarios{{}, std::move(one.findings)};
    asked.loaded.push_back(std::move(one.value));
  }
  return asked;
}

http::Response faulty_scenario(const Call& call, const payments::Findings& findings) {
  const Fault refused{kScenarioFaulty, -1, {}, {{"count", std::to_string(findings.size())}}};
  return problem_with(refused, call.problem_context(), "findings",
                      views::findings_view(call.voice(), findings));
}

}  // namespace anxin::routes
