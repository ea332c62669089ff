// A JSON object as TOML text: for readers of data files that are asked to read JSON too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace anxin::json {

/// The same keys and values as TOML, one line for each key at the top. What TOML has no value for
/// (null, and numbers that are no 64-bit integers) becomes false, which no reader takes for one.
/// Nothing for text that is not one JSON object (json.h).
[[nodiscard]] std::optional<std::string> toml_text(std::string_view json);

}  // namespace anxin::json
