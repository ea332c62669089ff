#include "api/report/scale.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "ledger/base/invariant.h"
#include "simulator/numeric.h"

namespace anxin::report {
namespace {

constexpr double kSlack = 1e-9;  // of a step: a value on a tick stays on it

// Of our own function, so that a picture has the same bytes on every machine.
double decades_of(double value) {
  static const double kTen = simulator::natural_log(10);
  return simulator::natural_log(value) / kTen;
}

// 10^k, exact where a double can be.
double power_of_ten(int exponent) {
  double power = 1;
  for (int i = 0; i < std::abs(exponent); ++i) power *= 10;
  return exponent < 0 ? 1 / power : power;
}

// The smallest of 1, 2, 5 × 10^k that is not below `rough`; `exponent` becomes k.
double nice_step(double rough, int& exponent) {
  exponent = static_cast<int>(std::floor(decades_of(rough) + kSlack));
  const double power = power_of_ten(exponent);
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - kSlack)) return factor * power;
  }
  ++exponent;
  return power_of_ten(exponent);
}

}  // namespace

Ticks nice_ticks(double low, double high, int about) {
  LEDGER_INVARIANT(std::isfinite(low) && std::isfinite(high) && low <= high && about > 0);
  if (low == high) {
    low = std::min(low, 0.0);
    high = high > low ? high : low + 1;
  }
  int exponent = 0;
  const double step = nice_step((high - low) / about, exponent);
  const auto first = static_cast<std::int64_t>(std::floor(low / step + kSlack));
  const auto last = static_cast<std::int64_t>(std::ceil(high / step - kSlack));
  Ticks ticks;
  for (auto place = first; place <= last; ++place) {
    ticks.at.push_back(static_cast<double>(place) * step);
    ticks.labels.push_back(number_text(ticks.at.back(), std::max(0, -exponent)));
  }
  return ticks;
}

Ticks decade_ticks(double low, double high) {
  LEDGER_INVARIANT(low > 0 && low <= high && std::isfinite(high));
  const auto first = static_cast<int>(std::floor(decades_of(low) + kSlack));
  auto last = static_cast<int>(std::ceil(decades_of(high) - kSlack));
  if (last == first) ++last;
  Ticks ticks;
  ticks.spacing = Spacing::decades;
  for (int exponent = first; exponent <= last; ++exponent) {
    ticks.at.push_back(power_of_ten(exponent));
    ticks.labels.push_back(number_text(ticks.at.back(), std::max(0, -exponent)));
  }
  return ticks;
}

Scale::Scale(const Ticks& ticks, double begin, double end)
    : spacing_(ticks.spacing), low_(ticks.low()), high_(ticks.high()), begin_(begin), end_(end) {
  if (spacing_ == Spacing::decades) {
    low_ = decades_of(low_);
    high_ = decades_of(high_);
  }
}

double Scale::operator()(double value) const {
  if (spacing_ == Spacing::decades) value = value > 0 ? decades_of(value) : low_;
  const double share = (value - low_) / (high_ - low_);
  return begin_ + (end_ - begin_) * std::clamp(share, 0.0, 1.0);
}

std::string number_text(double value, int decimals) {
  LEDGER_INVARIANT(std::isfinite(value));
  auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const auto point = std::min(text.find('.'), text.size());
  for (auto at = point; at > 3; at -= 3) text.insert(at - 3, ",");
  const bool zero = text.find_first_not_of("0.,") == std::string::npos;
  return value < 0 && !zero ? "−" + text : text;
}

}  // namespace anxin::report
