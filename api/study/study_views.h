// Results of simulations as JSON, for commands and the service alike.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/json/json.h"
#include "api/study/figures.h"
#include "api/study/scenario_file.h"
#include "simulator/studies.h"
#include "simulator/verify.h"

namespace anxin::study {

using json::Json;

/// {"id", "title", "metrics": {…}, "months": […], "fingerprints": […], "provenance": {…},
/// "warnings": […]}: nothing that depends on the machine, its load, the number of threads or the
/// language.
[[nodiscard]] Json run_view(const LoadedScenario& loaded, const simulator::RunReport& report);
/// A line a month, comma separated: the month and the means over the paths.
[[nodiscard]] std::string series_of(const LoadedScenario& loaded,
                                    const simulator::RunReport& report);

/// The differences of every metric that b shows, path by path on the same draws: b less a.
[[nodiscard]] Json comparison_view(const LoadedScenario& a, const LoadedScenario& b,
                                   const simulator::RunReport& of_a,
                                   const simulator::RunReport& of_b);
[[nodiscard]] simulator::Summary difference_of(const simulator::MetricShape& shape,
                                               const Shown& shown, const simulator::RunReport& a,
                                               const simulator::RunReport& b);

/// The warnings of an answer: code and details of each, without a sentence, since an answer is the
/// same in every language, and without the line of the file, since it is named by what it says.
[[nodiscard]] Json warnings_view(const payments::Findings& findings);

/// {"name", "region", "size": {"projects", "owners", "contractors"}}
[[nodiscard]] Json baseline_view(const simulator::Baseline& baseline);

[[nodiscard]] Json verify_view(const std::vector<simulator::VerifyCase>& cases);

/// In how many worlds a study plays the scenario, which it does without a stop rule.
[[nodiscard]] std::size_t worlds_played(const LoadedScenario& loaded);
/// Every assumption, the one that moves the metric most first.
[[nodiscard]] Json sensitivity_view(const LoadedScenario& loaded, simulator::Metric metric,
                                    const std::vector<simulator::Swing>& swings);

/// {"shift": "-1.25 sd"}; null where even the largest leaves the fund something.
[[nodiscard]] Json reverse_stress_view(const std::optional<Rate>& shift);
[[nodiscard]] std::string shift_text(const Rate& shift);

/// {"linked", "cut", "share"}: arrears with the links among parties and without; share null where
/// nobody is in arrears.
[[nodiscard]] Json contagion_view(const simulator::Contagion& spread);

}  // namespace anxin::study
