// A scenario: which baseline, how long, and what is different: reforms and stress.
//
// Role: the user's file. Same scenario, same seed: same bytes.
// Shape: schema, title, baseline; [run] seed, paths, worlds, horizon, start; [[reform]] path, from,
// to,
//        value, source; [stress] systemic, stop_paying; what scenario_plan.h adds.
// Source: simulator.md section 4; docs/simulator.md shows one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/baseline.h"
#include "simulator/scenario_plan.h"

namespace anxin::simulator {

inline constexpr std::string_view kScenarioSchema = "anxin-scenario/1";

/// No parameter has this path. Details: path, nearest ("-" where nothing is near).
inline constexpr Reason kSimulatePath{"simulate.path"};
/// The last month comes before the first. Details: key.
inline constexpr Reason kSimulatePeriod{"simulate.period"};

/// A sweep that cannot be played: from equals to, or a logarithmic one not above zero. Details:
/// key.
inline constexpr Reason kSimulateSweep{"simulate.sweep"};
/// Two sweeps of one path: only the later one would count. Details: key, path.
inline constexpr Reason kSimulateSweepTwice{"simulate.sweep-twice"};
/// No such metric. Details: key, word, nearest.
inline constexpr Reason kSimulateMetric{"simulate.metric"};
/// The same where nothing is near. Details: path; key, word.
inline constexpr Reason kSimulateNoPath{"simulate.no-path"};
inline constexpr Reason kSimulateNoMetric{"simulate.no-metric"};
/// A what-if beyond what the law allows: worth knowing. Details: key, value, min, max, cite.
inline constexpr Reason kSimulateBeyondLaw{"simulate.beyond-law"};
/// Beyond the range within which the value may well lie: worth knowing. Details: key, value, min,
/// max.
inline constexpr Reason kSimulateBeyondRange{"simulate.beyond-range"};

/// It lies outside the months of the run. Details: key.
inline constexpr Reason kSimulateNoEffect{"simulate.no-effect"};
/// The baseline knows no Spring Festival in some year of the run. Details: from, to.
inline constexpr Reason kSimulateFestivals{"simulate.festivals"};
/// Several worlds of a baseline that was counted from one region's book. Details: worlds.
inline constexpr Reason kSimulateWorldsOfBook{"simulate.worlds-of-book"};
/// A reform of what decides which projects there are changes nothing. Details: path.
inline constexpr Reason kSimulateWorld{"simulate.world"};

inline constexpr std::array kSimulateFileReasons{
    kSimulateUnit,      kSimulateRange,     kSimulateSum,         kSimulatePath,
    kSimulatePeriod,    kSimulateSweep,     kSimulateMetric,      kSimulateNoPath,
    kSimulateNoMetric,  kSimulateBeyondLaw, kSimulateBeyondRange, kSimulateNoEffect,
    kSimulateFestivals, kSimulateWorld,     kSimulateSweepTwice,  kSimulateWorldsOfBook};

/// A path that changes the law's own table instead of a parameter: the base rate of deposits.
inline constexpr std::string_view kDepositRatePath = "deposit.rate.base";

/// More months say nothing that the model knows; more paths want more patience than a day.
inline constexpr std::int64_t kMonthsMax = 120;
inline constexpr std::int64_t kPathsMax = 1'000'000;
/// Each is made anew and has paths of its own: more of them say no more than more paths do.
inline constexpr std::int64_t kWorldsMax = 1'000;

/// First and last month, both included.
struct Period {
  Month from{};
  std::optional<Month> to;  ///< nothing: to the end of the run
  [[nodiscard]] bool covers(Month month) const { return from <= month && (!to || month <= *to); }
};

/// What is different from the baseline, from when to when.
struct Reform {
  std::string path;
  std::optional<Parameter> parameter;  ///< nothing: kDepositRatePath
  Period period;
  Rate value;
  std::string source;
  std::uint32_t line = 0;  ///< of the file
};

/// The systemic factor is moved by so many standard deviations.
struct SystemicShift {
  Period period;
  Rate deviations;
};

enum class OwnerKind : std::uint8_t { government, lgfv, developer, private_owner };
inline constexpr std::array<payments::Word<OwnerKind>, 4> kOwnerKindWords{{
    {OwnerKind::government, "government"},
    {OwnerKind::lgfv, "lgfv"},
    {OwnerKind::developer, "developer"},
    {OwnerKind::private_owner, "private"},
}};
constexpr const auto& words_of(OwnerKind) { return kOwnerKindWords; }

/// The largest owners of a kind, by the contracts they have let, stop paying for good.
struct StopPaying {
  OwnerKind kind = OwnerKind::developer;
  std::int32_t largest = 0;
  Month from{};
};

struct RunPlan {
  std::uint64_t seed = 0;
  std::int64_t paths = 0;
  std::int64_t months = 0;
  Month start{};
  std::optional<StopRule> stop = {};  ///< nothing: `paths` are played
  /// Among which the paths are shared out: 1, or as many as the interval is to stand on.
  std::int64_t worlds = 1;
};

struct Scenario {
  std::string title;
  std::string baseline;  ///< its name
  RunPlan run;
  std::vector<Reform> reforms;
  std::optional<SystemicShift> shift;
  std::optional<StopPaying> stop_paying;
  std::vector<Sweep> sweeps;
  OutputPlan output;
};

/// "0x5eed0001" or "17"; nothing otherwise.
[[nodiscard]] std::optional<std::uint64_t> parse_seed(std::string_view text);

/// Reads a scenario and says everything that is wrong with it at once.
///
/// Findings: data.* (refuse) for shape and unknown keys; simulate.unit, simulate.path,
///           simulate.period, simulate.sweep, simulate.metric.
[[nodiscard]] payments::Loaded<Scenario> parse_scenario(std::string_view text);

/// The parameters of a month: the baseline's with every reform of that month, later ones last.
[[nodiscard]] Parameters parameters_in(const Baseline& baseline, const Scenario& scenario,
                                       Month month);

}  // namespace anxin::simulator
