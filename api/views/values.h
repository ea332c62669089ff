// Pieces of JSON that several views share.
//
// Shape: what is left open is null, never left out.
#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "api/json/json.h"
#include "ledger/base/amount.h"
#include "payments/rules/words.h"

namespace anxin::views {

using json::Json;

/// An amount, or a day as its text; null where it is left open.
template <class Value>
[[nodiscard]] Json text_or_null(const std::optional<Value>& value) {
  if (!value) return {};
  if constexpr (std::is_same_v<Value, Money>) {
    return *value;
  } else {
    return to_string(*value);
  }
}

[[nodiscard]] inline Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

/// Null for an empty text.
[[nodiscard]] inline Json given_or_null(const std::string& text) {
  return text.empty() ? Json() : Json(text);
}

/// ["…",…]
[[nodiscard]] Json list_of(const std::vector<std::string>& texts);

/// What `view` makes of each, in order.
template <class T>
[[nodiscard]] Json array_of(const std::vector<T>& all, Json (*view)(const T&)) {
  Json array = Json::array();
  for (const auto& one : all) array.push(view(one));
  return array;
}

/// ["contractor",…]
template <payments::HasWords E>
[[nodiscard]] Json words_view(const std::vector<E>& values) {
  Json array = Json::array();
  for (const auto value : values) array.push(to_word(value));
  return array;
}

}  // namespace anxin::views
