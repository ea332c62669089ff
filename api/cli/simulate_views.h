// How the results of simulations are shown.
#pragma once

#include <string>

#include "api/cli/context.h"
#include "simulator/studies.h"
#include "simulator/verify.h"

namespace anxin::cli {

/// A scenario with the baseline that it names.
struct LoadedScenario {
  std::string file;
  simulator::Scenario scenario;
  simulator::Baseline baseline;
  payments::Findings beyond;  ///< what goes beyond the law, or beyond what is likely: worth knowing
};

/// {"id", "title", "metrics": {…}, "months": […], "fingerprints": […], "provenance": {…},
/// "warnings": […]}: nothing that depends on the machine, its load, the number of threads or the
/// language.
[[nodiscard]] Json run_view(const LoadedScenario& loaded, const simulator::RunReport& report);
/// A table of the metrics: mean, its 95 % interval, quantiles.
void print_run(Context& context, const LoadedScenario& loaded, const simulator::RunReport& report);
/// A line a month, comma separated: the month and the means over the paths.
[[nodiscard]] std::string series_of(const LoadedScenario& loaded,
                                    const simulator::RunReport& report);

/// The differences of every metric that b shows, path by path on the same draws: b less a.
[[nodiscard]] Json comparison_view(const LoadedScenario& a, const LoadedScenario& b,
                                   const simulator::RunReport& of_a,
                                   const simulator::RunReport& of_b);
void print_comparison(Context& context, const LoadedScenario& b, const simulator::RunReport& of_a,
                      const simulator::RunReport& of_b);

[[nodiscard]] Json verify_view(const std::vector<simulator::VerifyCase>& cases);
void print_verify(Context& context, const std::vector<simulator::VerifyCase>& cases);

/// Every assumption, the one that moves the metric most first.
[[nodiscard]] Json sensitivity_view(const LoadedScenario& loaded, simulator::Metric metric,
                                    const std::vector<simulator::Swing>& swings);
void print_sensitivity(Context& context, const LoadedScenario& loaded, simulator::Metric metric,
                       const std::vector<simulator::Swing>& swings);
/// The warnings of an answer: code and details of each, without a sentence, since an answer is the
/// same in every language, and without the line of the file, since it is named by what it says.
[[nodiscard]] Json warnings_view(const payments::Findings& findings);

/// {"linked", "cut", "share"}: arrears with the links among parties and without; share null where
/// nobody is in arrears.
[[nodiscard]] Json contagion_view(const simulator::Contagion& spread);
void print_contagion(Context& context, const simulator::Contagion& spread);

}  // namespace anxin::cli
