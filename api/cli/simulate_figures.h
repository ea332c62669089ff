// Figures of simulations as text, in the unit of their metric.
#pragma once

#include <string>
#include <string_view>

#include "api/cli/context.h"
#include "simulator/run.h"
#include "simulator/statistics.h"

namespace anxin::cli {

[[nodiscard]] const simulator::MetricShape& metric_shape(simulator::Metric metric);

/// yuan, person, count or share.
[[nodiscard]] std::string_view unit_word(simulator::MetricUnit unit);

/// In the unit of the metric: yuan with fen; shares of the whole with six digits; the rest with
/// four.
[[nodiscard]] std::string metric_text(const Rate& value, simulator::MetricUnit unit);

/// A standard error, which is no money: a rounded number of the metric's unit.
[[nodiscard]] std::string error_text(double error, simulator::MetricUnit unit);

/// "± 12.50": half of the mean's 95 % interval.
[[nodiscard]] std::string interval_text(const simulator::Summary& summary,
                                        simulator::MetricUnit unit);

/// What the metric is called in the chosen language.
[[nodiscard]] std::string metric_label(const Context& context, const simulator::MetricShape& shape);

}  // namespace anxin::cli
