#include "simulator/exact_credit.h"

#include <algorithm>

#include "simulator/default_bound.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

// Sums over an even grid: for what falls off as fast as these, better than any rule of higher
// order.
constexpr double kGridSpacing = 1.0 / 64;

double binomial_up_to(const DefaultsUpTo& what, double p) {
  if (p >= 1) return what.defaults >= what.debtors ? 1 : 0;
  const double none = what.debtors * natural_log(1 - p);
  double log_term = none;
  double sum = none < -700 ? 0 : exponential(none);
  for (int j = 1; j <= what.defaults; ++j) {
    const double ratio = (what.debtors - j + 1.0) / j * p / (1 - p);
    if (ratio <= 0) break;
    log_term += natural_log(ratio);
    if (log_term > -700) sum += exponential(log_term);
  }
  return sum;
}

}  // namespace

double vasicek_up_to(const DefaultsUpTo& what, const FactorRisk& risk) {
  double weights = 0;
  double sum = 0;
  for (double m = -8; m <= 8; m += kGridSpacing) {
    const double weight = exponential(-0.5 * m * m);
    weights += weight;
    sum += weight * binomial_up_to(what, default_chance(risk.bound, risk.correlation, m));
  }
  return sum / weights;
}

double vasicek_quantile(double q, const FactorRisk& risk) {
  return default_chance(risk.bound, risk.correlation, -normal_quantile(q));
}

// With the factor's logarithm y the weight is exp(shape (y + 1 − e^y)), as smooth as the normal's.
double gamma_up_to(const DefaultsUpTo& what, const GammaRisk& risk) {
  const double widest = 40 / std::min(1.0, risk.shape);
  double weights = 0;
  double sum = 0;
  for (double y = -widest; y <= 5; y += kGridSpacing) {
    const double factor = exponential(y);
    const double exponent = risk.shape * (y + 1 - factor);
    if (exponent < -700) continue;
    const double weight = exponential(exponent);
    weights += weight;
    sum += weight * binomial_up_to(what, std::min(1.0, risk.chance * factor));
  }
  return sum / weights;
}

double negative_binomial_up_to(const DefaultsUpTo& what, const GammaRisk& risk) {
  const double mean = what.debtors * risk.chance;
  const double share = mean / (mean + risk.shape);
  double term = power(1 - share, risk.shape);
  double sum = term;
  for (int k = 1; k <= what.defaults; ++k) {
    term *= (risk.shape + k - 1) / k * share;
    sum += term;
  }
  return sum;
}

}  // namespace anxin::simulator
