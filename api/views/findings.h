// What was found in a file, finding by finding.
#pragma once

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/domain/finding.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"row":…,"cell":…,"field":…,"severity":…,"code":…,"message":…}
[[nodiscard]] Json finding_view(const Voice& voice, const payments::Finding& finding);
[[nodiscard]] Json findings_view(const Voice& voice, const payments::Findings& findings);

}  // namespace anxin::views
