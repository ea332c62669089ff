// simulate run / compare / sweep / sensitivity / reverse-stress / contagion / verify / schema
#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "api/cli/open_book.h"
#include "api/cli/simulate_cache.h"
#include "api/cli/simulate_diff.h"
#include "api/cli/simulate_report_command.h"
#include "api/cli/simulate_snapshot.h"
#include "api/cli/simulate_sweep.h"
#include "api/cli/simulate_verb.h"
#include "api/study/scenario_schema.h"
#include "api/study/study_views.h"
#include "simulator/report_runs.h"

namespace anxin::cli {
namespace {

// ---- running ------------------------------------------------------------------------------------

// The lines of a scenario, each with the name of its file before it.
void add_series(const std::string& file, std::string_view lines, std::string& csv) {
  while (!lines.empty()) {
    const auto end = lines.find('\n') + 1;
    csv.append(file).append(",").append(lines.substr(0, end));
    lines.remove_prefix(end);
  }
}

// What is kept, or what is played and then kept; the answer is JSON.
Result<KeptResult> kept_or_played(Context& context, const SimulateOptions& options,
                                  const LoadedScenario& loaded) {
  const auto id = simulator::result_id(loaded.baseline, loaded.scenario, rule_sources(context));
  auto kept = LEDGER_TRY(find_kept(context, options.cache, id));
  if (kept) return std::move(*kept);
  const auto report = LEDGER_TRY(play_scenario(context, options, loaded));
  KeptResult result{study::run_view(loaded, report).dump(), study::series_of(loaded, report)};
  LEDGER_CHECK(keep_result(options.cache, id, result));
  return result;
}

// Prints the answer and gives the series.
Result<std::string> run_one(Context& context, const SimulateOptions& options,
                            const LoadedScenario& loaded) {
  if (!options.cache.empty()) {
    auto result = LEDGER_TRY(kept_or_played(context, options, loaded));
    context.out() << result.answer << '\n';
    return std::move(result.series);
  }
  const auto report = LEDGER_TRY(play_scenario(context, options, loaded));
  if (context.options().json) {
    context.print(study::run_view(loaded, report));
  } else {
    print_run(context, loaded, report);
  }
  return study::series_of(loaded, report);
}

Result<Exit> run_files(Context& context, const SimulateOptions& options) {
  if (!options.csv.empty()) LEDGER_CHECK(check_writable(options.csv));
  std::string csv = "file,month,arrears,workers,fund\n";
  for (const auto& file : options.files) {
    const auto loaded = LEDGER_TRY(load_scenario(context, options, file));
    if (!loaded) return Exit::bad_data;
    add_series(file, LEDGER_TRY(run_one(context, options, *loaded)), csv);
  }
  if (!options.csv.empty()) LEDGER_CHECK(write_file(options.csv, csv));
  return Exit::done;
}

// Both on the same draws and in the same county.
Result<void> check_pair(const simulator::Scenario& a, const simulator::Scenario& b) {
  if (simulator::can_be_paired(a, b)) return {};
  return fail(kScenariosDiffer);
}

Result<Exit> compare_files(Context& context, const SimulateOptions& options) {
  const auto a = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!a) return Exit::bad_data;
  const auto b = LEDGER_TRY(load_scenario(context, options, options.files.at(1)));
  if (!b) return Exit::bad_data;
  LEDGER_CHECK(check_pair(a->scenario, b->scenario));
  const auto of_a = LEDGER_TRY(play_scenario(context, options, *a));
  const auto of_b = LEDGER_TRY(play_scenario(context, options, *b));
  if (context.options().json) {
    context.print(study::comparison_view(*a, *b, of_a, of_b));
  } else {
    print_comparison(context, *b, of_a, of_b);
  }
  return Exit::done;
}

/// What a study plays, with progress over all of its runs.
class StudyPlayer {
 public:
  StudyPlayer(Context& context, const SimulateOptions& options, const LoadedScenario& loaded,
              std::int64_t runs)
      : loaded_(loaded),
        sources_(rule_sources(context)),
        settings_(run_settings(options)),
        progress_(context, loaded.scenario.run.paths * runs) {
    progress_.watch_runs(settings_);
  }
  [[nodiscard]] simulator::Study study() const {
    return {loaded_.baseline, loaded_.scenario, sources_, settings_};
  }

