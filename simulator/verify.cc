#include "simulator/verify.h"

#include <array>
#include <utility>

#include "ledger/base/invariant.h"
#include "simulator/default_bound.h"
#include "simulator/numeric.h"
#include "simulator/statistics.h"

namespace anxin::simulator {
namespace {

constexpr std::uint32_t kOwners = 100;
constexpr std::uint32_t kContractors = 100;
constexpr std::uint32_t kProjects = 200;
constexpr double kDeveloperYear = 0.04;
constexpr double kContractorYear = 0.03;

/// A small county without chance, where a case brings back what it is about.
class Setting {
 public:
  Setting(const RuleSources& sources, const VerifySettings& settings)
      : sources_(sources), settings_(settings) {
    auto loaded = parse_baseline(builtin_baseline("baselines/county-2026.toml").value_or(""));
    LEDGER_INVARIANT(loaded.findings.empty());
    baseline_ = std::move(loaded.value);
    baseline_.size = {kProjects, kOwners, kContractors};
    scenario_.run = {settings.seed, settings.paths, 12,
                     Month{std::chrono::year{2026}, std::chrono::January}};
    silence();
  }
  Setting& with(Parameter parameter, Rate value) {
    baseline_.values.set(parameter, std::move(value));
    return *this;
  }
  Setting& months(std::int64_t count) {
    scenario_.run.months = count;
    return *this;
  }
  [[nodiscard]] Result<RunReport> run() const {
    return run_scenario(baseline_, scenario_, sources_, settings_.run);
  }

 private:
  void silence();

