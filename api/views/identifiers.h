// An identifier that was checked.
#pragma once

#include <string>

#include "api/json/json.h"
#include "api/text/voice.h"
#include "payments/domain/identifiers.h"

namespace anxin::views {

using json::Json;
using text::Voice;

/// {"valid":…,"kind":…,"code":…,"message":…, … what a number says}; code and message only of one
/// that is not valid.
[[nodiscard]] Json identifier_view(const Voice& voice, const std::string& kind,
                                   const payments::IdentifierCheck& check);

}  // namespace anxin::views
