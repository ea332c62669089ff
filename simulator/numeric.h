// Elementary functions of our own, and how a probability meets a draw.
//
// Role: thresholds, sizes, the table of normal values, verification. The C library's functions
//       differ between machines; these are sums, products, quotients and square roots in one order,
//       which IEEE 754 fixes to the bit. The room is compiled without fused products and sums.
// Units: plain numbers. Probabilities end as thresholds: counts of the 2^32 words that lie below.
// Threads: any.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace anxin::simulator {

/// ln x. Requires: x is normal and above zero.
[[nodiscard]] double natural_log(double x);
/// e^x; 0 below −700. Requires: x ≤ 700.
[[nodiscard]] double exponential(double x);
/// base^exponent. Requires: base is above zero.
[[nodiscard]] double power(double base, double exponent);
/// √x. Requires: x is not below zero.
[[nodiscard]] double square_root(double x);
/// Φ(x), to 1e-15.
[[nodiscard]] double normal_cdf(double x);
/// The same of some values side by side, each to the bit as alone: the quotients need not wait for
/// each other.
inline constexpr std::size_t kSideBySide = 6;
using Values = std::array<double, kSideBySide>;
[[nodiscard]] Values normal_cdfs(const Values& x);
/// Φ⁻¹(p). Requires: 2^-36 ≤ p ≤ 1 − 2^-36.
[[nodiscard]] double normal_quantile(double p);

/// The nearest whole number, ties to even. Requires: |x| < 2^51.
[[nodiscard]] std::int64_t nearest(double x);
/// How many of the 2^32 words stand for "it happens": the nearest number to p × 2^32.
/// Requires: 0 ≤ p ≤ 1.
[[nodiscard]] std::uint64_t word_threshold(double p);

}  // namespace anxin::simulator
