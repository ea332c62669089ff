// Cases whose answer is known on paper, played by the full engine.
//
// Role: `anxin simulate verify`. Layers are switched off by parameters alone; no code is special.
// Shape: exact, estimate, its standard error, and how many of those apart they are (z).
// Source: simulator.md, section 1, item 5.
#pragma once

#include <string_view>
#include <vector>

#include "simulator/run.h"

namespace anxin::simulator {

/// Further apart is taken for a mistake: by chance it happens once in 16 000.
inline constexpr double kVerifyLimit = 4;

struct VerifyCase {
  std::string_view name;
  double exact = 0;
  double estimate = 0;
  double standard_error = 0;  ///< zero: nothing is left to chance, and both must be equal

  [[nodiscard]] double z() const;
  [[nodiscard]] bool holds() const;
};

struct VerifySettings {
  std::uint64_t seed = 0;
  std::int64_t paths = 0;
  RunSettings run;
};

/// A seed, and as many paths as tell a mistake from chance within seconds.
[[nodiscard]] VerifySettings verify_usually();

/// RunSettings::expects is told how many families of cases there are, progress how many are done.
/// Refuses: what run_scenario refuses.
[[nodiscard]] Result<std::vector<VerifyCase>> verify_engine(const RuleSources& sources,
                                                            const VerifySettings& settings);

}  // namespace anxin::simulator
