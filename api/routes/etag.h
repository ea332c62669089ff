// Which version of a record was read, and which one a change is meant for (RFC 9110, 8.8.3, 13.1).
//
// Shape: the entry that wrote the record, in quotes: "17".
#pragma once

#include <optional>

#include "api/routes/call.h"

namespace anxin::routes {

/// The answer with its ETag.
[[nodiscard]] http::Response tagged_response(const json::Json& json, book::EntryNumber version);

/// The version that If-Match names; nothing where it names any.
/// Refuses: request.if-match (not given), request.changed-since (none of ours).
[[nodiscard]] Result<std::optional<book::EntryNumber>> version_meant(const Call& call);

}  // namespace anxin::routes
