// Money as a whole number of minor units (fen), and totals and shares that cannot lose one.
//
// Role: every amount inside the program. Text becomes Money at the rim (amount.h).
// Units: minor units of a currency that the context names; CNY: 1 yuan = 100 fen.
// Source: law 2 of the architecture: no binary floating point touches money, a rate or a share.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <cstdint>
#include <optional>

namespace anxin {

/// Sums over many accounts or lines: 128 bits, throws std::overflow_error instead of wrapping.
using Total = boost::multiprecision::checked_int128_t;
/// Exact rates and shares.
using Rate = boost::multiprecision::cpp_rational;

/// An amount within one account, one line, one posting: a 64-bit count of minor units.
class Money {
 public:
  constexpr Money() = default;
  static constexpr Money from_minor(std::int64_t minor) { return Money(minor); }
  [[nodiscard]] constexpr std::int64_t minor() const { return minor_; }
  [[nodiscard]] constexpr bool is_zero() const { return minor_ == 0; }
  constexpr auto operator<=>(const Money&) const = default;  // NOLINT(modernize-use-nullptr)

  /// Requires: the sum or difference fits; where input decides that, use checked_add.
  Money& operator+=(Money other);
  Money& operator-=(Money other);
  friend Money operator+(Money a, Money b) { return a += b; }
  friend Money operator-(Money a, Money b) { return a -= b; }
  friend Money operator-(Money a) { return Money() - a; }

 private:
  constexpr explicit Money(std::int64_t minor) : minor_(minor) {}
  std::int64_t minor_ = 0;
};

namespace literals {
/// 5'000_minor: fifty yuan.
consteval Money operator""_minor(unsigned long long minor) {
  return Money::from_minor(static_cast<std::int64_t>(minor));
}
}  // namespace literals

/// The sum, or nothing where it does not fit.
[[nodiscard]] inline std::optional<Money> checked_add(Money a, Money b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.minor(), b.minor(), &sum)) return std::nullopt;
  return Money::from_minor(sum);
}
/// The difference, or nothing where it does not fit.
[[nodiscard]] inline std::optional<Money> checked_sub(Money a, Money b) {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(a.minor(), b.minor(), &difference)) return std::nullopt;
  return Money::from_minor(difference);
}
[[nodiscard]] inline Total to_total(Money amount) { return Total(amount.minor()); }
/// Requires: the total fits 64 bits.
[[nodiscard]] Money to_money(const Total& total);

/// How a division ends. There is no default: every caller names one.
enum class Rounding { half_even, half_up, down };

/// amount × rate, rounded as named ("half" is by magnitude, "down" is towards zero).
/// Requires: the result fits 64 bits.
[[nodiscard]] Money share(Money amount, const Rate& rate, Rounding rounding);

}  // namespace anxin
