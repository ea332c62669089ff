// Loads outgoing profiles: the layouts in which banks take payment files.
//
// Role: payments/rules/data/outgoing_files.toml.
// Shape: [[profile]] id, name, carrier, lines_max, source; for text and xlsx also columns, and
// where
//        they differ from the defaults: encoding, line_end, separator, quoting, row_end, text_mark,
//        extension, head, caption_row. A column is "caption = field", "caption = 'fixed text'" or
//        "caption ="; a cell of the head line is a field or a 'fixed text'.
// Source: formats.md 2.1; every value is a default, to be confirmed with the bank.
#pragma once

#include <string_view>
#include <vector>

#include "payments/domain/outgoing_profile.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

/// A layout must be able to pay: columns for account, name and amount, each once; fixed texts that
/// need no mark and hold no separator.
[[nodiscard]] Loaded<std::vector<OutgoingProfile>> parse_outgoing_profiles(std::string_view text);

}  // namespace anxin::payments
