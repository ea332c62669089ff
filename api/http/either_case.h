// What HTTP takes in upper and lower case alike: schemes, media types (RFC 9110).
#pragma once

#include <algorithm>
#include <string_view>

namespace anxin::http {

/// Whether the text begins with these letters, whatever their case. Requires: `lower` is ASCII
/// without capitals.
[[nodiscard]] inline bool begins_in_either_case(std::string_view text, std::string_view lower) {
  const auto same = [](char given, char wanted) {
    const bool capital = given >= 'A' && given <= 'Z';
    return (capital ? static_cast<char>(given - 'A' + 'a') : given) == wanted;
  };
  return text.size() >= lower.size() &&
         std::equal(lower.begin(), lower.end(), text.begin(),
                    [&](char wanted, char given) { return same(given, wanted); });
}

}  // namespace anxin::http
