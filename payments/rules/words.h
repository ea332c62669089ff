// Enumerations and the words that stand for them in data files and answers.
//
// Role: an enumeration of the rules lists its words once, beside it; reading, printing and the
//       sentence that names the choices all go by that list.
// Threads: immutable.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace anxin::payments {

template <class E>
struct Word {
  E value;
  std::string_view word;
};

/// An enumeration with a list of words: words_of(E) is found beside it.
template <class E>
concept HasWords = requires(E value) {
  words_of(value).begin();
};

template <HasWords E>
[[nodiscard]] constexpr std::string_view to_word(E value) {
  for (const auto& known : words_of(value)) {
    if (known.value == value) return known.word;
  }
  return "";
}

template <HasWords E>
[[nodiscard]] constexpr std::optional<E> find_word(std::string_view word) {
  for (const auto& known : words_of(E{})) {
    if (known.word == word) return known.value;
  }
  return std::nullopt;
}

/// "day, working-day, month, year".
template <HasWords E>
[[nodiscard]] std::string every_word() {
  std::string all;
  for (const auto& known : words_of(E{})) {
    all.append(all.empty() ? "" : ", ").append(known.word);
  }
  return all;
}

/// True when the list names the value.
template <HasWords E>
[[nodiscard]] bool names(const std::vector<E>& list, E value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}
/// The same; but a list that names nothing leaves nothing out.
template <HasWords E>
[[nodiscard]] bool covers(const std::vector<E>& list, E value) {
  return list.empty() || names(list, value);
}

}  // namespace anxin::payments
