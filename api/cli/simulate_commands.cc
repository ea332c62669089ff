// simulate run / compare / verify / schema
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <thread>

#include "api/cli/commands.h"
#include "api/cli/open_book.h"
#include "api/cli/simulate_load.h"
#include "api/cli/simulate_views.h"
#include "ledger/base/amount.h"
#include "simulator/report_runs.h"

namespace anxin::cli {
namespace {

constexpr std::size_t kThreadsMax = 256;
constexpr std::int64_t kVerifyPaths = 2'000;
constexpr std::uint64_t kVerifySeed = 20'260'101;

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
    const auto loaded = LEDGER_TRY(load_scenario(context, options, file));
    if (!loaded) return Exit::bad_data;
    const auto report = LEDGER_TRY(play_scenario(context, options, *loaded));
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
  if (simulator::can_be_paired(a, b)) return {};
  return fail(kScenariosDiffer);
}

Result<Exit> compare_files(Context& context, const SimulateOptions& options) {
  const auto a = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!a) return Exit::bad_data;
  const auto b = LEDGER_TRY(load_scenario(context, options, options.files.at(1)));
  if (!b) return Exit::bad_data;
  LEDGER_CHECK(check_pair(a->scenario.run, b->scenario.run));
  const auto of_a = LEDGER_TRY(play_scenario(context, options, *a));
  const auto of_b = LEDGER_TRY(play_scenario(context, options, *b));
  if (context.options().json) {
    context.print(comparison_view(*a, *b, of_a, of_b));
  } else {
    print_comparison(context, *b, of_a, of_b);
  }
  return Exit::done;
}

Result<Exit> show_sensitivity(Context& context, const SimulateOptions& options) {
  const auto metric = LEDGER_TRY(parse_metric(options.metric));
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto sources = rule_sources(context);
  const auto settings = run_settings(options);
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
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto sources = rule_sources(context);
  const auto settings = run_settings(options);
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
  settings.run = run_settings(options);
  const auto cases = LEDGER_TRY(simulator::verify_engine(rule_sources(context), settings));
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
