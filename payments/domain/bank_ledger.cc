#include "payments/domain/bank_ledger.h"

#include <array>

namespace anxin::payments {

std::string_view to_word(PriceMovementKind kind) {
  return kind == PriceMovementKind::certified ? "certified" : "paid";
}

std::string_view to_word(const Match& match) {
  constexpr std::array<std::string_view, std::variant_size_v<Match>> kWords{
      "open", "reference", "batch", "return", "interest", "suspense", "transfer", "carried-over"};
  return kWords[match.index()];
}

bool is_matched(const Match& match) {
  return !std::holds_alternative<match::Open>(match) &&
         !std::holds_alternative<match::Suspense>(match);
}

}  // namespace anxin::payments
