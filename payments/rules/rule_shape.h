// What a kind of rule must be to be read, listed, compared and looked up.
//
// Role: a kind is a struct with a kKind word, a head, and walk(), which names each of its fields
//       once. Reading (rule_file.h) and showing (rule_values.h) both go by walk(), so a new kind is
//       a struct, a place in the Rule variant (rule_kinds.h) and a word in the catalogue.
// Shape: walk(v) calls v(key, field) for each field. Fields: text, Money, Rate, int32, bool (absent
//        means false), enumerations with words, structs with walk(); std::optional of one may be
//        absent; std::vector of one may be empty.
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "ledger/base/money.h"

namespace anxin::payments {

/// Fields that do not fit each other: at which key, and what would fit. Kinds that can be wrong in
/// this way have `std::optional<ShapeFault> fault() const`.
struct ShapeFault {
  std::string_view key;
  std::string_view expected;
};

/// A rate that is a share of something, by its key.
struct NamedShare {
  std::string_view key;
  std::optional<Rate> value;
};
/// The first share that is more than the whole: "900 %" for "9 %" is a slip of the pen.
[[nodiscard]] inline std::optional<ShapeFault> share_fault(
    std::initializer_list<NamedShare> shares) {
  for (const auto& share : shares) {
    if (share.value && *share.value > 1) return ShapeFault{share.key, "a share of at most 100 %"};
  }
  return std::nullopt;
}

}  // namespace anxin::payments
