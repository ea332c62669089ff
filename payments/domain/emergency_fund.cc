#include "payments/domain/emergency_fund.h"

#include <fmt/format.h>

#include <array>

namespace anxin::payments {

std::string_view to_word(FundMovementKind kind) {
  constexpr std::array<std::string_view, 6> kWords{"appropriated", "interest",    "recovered",
                                                   "given-back",   "written-off", "relief"};
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view to_word(const FundMovementState& state) {
  constexpr std::array<std::string_view, 3> kWords{"proposed", "booked", "withdrawn"};
  return kWords[state.index()];
}

std::string fund_movement_id(std::string_view fund, std::uint32_t number) {
  return fmt::format("{}/{:04}", fund, number);
}

}  // namespace anxin::payments
