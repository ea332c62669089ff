#include "api/cli/simulate_views.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "api/cli/simulate_figures.h"
#include "api/cli/table.h"
#include "ledger/base/amount.h"

namespace anxin::cli {
namespace {

using simulator::Metric;
using simulator::MetricShape;
using simulator::MetricUnit;
using simulator::RunReport;
using simulator::Summary;

// Requires: a name for each quantile of the summary.
Json summary_view(const Summary& summary, MetricUnit unit,
                  const std::vector<std::string>& names = {}) {
  Json json = Json::object();
  json.set("unit", unit_word(unit)).set("mean", metric_text(summary.mean, unit));
  json.set("se", error_text(summary.standard_error, unit));
  json.set("half_width", error_text(summary.half_width, unit));
  for (std::size_t i = 0; i < summary.quantiles.size(); ++i) {
    json.set(names.at(i), metric_text(Rate(summary.quantiles[i]), unit));
  }
  return json;
}

// "arrears_months.q95".
std::string figure_word(const simulator::StopRule& rule) {
  return std::string(metric_shape(rule.metric).word) + "." +
         (rule.quantile ? simulator::quantile_name(*rule.quantile) : "mean");
}

// A share of the whole, such as 0.2500.
std::string share_text(const Rate& part) { return metric_text(part, MetricUnit::count); }

Rate mean_of(simulator::Wide sum, const RunReport& report) {
  return simulator::mean_of(sum, report.paths.size());
}

Month month_at(const LoadedScenario& loaded, std::size_t t) {
  return loaded.scenario.run.start + std::chrono::months(t);
}

Json months_view(const LoadedScenario& loaded, const RunReport& report) {
  Json months = Json::array();
  for (std::size_t t = 0; t < report.month_sums.size(); ++t) {
    const auto& sums = report.month_sums[t];
    Json json = Json::object();
    json.set("month", to_string(month_at(loaded, t)));
    json.set("arrears", metric_text(mean_of(sums.arrears, report), MetricUnit::fen));
    json.set("workers", metric_text(mean_of(sums.workers, report), MetricUnit::heads));
    json.set("fund", metric_text(mean_of(sums.fund, report), MetricUnit::fen));
    months.push(std::move(json));
  }
  return months;
}

void add_stop(const simulator::StopRule& rule, const simulator::StopOutcome& stop, Json& json) {
  json.set("stop", payments::to_word(stop.why)).set("stop_metric", figure_word(rule));
  json.set("rel_half_width",
           stop.rel_half_width ? Json(fmt::format("{:.6f}", *stop.rel_half_width)) : Json());
}

Json provenance_view(const LoadedScenario& loaded, const RunReport& report) {
  const auto& run = loaded.scenario.run;
  Json json = Json::object();
  json.set("engine", simulator::kEngineVersion).set("seed", fmt::format("{:#x}", run.seed));
  json.set("paths", static_cast<std::int64_t>(report.paths.size()))
      .set("worlds", static_cast<std::int64_t>(report.worlds))
      .set("months", run.months)
      .set("start", to_string(run.start));
  json.set("baseline", loaded.baseline.name).set("region", loaded.baseline.region.text());
  json.set("projects", loaded.baseline.size.projects);
  if (run.stop) add_stop(*run.stop, report.stop, json);
  return json;
}

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
      metric_label(context, shape),
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

// Studies play without a stop rule.
std::int64_t worlds_played(const LoadedScenario& loaded) {
  return std::min(loaded.scenario.run.worlds, loaded.scenario.run.paths);
}

Summary difference_of(const MetricShape& shape, const Shown& shown, const RunReport& a,
                      const RunReport& b) {
  return simulator::summarize(
      simulator::paired_differences(b.sample(shape.metric), a.sample(shape.metric)),
      shown.quantiles);
}

}  // namespace

Json warnings_view(const payments::Findings& findings) {
  Json list = Json::array();
  for (const auto& finding : findings) {
    Json json = Json::object();
    json.set("code", finding.code.word());
    for (const auto& detail : finding.details) json.set(detail.name, detail.value);
    list.push(std::move(json));
  }
  return list;
}

// ---- a run --------------------------------------------------------------------------------------

Json run_view(const LoadedScenario& loaded, const RunReport& report) {
  const auto shown = shown_by(loaded.scenario.output);
  Json metrics = Json::object();
  for (const auto& shape : shown.metrics) {
    const auto summary = simulator::summarize(report.sample(shape.metric), shown.quantiles);
    metrics.set(shape.word, summary_view(summary, shape.unit, shown.names));
  }
  Json prints = Json::array();
  for (const auto print : report.fingerprints) prints.push(fmt::format("{:016x}", print));
  Json json = Json::object();
  json.set("id", report.id).set("title", loaded.scenario.title);
  json.set("metrics", std::move(metrics)).set("months", months_view(loaded, report));
  json.set("fingerprints", std::move(prints)).set("provenance", provenance_view(loaded, report));
  json.set("warnings", warnings_view(loaded.beyond));
  return json;
}

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
                << levels_note(context, report.worlds) << '\n';
}

