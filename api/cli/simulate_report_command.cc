#include "api/cli/simulate_report_command.h"

#include "api/cli/build_info.h"
#include "api/cli/open_book.h"
#include "api/study/report_runs.h"
#include "simulator/report_runs.h"

namespace anxin::cli {
namespace {

Result<std::optional<std::vector<LoadedScenario>>> load_all(Context& context,
                                                            const SimulateOptions& options) {
  std::vector<LoadedScenario> loaded;
  for (const auto& file : options.files) {
    auto one = LEDGER_TRY(load_scenario(context, options, file));
    if (!one) return std::nullopt;
    one->scenario.run.stop.reset();
    loaded.push_back(std::move(*one));
    const auto& scenario = loaded.back().scenario;
    if (!simulator::can_be_paired(loaded.front().scenario, scenario)) return fail(kScenariosDiffer);
  }
  return loaded;
}

}  // namespace

Result<Exit> write_report(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_all(context, options));
  if (!loaded) return Exit::bad_data;
  LEDGER_CHECK(check_writable(options.out));
  Progress progress(context, study::paths_of_report(*loaded));
  auto settings = run_settings(options);
  progress.watch_runs(settings);
  auto facts = LEDGER_TRY(study::play_report(*loaded, rule_sources(context), settings));
  const auto build = build_info();
  facts.version = build.version;
  facts.compiler = build.compiler;
  LEDGER_CHECK(write_file(options.out, study::report_page(facts, context.language())));
  if (context.options().json) {
    context.print(Json::object()
                      .set("ok", true)
                      .set("file", options.out)
                      .set("ids", study::report_ids(facts)));
  } else {
    context.out() << context.say("cli.simulate.report-written", {{"file", options.out}}) << '\n';
  }
  return Exit::done;
}

}  // namespace anxin::cli
