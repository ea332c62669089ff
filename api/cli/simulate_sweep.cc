#include "api/cli/simulate_sweep.h"

#include <ostream>

#include "api/cli/open_book.h"
#include "api/cli/simulate_figures.h"
#include "api/cli/table.h"

namespace anxin::cli {
namespace {

using simulator::Metric;
using simulator::MetricShape;
using simulator::SweepAxis;
using simulator::SweepFigure;
using simulator::SweepPoint;
using simulator::SweepReport;

constexpr std::array<std::string_view, 4> kSweepQuantileNames{"q05", "q50", "q95", "q99"};

std::string value_at(const SweepReport& report, const SweepPoint& point, std::size_t axis) {
  return simulator::quantity_text(point.at.at(axis), *report.axes[axis].sweep.unit);
}

// Those asked for on the command line, else those of the file, else what most people ask.
Result<std::vector<Metric>> wanted_metrics(const SimulateOptions& options,
                                           const simulator::OutputPlan& output) {
  std::vector<Metric> metrics;
  for (const auto& word : options.metrics) metrics.push_back(LEDGER_TRY(parse_metric(word)));
  if (metrics.empty()) metrics = output.metrics;
  if (metrics.empty()) metrics.push_back(Metric::arrears_months);
  return metrics;
}

// ---- views --------------------------------------------------------------------------------------

Json figure_view(const SweepFigure& figure, simulator::MetricUnit unit) {
  Json json = Json::object();
  json.set("unit", unit_word(unit)).set("mean", metric_text(figure.value.mean, unit));
  json.set("se", error_text(figure.value.standard_error, unit));
  json.set("half_width", error_text(figure.value.half_width, unit));
  for (std::size_t i = 0; i < kSweepQuantileNames.size(); ++i) {
    json.set(kSweepQuantileNames.at(i), metric_text(Rate(figure.value.quantiles.at(i)), unit));
  }
  Json difference = Json::object();
  difference.set("mean", metric_text(figure.difference.mean, unit));
  difference.set("se", error_text(figure.difference.standard_error, unit));
  difference.set("half_width", error_text(figure.difference.half_width, unit));
  json.set("difference", std::move(difference));
  return json;
}

Json axis_view(const SweepAxis& axis) {
  Json values = Json::array();
  for (const auto& value : axis.values) {
    values.push(simulator::quantity_text(value, *axis.sweep.unit));
  }
  Json json = Json::object();
  json.set("path", axis.sweep.path).set("scale", payments::to_word(axis.sweep.scale));
  json.set("values", std::move(values));
  return json;
}

Json point_view(const SweepReport& report, const SweepPoint& point,
                const std::vector<Metric>& metrics) {
  Json at = Json::array();
  for (std::size_t axis = 0; axis < report.axes.size(); ++axis) {
    at.push(value_at(report, point, axis));
  }
  Json figures = Json::object();
  for (const auto metric : metrics) {
    const auto& shape = metric_shape(metric);
    figures.set(shape.word, figure_view(point.of(metric), shape.unit));
  }
  Json json = Json::object();
  json.set("at", std::move(at)).set("id", point.id).set("metrics", std::move(figures));
  return json;
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
  context.out() << metric_label(context, shape) << " ("
                << context.say("simulate.unit-word." + std::string(unit_word(shape.unit))) << ")\n";
  auto table = sweep_table(context, report);
  for (const auto& point : report.points) {
    const auto& figure = point.of(metric);
    std::vector<std::string> cells;
    for (std::size_t axis = 0; axis < report.axes.size(); ++axis) {
      cells.push_back(value_at(report, point, axis));
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
  context.out() << levels_note(context, report.worlds) << '\n';
}

// ---- for programs -------------------------------------------------------------------------------

std::string sweep_csv(const SweepReport& report, const std::vector<Metric>& metrics) {
  std::string text;
  for (const auto& axis : report.axes) text.append(axis.sweep.path).append(",");
  text.append("metric,unit,mean,se,q05,q50,q95,q99,difference,difference_se\n");
  for (const auto& point : report.points) {
    std::string at;
    for (std::size_t axis = 0; axis < report.axes.size(); ++axis) {
      at.append(value_at(report, point, axis)).append(",");
    }
    for (const auto metric : metrics) {
      const auto& shape = metric_shape(metric);
      const auto& [value, difference] = point.of(metric);
      text.append(at).append(shape.word).append(",").append(unit_word(shape.unit));
      text.append(",").append(metric_text(value.mean, shape.unit));
      text.append(",").append(error_text(value.standard_error, shape.unit));
      for (const auto quantile : value.quantiles) {
        text.append(",").append(metric_text(Rate(quantile), shape.unit));
      }
      text.append(",").append(metric_text(difference.mean, shape.unit));
      text.append(",").append(error_text(difference.standard_error, shape.unit)).append("\n");
    }
  }
  return text;
}

}  // namespace

Json sweep_view(const LoadedScenario& loaded, const SweepReport& report,
                const std::vector<Metric>& metrics) {
  Json axes = Json::array();
  for (const auto& axis : report.axes) axes.push(axis_view(axis));
  Json points = Json::array();
  for (const auto& point : report.points) points.push(point_view(report, point, metrics));
  Json json = Json::object();
  json.set("title", loaded.scenario.title).set("paths", report.paths);
  json.set("worlds", static_cast<std::int64_t>(report.worlds));
  json.set("axes", std::move(axes)).set("points", std::move(points));
  json.set("warnings", warnings_view(loaded.beyond));
  return json;
}

Result<Exit> sweep_file(Context& context, const SimulateOptions& options) {
  const auto loaded = LEDGER_TRY(load_scenario(context, options, options.files.at(0)));
  if (!loaded) return Exit::bad_data;
  const auto& scenario = loaded->scenario;
  if (scenario.sweeps.empty()) return fail(kNoSweep, {{"file", loaded->file}});
  const auto metrics = LEDGER_TRY(wanted_metrics(options, scenario.output));
  const auto points = static_cast<std::int64_t>(simulator::points_of(scenario));
  Progress progress(context, scenario.run.paths * points);
  auto settings = run_settings(options);
  progress.watch(settings);
  const auto report = LEDGER_TRY(
      simulator::run_sweep({loaded->baseline, scenario, rule_sources(context), settings}));
  if (!options.csv.empty()) LEDGER_CHECK(write_file(options.csv, sweep_csv(report, metrics)));
  if (context.options().json) {
    context.print(sweep_view(*loaded, report, metrics));
  } else {
    print_sweep(context, scenario.title, report, metrics);
  }
  return Exit::done;
}

}  // namespace anxin::cli
