// Bills that wait: the law of the wait, and Little's law.
#include "simulator/numeric.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

// P(D > j) of the discrete Weibull distribution with a scale of 2 months and the shape 90 %, where
// the factor multiplies the scale by exp(−sensitivity × factor).
double chance_of_longer(int months, double factor_effect) {
  return exponential(-power((months + 1) / (2 * exponential(-factor_effect)), 0.9));
}

double expected_wait(double factor_effect) {
  double sum = 0;
  for (int j = 0; j < kDelayMax; ++j) sum += chance_of_longer(j, factor_effect);
  return sum;
}

// Over the factor, which is normal in every month, however long it persists.
double expected_wait_over_factor(double sensitivity) {
  double weights = 0;
  double sum = 0;
  for (double m = -8; m <= 8; m += 1.0 / 32) {
    const double weight = exponential(-0.5 * m * m);
    weights += weight;
    sum += weight * expected_wait(sensitivity * m);
  }
  return sum / weights;
}

VerifySetting waits_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting waits(sources, settings);
  waits.with(Parameter::late_scale, Rate(2)).with(Parameter::late_shape, Rate(90, 100));
  return waits;
}

// Of what is billed in the first month, the part that waits a month or longer is unpaid at its end.
Result<VerifyCase> first_waits(const RuleSources& sources, const VerifySettings& settings) {
  auto waits = waits_setting(sources, settings);
  waits.months(1);
  const auto report = LEDGER_TRY(waits.run_in(repeated(waits.one_project(), 50, 50)));
  const auto billed = report.values(Metric::billed).front();  // no chance in it
  return mean_case({"bill-waits", chance_of_longer(0, 0)}, report.values(Metric::waiting_end),
                   static_cast<double>(billed));
}

// Little, Operations Research, 1961: what waits is what comes in a month times how long it waits.
// Bills come evenly; after thirteen months, as many wait as in any later month.
Result<VerifyCases> littles_law(const RuleSources& sources, const VerifySettings& settings) {
  constexpr std::int32_t kProjects = 20;
  auto waits = waits_setting(sources, settings);
  waits.months(20);
  auto one = waits.one_project();
  work_evenly(one.projects.front(), 32);
  const auto world = repeated(std::move(one), kProjects, kProjects);
  const auto rate = static_cast<double>(world.contractors.front().contracts) / 32;
  const auto calm = LEDGER_TRY(waits.run_in(world));
  waits.with(Parameter::late_sensitivity, Rate(40, 100));
  waits.with(Parameter::systemic_persistence, Rate(85, 100));
  const auto moved = LEDGER_TRY(waits.run_in(world));
  return VerifyCases{
      mean_case({"little-bills", expected_wait(0)}, calm.values(Metric::waiting_end), rate),
      mean_case({"little-bills-systemic", expected_wait_over_factor(0.4)},
                moved.values(Metric::waiting_end), rate)};
}

}  // namespace

Result<VerifyCases> bill_cases(const RuleSources& sources, const VerifySettings& settings) {
  auto cases = LEDGER_TRY(littles_law(sources, settings));
  cases.push_back(LEDGER_TRY(first_waits(sources, settings)));
  return cases;
}

}  // namespace anxin::simulator
