// The service's description, made from its table of routes.
//
// Source: OpenAPI 3.1.0.
#pragma once

#include <vector>

#include "api/json/json.h"
#include "api/routes/route.h"
#include "api/text/voice.h"

namespace anxin::routes {

/// Each operation says whom it is for: x-roles, x-concern, x-effect.
[[nodiscard]] json::Json openapi_document(const std::vector<Route>& routes,
                                          const text::Voice& voice);

}  // namespace anxin::routes
