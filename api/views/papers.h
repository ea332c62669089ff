// Papers that were written.
#pragma once

#include <string>
#include <vector>

#include "api/json/json.h"

namespace anxin::views {

using json::Json;

/// {"ok":true,"files":[…]}
[[nodiscard]] Json written_view(const std::vector<std::string>& files);

}  // namespace anxin::views
