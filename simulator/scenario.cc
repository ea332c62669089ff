#include "simulator/scenario.h"

#include <algorithm>
#include <charconv>

#include "simulator/scenario_keys.h"

namespace anxin::simulator {
namespace {

using payments::TomlTable;

// A whole number of months within the bounds.
std::int64_t read_months(TomlTable& table, std::string_view key) {
  const auto faults = table.findings_so_far();
  const auto months = read_quantity(table, key, Dimension::months);
  if (table.findings_so_far() > faults) return 1;
  if (denominator(months) == 1 && months >= 1 && months <= kMonthsMax) {
    return static_cast<std::int64_t>(numerator(months));
  }
  refuse_value(table, key, "\"1 month\" .. \"" + std::to_string(kMonthsMax) + " month\"");
  return 1;
}

Period read_period(TomlTable& table) {
  Period period{month_of(table.date("from")), std::nullopt};
  const auto to = table.date_if("to");
  if (to) period.to = month_of(*to);
  if (period.to && *period.to < period.from) table.refuse("to", kSimulatePeriod);
  return period;
}

// ---- the parts ----------------------------------------------------------------------------------

RunPlan read_run(TomlTable table) {
  RunPlan run;
  const auto text = table.text("seed");
  const auto seed = parse_seed(text);
  if (!seed && !text.empty()) refuse_value(table, "seed", "\"0x5eed0001\"");
  run.seed = seed.value_or(0);
  run.paths = table.integer("paths", {1, kPathsMax});
  run.worlds = table.integer_if("worlds", {1, std::clamp<std::int64_t>(run.paths, 1, kWorldsMax)})
                   .value_or(1);
  run.stop = read_stop(table, run.paths);
  run.months = read_months(table, "horizon");
  run.start = month_of(table.date("start"));
  table.finish();
  return run;
}

Reform read_reform(TomlTable& table) {
  const auto read = read_path(table);
  if (read.parameter && makes_world(*read.parameter)) {
    table.refuse("path", kSimulateWorld, {{"path", read.path}});
  }
  Reform reform;
  reform.path = read.path;
  reform.parameter = read.parameter;
  reform.period = read_period(table);
  reform.value = read_value(table, "value", read);
  reform.source = table.text("source");
  reform.line = table.line_of("value");
  table.finish();
  return reform;
}

SystemicShift read_shift(TomlTable table) {
  SystemicShift shift;
  shift.period = read_period(table);
  shift.deviations = read_quantity(table, "shift", Dimension::deviations);
  table.finish();
  return shift;
}

StopPaying read_stop_paying(TomlTable table) {
  StopPaying stop;
  const auto word = table.text("kind");
  const auto kind = payments::find_word<OwnerKind>(word);
  if (!kind && !word.empty()) {
    table.refuse("kind", payments::kDataUnknownWord,
                 {{"expected", payments::every_word<OwnerKind>()}});
  }
  stop.kind = kind.value_or(OwnerKind::developer);
  stop.largest = static_cast<std::int32_t>(table.integer("largest", {1, kPartiesMax}));
  stop.from = month_of(table.date("from"));
  table.finish();
  return stop;
}

void read_stress(TomlTable& root, Scenario& scenario) {
  auto stress = root.table_if("stress");
  if (!stress) return;
  auto shift = stress->table_if("systemic");
  if (shift) scenario.shift = read_shift(std::move(*shift));
  auto stop = stress->table_if("stop_paying");
  if (stop) scenario.stop_paying = read_stop_paying(std::move(*stop));
  stress->finish();
}

void read_scenario(TomlTable& root, Scenario& scenario) {
  if (root.text("schema") != kScenarioSchema) {
    root.refuse("schema", payments::kDataUnknownWord, {{"expected", std::string(kScenarioSchema)}});
  }
  scenario.title = root.text("title");
  scenario.baseline = root.text("baseline");
  scenario.run = read_run(root.table("run"));
  for (auto& table : root.tables("reform")) scenario.reforms.push_back(read_reform(table));
  scenario.sweeps = read_sweeps(root);
  read_stress(root, scenario);
  scenario.output = read_output(root);
  root.finish();
}

}  // namespace

std::optional<std::uint64_t> parse_seed(std::string_view text) {
  const bool is_hex = text.starts_with("0x");
  const auto digits = is_hex ? text.substr(2) : text;
  std::uint64_t seed = 0;
  const auto* end = digits.data() + digits.size();
  const auto [rest, fault] = std::from_chars(digits.data(), end, seed, is_hex ? 16 : 10);
  if (fault != std::errc() || rest != end) return std::nullopt;
  return seed;
}

payments::Loaded<Scenario> parse_scenario(std::string_view text) {
  payments::Loaded<Scenario> loaded;
  payments::TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (root) read_scenario(*root, loaded.value);
  return loaded;
}

Parameters parameters_in(const Baseline& baseline, const Scenario& scenario, Month month) {
  auto values = baseline.values;
  for (const auto& reform : scenario.reforms) {
    if (reform.parameter && reform.period.covers(month)) {
      values.set(*reform.parameter, reform.value);
    }
  }
  return values;
}

}  // namespace anxin::simulator
