// The service's description for people: one page, made from the table of routes.
#pragma once

#include <string>
#include <vector>

#include "api/routes/route.h"
#include "api/text/voice.h"

namespace anxin::routes {

/// A whole HTML page without scripts, in the voice's language.
[[nodiscard]] std::string docs_page(const std::vector<Route>& routes, const text::Voice& voice);

/// "GET", "POST", …
[[nodiscard]] std::string_view name_of(http::Method method);

}  // namespace anxin::routes
