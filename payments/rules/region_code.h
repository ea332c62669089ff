// A place as GB/T 2260 numbers it, and the places it lies in.
//
// Role: rules and projects are found by it; text becomes one at the rim.
// Shape: six digits: province, prefecture, county; zeros at the end name the wider place; 000000 is
//        the whole country, which GB/T 2260 does not number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace anxin::payments {

class RegionCode {
 public:
  constexpr RegionCode() = default;  ///< the whole country
  /// Six digits whose province exists, or 000000; nothing otherwise.
  [[nodiscard]] static std::optional<RegionCode> parse(std::string_view text);

  [[nodiscard]] std::string text() const;
  [[nodiscard]] constexpr bool is_national() const { return code_ == 0; }
  /// County → prefecture → province → country → nothing.
  [[nodiscard]] std::optional<RegionCode> parent() const;
  /// True for the place itself and everything above it.
  [[nodiscard]] bool lies_in(RegionCode wider) const;

  constexpr auto operator<=>(const RegionCode&) const = default;  // NOLINT(modernize-use-nullptr)

 private:
  constexpr explicit RegionCode(std::uint32_t code) : code_(code) {}
  std::uint32_t code_ = 0;
};

}  // namespace anxin::payments
