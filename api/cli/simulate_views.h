// How the results of simulations are printed for people.
#pragma once

#include "api/cli/context.h"
#include "api/study/scenario_file.h"
#include "simulator/studies.h"
#include "simulator/verify.h"

namespace anxin::cli {

using study::LoadedScenario;

/// A table of the metrics: mean, its 95 % interval, quantiles.
void print_run(Context& context, const LoadedScenario& loaded, const simulator::RunReport& report);
void print_comparison(Context& context, const LoadedScenario& b, const simulator::RunReport& of_a,
                      const simulator::RunReport& of_b);
void print_verify(Context& context, const std::vector<simulator::VerifyCase>& cases);
void print_sensitivity(Context& context, const LoadedScenario& loaded, simulator::Metric metric,
                       const std::vector<simulator::Swing>& swings);
void print_contagion(Context& context, const simulator::Contagion& spread);

}  // namespace anxin::cli