 private:
  const LoadedScenario& loaded_;
  simulator::RuleSources sources_;
  simulator::RunSettings settings_;
  Progress progress_;
};

Result<Exit> show_sensitivity(Context& context, const SimulateOptions& options) {
  const auto metric = LEDGER_TRY(parse_metric(options.metric));
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const StudyPlayer player(context, options, *loaded,
                           simulator::runs_of_sensitivity(loaded->baseline));
  const auto swings = LEDGER_TRY(simulator::sensitivity(player.study(), metric));
  if (context.options().json) {
    context.print(study::sensitivity_view(*loaded, metric, swings));
  } else {
    print_sensitivity(context, *loaded, metric, swings);
  }
  return Exit::done;
}

Result<Exit> show_reverse_stress(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const StudyPlayer player(context, options, *loaded, simulator::runs_of_reverse_stress());
  const auto shift = LEDGER_TRY(simulator::reverse_stress(player.study()));
  if (context.options().json) {
    context.print(study::reverse_stress_view(shift));
  } else {
    context.out() << (shift ? context.say("cli.simulate.breaks",
                                          {{"shift", study::shift_text(*shift)}})
                            : context.say("cli.simulate.lasts"))
                  << '\n';
  }
  return Exit::done;
}

Result<Exit> show_contagion(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const StudyPlayer player(context, options, *loaded, simulator::kRunsOfContagion);
  const auto spread = LEDGER_TRY(simulator::contagion(player.study()));
  if (context.options().json) {
    context.print(study::contagion_view(spread));
  } else {
    print_contagion(context, spread);
  }
  return Exit::done;
}

Result<Exit> verify_cases(Context& context, const SimulateOptions& options) {
  auto settings = simulator::verify_usually();
  if (options.paths > 0) settings.paths = options.paths;
  settings.run = run_settings(options);
  const auto cases = LEDGER_TRY(simulator::verify_engine(rule_sources(context), settings));
  if (context.options().json) {
    context.print(study::verify_view(cases));
  } else {
    print_verify(context, cases);
  }
  const bool hold =
      std::all_of(cases.begin(), cases.end(), [](const auto& known) { return known.holds(); });
  return hold ? Exit::done : Exit::refused;
}

}  // namespace

void add_simulate_commands(CLI::App& root, Context& context, Runner& runner) {
  auto& noun = add_command(root, context, "simulate", "cli.help.simulate");
  noun.require_subcommand(1);
  const SimulateNoun simulate{noun, context, runner};
  SimulateVerb(simulate, "run").many_files().sizes().worlds().seed().csv().cache().runs(run_files);
  SimulateVerb(simulate, "compare").two_files().sizes().worlds().seed().runs(compare_files);
  SimulateVerb(simulate, "sweep")
      .one_file()
      .sizes()
      .worlds()
      .seed()
      .csv()
      .metrics()
      .runs(sweep_file);
  SimulateVerb(simulate, "sensitivity").one_file().sizes().worlds().metric().runs(show_sensitivity);
  SimulateVerb(simulate, "reverse-stress").one_file().sizes().worlds().runs(show_reverse_stress);
  SimulateVerb(simulate, "contagion").one_file().sizes().worlds().runs(show_contagion);
  SimulateVerb(simulate, "diff").two_files().runs(diff_files);
  SimulateVerb(simulate, "canonical").one_file().runs(show_canonical);
  SimulateVerb(simulate, "snapshot").place_and_day().runs(take_snapshot);
  SimulateVerb(simulate, "report").many_files().sizes().worlds().seed().out().runs(write_report);
  SimulateVerb(simulate, "verify").sizes().runs(verify_cases);
  SimulateVerb(simulate, "schema").runs([](Context& c, const SimulateOptions&) -> Result<Exit> {
    c.print(study::scenario_schema(c.voice()));
    return Exit::done;
  });
}

}  // namespace anxin::cli
