// The language in which somebody is answered (RFC 9110, 12.5.4).
#pragma once

#include "api/http/message.h"
#include "api/text/catalogue.h"

namespace anxin::routes {

/// Of the two that we speak, the one that Accept-Language weighs more, the first of equals;
/// "*" stands for each that it does not name. Chinese where it wants neither, or any.
[[nodiscard]] text::Language language_of(const http::RequestHead& head);

}  // namespace anxin::routes
