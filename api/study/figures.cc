#include "api/study/figures.h"

#include <fmt/format.h>

#include "ledger/base/amount.h"

namespace anxin::study {
namespace {

using simulator::MetricUnit;

constexpr std::int64_t kTenThousand = 10'000;

}  // namespace

const simulator::MetricShape& metric_shape(simulator::Metric metric) {
  return simulator::kMetrics.at(simulator::place_of(metric));
}

std::optional<simulator::Metric> find_metric(std::string_view word) {
  for (const auto& shape : simulator::kMetrics) {
    if (shape.word == word) return shape.metric;
  }
  return std::nullopt;
}

std::string known_metrics() {
  std::string known;
  for (const auto& shape : simulator::kMetrics) {
    known.append(known.empty() ? "" : ", ").append(shape.word);
  }
  return known;
}

std::string_view unit_word(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::fen:
      return "yuan";
    case MetricUnit::heads:
      return "person";
    case MetricUnit::count:
      return "count";
    case MetricUnit::millionth:
      return "share";
    case MetricUnit::months:
      return "month";
  }
  return "";
}

std::string metric_text(const Rate& value, MetricUnit unit) {
  const auto scaled = [&value](std::int64_t factor) {
    return share(Money::from_minor(factor), value, Rounding::half_even).minor();
  };
  if (unit == MetricUnit::fen) return to_string(Money::from_minor(scaled(1)));
  const std::int64_t one = unit == MetricUnit::millionth ? 1'000'000 : kTenThousand;
  const auto whole = unit == MetricUnit::millionth ? scaled(1)
                     : unit == MetricUnit::months  ? scaled(kTenThousand / 1'000)
                                                   : scaled(kTenThousand);
  const auto magnitude = whole < 0 ? -whole : whole;
  return fmt::format("{}{}.{:0{}}", whole < 0 ? "-" : "", magnitude / one, magnitude % one,
                     one == kTenThousand ? 4 : 6);
}

std::string error_text(double error, MetricUnit unit) {
  if (unit == MetricUnit::fen) return fmt::format("{:.2f}", error / 100);
  if (unit == MetricUnit::millionth) return fmt::format("{:.6f}", error / 1e6);
  if (unit == MetricUnit::months) return fmt::format("{:.4f}", error / 1e3);
  return fmt::format("{:.4f}", error);
}

std::string share_text(const Rate& part) { return metric_text(part, MetricUnit::count); }

std::string figure_word(const simulator::StopRule& rule) {
  return std::string(metric_shape(rule.metric).word) + "." +
         (rule.quantile ? simulator::quantile_name(*rule.quantile) : "mean");
}

std::string interval_text(const simulator::Summary& summary, MetricUnit unit) {
  return "± " + error_text(summary.half_width, unit);
}

std::string levels_note(const text::Voice& voice, std::size_t worlds) {
  if (worlds == 1) return voice.say("cli.simulate.levels");
  return voice.say("cli.simulate.levels-worlds", {{"worlds", std::to_string(worlds)}});
}

Shown shown_by(const simulator::OutputPlan& output) {
  Shown shown;
  for (const auto metric : output.metrics) shown.metrics.push_back(metric_shape(metric));
  if (shown.metrics.empty()) {
    shown.metrics.assign(simulator::kMetrics.begin(), simulator::kMetrics.end());
  }
  const std::vector<Rate> usual{Rate(5, 100), Rate(1, 2), Rate(95, 100), Rate(99, 100)};
  for (const auto& quantile : output.quantiles.empty() ? usual : output.quantiles) {
    shown.quantiles.push_back(simulator::real_of(quantile));
    shown.names.push_back(simulator::quantile_name(quantile));
    shown.captions.push_back(to_percent_string(quantile));
  }
  return shown;
}

std::string metric_label(const text::Voice& voice, const simulator::MetricShape& shape) {
  return voice.say("simulate.metric." + std::string(shape.word));
}

}  // namespace anxin::study
