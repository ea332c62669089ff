// What was built, from what, with which libraries and formats.
#pragma once

#include <string>

#include "api/json/json.h"
#include "ledger/base/result.h"

namespace anxin::views {

using json::Json;

struct BuildInfo {
  std::string version;
  std::string commit;
  std::string compiler;
  Fields libraries;
};

/// {"version":…,"commit":…,"compiler":…,"formats":{"entry":…,"store":…,"record":…},
/// "libraries":{…}}
[[nodiscard]] Json program_view(const BuildInfo& info);

}  // namespace anxin::views
