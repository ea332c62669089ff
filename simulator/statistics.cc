#include "simulator/statistics.h"

#include <algorithm>
#include <array>

#include "ledger/base/invariant.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

Wide sum_of(const std::vector<std::int64_t>& values) {
  Wide sum = 0;
  for (const auto value : values) sum += value;
  return sum;
}

double error_in_one_world(const std::vector<std::int64_t>& values, double mean) {
  const auto count = static_cast<double>(values.size());
  double squares = 0;
  for (const auto value : values) {
    const double apart = static_cast<double>(value) - mean;
    squares += apart * apart;
  }
  return square_root(squares / (count - 1) / count);
}

// What each world's paths are together above as many means; worlds may differ by a path.
double error_of_worlds(const Sample& sample, double mean) {
  std::vector<double> apart(sample.worlds, 0);
  for (std::size_t i = 0; i < sample.values.size(); ++i) {
    apart[i % sample.worlds] += static_cast<double>(sample.values[i]) - mean;
  }
  double squares = 0;
  for (const double sum : apart) squares += sum * sum;
  const auto worlds = static_cast<double>(sample.worlds);
  return square_root(squares * worlds / (worlds - 1)) / static_cast<double>(sample.values.size());
}

double standard_error_of(const Sample& sample, Wide sum) {
  if (sample.values.size() < 2) return 0;
  const double mean = static_cast<double>(sum) / static_cast<double>(sample.values.size());
  return sample.worlds > 1 ? error_of_worlds(sample, mean)
                           : error_in_one_world(sample.values, mean);
}

std::size_t place_of_quantile(std::size_t count, double quantile) {
  // A share of one in a hundred is no sum of halves: what lies this near is the whole number.
  constexpr double kNear = 1e-9;
  const auto wanted = quantile * static_cast<double>(count) - kNear;
  auto rank = static_cast<std::size_t>(wanted);
  if (static_cast<double>(rank) < wanted) ++rank;
  return std::clamp<std::size_t>(rank, 1, count) - 1;
}

// Student's t with 1 to 10 degrees of freedom: 97.5 % lie below.
constexpr std::array<double, 10> kStudent{12.706204736, 4.302652730, 3.182446305, 2.776445105,
                                          2.570581836,  2.446911851, 2.364624252, 2.306004135,
                                          2.262157163,  2.228138852};

// The first terms of the series in 1/degrees (Fisher and Cornish); beyond ten to 1e-3.
double student_beyond_table(double degrees) {
  const double z = kNormal95;
  const double z3 = z * z * z;
  const double z5 = z3 * z * z;
  const double z7 = z5 * z * z;
  const double first = (z3 + z) / 4;
  const double second = (5 * z5 + 16 * z3 + 3 * z) / 96;
  const double third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384;
  return z + (first + (second + third / degrees) / degrees) / degrees;
}

// Of a share of independent paths.
double binomial_error(double share, std::size_t count) {
  return square_root(share * (1 - share) / static_cast<double>(count));
}

// Ones for the values that are not above the limit.
Sample not_above(const Sample& sample, std::int64_t limit) {
  Sample ones{{}, sample.worlds};
  ones.values.reserve(sample.values.size());
  for (const auto value : sample.values) ones.values.push_back(value <= limit ? 1 : 0);
  return ones;
}

}  // namespace

Summary summarize(Sample sample, const std::vector<double>& quantiles) {
  LEDGER_INVARIANT(sample.worlds >= 1 && sample.worlds <= sample.values.size());
  Summary summary;
  auto& values = sample.values;
  const auto sum = sum_of(values);
  summary.mean = mean_of(sum, values.size());
  summary.standard_error = standard_error_of(sample, sum);
  summary.half_width = reach95(sample.worlds) * summary.standard_error;
  if (quantiles.empty()) return summary;
  std::sort(values.begin(), values.end());
  for (const auto quantile : quantiles) {
    summary.quantiles.push_back(values[place_of_quantile(values.size(), quantile)]);
  }
  return summary;
}

Summary summarize(std::vector<std::int64_t> values, const std::vector<double>& quantiles) {
  return summarize(Sample{std::move(values), 1}, quantiles);
}

std::vector<std::int64_t> paired_differences(const std::vector<std::int64_t>& a,
                                             const std::vector<std::int64_t>& b) {
  std::vector<std::int64_t> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = a[i] - b[i];
  return differences;
}

Sample paired_differences(const Sample& a, const Sample& b) {
  return {paired_differences(a.values, b.values), std::min(a.worlds, b.worlds)};
}

double reach95(std::size_t worlds) {
  if (worlds < 2) return kNormal95;
  const auto degrees = worlds - 1;
  return degrees <= kStudent.size() ? kStudent.at(degrees - 1)
                                    : student_beyond_table(static_cast<double>(degrees));
}

double rank_reach(const Sample& sample, double quantile) {
  const auto count = static_cast<double>(sample.values.size());
  const double ranks = square_root(count * quantile * (1 - quantile));
  if (sample.worlds < 2) return kNormal95 * ranks;
  const auto at = summarize(sample, {quantile}).quantiles.front();
  const auto error = summarize(not_above(sample, at), {}).standard_error;
  return reach95(sample.worlds) * std::max(ranks, count * error);
}

// A world that saw as much as another by chance tells no more than its paths.
double effective_paths(const Sample& ones) {
  const auto count = static_cast<double>(ones.values.size());
  if (ones.worlds < 2) return count;
  const auto summary = summarize(ones, {});
  const double share = static_cast<double>(summary.mean);
  const double alone = binomial_error(share, ones.values.size());
  if (summary.standard_error <= alone) return count;
  const double ratio = alone / summary.standard_error;
  return count * ratio * ratio;
}

Rate mean_of(Wide sum, std::size_t count) {
  return Rate(boost::multiprecision::cpp_int(sum), count);
}

}  // namespace anxin::simulator
