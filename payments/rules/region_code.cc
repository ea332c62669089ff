#include "payments/rules/region_code.h"

#include <fmt/format.h>

#include "ledger/base/text.h"
#include "payments/domain/identifiers.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kWithinPrefecture = 100;
constexpr std::uint32_t kWithinProvince = 10'000;

}  // namespace

std::optional<RegionCode> RegionCode::parse(std::string_view text) {
  if (text.size() != kDigits || !all_digits(text)) return std::nullopt;
  std::uint32_t code = 0;
  for (const char digit : text) code = code * 10 + static_cast<std::uint32_t>(digit - '0');
  if (code != 0 && !is_known_province(text.substr(0, 2))) return std::nullopt;
  return RegionCode(code);
}

std::string RegionCode::text() const { return fmt::format("{:06}", code_); }

std::optional<RegionCode> RegionCode::parent() const {
  if (is_national()) return std::nullopt;
  for (const auto within : {kWithinPrefecture, kWithinProvince}) {
    if (code_ % within != 0) return RegionCode(code_ - code_ % within);
  }
  return RegionCode();
}

bool RegionCode::lies_in(RegionCode wider) const {
  for (std::optional<RegionCode> at = *this; at; at = at->parent()) {
    if (*at == wider) return true;
  }
  return false;
}

}  // namespace anxin::payments