  const RuleSources& sources_;
  const VerifySettings& settings_;
  Baseline baseline_;
  Scenario scenario_;
};

void Setting::silence() {
  for (const auto parameter :
       {Parameter::government_share, Parameter::lgfv_share, Parameter::private_share,
        Parameter::government_default, Parameter::lgfv_default, Parameter::developer_default,
        Parameter::private_default, Parameter::contractor_default, Parameter::late_scale,
        Parameter::labour_deviation, Parameter::account_coverage, Parameter::contractor_profit,
        Parameter::systemic_persistence, Parameter::detection}) {
    with(parameter, Rate(0));
  }
  with(Parameter::developer_share, Rate(1));
  with(Parameter::full_pay_share, Rate(1));
  with(Parameter::contractor_credit, Rate(100));  // nobody lacks cash
}

// ---- from paths to a case -----------------------------------------------------------------------

VerifyCase mean_case(std::string_view name, double exact, const std::vector<std::int64_t>& values,
                     double scale) {
  const auto summary = summarize(values, {});
  return {name, exact, real_of(summary.mean) / scale, summary.standard_error / scale};
}

VerifyCase share_case(std::string_view name, double exact, std::int64_t hits, std::int64_t paths) {
  const auto count = static_cast<double>(paths);
  return {name, exact, static_cast<double>(hits) / count, square_root(exact * (1 - exact) / count)};
}

std::int64_t count_up_to(const std::vector<std::int64_t>& values, std::int64_t limit) {
  std::int64_t count = 0;
  for (const auto value : values) count += value <= limit ? 1 : 0;
  return count;
}

// ---- exact values -------------------------------------------------------------------------------

// P(at most k of n default in a month) in the one-factor model: the integral over the factor.
double vasicek_up_to(int n, int k, const FactorRisk& risk) {
  constexpr double kSpacing = 1.0 / 64;
  constexpr double kDensityAtZero = 0.39894228040143267794;
  double sum = 0;
  for (double m = -8; m <= 8; m += kSpacing) {
    const double p = default_chance(risk.bound, risk.correlation, m);
    double term = power(1 - p, n);
    double up_to = term;
    for (int j = 1; j <= k; ++j) {
      term = term * (n - j + 1) / j * p / (1 - p);
      up_to += term;
    }
    sum += up_to * kDensityAtZero * exponential(-0.5 * m * m) * kSpacing;
  }
  return sum;
}

// ---- families -----------------------------------------------------------------------------------

using Cases = std::vector<VerifyCase>;

// The share of owners that default within a year is the parameter, whether the factor persists or
// not.
Result<Cases> default_rates(const RuleSources& sources, const VerifySettings& settings) {
  Setting owners(sources, settings);
  owners.with(Parameter::developer_default, Rate(4, 100));
  const auto fresh = LEDGER_TRY(owners.run());
  owners.with(Parameter::systemic_persistence, Rate(85, 100));
  const auto lasting = LEDGER_TRY(owners.run());
  Setting contractors(sources, settings);
  contractors.with(Parameter::contractor_default, Rate(3, 100));
  contractors.with(Parameter::systemic_persistence, Rate(85, 100));
  contractors.with(Parameter::distress_time, Rate(24));  // at most once in the run
  const auto distressed = LEDGER_TRY(contractors.run());
  return Cases{mean_case("owner-defaults-year", kDeveloperYear,
                         fresh.values(Metric::owner_defaults), kOwners),
               mean_case("owner-defaults-year-persistent", kDeveloperYear,
                         lasting.values(Metric::owner_defaults), kOwners),
               mean_case("contractor-distress-year", kContractorYear,
                         distressed.values(Metric::contractor_defaults), kContractors)};
}

// One month, one factor, a hundred owners: Vasicek's finite portfolio.
Result<Cases> portfolio(const RuleSources& sources, const VerifySettings& settings) {
  Setting month(sources, settings);
  month.with(Parameter::developer_default, Rate(40, 100)).months(1);
  const auto report = LEDGER_TRY(month.run());
  const auto defaults = report.values(Metric::owner_defaults);
  const FactorRisk risk{default_bound({0.4, 0}), basel_correlation(0.4)};
  Cases cases;
  constexpr std::array<std::pair<std::string_view, int>, 3> kLimits{
      {{"vasicek-none", 0}, {"vasicek-up-to-4", 4}, {"vasicek-up-to-12", 12}}};
  for (const auto& [name, limit] : kLimits) {
    cases.push_back(share_case(name, vasicek_up_to(kOwners, limit, risk),
                               count_up_to(defaults, limit), settings.paths));
  }
  return cases;
}

// Contractors that cannot pay for one month at a time, each month anew: wages are late with the
// chance of that month.
Result<Cases> late_months(const RuleSources& sources, const VerifySettings& settings) {
  Setting late(sources, settings);
  late.with(Parameter::contractor_default, Rate(50, 100));
  late.with(Parameter::distress_time, Rate(1));
  const auto report = LEDGER_TRY(late.run());
  const double month = 1 - power(0.5, 1.0 / 12);
  constexpr double kMillion = 1'000'000;
  return Cases{mean_case("paid-on-time", 1 - month, report.values(Metric::paid_on_time), kMillion)};
}

// How often a contractor breaks down within `months`, when each time it is out for some of them.
double renewals(std::size_t months, std::size_t out, double chance) {
  std::vector<double> count(months + 1, 0);
  for (std::size_t left = 1; left <= months; ++left) {
    const double after = left > out ? count[left - out] : 0;
    count[left] = chance * (1 + after) + (1 - chance) * count[left - 1];
  }
  return count[months];
}

Result<Cases> breakdowns(const RuleSources& sources, const VerifySettings& settings) {
  constexpr std::size_t kOut = 3;
  constexpr std::size_t kMonths = 24;
  Setting often(sources, settings);
  often.with(Parameter::contractor_default, Rate(50, 100)).months(kMonths);
  often.with(Parameter::distress_time, Rate(kOut));
  const auto report = LEDGER_TRY(often.run());
  const double chance = 1 - power(0.5, 1.0 / 12);
  return Cases{mean_case("contractor-renewals", renewals(kMonths, kOut, chance),
                         report.values(Metric::contractor_defaults), kContractors)};
}

// Of what is billed in the first month, the part that waits a month or longer is unpaid at its end.
Result<Cases> waits(const RuleSources& sources, const VerifySettings& settings) {
  Setting month(sources, settings);
  month.with(Parameter::late_scale, Rate(2)).months(1);
  const auto report = LEDGER_TRY(month.run());
  const auto billed = report.values(Metric::billed).front();  // no chance in it
  const double longer = exponential(-power(0.5, 0.9));        // a scale of 2 months, shape 90 %
  return Cases{mean_case("bill-waits", longer, report.values(Metric::waiting_end),
                         static_cast<double>(billed))};
}

}  // namespace

double VerifyCase::z() const {
  if (standard_error <= 0) return estimate == exact ? 0 : kVerifyLimit * 2;
  return (estimate - exact) / standard_error;
}

bool VerifyCase::holds() const { return z() >= -kVerifyLimit && z() <= kVerifyLimit; }

Result<std::vector<VerifyCase>> verify_engine(const RuleSources& sources,
                                              const VerifySettings& settings) {
  Cases all;
  for (const auto family : {&default_rates, &portfolio, &late_months, &breakdowns, &waits}) {
    const auto cases = LEDGER_TRY(family(sources, settings));
    all.insert(all.end(), cases.begin(), cases.end());
  }
  return all;
}

}  // namespace anxin::simulator
