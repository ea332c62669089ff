// Owners and contractors that default: rates of a year, one-factor portfolios, renewals, runs.
#include <array>
#include <utility>

#include "simulator/default_bound.h"
#include "simulator/exact_credit.h"
#include "simulator/exact_walks.h"
#include "simulator/numeric.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr std::uint32_t kVerifyParties = 100;

// Of a year in which each month is alike.
double month_chance(double yearly) { return 1 - power(1 - yearly, 1.0 / 12); }

VerifySetting owners_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting owners(sources, settings);
  owners.size({1, kVerifyParties, 1}).with(Parameter::developer_default, Rate(4, 100));
  return owners;
}

// The share that defaults within a year is the parameter, whether the factor persists or not.
Result<VerifyCases> default_rates(const RuleSources& sources, const VerifySettings& settings) {
  auto owners = owners_setting(sources, settings);
  const auto fresh = LEDGER_TRY(owners.run());
  owners.with(Parameter::systemic_persistence, Rate(85, 100));
  const auto lasting = LEDGER_TRY(owners.run());
  VerifySetting contractors(sources, settings);
  contractors.size({1, 1, kVerifyParties}).with(Parameter::contractor_default, Rate(3, 100));
  contractors.with(Parameter::systemic_persistence, Rate(85, 100));
  contractors.with(Parameter::distress_time, Rate(24));  // at most once in the run
  const auto distressed = LEDGER_TRY(contractors.run());
  return VerifyCases{mean_case({"owner-defaults-year", 0.04}, fresh.values(Metric::owner_defaults),
                               kVerifyParties),
                     mean_case({"owner-defaults-year-persistent", 0.04},
                               lasting.values(Metric::owner_defaults), kVerifyParties),
                     mean_case({"contractor-distress-year", 0.03},
                               distressed.values(Metric::contractor_defaults), kVerifyParties)};
}

constexpr double kPortfolioYear = 0.4;

FactorRisk portfolio_risk() {
  return {default_bound({kPortfolioYear, 0}), basel_correlation(kPortfolioYear), 0};
}

struct Debtors {
  std::uint32_t count = 0;
  Rate yearly;
};

// Of one month.
Result<std::vector<std::int64_t>> portfolio_defaults(VerifySetting setting,
                                                     const Debtors& debtors) {
  setting.size({1, debtors.count, 1}).with(Parameter::developer_default, debtors.yearly).months(1);
  const auto report = LEDGER_TRY(setting.run());
  return report.values(Metric::owner_defaults);
}

// One month, one factor: few owners, whose number matters, and so many that only the factor does.
Result<VerifyCases> portfolios(const RuleSources& sources, const VerifySettings& settings) {
  constexpr std::uint32_t kMany = 4000;
  const VerifySetting setting(sources, settings);
  const auto few = LEDGER_TRY(portfolio_defaults(setting, {kVerifyParties, Rate(40, 100)}));
  const auto many = LEDGER_TRY(portfolio_defaults(setting, {kMany, Rate(40, 100)}));
  const auto risk = portfolio_risk();
  VerifyCases cases;
  constexpr std::array<std::pair<std::string_view, int>, 3> kLimits{
      {{"vasicek-none", 0}, {"vasicek-up-to-4", 4}, {"vasicek-up-to-12", 12}}};
  for (const auto& [name, limit] : kLimits) {
    const DefaultsUpTo what{static_cast<int>(kVerifyParties), limit};
    cases.push_back(share_case({name, vasicek_up_to(what, risk)}, few, limit));
  }
  constexpr std::array<std::pair<std::string_view, double>, 3> kQuantiles{
      {{"vasicek-quantile-50", 0.5}, {"vasicek-quantile-95", 0.95}, {"vasicek-quantile-99", 0.99}}};
  for (const auto& [name, q] : kQuantiles) {
    const auto limit = static_cast<std::int64_t>(vasicek_quantile(q, risk) * kMany);
    cases.push_back(share_case({name, q}, many, limit));
  }
  return cases;
}

