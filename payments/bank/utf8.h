// Code points in UTF-8 text, strictly: no overlong forms, no surrogates, nothing past U+10FFFF.
//
// Role: decode.h checks whole files with it, cell_text.h folds cells.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace anxin::bank {

/// Takes one code point off the front of `rest`; nothing (and `rest` unchanged) where the bytes
/// there are not UTF-8. Requires: rest is not empty.
[[nodiscard]] std::optional<char32_t> take_code_point(std::string_view& rest);

/// Requires: a code point, not a surrogate.
void append_code_point(std::string& text, char32_t code_point);

/// Its first characters, of so many bytes at most; all of it where it is shorter. Requires: UTF-8.
[[nodiscard]] std::string_view first_characters(std::string_view text, std::size_t bytes);

[[nodiscard]] bool is_ascii(std::string_view text);

/// Chinese characters, their radicals, punctuation and full-width forms.
[[nodiscard]] bool is_cjk(char32_t code_point);

}  // namespace anxin::bank
