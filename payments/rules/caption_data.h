// Loads the captions by which columns of wage tables are known.
//
// Role: payments/rules/data/captions.toml, or an operator's own.
// Shape: [captions] with a column word as key and a list of captions, most telling first.
#pragma once

#include <string_view>

#include "payments/domain/captions.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

[[nodiscard]] Loaded<CaptionAliases> parse_captions(std::string_view text);

}  // namespace anxin::payments
