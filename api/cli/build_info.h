// What was built, from what, with which libraries.
#pragma once

#include "api/views/program.h"

namespace anxin::cli {

using views::BuildInfo;

[[nodiscard]] BuildInfo build_info();

}  // namespace anxin::cli
