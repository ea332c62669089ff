// The scenarios that ship with the program, to begin from.
#pragma once

#include <string_view>
#include <vector>

namespace anxin::study {

struct ShippedScenario {
  std::string_view name;  ///< "as-it-is"
  std::string_view (*text)();
};

/// In the order of their names.
[[nodiscard]] const std::vector<ShippedScenario>& shipped_scenarios();

}  // namespace anxin::study
