// Currencies by ISO 4217 code, and how many decimals each has.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace anxin {

/// A known currency. Value type of four bytes.
class Currency {
 public:
  /// The currency with this three-letter code; nothing for an unknown one.
  static std::optional<Currency> from_code(std::string_view code);
  static constexpr Currency cny() { return Currency({'C', 'N', 'Y'}, 2); }

  constexpr Currency() = default;

  [[nodiscard]] std::string_view code() const { return {code_.data(), code_.size()}; }
  [[nodiscard]] int decimals() const { return decimals_; }
  bool operator==(const Currency&) const = default;

 private:
  constexpr Currency(std::array<char, 3> code, std::uint8_t decimals)
      : code_(code), decimals_(decimals) {}
  std::array<char, 3> code_{};
  std::uint8_t decimals_ = 0;
};

}  // namespace anxin
