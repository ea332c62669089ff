#include "api/cli/simulate_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "api/cli/table.h"
#include "api/study/figures.h"
#include "api/study/study_views.h"
#include "ledger/base/amount.h"

namespace anxin::cli {
namespace {

using simulator::Metric;
using simulator::MetricShape;
using simulator::MetricUnit;
using simulator::RunReport;
using simulator::Summary;
using study::difference_of;
using study::error_text;
using study::figure_word;
using study::interval_text;
using study::levels_note;
using study::metric_shape;
using study::metric_text;
using study::share_text;
using study::Shown;
using study::shown_by;
using study::unit_word;

Table metric_table(const Context& context, const Shown& shown) {
  std::vector<Table::Column> columns{{context.say("cli.col.metric")},
                                     {context.say("cli.col.unit")},
                                     {context.say("cli.col.mean"), Align::right},
                                     {context.say("cli.col.interval"), Align::right}};
  for (const auto& caption : shown.captions) columns.push_back({caption, Align::right});
  return Table(std::move(columns));
}

void add_row(Table& table, const Context& context, const MetricShape& shape,
             const Summary& summary) {
  std::vector<std::string> cells{
      study::metric_label(context.voice(), shape),
      context.say("simulate.unit-word." + std::string(unit_word(shape.unit))),
      metric_text(summary.mean, shape.unit), interval_text(summary, shape.unit)};
  for (const auto quantile : summary.quantiles) {
    cells.push_back(metric_text(Rate(quantile), shape.unit));
  }
  table.add(std::move(cells));
}

// Why it stopped, and how wide the interval is: "3.2 %".
void print_stop(Context& context, const simulator::StopRule& rule, const RunReport& report) {
  const auto& stop = report.stop;
  const auto width =
      stop.rel_half_width ? fmt::format("{:.2f} %", *stop.rel_half_width * 100) : "–";
  context.out() << context.say("cli.simulate.stop." + std::string(payments::to_word(stop.why)),
                               {{"paths", std::to_string(report.paths.size())},
                                {"metric", figure_word(rule)},
                                {"width", width},
                                {"wanted", to_percent_string(rule.rel_half_width)}})
                << '\n';
}

}  // namespace

// ---- a run --------------------------------------------------------------------------------------

void print_run(Context& context, const LoadedScenario& loaded, const RunReport& report) {
  context.out() << context.say("cli.simulate.head",
                               {{"title", loaded.scenario.title},
                                {"baseline", loaded.baseline.name},
                                {"projects", std::to_string(loaded.baseline.size.projects)},
                                {"months", std::to_string(loaded.scenario.run.months)},
                                {"paths", std::to_string(report.paths.size())}})
                << '\n';
  const auto shown = shown_by(loaded.scenario.output);
  auto table = metric_table(context, shown);
  for (const auto& shape : shown.metrics) {
    add_row(table, context, shape,
            simulator::summarize(report.sample(shape.metric), shown.quantiles));
  }
  table.print(context.out());
  if (loaded.scenario.run.stop) print_stop(context, *loaded.scenario.run.stop, report);
  context.out() << context.say("cli.simulate.id", {{"id", report.id}}) << '\n'
                << levels_note(context.voice(), report.worlds) << '\n';
}

// ---- a comparison -------------------------------------------------------------------------------

void print_comparison(Context& context, const LoadedScenario& b, const RunReport& of_a,
                      const RunReport& of_b) {
  context.out() << context.say(
                       "cli.simulate.compare",
                       {{"title", b.scenario.title},
                        {"paths", std::to_string(std::min(of_a.paths.size(), of_b.paths.size()))}})
                << '\n';
  const auto shown = shown_by(b.scenario.output);
  auto table = metric_table(context, shown);
  for (const auto& shape : shown.metrics) {
    add_row(table, context, shape, difference_of(shape, shown, of_a, of_b));
  }
  table.print(context.out());
  context.out() << levels_note(context.voice(), std::min(of_a.worlds, of_b.worlds)) << '\n';
}

// ---- verify -------------------------------------------------------------------------------------

void print_verify(Context& context, const std::vector<simulator::VerifyCase>& cases) {
  Table table({{context.say("cli.col.verify-case")},
               {context.say("cli.col.exact"), Align::right},
               {context.say("cli.col.estimate"), Align::right},
               {context.say("cli.col.standard-error"), Align::right},
               {"z", Align::right},
               {""}});
  for (const auto& known : cases) {
    table.add({std::string(known.name), fmt::format("{:.6f}", known.exact),
               fmt::format("{:.6f}", known.estimate), fmt::format("{:.6f}", known.standard_error),
               fmt::format("{:+.2f}", known.z()),
               known.holds() ? "" : context.say("cli.simulate.apart")});
  }
  table.print(context.out());
}

// ---- studies ------------------------------------------------------------------------------------

void print_sensitivity(Context& context, const LoadedScenario& loaded, Metric metric,
                       const std::vector<simulator::Swing>& swings) {
  const auto& shape = metric_shape(metric);
  context.out() << context.say("cli.simulate.sensitivity",
                               {{"what", study::metric_label(context.voice(), shape)},
                                {"paths", std::to_string(loaded.scenario.run.paths)}})
                << '\n';
  Table table({{context.say("cli.col.parameter")},
               {context.say("cli.col.at-low"), Align::right},
               {context.say("cli.col.interval"), Align::right},
               {context.say("cli.col.at-high"), Align::right},
               {context.say("cli.col.interval"), Align::right},
               {context.say("cli.col.meaning")}});
  for (const auto& swing : swings) {
    const auto path = std::string(simulator::shape_of(swing.parameter).path);
    table.add({path, metric_text(swing.at_low.mean, shape.unit),
               interval_text(swing.at_low, shape.unit), metric_text(swing.at_high.mean, shape.unit),
               interval_text(swing.at_high, shape.unit),
               context.say("simulate.parameter." + path)});
  }
  table.print(context.out());
  context.out() << levels_note(context.voice(), study::worlds_played(loaded)) << '\n';
}

// ---- contagion ----------------------------------------------------------------------------------

void print_contagion(Context& context, const simulator::Contagion& spread) {
  Table table({{study::metric_label(context.voice(), metric_shape(Metric::arrears_months))},
               {context.say("cli.col.mean"), Align::right},
               {context.say("cli.col.interval"), Align::right}});
  const auto add = [&](std::string_view key, const Summary& summary) {
    table.add({context.say(key), metric_text(summary.mean, MetricUnit::fen),
               interval_text(summary, MetricUnit::fen)});
  };
  add("cli.simulate.linked", spread.linked);
  add("cli.simulate.cut", spread.cut);
  add("cli.simulate.apart-by-links", spread.apart);
  table.print(context.out());
  const auto part = spread.share();
  if (!part) return;
  context.out() << (*part < 0
                        ? context.say("cli.simulate.links-help")
                        : context.say("cli.simulate.contagion", {{"share", share_text(*part)}}))
                << '\n';
}

}  // namespace anxin::cli
