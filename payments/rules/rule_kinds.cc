#include "payments/rules/rule_kinds.h"

#include <type_traits>

namespace anxin::payments {

const RuleHead& head_of(const Rule& rule) {
  return std::visit([](const auto& kind) -> const RuleHead& { return kind.head; }, rule);
}

std::string_view kind_of(const Rule& rule) {
  return std::visit([](const auto& kind) { return std::decay_t<decltype(kind)>::kKind; }, rule);
}

std::string_view key_of(const Rule& rule) {
  return std::visit(
      [](const auto& kind) -> std::string_view {
        if constexpr (HasKey<std::decay_t<decltype(kind)>>) return kind.key();
        return "";
      },
      rule);
}

}  // namespace anxin::payments
