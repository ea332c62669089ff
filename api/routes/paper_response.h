// A paper as a download: a page to print, or a workbook.
#pragma once

#include <string>

#include "api/paper/paper.h"
#include "api/routes/call.h"

namespace anxin::routes {

/// As the call's "format" says: html where nothing is said, or xlsx. `name` has no ending and
/// nothing personal in it. Refuses: request.field-malformed.
[[nodiscard]] Result<http::Response> paper_response(const Call& call, const std::string& name,
                                                    const paper::Paper& paper);

/// The query field "format".
[[nodiscard]] Field paper_format_field();

}  // namespace anxin::routes
