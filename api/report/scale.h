// Where a value stands on an axis, and which values are written beside it.
//
// Units: of the axis (万元, %, sd); places in the picture's units.
#pragma once

#include <string>
#include <vector>

#include "api/report/svg.h"

namespace anxin::report {

enum class Spacing : std::uint8_t {
  linear,
  decades  ///< ten times as much is always as far away
};

/// The values at which an axis is marked; the first and the last are its ends.
struct Ticks {
  std::vector<double> at;
  std::vector<std::string> labels;
  Spacing spacing = Spacing::linear;
  [[nodiscard]] double low() const { return at.front(); }
  [[nodiscard]] double high() const { return at.back(); }
};

/// About `about` steps of 1, 2 or 5 times a power of ten that cover both values; an interval
/// without length is widened. Requires: low ≤ high, both finite; about > 0.
[[nodiscard]] Ticks nice_ticks(double low, double high, int about);

/// Powers of ten that cover both values. Requires: 0 < low ≤ high, both finite.
[[nodiscard]] Ticks decade_ticks(double low, double high);

/// Places from `begin` (the first tick) to `end` (the last one); what lies outside stands at the
/// nearer end.
class Scale {
 public:
  Scale(const Ticks& ticks, double begin, double end);
  [[nodiscard]] double operator()(double value) const;

 private:
  Spacing spacing_;
  double low_, high_, begin_, end_;
};

/// "1,234.5": grouped, with so many decimals; no "-0".
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace anxin::report
