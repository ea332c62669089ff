// What differs between two scenarios, as JSON: `anxin simulate diff`, and its route.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "simulator/scenario_diff.h"

namespace anxin::study {

/// {"differences": [{"part", "name", "before", "after", "from", "to", "source"}]}; a side is null
/// where it says nothing.
[[nodiscard]] json::Json differences_view(const std::vector<simulator::Difference>& found);

}  // namespace anxin::study
