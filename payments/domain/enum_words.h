// The words of an enumeration: one array in the order of its values, read both ways.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace anxin::payments {

/// The word of `value`; throws std::out_of_range where the array lacks it.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::string_view word_in(const std::array<std::string_view, N>& words,
                                                 Enum value) {
  return words.at(static_cast<std::size_t>(value));
}

/// The value whose word it is; empty where none is.
template <class Enum, std::size_t N>
[[nodiscard]] constexpr std::optional<Enum> find_in(const std::array<std::string_view, N>& words,
                                                    std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words.at(i) == word) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace anxin::payments
