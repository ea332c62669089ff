// simulate run / compare / verify / schema
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <thread>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/simulate_files.h"
#include "api/cli/simulate_views.h"
#include "ledger/base/amount.h"

namespace anxin::cli {
namespace {

constexpr std::int64_t kVerifyPaths = 2'000;
constexpr std::uint64_t kVerifySeed = 20'260'101;

struct SimulateOptions {
  std::vector<std::string> files;
  std::int64_t paths = 0;  // 0: as the file says
  std::string seed;
  std::size_t threads = 0;  // 0: as many as the machine has
  std::string csv;
  std::string metric = "arrears_months";
};

// ---- reading ------------------------------------------------------------------------------------

// A shipped baseline by its name, else a file beside the scenario.
Result<std::string> baseline_text(Context& context, const LoadedScenario& loaded) {
  auto shipped = simulator::builtin_baseline(loaded.scenario.baseline);
  if (shipped) return std::move(*shipped);
  const auto folder = std::filesystem::path(loaded.file).parent_path();
  return read_file(context, (folder / loaded.scenario.baseline).string());
}

Fault refused_file(const std::string& file) { return {kScenarioRefused, -1, {}, {{"file", file}}}; }

/// Nothing where the file has faults, which are told.
Result<std::optional<LoadedScenario>> load(Context& context, const SimulateOptions& options,
                                           const std::string& file) {
  LoadedScenario loaded;
  loaded.file = file;
  const auto text = LEDGER_TRY(read_file(context, file));
  auto scenario = simulator::parse_scenario(text);
  if (scenario.refused()) {
    context.refuse(refused_file(file), scenario.findings);
    return std::nullopt;
  }
  loaded.scenario = std::move(scenario.value);
  if (options.paths > 0) loaded.scenario.run.paths = options.paths;
  if (!options.seed.empty()) {
    const auto seed = simulator::parse_seed(options.seed);
    if (!seed) return fail(kUsageSeed, {{"text", options.seed}});
    loaded.scenario.run.seed = *seed;
  }
  auto baseline = simulator::parse_baseline(LEDGER_TRY(baseline_text(context, loaded)));
  if (baseline.refused()) {
    context.refuse(refused_file(loaded.scenario.baseline), baseline.findings);
    return std::nullopt;
  }
  loaded.baseline = std::move(baseline.value);
  return loaded;
}

// ---- running ------------------------------------------------------------------------------------

/// Says on the error stream, every second, how far a run is and how long it may still take.
class Progress {
 public:
  Progress(Context& context, std::int64_t paths)
      : context_(context), paths_(paths), begun_(now()), said_(begun_) {}
  void operator()(std::int64_t done) {
    const auto at = now();
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

 private:
  [[nodiscard]] Instant now() const { return context_.world().clock.now(); }

  Context& context_;
  std::int64_t paths_;
  Instant begun_;
  Instant said_;
};

std::size_t threads_of(const SimulateOptions& options) {
  if (options.threads > 0) return options.threads;
  return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

Result<simulator::RunReport> play(Context& context, const SimulateOptions& options,
                                  const LoadedScenario& loaded) {
  Progress progress(context, loaded.scenario.run.paths);
  simulator::RunSettings settings;
  settings.threads = threads_of(options);
  settings.progress = [&progress](std::int64_t done) { progress(done); };
  const auto& data = context.data();
  return simulator::run_scenario(loaded.baseline, loaded.scenario, {data.rules, data.calendar},
                                 settings);
}

Result<void> add_series(const std::string& file, const LoadedScenario& loaded,
                        const simulator::RunReport& report) {
  std::ofstream out(file, std::ios::app);
  write_series(out, loaded, report);
  out.flush();
  if (!out) return fail(kFileUnreadable, {{"path", file}, {"cause", ""}});
  return {};
}

Result<void> begin_series(const std::string& file) {
  std::ofstream out(file, std::ios::trunc);
  out << "file,month,arrears,workers,fund\n";
  out.flush();
  if (!out) return fail(kFileUnreadable, {{"path", file}, {"cause", ""}});
  return {};
}

Result<Exit> run_files(Context& context, const SimulateOptions& options) {
  if (!options.csv.empty()) LEDGER_CHECK(begin_series(options.csv));
  for (const auto& file : options.files) {
    const auto loaded = LEDGER_TRY(load(context, options, file));
    if (!loaded) return Exit::bad_data;
    const auto report = LEDGER_TRY(play(context, options, *loaded));
    if (!options.csv.empty()) LEDGER_CHECK(add_series(options.csv, *loaded, report));
    if (context.options().json) {
      context.print(run_view(*loaded, report));
    } else {
      print_run(context, *loaded, report);
    }
  }
  return Exit::done;
}

// Both on the same draws: the seed, the paths, the months and the start must agree.
Result<void> check_pair(const simulator::RunPlan& a, const simulator::RunPlan& b) {
  if (a.seed == b.seed && a.paths == b.paths && a.months == b.months && a.start == b.start) {
    return {};
  }
  return fail(kScenariosDiffer);
}

Result<Exit> compare_files(Context& context, const SimulateOptions& options) {
  const auto a = LEDGER_TRY(load(context, options, options.files.at(0)));
  if (!a) return Exit::bad_data;
  const auto b = LEDGER_TRY(load(context, options, options.files.at(1)));
  if (!b) return Exit::bad_data;
  LEDGER_CHECK(check_pair(a->scenario.run, b->scenario.run));
  const auto of_a = LEDGER_TRY(play(context, options, *a));
  const auto of_b = LEDGER_TRY(play(context, options, *b));
  if (context.options().json) {
    context.print(comparison_view(*a, *b, of_a, of_b));
  } else {
    print_comparison(context, *b, of_a, of_b);
  }
  return Exit::done;
}

Result<simulator::Metric> parse_metric(const std::string& word) {
  std::string known;
  for (const auto& shape : simulator::kMetrics) {
    if (shape.word == word) return shape.metric;
    known.append(known.empty() ? "" : ", ").append(shape.word);
  }
  return fail(kUsageMetric, {{"text", word}, {"known", known}});
}

Result<Exit> show_sensitivity(Context& context, const SimulateOptions& options) {
  const auto metric = LEDGER_TRY(parse_metric(options.metric));
  const auto loaded = LEDGER_TRY(load(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto& data = context.data();
  const simulator::RuleSources sources{data.rules, data.calendar};
  simulator::RunSettings settings;
  settings.threads = threads_of(options);
  const auto swings = LEDGER_TRY(
      simulator::sensitivity({loaded->baseline, loaded->scenario, sources, settings}, metric));
  if (context.options().json) {
    context.print(sensitivity_view(metric, swings));
  } else {
    print_sensitivity(context, metric, swings);
  }
  return Exit::done;
}

Result<Exit> show_reverse_stress(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto& data = context.data();
  const simulator::RuleSources sources{data.rules, data.calendar};
  simulator::RunSettings settings;
  settings.threads = threads_of(options);
  const auto shift = LEDGER_TRY(
      simulator::reverse_stress({loaded->baseline, loaded->scenario, sources, settings}));
  const auto text = shift ? to_decimal_string(*shift) + " sd" : std::string();
  if (context.options().json) {
    context.print(Json::object().set("shift", shift ? Json(text) : Json()));
  } else {
    context.out() << (shift ? context.say("cli.simulate.breaks", {{"shift", text}})
                            : context.say("cli.simulate.lasts"))
                  << '\n';
  }
  return Exit::done;
}

Result<Exit> verify_cases(Context& context, const SimulateOptions& options) {
  simulator::VerifySettings settings;
  settings.seed = kVerifySeed;
  settings.paths = options.paths > 0 ? options.paths : kVerifyPaths;
  settings.run.threads = threads_of(options);
  const auto& data = context.data();
  const auto cases = LEDGER_TRY(simulator::verify_engine({data.rules, data.calendar}, settings));
  if (context.options().json) {
    context.print(verify_view(cases));
  } else {
    print_verify(context, cases);
  }
  const bool hold =
      std::all_of(cases.begin(), cases.end(), [](const auto& known) { return known.holds(); });
  return hold ? Exit::done : Exit::refused;
}

// ---- the command line ---------------------------------------------------------------------------

void add_sizes(CLI::App& verb, Context& context, SimulateOptions& options) {
  verb.add_option("--paths", options.paths, context.say("cli.option.path-count"))
      ->check(CLI::Range(std::int64_t{1}, simulator::kPathsMax));
  verb.add_option("--threads", options.threads, context.say("cli.option.threads"))
      ->check(CLI::Range(std::size_t{1}, kThreadsMax));
}

void add_run(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<SimulateOptions>();
  auto& verb = add_command(noun, context, "run", "cli.help.simulate.run");
  verb.add_option("files", options->files, context.say("cli.option.scenarios"))->required();
  add_sizes(verb, context, *options);
  verb.add_option("--seed", options->seed, context.say("cli.option.seed"));
  verb.add_option("--csv", options->csv, context.say("cli.option.csv"));
  runner.on(verb, [options](Context& c) { return run_files(c, *options); });
}

void add_compare(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<SimulateOptions>();
  auto& verb = add_command(noun, context, "compare", "cli.help.simulate.compare");
  verb.add_option("files", options->files, context.say("cli.option.two-scenarios"))
      ->required()
      ->expected(2);
  add_sizes(verb, context, *options);
  verb.add_option("--seed", options->seed, context.say("cli.option.seed"));
  runner.on(verb, [options](Context& c) { return compare_files(c, *options); });
}

void add_studies(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<SimulateOptions>();
  auto& tornado = add_command(noun, context, "sensitivity", "cli.help.simulate.sensitivity");
  tornado.add_option("file", options->files, context.say("cli.option.scenario"))
      ->required()
      ->expected(1);
  tornado.add_option("--metric", options->metric, context.say("cli.option.metric"));
  add_sizes(tornado, context, *options);
  runner.on(tornado, [options](Context& c) { return show_sensitivity(c, *options); });

  auto own = std::make_shared<SimulateOptions>();
  auto& reverse = add_command(noun, context, "reverse-stress", "cli.help.simulate.reverse-stress");
  reverse.add_option("file", own->files, context.say("cli.option.scenario"))
      ->required()
      ->expected(1);
  add_sizes(reverse, context, *own);
  runner.on(reverse, [own](Context& c) { return show_reverse_stress(c, *own); });
}

void add_verify(CLI::App& noun, Context& context, Runner& runner) {
  auto options = std::make_shared<SimulateOptions>();
  auto& verb = add_command(noun, context, "verify", "cli.help.simulate.verify");
  add_sizes(verb, context, *options);
  runner.on(verb, [options](Context& c) { return verify_cases(c, *options); });
}

}  // namespace

Result<std::optional<LoadedScenario>> load_scenario(Context& context, const std::string& file,
                                                    PathsInstead instead) {
  SimulateOptions options;
  options.paths = instead.paths;
  return load(context, options, file);
}

Result<void> check_same_draws(const simulator::RunPlan& a, const simulator::RunPlan& b) {
  return check_pair(a, b);
}

std::function<void(std::int64_t)> progress_of(Context& context, std::int64_t paths) {
  return [progress = std::make_shared<Progress>(context, paths)](std::int64_t done) {
    (*progress)(done);
  };
}

std::size_t threads_or_all(std::size_t asked) {
  SimulateOptions options;
  options.threads = asked;
  return threads_of(options);
}

void add_simulate_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "simulate", "cli.help.simulate");
  noun.require_subcommand(1);
  add_run(noun, context, runner);
  add_compare(noun, context, runner);
  add_studies(noun, context, runner);
  add_verify(noun, context, runner);
  add_simulate_report(noun, context, runner);
  auto& schema = add_command(noun, context, "schema", "cli.help.simulate.schema");
  runner.on(schema, [](Context& c) -> Result<Exit> {
    c.print(scenario_schema(c));
    return Exit::done;
  });
}

}  // namespace anxin::cli
