// The JSON Schema of scenario files: `anxin simulate schema`.
#pragma once

#include "api/cli/context.h"

namespace anxin::cli {

/// From the same description by which the files are read.
[[nodiscard]] Json scenario_schema(const Context& context);

}  // namespace anxin::cli
