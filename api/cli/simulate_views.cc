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
            simulator::summarize(report.values(shape.metric), shown.quantiles));
  }
  table.print(context.out());
  if (loaded.scenario.run.stop) print_stop(context, *loaded.scenario.run.stop, report);
  context.out() << context.say("cli.simulate.id", {{"id", report.id}}) << '\n'
                << context.say("cli.simulate.levels") << '\n';
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
  context.out() << context.say("cli.simulate.levels") << '\n';
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

void print_sensitivity(Context& context, Metric metric,
                       const std::vector<simulator::Swing>& swings) {
  const auto& shape = metric_shape(metric);
  context.out() << context.say("cli.simulate.sensitivity",
                               {{"what", study::metric_label(context.voice(), shape)}})
                << '\n';
  Table table({{context.say("cli.col.parameter")},
               {context.say("cli.col.at-low"), Align::right},
               {context.say("cli.col.at-high"), Align::right},
               {context.say("cli.col.meaning")}});
  for (const auto& swing : swings) {
    const auto path = std::string(simulator::shape_of(swing.parameter).path);
    table.add({path, metric_text(swing.at_low.mean, shape.unit),
               metric_text(swing.at_high.mean, shape.unit),
               context.say("simulate.parameter." + path)});
  }
  table.print(context.out());
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

// ---- schema -------------------------------------------------------------------------------------

namespace {

Json typed(std::string_view type) { return Json::object().set("type", type); }

Json words_schema(const std::vector<std::string_view>& words) {
  Json list = Json::array();
  for (const auto word : words) list.push(word);
  return Json::object().set("enum", std::move(list));
}

// A table whose keys are known; the required ones are named.
Json table_schema(Json properties, const std::vector<std::string_view>& required) {
  Json names = Json::array();
  for (const auto name : required) names.push(name);
  Json json = typed("object");
  json.set("properties", std::move(properties)).set("required", std::move(names));
  json.set("additionalProperties", false);
  return json;
}

// A number with one of the units of its dimension.
Json quantity_schema(simulator::Dimension dimension) {
  std::string units;
  for (const auto& unit : simulator::kUnits) {
    if (unit.dimension == dimension) units.append(units.empty() ? "" : "|").append(unit.word);
  }
  return typed("string").set("pattern", "^-?[0-9]+(\\.[0-9]{1,4})? ?(" + units + ")$");
}

Json date_schema() { return typed("string").set("format", "date"); }

Json stop_schema() {
  Json properties = Json::object();
  properties.set("metric", typed("string").set("pattern", "^[a-z_]+\\.(mean|q[0-9]{2,4})$"));
  properties.set("rel_half_width", quantity_schema(simulator::Dimension::share));
  properties.set("max_paths",
                 typed("integer").set("minimum", 1).set("maximum", simulator::kPathsMax));
  return table_schema(std::move(properties), {"metric", "rel_half_width", "max_paths"});
}

Json run_schema() {
  Json properties = Json::object();
  properties.set("seed", typed("string").set("pattern", "^(0x[0-9a-fA-F]+|[0-9]+)$"));
  properties.set("paths", typed("integer").set("minimum", 1).set("maximum", simulator::kPathsMax));
  properties.set("horizon", quantity_schema(simulator::Dimension::months));
  properties.set("start", date_schema()).set("stop", stop_schema());
  return table_schema(std::move(properties), {"seed", "paths", "horizon", "start"});
}

// One branch a path, so that each value is held to the units of what it changes.
Json reform_schema(const Context& context, std::string_view path, simulator::Dimension dimension) {
  Json properties = Json::object();
  properties.set("path", Json::object().set("const", path));
  properties.set("from", date_schema()).set("to", date_schema());
  properties.set("value", quantity_schema(dimension)).set("source", typed("string"));
  auto json = table_schema(std::move(properties), {"path", "from", "value", "source"});
  json.set("description", context.say("simulate.parameter." + std::string(path)));
  return json;
}

using BranchSchema = Json (*)(const Context&, std::string_view, simulator::Dimension);

Json branches_schema(const Context& context, BranchSchema branch) {
  Json branches = Json::array();
  for (const auto& shape : simulator::kParameters) {
    branches.push(branch(context, shape.path, shape.dimension));
  }
  branches.push(branch(context, simulator::kDepositRatePath, simulator::Dimension::share));
  return typed("array").set("items", Json::object().set("oneOf", std::move(branches)));
}

Json sweep_schema(const Context& context, std::string_view path, simulator::Dimension dimension) {
  std::vector<std::string_view> scales;
  for (const auto& scale : simulator::kSweepScaleWords) scales.push_back(scale.word);
  Json properties = Json::object();
  properties.set("path", Json::object().set("const", path));
  properties.set("from", quantity_schema(dimension)).set("to", quantity_schema(dimension));
  properties.set("steps",
                 typed("integer").set("minimum", 2).set("maximum", simulator::kSweepStepsMax));
  properties.set("scale", words_schema(scales));
  auto json = table_schema(std::move(properties), {"path", "from", "to", "steps"});
  json.set("description", context.say("simulate.parameter." + std::string(path)));
  return json;
}

Json output_schema() {
  std::vector<std::string_view> words = simulator::metric_group_words();
  for (const auto& shape : simulator::kMetrics) words.push_back(shape.word);
  Json properties = Json::object();
  properties.set("metrics", typed("array").set("items", words_schema(words)));
  properties.set("quantiles",
                 typed("array").set("items", quantity_schema(simulator::Dimension::share)));
  return table_schema(std::move(properties), {});
}

Json stress_schema() {
  Json systemic = Json::object();
  systemic.set("from", date_schema()).set("to", date_schema());
  systemic.set("shift", quantity_schema(simulator::Dimension::deviations));
  std::vector<std::string_view> kinds;
  for (const auto& kind : simulator::kOwnerKindWords) kinds.push_back(kind.word);
  Json stop = Json::object();
  stop.set("kind", words_schema(kinds)).set("from", date_schema());
  stop.set("largest", typed("integer").set("minimum", 1).set("maximum", simulator::kPartiesMax));
  Json properties = Json::object();
  properties.set("systemic", table_schema(std::move(systemic), {"from", "shift"}));
  properties.set("stop_paying", table_schema(std::move(stop), {"kind", "largest", "from"}));
  return table_schema(std::move(properties), {});
}

}  // namespace

Json scenario_schema(const Context& context) {
  Json properties = Json::object();
  properties.set("schema", Json::object().set("const", simulator::kScenarioSchema));
  properties.set("title", typed("string")).set("baseline", typed("string"));
  properties.set("run", run_schema()).set("reform", branches_schema(context, reform_schema));
  properties.set("sweep",
                 branches_schema(context, sweep_schema).set("maxItems", simulator::kSweepsMax));
  properties.set("stress", stress_schema()).set("output", output_schema());
  auto json = table_schema(std::move(properties), {"schema", "title", "baseline", "run"});
  json.set("$schema", "https://json-schema.org/draft/2020-12/schema");
  return json;
}

}  // namespace anxin::cli