std::string series_of(const LoadedScenario& loaded, const RunReport& report) {
  std::string lines;
  for (std::size_t t = 0; t < report.month_sums.size(); ++t) {
    const auto& sums = report.month_sums[t];
    lines.append(to_string(month_at(loaded, t)));
    lines.append(",").append(metric_text(mean_of(sums.arrears, report), MetricUnit::fen));
    lines.append(",").append(metric_text(mean_of(sums.workers, report), MetricUnit::heads));
    lines.append(",").append(metric_text(mean_of(sums.fund, report), MetricUnit::fen));
    lines.append("\n");
  }
  return lines;
}

// ---- a comparison -------------------------------------------------------------------------------

Json comparison_view(const LoadedScenario& a, const LoadedScenario& b, const RunReport& of_a,
                     const RunReport& of_b) {
  const auto shown = shown_by(b.scenario.output);
  Json differences = Json::object();
  for (const auto& shape : shown.metrics) {
    const auto difference = difference_of(shape, shown, of_a, of_b);
    differences.set(shape.word, summary_view(difference, shape.unit, shown.names));
  }
  Json json = Json::object();
  json.set("a", Json::object().set("id", of_a.id).set("title", a.scenario.title));
  json.set("b", Json::object().set("id", of_b.id).set("title", b.scenario.title));
  json.set("paths", static_cast<std::int64_t>(std::min(of_a.paths.size(), of_b.paths.size())));
  json.set("worlds", static_cast<std::int64_t>(std::min(of_a.worlds, of_b.worlds)));
  json.set("differences", std::move(differences));
  json.set("warnings", warnings_view(b.beyond));
  return json;
}

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
  context.out() << levels_note(context, std::min(of_a.worlds, of_b.worlds)) << '\n';
}

// ---- verify -------------------------------------------------------------------------------------

Json verify_view(const std::vector<simulator::VerifyCase>& cases) {
  Json list = Json::array();
  for (const auto& known : cases) {
    Json json = Json::object();
    json.set("name", known.name).set("exact", fmt::format("{:.9f}", known.exact));
    json.set("estimate", fmt::format("{:.9f}", known.estimate));
    json.set("se", fmt::format("{:.9f}", known.standard_error));
    json.set("z", fmt::format("{:.3f}", known.z()));
    list.push(std::move(json));
  }
  return Json::object().set("cases", std::move(list));
}

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

Json sensitivity_view(const LoadedScenario& loaded, Metric metric,
                      const std::vector<simulator::Swing>& swings) {
  const auto& shape = metric_shape(metric);
  Json list = Json::array();
  for (const auto& swing : swings) {
    Json json = Json::object();
    json.set("path", simulator::shape_of(swing.parameter).path);
    json.set("at_low", summary_view(swing.at_low, shape.unit));
    json.set("at_high", summary_view(swing.at_high, shape.unit));
    list.push(std::move(json));
  }
  Json json = Json::object();
  json.set("metric", shape.word).set("paths", loaded.scenario.run.paths);
  json.set("worlds", worlds_played(loaded)).set("swings", std::move(list));
  json.set("warnings", warnings_view(loaded.beyond));
  return json;
}

void print_sensitivity(Context& context, const LoadedScenario& loaded, Metric metric,
                       const std::vector<simulator::Swing>& swings) {
  const auto& shape = metric_shape(metric);
  context.out() << context.say("cli.simulate.sensitivity",
                               {{"what", metric_label(context, shape)},
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
  context.out() << levels_note(context, static_cast<std::size_t>(worlds_played(loaded))) << '\n';
}

// ---- contagion ----------------------------------------------------------------------------------

Json contagion_view(const simulator::Contagion& spread) {
  const auto part = spread.share();
  Json json = Json::object();
  json.set("metric", metric_shape(Metric::arrears_months).word);
  json.set("linked", summary_view(spread.linked, MetricUnit::fen));
  json.set("cut", summary_view(spread.cut, MetricUnit::fen));
  json.set("apart", summary_view(spread.apart, MetricUnit::fen));
  json.set("share", part ? Json(share_text(*part)) : Json());
  return json;
}

void print_contagion(Context& context, const simulator::Contagion& spread) {
  Table table({{metric_label(context, metric_shape(Metric::arrears_months))},
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
