// Statements that did not fit and wait for a person.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "payments/service/quarantine_service.h"

namespace anxin::views {

using json::Json;

/// {"files":[{"id":…,"bank_statement":…,"day":…,"account":…,"fault":…,"page":…,"since":…,
/// "added_by":…,"asked_by":…,"reason":…,"state":…}]}
[[nodiscard]] Json quarantine_view(const std::vector<payments::QuarantinedFile>& files);

}  // namespace anxin::views
