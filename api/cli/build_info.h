// What was built, from what, with which libraries.
#pragma once

#include <string>

#include "ledger/base/result.h"

namespace anxin::cli {

struct BuildInfo {
  std::string version;
  std::string commit;
  std::string compiler;
  Fields libraries;
};

[[nodiscard]] BuildInfo build_info();

}  // namespace anxin::cli
