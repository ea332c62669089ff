#include "api/cli/simulate_load.h"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <thread>

#include "api/cli/open_book.h"
#include "api/study/figures.h"
#include "simulator/bounds.h"

namespace anxin::cli {
namespace {

// A shipped baseline by its name, else a file beside the scenario.
Result<std::string> baseline_text(Context& context, const LoadedScenario& loaded) {
  auto shipped = simulator::builtin_baseline(loaded.scenario.baseline);
  if (shipped) return std::move(*shipped);
  const auto folder = std::filesystem::path(loaded.file).parent_path();
  return read_file(context, (folder / loaded.scenario.baseline).string());
}

Fault refused_scenario(const std::string& file) {
  return {kScenarioRefused, -1, {}, {{"file", file}}};
}

Result<study::RunChanges> changes_of(const SimulateOptions& options) {
  study::RunChanges changes;
  if (options.paths > 0) changes.paths = options.paths;
  if (options.worlds > 0) changes.worlds = options.worlds;
  if (options.seed.empty()) return changes;
  changes.seed = simulator::parse_seed(options.seed);
  if (!changes.seed) return fail(kUsageSeed, {{"text", options.seed}});
  return changes;
}

void tell_warnings(Context& context, const LoadedScenario& loaded) {
  for (const auto& finding : loaded.beyond) {
    const auto text = context.say(finding.code.word(), finding.details);
    context.world().err << context.say("cli.simulate.warning",
                                       {{"file", loaded.file},
                                        {"row", std::to_string(finding.row)},
                                        {"text", text}})
                        << std::endl;
  }
}

}  // namespace

Result<std::optional<LoadedScenario>> load_scenario(Context& context,
                                                    const SimulateOptions& options,
                                                    const std::string& file) {
  LoadedScenario loaded;
  loaded.file = file;
  const auto text = LEDGER_TRY(read_file(context, file));
  auto scenario = study::read_scenario(text);
  if (scenario.refused()) {
    context.refuse(refused_scenario(file), scenario.findings);
    return std::nullopt;
  }
  loaded.scenario = std::move(scenario.value);
  study::apply(LEDGER_TRY(changes_of(options)), loaded.scenario.run);
  auto baseline = simulator::parse_baseline(LEDGER_TRY(baseline_text(context, loaded)));
  if (baseline.refused()) {
    context.refuse(refused_scenario(loaded.scenario.baseline), baseline.findings);
    return std::nullopt;
  }
  loaded.baseline = std::move(baseline.value);
  loaded.beyond = simulator::beyond_bounds(loaded.baseline, loaded.scenario, context.data().rules);
  tell_warnings(context, loaded);
  return loaded;
}

simulator::RuleSources rule_sources(const Context& context) {
  return {context.data().rules, context.data().calendar};
}

simulator::RunSettings run_settings(const SimulateOptions& options) {
  simulator::RunSettings settings;
  settings.threads = options.threads > 0
                         ? options.threads
                         : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  return settings;
}

Progress::Progress(Context& context, std::int64_t paths)
    : context_(context), paths_(paths), begun_(context.world().clock.now()), said_(begun_) {}

void Progress::watch(simulator::RunSettings& settings) {
  settings.progress = [this](std::int64_t done) { tell(done); };
  settings.expects = [this](std::int64_t total) { paths_ = total; };
}

void Progress::watch_runs(simulator::RunSettings& settings) {
  settings.progress = [this](std::int64_t) { tell(++told_); };
}

void Progress::tell(std::int64_t done) {
  const auto at = context_.world().clock.now();
  if (at - said_ < std::chrono::seconds(1)) return;
  said_ = at;
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(at - begun_);
  const auto left = spent * (paths_ - done) / done;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(left);
  context_.world().err << context_.say("cli.simulate.progress",
                                       {{"done", std::to_string(done)},
                                        {"paths", std::to_string(paths_)},
                                        {"seconds", std::to_string(seconds.count())}})
                       << std::endl;
}

Result<simulator::RunReport> play_scenario(Context& context, const SimulateOptions& options,
                                           const LoadedScenario& loaded) {
  Progress progress(context, loaded.scenario.run.paths);
  auto settings = run_settings(options);
  progress.watch(settings);
  return simulator::run_scenario(loaded.baseline, loaded.scenario, rule_sources(context), settings);
}

Result<simulator::Metric> parse_metric(const std::string& word) {
  const auto metric = study::find_metric(word);
  if (metric) return *metric;
  return fail(kUsageMetric, {{"text", word}, {"known", study::known_metrics()}});
}

}  // namespace anxin::cli
