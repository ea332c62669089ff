// Works along the S-curve: what is earned in a month, to the fen where no chance is in it.
//
// A contractor without any cash lets all wages stand, so arrears are what has been earned so far.
#include <array>
#include <utility>

#include "simulator/numeric.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr std::int64_t kCurveMonths = 16;
constexpr Fen kCurveLabour = 1'024'000'000;  // a multiple of 16³ fen: no month is rounded

// The labour of the first k months: F(k / T) = 3 (k/T)² − 2 (k/T)³ of it.
Fen labour_until(std::int64_t k) {
  return kCurveLabour / (kCurveMonths * kCurveMonths * kCurveMonths) *
         (3 * k * k * kCurveMonths - 2 * k * k * k);
}

VerifySetting curve_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting works(sources, settings);
  works.with(Parameter::size_median, Rate(4 * kCurveLabour));
  works.with(Parameter::labour_share_min, Rate(1, 4)).with(Parameter::labour_share_max, Rate(1, 4));
  works.with(Parameter::duration_base, Rate(kCurveMonths));
  works.with(Parameter::contractor_credit, Rate(0)).with(Parameter::contractor_start_cash, Rate(0));
  works.with(Parameter::contractor_profit, Rate(1));  // all that comes in is drawn
  return works;
}

Result<VerifyCases> increments(const RuleSources& sources, const VerifySettings& settings) {
  auto works = curve_setting(sources, settings);
  works.months(kCurveMonths + 1).at_most(1);
  const auto report = LEDGER_TRY(works.run_in(works.one_project()));
  VerifyCases cases;
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> kMonths{
      {{"s-curve-first-month", 0}, {"s-curve-eighth-month", 7}, {"s-curve-last-month", 15}}};
  for (const auto& [name, k] : kMonths) {
    const auto at = static_cast<std::size_t>(k);
    const auto found =
        static_cast<Fen>(report.month_sums[at + 1].arrears - report.month_sums[at].arrears);
    cases.push_back(equal_case(name, labour_until(k + 1) - labour_until(k), found));
  }
  return cases;
}

// What k months have brought with a deviation: normal, but never beyond the whole. Where it has
// reached that it stays, since no month takes anything back.
struct CurveLuck {
  double mean = 0;  ///< of the labour
  double deviation = 0;
};

CurveLuck luck_until(std::int64_t k, double deviation) {
  double squares = 0;
  for (std::int64_t month = 0; month < k; ++month) {
    const double part =
        static_cast<double>(labour_until(month + 1) - labour_until(month)) / kCurveLabour;
    squares += part * part;
  }
  return {static_cast<double>(labour_until(k)) / kCurveLabour, deviation * square_root(squares)};
}

double normal_density(double x) { return 0.39894228040143267794 * exponential(-0.5 * x * x); }

// E min(1, X), as Bachelier (1900) values what is bounded above; and E min(1, X)².
double bounded_mean(const CurveLuck& luck) {
  const double d = (1 - luck.mean) / luck.deviation;
  return luck.mean - luck.deviation * (normal_density(d) - d * normal_cdf(-d));
}

double bounded_variance(const CurveLuck& luck) {
  const double d = (1 - luck.mean) / luck.deviation;
  const double below = normal_cdf(d);
  const double density = luck.deviation * normal_density(d);
  const double square = (luck.mean * luck.mean + luck.deviation * luck.deviation) * below -
                        density * (luck.mean + 1) + (1 - below);
  return square - bounded_mean(luck) * bounded_mean(luck);
}

Result<VerifyCases> deviations(const RuleSources& sources, const VerifySettings& settings) {
  constexpr double kDeviation = 0.05;
  auto works = curve_setting(sources, settings);
  works.with(Parameter::labour_deviation, Rate(5, 100));
  const auto half = LEDGER_TRY(works.months(9).run_in(works.one_project()));
  const auto most = LEDGER_TRY(works.months(16).run_in(works.one_project()));
  works.months(kCurveMonths + 1);
  const auto all = LEDGER_TRY(works.run_in(works.one_project())).values(Metric::arrears_end);
  const auto at_half = luck_until(8, kDeviation);
  const auto at_most = luck_until(15, kDeviation);
  const double scale = kCurveLabour;
  const auto earned = half.values(Metric::arrears_end);
  const auto bounded = most.values(Metric::arrears_end);
  const double variance = at_half.deviation * at_half.deviation;
  return VerifyCases{
      mean_case({"s-curve-mean", at_half.mean}, earned, scale),
      variance_case({"s-curve-variance", variance}, earned, scale),
      mean_case({"s-curve-bounded-mean", bounded_mean(at_most)}, bounded, scale),
      variance_case({"s-curve-bounded-variance", bounded_variance(at_most)}, bounded, scale),
      mean_case({"s-curve-whole", 1}, all, scale)};
}

}  // namespace

Result<VerifyCases> works_cases(const RuleSources& sources, const VerifySettings& settings) {
  auto all = LEDGER_TRY(increments(sources, settings));
  const auto lucky = LEDGER_TRY(deviations(sources, settings));
  all.insert(all.end(), lucky.begin(), lucky.end());
  return all;
}

}  // namespace anxin::simulator
