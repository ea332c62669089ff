#include "simulator/statistics.h"

#include <algorithm>

#include "simulator/fixed.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

Wide sum_of(const std::vector<std::int64_t>& values) {
  Wide sum = 0;
  for (const auto value : values) sum += value;
  return sum;
}

double standard_error_of(const std::vector<std::int64_t>& values, Wide sum) {
  const auto count = static_cast<double>(values.size());
  if (values.size() < 2) return 0;
  const double mean = static_cast<double>(sum) / count;
  double squares = 0;
  for (const auto value : values) {
    const double apart = static_cast<double>(value) - mean;
    squares += apart * apart;
  }
  return square_root(squares / (count - 1) / count);
}

std::size_t place_of_quantile(std::size_t count, double quantile) {
  // A share of one in a hundred is no sum of halves: what lies this near is the whole number.
  constexpr double kNear = 1e-9;
  const auto wanted = quantile * static_cast<double>(count) - kNear;
  auto rank = static_cast<std::size_t>(wanted);
  if (static_cast<double>(rank) < wanted) ++rank;
  return std::clamp<std::size_t>(rank, 1, count) - 1;
}

}  // namespace

Summary summarize(std::vector<std::int64_t> values, const std::vector<double>& quantiles) {
  Summary summary;
  const auto sum = sum_of(values);
  summary.mean = Rate(boost::multiprecision::cpp_int(sum), values.size());
  summary.standard_error = standard_error_of(values, sum);
  std::sort(values.begin(), values.end());
  for (const auto quantile : quantiles) {
    summary.quantiles.push_back(values[place_of_quantile(values.size(), quantile)]);
  }
  return summary;
}

std::vector<std::int64_t> paired_differences(const std::vector<std::int64_t>& a,
                                             const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = a[i] - b[i];
  return differences;
}

}  // namespace anxin::simulator
