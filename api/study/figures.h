// Figures of simulations as text, in the unit of their metric.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/text/voice.h"
#include "simulator/run.h"
#include "simulator/statistics.h"

namespace anxin::study {

[[nodiscard]] const simulator::MetricShape& metric_shape(simulator::Metric metric);

/// Nothing for a word that is none.
[[nodiscard]] std::optional<simulator::Metric> find_metric(std::string_view word);
/// Every metric's word, for whoever chose another: "arrears_months, …".
[[nodiscard]] std::string known_metrics();

/// yuan, person, count or share.
[[nodiscard]] std::string_view unit_word(simulator::MetricUnit unit);

/// In the unit of the metric: yuan with fen; shares of the whole with six digits; the rest with
/// four.
[[nodiscard]] std::string metric_text(const Rate& value, simulator::MetricUnit unit);

/// A standard error, which is no money: a rounded number of the metric's unit.
[[nodiscard]] std::string error_text(double error, simulator::MetricUnit unit);

/// A share of the whole, such as 0.2500.
[[nodiscard]] std::string share_text(const Rate& part);

/// "arrears_months.q95": what a stop rule looks at.
[[nodiscard]] std::string figure_word(const simulator::StopRule& rule);

/// "± 12.50": half of the mean's 95 % interval.
[[nodiscard]] std::string interval_text(const simulator::Summary& summary,
                                        simulator::MetricUnit unit);

/// How levels and intervals are to be read: of one drawn world, or of as many as were played.
[[nodiscard]] std::string levels_note(const text::Voice& voice, std::size_t worlds);

/// What of a run is shown: all metrics and the usual quantiles where the scenario does not say.
struct Shown {
  std::vector<simulator::MetricShape> metrics;
  std::vector<double> quantiles;
  std::vector<std::string> names;     ///< of the quantiles: "q95"
  std::vector<std::string> captions;  ///< "95 %"
};
[[nodiscard]] Shown shown_by(const simulator::OutputPlan& output);

/// What the metric is called in the chosen language.
[[nodiscard]] std::string metric_label(const text::Voice& voice,
                                       const simulator::MetricShape& shape);

}  // namespace anxin::study
