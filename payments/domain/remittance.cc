#include "payments/domain/remittance.h"

#include <array>

namespace anxin::payments {
namespace {

constexpr std::array<std::string_view, 3> kWords{"tax", "social", "other"};

}  // namespace

std::string_view to_word(WithheldKind kind) { return kWords.at(static_cast<std::size_t>(kind)); }

std::optional<WithheldKind> find_withheld_kind(std::string_view word) {
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    if (kWords.at(i) == word) return static_cast<WithheldKind>(i);
  }
  return std::nullopt;
}

}  // namespace anxin::payments
