#include "simulator/cubic.h"

namespace anxin::simulator {
namespace {

constexpr Cubic kChebyshev{0.5 - 0.46193976625564337, 0.5 - 0.19134171618254489,
                           0.5 + 0.19134171618254489, 0.5 + 0.46193976625564337};

// Newton's divided differences through the nodes.
Cubic differences(const std::function<double(double)>& function) {
  Cubic table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = function(kChebyshev[i]);
  for (std::size_t level = 1; level < table.size(); ++level) {
    for (std::size_t i = table.size() - 1; i >= level; --i) {
      table[i] = (table[i] - table[i - 1]) / (kChebyshev[i] - kChebyshev[i - level]);
    }
  }
  return table;
}

// The same polynomial by powers of the place.
Cubic powers(const Cubic& newton) {
  Cubic factors{newton[3], 0, 0, 0};
  for (std::size_t i = newton.size() - 1; i-- > 0;) {
    for (std::size_t k = factors.size() - 1; k > 0; --k) {
      factors[k] = factors[k - 1] - kChebyshev[i] * factors[k];
    }
    factors[0] = newton[i] - kChebyshev[i] * factors[0];
  }
  return factors;
}

}  // namespace

Cubic cubic_near(const std::function<double(double)>& function) {
  return powers(differences(function));
}

}  // namespace anxin::simulator
