// The JSON Schema of scenario files: `anxin simulate schema`, and its route.
#pragma once

#include "api/json/json.h"
#include "api/text/voice.h"

namespace anxin::study {

/// From the same description by which the files are read; its descriptions in the voice's language.
[[nodiscard]] json::Json scenario_schema(const text::Voice& voice);

}  // namespace anxin::study
