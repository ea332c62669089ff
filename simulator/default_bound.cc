#include "simulator/default_bound.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

// The factor on a grid from −6 to 6, finer than its monthly step at any persistence to 97 %.
constexpr std::size_t kNodes = 97;
constexpr double kSpacing = 0.125;
constexpr int kYearMonths = 12;
constexpr double kChanceMin = 0x1p-36;  // of which the quantile is known
constexpr double kMargin = 0.01;        // more than the grid is wrong by
constexpr int kStepsMax = 48;
constexpr double kCloseEnough = 1e-12;

double node(std::size_t i) { return (static_cast<double>(i) - (kNodes - 1) / 2) * kSpacing; }

double quantile_of(double chance) {
  return normal_quantile(std::clamp(chance, kChanceMin, 1 - kChanceMin));
}

class FactorGrid {
 public:
  explicit FactorGrid(double persistence);
  [[nodiscard]] double yearly_chance(double bound, double correlation) const;

 private:
  void add_row(std::size_t from, double persistence);

  std::vector<double> start_;
  std::vector<double> step_;  // row after row, each adds up to 1
};

FactorGrid::FactorGrid(double persistence) {
  double sum = 0;
  for (std::size_t i = 0; i < kNodes; ++i) {
    start_.push_back(exponential(-0.5 * node(i) * node(i)));
    sum += start_.back();
  }
  for (auto& weight : start_) weight /= sum;
  for (std::size_t i = 0; i < kNodes; ++i) add_row(i, persistence);
}

void FactorGrid::add_row(std::size_t from, double persistence) {
  const double variance = 1 - persistence * persistence;
  double sum = 0;
  for (std::size_t j = 0; j < kNodes; ++j) {
    const double apart = node(j) - persistence * node(from);
    step_.push_back(exponential(-0.5 * apart * apart / variance));
    sum += step_.back();
  }
  for (std::size_t j = 0; j < kNodes; ++j) step_[from * kNodes + j] /= sum;
}

double FactorGrid::yearly_chance(double bound, double correlation) const {
  std::vector<double> stays;
  for (std::size_t i = 0; i < kNodes; ++i) {
    stays.push_back(1 - default_chance(bound, correlation, node(i)));
  }
  auto alive = start_;
  for (int month = 0; month < kYearMonths; ++month) {
    std::vector<double> next(kNodes, 0);
    for (std::size_t i = 0; i < kNodes; ++i) {
      const double survives = alive[i] * stays[i];
      for (std::size_t j = 0; j < kNodes; ++j) next[j] += survives * step_[i * kNodes + j];
    }
    alive = next;
  }
  double sum = 0;
  for (const auto weight : alive) sum += weight;
  return 1 - sum;
}

}  // namespace

double basel_correlation(double yearly) {
  const double e = (1 - exponential(-50 * yearly)) / (1 - exponential(-50));
  return 0.12 * e + 0.24 * (1 - e);
}

double own_bound(double bound, double correlation, double systemic) {
  const double own = square_root(1 - correlation);
  return (bound - square_root(correlation) * systemic) / own;
}

double default_chance(double bound, double correlation, double systemic) {
  return normal_cdf(own_bound(bound, correlation, systemic));
}

// A month has at most the chance of the year, and at least a twelfth of it. Between these bounds
// the quantile of the yearly chance is nearly a straight line, so that false position needs few
// steps; an end that stays is believed half as much (the Illinois method).
double default_bound(const DefaultModel& model) {
  const FactorGrid grid(model.persistence);
  const double correlation = basel_correlation(model.yearly);
  const double aim = quantile_of(model.yearly);
  const auto miss = [&](double bound) {
    return quantile_of(grid.yearly_chance(bound, correlation)) - aim;
  };
  double low = quantile_of(model.yearly / kYearMonths) - kMargin;
  double high = aim + kMargin;
  double below = miss(low);
  double above = miss(high);
  for (int step = 0; step < kStepsMax && high - low > kCloseEnough; ++step) {
    const double at = (low * above - high * below) / (above - below);
    const double missed = miss(at);
    if (std::abs(missed) < kCloseEnough) return at;
    if (missed < 0) {
      low = at;
      below = missed;
      above *= 0.5;
    } else {
      high = at;
      above = missed;
      below *= 0.5;
    }
  }
  return 0.5 * (low + high);
}

}  // namespace anxin::simulator
