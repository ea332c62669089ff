#include "simulator/numeric.h"

#include <algorithm>
#include <bit>
#include <cfloat>
#include <cmath>
#include <cstddef>

namespace anxin::simulator {
namespace {

static_assert(FLT_EVAL_METHOD == 0, "doubles are computed as doubles, or results differ");

constexpr double kLn2High = 0x1.62e42fee00000p-1;  // times an exponent it is exact
constexpr double kLn2Low = 0x1.a39ef35793c76p-33;

// Horner's rule; the factor of the highest power comes first.
template <std::size_t N>
double polynomial(double x, const double (&factors)[N]) {
  double value = factors[0];
  for (std::size_t i = 1; i < N; ++i) value = value * x + factors[i];
  return value;
}

// The series of artanh s / s without its first term, in s².
constexpr double kArtanhSeries[] = {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11,
                                    1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3,  0.0};

// 1/13!, 1/12!, …, 1/1!, 1: enough for |x| ≤ ln 2 / 2.
constexpr double kExponentialSeries[] = {1.0 / 6227020800.0,
                                         1.0 / 479001600.0,
                                         1.0 / 39916800.0,
                                         1.0 / 3628800.0,
                                         1.0 / 362880.0,
                                         1.0 / 40320.0,
                                         1.0 / 5040.0,
                                         1.0 / 720.0,
                                         1.0 / 120.0,
                                         1.0 / 24.0,
                                         1.0 / 6.0,
                                         1.0 / 2.0,
                                         1.0,
                                         1.0};

// ---- quantile: the constants of Wichura, algorithm AS 241 (PPND16), Applied Statistics 1988
// ------

constexpr double kCentre = 0.425;
constexpr double kCentreAbove[] = {2.5090809287301226727e+3, 3.3430575583588128105e+4,
                                   6.7265770927008700853e+4, 4.5921953931549871457e+4,
                                   1.3731693765509461125e+4, 1.9715909503065514427e+3,
                                   1.3314166789178437745e+2, 3.3871328727963666080e+0};
constexpr double kCentreBelow[] = {5.2264952788528545610e+3, 2.8729085735721942674e+4,
                                   3.9307895800092710610e+4, 2.1213794301586595867e+4,
                                   5.3941960214247511077e+3, 6.8718700749205790830e+2,
                                   4.2313330701600911252e+1, 1.0};
constexpr double kTailAbove[] = {7.74545014278341407640e-4, 2.27238449892691845833e-2,
                                 2.41780725177450611770e-1, 1.27045825245236838258e+0,
                                 3.64784832476320460504e+0, 5.76949722146069140550e+0,
                                 4.63033784615654529590e+0, 1.42343711074968357734e+0};
constexpr double kTailBelow[] = {1.05075007164441684324e-9, 5.47593808499534494600e-4,
                                 1.51986665636164571966e-2, 1.48103976427480074590e-1,
                                 6.89767334985100004550e-1, 1.67638483018380384940e+0,
                                 2.05319162663775882187e+0, 1.0};

constexpr double kCdfEnd = 8.3;  // beyond it Φ is 0 or 1 to 1e-16

double cdf_of_sum(double x, double sum) {
  constexpr double kDensityAtZero = 0.39894228040143267794;
  return 0.5 + kDensityAtZero * exponential(-0.5 * (x * x)) * sum;
}

bool any_grows(const Values& sum, const Values& term) {
  unsigned grow = 0;
  for (std::size_t k = 0; k < sum.size(); ++k) grow |= sum[k] + term[k] != sum[k] ? 1U : 0U;
  return grow != 0;
}

double quantile_centre(double q) {
  const double r = kCentre * kCentre - q * q;
  return q * polynomial(r, kCentreAbove) / polynomial(r, kCentreBelow);
}

// Of p near 0, with the sign turned.
double quantile_tail(double p) {
  const double r = square_root(-natural_log(p)) - 1.6;
  return polynomial(r, kTailAbove) / polynomial(r, kTailBelow);
}

}  // namespace

// x = m 2^k with m between the roots of ½ and 2; ln m = 2 artanh((m−1)/(m+1)).
double natural_log(double x) {
  constexpr auto kRootOfHalf = std::bit_cast<std::uint64_t>(0x1.6a09e667f3bcdp-1);
  const auto bits = std::bit_cast<std::uint64_t>(x);
  const auto k = static_cast<std::int64_t>(bits - kRootOfHalf) >> 52;
  const auto m = std::bit_cast<double>(bits - (static_cast<std::uint64_t>(k) << 52U));
  const double s = (m - 1) / (m + 1);
  const double rest = s * polynomial(s * s, kArtanhSeries);
  const auto powers = static_cast<double>(k);
  return powers * kLn2High + (powers * kLn2Low + 2 * rest + 2 * s);
}

double exponential(double x) {
  if (x < -700) return 0;
  const auto k = nearest(x * 0x1.71547652b82fep+0);
  const auto powers = static_cast<double>(k);
  const double rest = (x - powers * kLn2High) - powers * kLn2Low;
  const auto scale = std::bit_cast<double>(static_cast<std::uint64_t>(1023 + k) << 52U);
  return polynomial(rest, kExponentialSeries) * scale;
}

double power(double base, double exponent) { return exponential(exponent * natural_log(base)); }

// IEEE 754 asks for the nearest double, so this one function of the library is the same everywhere.
double square_root(double x) { return std::sqrt(x); }

// Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), whose terms all have the sign of x.
double normal_cdf(double x) {
  if (x <= -kCdfEnd) return 0;
  if (x >= kCdfEnd) return 1;
  double term = x;
  double sum = x;
  for (double odd = 3; sum + term != sum; odd += 2) {
    term = term * (x * x) / odd;
    sum = sum + term;
  }
  return cdf_of_sum(x, sum);
}

// A sum that has come to its end stays there while others go on: its terms only get smaller.
Values normal_cdfs(const Values& x) {
  Values near{};
  for (std::size_t k = 0; k < near.size(); ++k) near[k] = std::clamp(x[k], -kCdfEnd, kCdfEnd);
  Values term = near;
  Values sum = near;
  for (double odd = 3; any_grows(sum, term); odd += 2) {
    for (std::size_t k = 0; k < near.size(); ++k) {
      term[k] = term[k] * (near[k] * near[k]) / odd;
      sum[k] = sum[k] + term[k];
    }
  }
  Values chances{};
  for (std::size_t k = 0; k < near.size(); ++k) {
    const bool is_far = x[k] <= -kCdfEnd || x[k] >= kCdfEnd;
    chances[k] = is_far ? (x[k] > 0 ? 1 : 0) : cdf_of_sum(x[k], sum[k]);
  }
  return chances;
}

double normal_quantile(double p) {
  const double q = p - 0.5;
  if (q > kCentre) return quantile_tail(1 - p);
  if (q < -kCentre) return -quantile_tail(p);
  return quantile_centre(q);
}

// So large a number that the unit of its last place is 1.
std::int64_t nearest(double x) {
  constexpr double kShift = 0x1.8p52;
  return std::bit_cast<std::int64_t>(x + kShift) - std::bit_cast<std::int64_t>(kShift);
}

std::uint64_t word_threshold(double p) { return static_cast<std::uint64_t>(nearest(p * 0x1p32)); }

}  // namespace anxin::simulator
