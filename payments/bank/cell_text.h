// What stands in a cell, freed of the ways in which people and spreadsheets write it.
//
// Role: shared by the header search and by the readers of amounts, numbers and names.
// Shape: UTF-8 in, UTF-8 out. Requires valid UTF-8 (decode.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anxin::bank {

/// Width only: full-width ASCII becomes ASCII, ￥ becomes ¥, − becomes -, every kind of space
/// becomes an ASCII space. For numbers, of which NFKC would make others: 100² is not 1002.
[[nodiscard]] std::string fold_width(std::string_view text);

/// Folded, and without any space or line break.
[[nodiscard]] std::string squeeze(std::string_view text);

/// For captions and names: folded, then Unicode's NFKC, without characters that nobody sees
/// (category Cf). A radical (⼈) and a compatibility ideograph (U+F90A) become the character they
/// stand for.
[[nodiscard]] std::string normal_text(std::string_view text);

/// normal_text and trimmed; spaces inside stay only where ASCII letters do (张 三 is 张三).
[[nodiscard]] std::string tidy_name(std::string_view text);

/// What stands in a text and cannot be seen.
enum class Unseen : std::uint8_t {
  nothing,
  invisible,  ///< takes no room: U+200D, U+2060, U+00AD, the marks of direction …
  reversing,  ///< turns the order of what is seen: U+202D, U+202E, U+2066 to U+2068
};
/// The worst of them. Zero-width spaces are spaces here (fold_width).
[[nodiscard]] Unseen unseen_in(std::string_view text);

/// A card, id or branch number without spaces, hyphens, a leading ' and Excel's ="…"; letters in
/// upper case. Letters and signs that are part of no number stay: the check will say so.
[[nodiscard]] std::string tidy_number(std::string_view text);

/// #REF!, #N/A, #VALUE!, #DIV/0!, #NAME?, #NUM!, #NULL! and Excel's ##### of a narrow column.
[[nodiscard]] bool is_error_cell(std::string_view text);

/// Signs that people write for "nothing": - — / 无.
[[nodiscard]] bool is_nothing(std::string_view squeezed);

/// 6.217E+18.
[[nodiscard]] bool is_scientific(std::string_view squeezed);

/// 18 digits or more with only zeros after the 15th, as Excel leaves a long number. 16 and 17
/// digits end so by chance too often; their check digit is left to judge.
[[nodiscard]] bool ends_like_excel(std::string_view number);

/// The value of one to nine digits, zeros in front included; nothing for anything else.
[[nodiscard]] std::optional<std::uint32_t> digits_value(std::string_view digits);

}  // namespace anxin::bank
