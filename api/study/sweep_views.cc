#include "api/study/sweep_views.h"

#include <array>

#include "api/study/figures.h"
#include "api/study/study_views.h"

namespace anxin::study {
namespace {

using simulator::Metric;
using simulator::SweepAxis;
using simulator::SweepFigure;
using simulator::SweepPoint;
using simulator::SweepReport;

constexpr std::array<std::string_view, 4> kSweepQuantileNames{"q05", "q50", "q95", "q99"};

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
    at.push(sweep_value_text(report, point, axis));
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

}  // namespace

std::vector<Metric> swept_metrics(std::vector<Metric> asked, const simulator::OutputPlan& output) {
  if (asked.empty()) asked = output.metrics;
  if (asked.empty()) asked.push_back(Metric::arrears_months);
  return asked;
}

std::string sweep_value_text(const SweepReport& report, const SweepPoint& point, std::size_t axis) {
  return simulator::quantity_text(point.at.at(axis), *report.axes[axis].sweep.unit);
}

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

std::string sweep_csv(const SweepReport& report, const std::vector<Metric>& metrics) {
  std::string text;
  for (const auto& axis : report.axes) text.append(axis.sweep.path).append(",");
  text.append("metric,unit,mean,se,q05,q50,q95,q99,difference,difference_se\n");
  for (const auto& point : report.points) {
    std::string at;
    for (std::size_t axis = 0; axis < report.axes.size(); ++axis) {
      at.append(sweep_value_text(report, point, axis)).append(",");
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

}  // namespace anxin::study
