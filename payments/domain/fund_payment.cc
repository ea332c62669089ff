#include "payments/domain/fund_payment.h"

#include <fmt/format.h>

#include <array>

namespace anxin::payments {

std::string_view to_word(const FundPaymentState& state) {
  static constexpr std::array<std::string_view, std::variant_size_v<FundPaymentState>> kWords{
      "proposed", "approved", "with-bank", "executed", "withdrawn"};
  return kWords.at(state.index());
}

std::string fund_payment_id(std::string_view fund, std::uint32_t number) {
  return fmt::format("{}-P{:04}", fund, number);
}

}  // namespace anxin::payments
