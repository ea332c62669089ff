#include "api/cli/simulate_sweep.h"

#include <ostream>

#include "api/cli/open_book.h"
#include "api/cli/table.h"
#include "api/study/figures.h"
#include "api/study/sweep_views.h"

namespace anxin::cli {
namespace {

using simulator::Metric;
using simulator::SweepReport;
using study::interval_text;
using study::metric_shape;
using study::metric_text;
using study::sweep_value_text;
using study::unit_word;

Result<std::vector<Metric>> wanted_metrics(const SimulateOptions& options,
                                           const simulator::OutputPlan& output) {
  std::vector<Metric> metrics;
  for (const auto& word : options.metrics) metrics.push_back(LEDGER_TRY(parse_metric(word)));
  return study::swept_metrics(std::move(metrics), output);
}

// ---- for people ---------------------------------------------------------------------------------

Table sweep_table(const Context& context, const SweepReport& report) {
  std::vector<Table::Column> columns;
  for (const auto& axis : report.axes) columns.push_back({axis.sweep.path, Align::right});
  columns.push_back({context.say("cli.col.mean"), Align::right});
  columns.push_back({context.say("cli.col.interval"), Align::right});
  columns.push_back({"95 %", Align::right});
  columns.push_back({context.say("cli.col.to-first"), Align::right});
  columns.push_back({context.say("cli.col.interval"), Align::right});
  return Table(std::move(columns));
}

void print_metric(Context& context, const SweepReport& report, Metric metric) {
  constexpr std::size_t kQ95 = 2;
  const auto& shape = metric_shape(metric);
  context.out() << study::metric_label(context.voice(), shape) << " ("
                << context.say("simulate.unit-word." + std::string(unit_word(shape.unit))) << ")\n";
  auto table = sweep_table(context, report);
  for (const auto& point : report.points) {
    const auto& figure = point.of(metric);
    std::vector<std::string> cells;
    for (std::size_t axis = 0; axis < report.axes.size(); ++axis) {
      cells.push_back(sweep_value_text(report, point, axis));
    }
    cells.push_back(metric_text(figure.value.mean, shape.unit));
    cells.push_back(interval_text(figure.value, shape.unit));
    cells.push_back(metric_text(Rate(figure.value.quantiles.at(kQ95)), shape.unit));
    cells.push_back(metric_text(figure.difference.mean, shape.unit));
    cells.push_back(interval_text(figure.difference, shape.unit));
    table.add(std::move(cells));
  }
  table.print(context.out());
}

void print_sweep(Context& context, const std::string& title, const SweepReport& report,
                 const std::vector<Metric>& metrics) {
  context.out() << context.say("cli.simulate.sweep",
                               {{"title", title},
                                {"points", std::to_string(report.points.size())},
                                {"paths", std::to_string(report.paths)}})
                << '\n';
  for (const auto metric : metrics) print_metric(context, report, metric);
  context.out() << study::levels_note(context.voice(), report.worlds) << '\n';
}

}  // namespace

Result<Exit> sweep_file(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto& scenario = loaded->scenario;
  if (scenario.sweeps.empty()) return fail(study::kNoSweep);
  const auto metrics = LEDGER_TRY(wanted_metrics(options, scenario.output));
  const auto points = static_cast<std::int64_t>(simulator::points_of(scenario));
  Progress progress(context, scenario.run.paths * points);
  auto settings = run_settings(options);
  progress.watch(settings);
  const auto report = LEDGER_TRY(
      simulator::run_sweep({loaded->baseline, scenario, rule_sources(context), settings}));
  if (!options.csv.empty())
    LEDGER_CHECK(write_file(options.csv, study::sweep_csv(report, metrics)));
  if (context.options().json) {
    context.print(study::sweep_view(*loaded, report, metrics));
  } else {
    print_sweep(context, scenario.title, report, metrics);
  }
  return Exit::done;
}

}  // namespace anxin::cli
