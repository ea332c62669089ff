// Sweeps as JSON and as a table for programs: `anxin simulate sweep`, and its route.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/study/scenario_file.h"
#include "simulator/sweep.h"

namespace anxin::study {

/// What a sweep shows: what was asked for, else what the file says, else what most people ask.
[[nodiscard]] std::vector<simulator::Metric> swept_metrics(std::vector<simulator::Metric> asked,
                                                           const simulator::OutputPlan& output);

/// "547.7226 万元": where a point lies on an axis.
[[nodiscard]] std::string sweep_value_text(const simulator::SweepReport& report,
                                           const simulator::SweepPoint& point, std::size_t axis);

/// {"title", "paths", "worlds", "axes": [{"path", "values"}], "points": [{"at", "id", "metrics":
/// {…}}], "warnings": […]}: each metric with its mean, quantiles and its difference to the first
/// point.
[[nodiscard]] json::Json sweep_view(const LoadedScenario& loaded,
                                    const simulator::SweepReport& report,
                                    const std::vector<simulator::Metric>& metrics);

/// A line for each point and metric, comma separated, below a line of captions.
[[nodiscard]] std::string sweep_csv(const simulator::SweepReport& report,
                                    const std::vector<simulator::Metric>& metrics);

}  // namespace anxin::study
