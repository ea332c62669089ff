// Questions that take many runs: what the answer rests on, and what it takes to break the fund.
//
// Role: `anxin simulate sensitivity` and reverse-stress.
// Threads: as run_scenario.
// Source: simulator.md section 1, item 7: a tornado over everything that is only assumed, so that
//         nobody takes an assumption for a fact.
#pragma once

#include <optional>
#include <vector>

#include "simulator/run.h"
#include "simulator/statistics.h"

namespace anxin::simulator {

/// What the metric does where one parameter lies at the ends of its range, path by path on the same
/// draws, less what it does at its value.
struct Swing {
  Parameter parameter = Parameter::systemic_persistence;
  Summary at_low;
  Summary at_high;
  /// The larger of the two, whatever its sign.
  [[nodiscard]] Rate size() const;
};

/// Every parameter whose grade is assumption, but the owners' shares, which add up to the whole;
/// the largest swing first. Where the scenario reforms a parameter, its reform stands. Refuses:
/// what run_scenario refuses.
[[nodiscard]] Result<std::vector<Swing>> sensitivity(const Study& study, Metric metric);

/// Arrears with the links among parties and without: the part that spreads through them.
struct Contagion {
  Summary linked;  ///< arrears, all month ends added up
  Summary cut;     ///< each project with an owner and a contractor of its own
  Summary apart;   ///< linked less cut, path by path: the parties' own chances differ
  /// 1 − cut / linked, of the means; nothing where nobody is in arrears. Below zero where links
  /// help: one contractor's projects lend each other cash.
  [[nodiscard]] std::optional<Rate> share() const;
};

/// With links and without.
inline constexpr std::int64_t kRunsOfContagion = 2;

/// Without the scenario's stop rule. Where the largest owners stop by stress, those of the cut
/// world are the owners of single projects.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<Contagion> contagion(const Study& study);

/// The systemic factor is not shifted further than this in search of a break: beyond it, no
/// history.
inline constexpr std::int64_t kShiftMaxHundredths = 600;

/// The mildest lasting shift of the systemic factor, to a hundredth of a standard deviation, with
/// which the fund is exhausted in at least half of the paths; nothing where even the largest is not
/// enough.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<std::optional<Rate>> reverse_stress(const Study& study);

}  // namespace anxin::simulator
