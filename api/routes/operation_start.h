// How a request begins what takes long: its size is looked at, its work is queued, and the answer
// says where to watch it.
//
// Role: runs, comparisons, reports and studies of scenarios; the engine's verification.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/routes/operations.h"
#include "api/routes/scenario_asked.h"
#include "simulator/run.h"

namespace anxin::routes {

/// {"operation", "state", "percent", "seconds_left", "code", "detail", "page", "result"}; code and
/// detail of what failed alone.
[[nodiscard]] json::Json operation_view(const text::Voice& voice, const OperationView& view);

/// Refuses: request.route-unknown, where the service takes no operations.
[[nodiscard]] Result<Operations*> operations_of(const Call& call);

/// On one thread: the others are the requests'. Told how far it is, and whether it is cancelled.
[[nodiscard]] simulator::RunSettings watched_by(OperationProgress& progress);
/// The same over several runs, one after another: each path of each counts once.
[[nodiscard]] simulator::RunSettings watched_over_runs(OperationProgress& progress);

/// 202 and where to watch it. The same route, query and body of the same login, and `basis`: what
/// else the answer depends on, are the same operation.
/// Refuses: operation.own-queue-full, operation.queue-full.
[[nodiscard]] Result<http::Response> start_operation(const Call& call, const std::string& basis,
                                                     OperationWork work);

using LoadedScenarios = std::vector<study::LoadedScenario>;
/// What is played of scenarios.
struct ScenarioWork {
  std::int64_t paths = 0;       ///< of all runs together, at most
  std::int64_t kept_bytes = 0;  ///< of those that are kept at once, as simulator::kept_bytes
  std::function<Result<OperationAnswer>(const LoadedScenarios& loaded,
                                        const simulator::RuleSources& sources,
                                        OperationProgress& progress)>
      play;
  std::string basis{};  ///< as of start_operation, besides the baseline
};
/// What is to be done with them; it may change their runs, and refuse them.
using PlanScenarios = std::function<Result<ScenarioWork>(LoadedScenarios& loaded)>;

/// Refuses: as scenarios_asked, what `plan` refuses, simulate.scenario-refused, simulate.too-large,
///          simulate.keeps-too-much, and as start_operation; of a full queue before the book is
///          counted, whether or not the same was asked before.
[[nodiscard]] Result<http::Response> start_scenarios(Call& call,
                                                     const std::vector<std::string>& texts,
                                                     const PlanScenarios& plan);

}  // namespace anxin::routes
