#include "api/study/study_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/study/figures.h"
#include "ledger/base/amount.h"

namespace anxin::study {
namespace {

using simulator::Metric;
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

}  // namespace

std::size_t worlds_played(const LoadedScenario& loaded) {
  const auto& run = loaded.scenario.run;
  return static_cast<std::size_t>(std::min(run.worlds, run.paths));
}

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

Summary difference_of(const simulator::MetricShape& shape, const Shown& shown, const RunReport& a,
                      const RunReport& b) {
  return simulator::summarize(
      simulator::paired_differences(b.sample(shape.metric), a.sample(shape.metric)),
      shown.quantiles);
}

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

Json baseline_view(const simulator::Baseline& baseline) {
  Json size = Json::object();
  size.set("projects", baseline.size.projects).set("owners", baseline.size.owners);
  size.set("contractors", baseline.size.contractors);
  Json json = Json::object();
  json.set("name", baseline.name).set("region", baseline.region.text());
  return std::move(json.set("size", std::move(size)));
}

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
  json.set("worlds", static_cast<std::int64_t>(worlds_played(loaded)));
  json.set("swings", std::move(list)).set("warnings", warnings_view(loaded.beyond));
  return json;
}

std::string shift_text(const Rate& shift) { return to_decimal_string(shift) + " sd"; }

Json reverse_stress_view(const std::optional<Rate>& shift) {
  return Json::object().set("shift", shift ? Json(shift_text(*shift)) : Json());
}

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

}  // namespace anxin::study
