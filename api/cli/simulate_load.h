// What every simulate command does first: read the options, the scenario and its baseline, and
// play.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/cli/simulate_views.h"

namespace anxin::cli {

/// The file begins like JSON and is no JSON object, or repeats a key.
inline constexpr Reason kScenarioJson{"simulate.json"};

struct SimulateOptions {
  std::vector<std::string> files;
  std::int64_t paths = 0;   ///< 0: as the file says
  std::int64_t worlds = 0;  ///< 0: as the file says
  std::string seed;
  std::size_t threads = 0;  ///< 0: as many as the machine has
  std::string csv;
  std::string metric = "arrears_months";
  std::vector<std::string> metrics;
  std::string cache;  ///< a folder; empty: nothing is kept
  std::string region;
  std::string on;
  std::string out;  ///< the file of a report or a baseline
};

/// Reads a scenario with the baseline it names, as the options change it; nothing where a file has
/// faults, which are told. What goes beyond a bound is told on the error stream.
/// Refuses: file.unreadable, usage.seed.
[[nodiscard]] Result<std::optional<LoadedScenario>> load_scenario(Context& context,
                                                                  const SimulateOptions& options,
                                                                  const std::string& file);

[[nodiscard]] simulator::RuleSources rule_sources(const Context& context);
/// As many threads as asked for, without progress.
[[nodiscard]] simulator::RunSettings run_settings(const SimulateOptions& options);

/// Says on the error stream, every second, how far a run is and how long it may still take. It must
/// outlive the run whose settings it is put into.
class Progress {
 public:
  /// `paths` are all that will be played, or at most.
  Progress(Context& context, std::int64_t paths);
  void watch(simulator::RunSettings& settings);
  /// The same over several runs, one after another: each path of each counts once.
  void watch_runs(simulator::RunSettings& settings);

 private:
  void tell(std::int64_t done);

  Context& context_;
  std::int64_t paths_;
  std::int64_t told_ = 0;  // paths of several runs
  Instant begun_;
  Instant said_;
};

/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<simulator::RunReport> play_scenario(Context& context,
                                                         const SimulateOptions& options,
                                                         const LoadedScenario& loaded);

/// Refuses: usage.metric, with every word that is known.
[[nodiscard]] Result<simulator::Metric> parse_metric(const std::string& word);

}  // namespace anxin::cli