// The factor is a gamma variable of mean 1 that multiplies every chance: a portfolio of a hundred
// where a chance is at most certain, and one so large and of so small chances that CreditRisk+'s
// negative binomial counts it.
Result<VerifyCases> gamma_portfolios(const RuleSources& sources, const VerifySettings& settings) {
  constexpr std::uint32_t kSafe = 4000;
  VerifySetting gamma(sources, settings);
  gamma.with(Parameter::systemic_gamma, Rate(1, 2));
  const auto few = LEDGER_TRY(portfolio_defaults(gamma, {kVerifyParties, Rate(40, 100)}));
  const auto many = LEDGER_TRY(portfolio_defaults(gamma, {kSafe, Rate(12, 1000)}));
  const GammaRisk risk{month_chance(0.4), 2};
  const GammaRisk safe{month_chance(0.012), 2};
  VerifyCases cases;
  constexpr std::array<std::pair<std::string_view, int>, 3> kLimits{
      {{"gamma-none", 0}, {"gamma-up-to-4", 4}, {"gamma-up-to-12", 12}}};
  for (const auto& [name, limit] : kLimits) {
    const DefaultsUpTo what{static_cast<int>(kVerifyParties), limit};
    cases.push_back(share_case({name, gamma_up_to(what, risk)}, few, limit));
  }
  constexpr std::array<std::pair<std::string_view, int>, 3> kCounts{
      {{"creditrisk-none", 0}, {"creditrisk-up-to-3", 3}, {"creditrisk-up-to-10", 10}}};
  for (const auto& [name, limit] : kCounts) {
    const DefaultsUpTo what{static_cast<int>(kSafe), limit};
    cases.push_back(share_case({name, negative_binomial_up_to(what, safe)}, many, limit));
  }
  return cases;
}

// Each time it is out for three months.
Result<VerifyCases> breakdowns(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting often(sources, settings);
  often.size({1, 1, kVerifyParties}).months(24);
  often.with(Parameter::contractor_default, Rate(50, 100)).with(Parameter::distress_time, Rate(3));
  const auto report = LEDGER_TRY(often.run());
  const double chance = month_chance(0.5);
  return VerifyCases{mean_case({"contractor-renewals", expected_breakdowns({24, 3, chance})},
                               report.values(Metric::contractor_defaults), kVerifyParties)};
}

VerifySetting late_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting late(sources, settings);
  late.with(Parameter::contractor_default, Rate(90, 100));
  late.with(Parameter::distress_time, Rate(1)).with(Parameter::duration_base, Rate(60));
  return late.months(24);
}

// A contractor that cannot pay for one month at a time, each month anew. Wages are late with the
// chance of that month; they are late for longer than the grace where such months follow each
// other. In the first month nothing is due.
Result<VerifyCases> late_months(const RuleSources& sources, const VerifySettings& settings) {
  auto late = late_setting(sources, settings);
  const auto world = late.one_project();
  const double chance = month_chance(0.9);
  constexpr double kMillionths = 1'000'000;
  const auto report = LEDGER_TRY(late.run_in(world));
  VerifyCases cases{
      mean_case({"paid-on-time", 1 - chance}, report.values(Metric::paid_on_time), kMillionths)};
  constexpr std::array<std::pair<std::string_view, int>, 2> kRuns{
      {{"no-late-run-of-2", 2}, {"no-late-run-of-3", 3}}};
  for (const auto& [name, length] : kRuns) {
    late.with(Parameter::grace, Rate(length - 1));
    const auto runs = LEDGER_TRY(late.run_in(world));
    const double exact = 1 - chance_of_run({23, static_cast<std::size_t>(length), chance});
    cases.push_back(share_case({name, exact}, runs.values(Metric::arrears_peak), 0));
  }
  return cases;
}

}  // namespace

Result<VerifyCases> credit_cases(const RuleSources& sources, const VerifySettings& settings) {
  VerifyCases all;
  for (const auto family :
       {&default_rates, &portfolios, &gamma_portfolios, &breakdowns, &late_months}) {
    const auto cases = LEDGER_TRY(family(sources, settings));
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

}  // namespace anxin::simulator
