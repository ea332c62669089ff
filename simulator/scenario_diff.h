// What differs between two scenarios, in human units.
//
// Role: `anxin simulate diff`.
// Shape: run plan, baseline, parameters month by month, stress, what is shown, in this order. A
//        parameter that differs in several months in a row is told once, with the first and the
//        last of them. Months that only one of the two plays are left to the run plan.
#pragma once

#include <string>
#include <vector>

#include "simulator/scenario.h"

namespace anxin::simulator {

enum class DifferencePart : std::uint8_t { run, baseline, parameter, stress, output };
inline constexpr std::array<payments::Word<DifferencePart>, 5> kDifferencePartWords{{
    {DifferencePart::run, "run"},
    {DifferencePart::baseline, "baseline"},
    {DifferencePart::parameter, "parameter"},
    {DifferencePart::stress, "stress"},
    {DifferencePart::output, "output"},
}};
constexpr const auto& words_of(DifferencePart) { return kDifferencePartWords; }

struct Difference {
  DifferencePart part = DifferencePart::run;
  std::string name;    ///< "paths", "fund.size", "fund.size.range"
  std::string before;  ///< empty: not there; for the deposit rate: as the region's rules say
  std::string after;
  std::optional<Period> period = {};  ///< of a parameter, both months given
  std::string source = {};            ///< of what comes after: the reform's, else the baseline's
};

/// A scenario with its baseline.
struct ScenarioSide {
  const Baseline& baseline;
  const Scenario& scenario;
};

[[nodiscard]] std::vector<Difference> differences(const ScenarioSide& before,
                                                  const ScenarioSide& after);

}  // namespace anxin::simulator
