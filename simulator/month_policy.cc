#include "simulator/month_policy.h"

#include <algorithm>
#include <map>
#include <utility>

#include "simulator/default_bound.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

class PolicyCompiler {
 public:
  PolicyCompiler(const Baseline& baseline, const Scenario& scenario)
      : baseline_(baseline), scenario_(scenario) {}
  MonthPolicy compile(Month month);

 private:
  void add_risks(const Parameters& values, MonthPolicy& policy);
  [[nodiscard]] FactorRisk risk(double yearly, double persistence);

  const Baseline& baseline_;
  const Scenario& scenario_;
  std::map<std::pair<double, double>, FactorRisk> known_;  // solving for a bound takes a while
};

std::uint64_t threshold(const Parameters& values, Parameter parameter) {
  return static_cast<std::uint64_t>(values.fixed(parameter));
}

void add_money(const Parameters& values, MonthPolicy& policy) {
  policy.labour_deviation = values.fixed(Parameter::labour_deviation);
  policy.materials = values.fixed(Parameter::materials);
  policy.overhead = values.fixed(Parameter::overhead);
  policy.profit = values.fixed(Parameter::contractor_profit);
  policy.start_cash = values.fixed(Parameter::contractor_start_cash);
  policy.credit = values.fixed(Parameter::contractor_credit);
  policy.living_share = values.fixed(Parameter::living_share);
  policy.court_share = values.fixed(Parameter::court_recovered);
  policy.account_share = values.fixed(Parameter::account_share);
  policy.wage = values.money(Parameter::monthly_wage).minor();
  policy.fund_size = values.money(Parameter::fund_size).minor();
}

void add_thresholds(const Parameters& values, MonthPolicy& policy) {
  policy.full_pay_below = threshold(values, Parameter::full_pay_share);
  policy.account_below = threshold(values, Parameter::account_coverage);
  policy.funded_below = threshold(values, Parameter::account_compliance);
  policy.letter_below = threshold(values, Parameter::deposit_letter_share);
  policy.detected_below = threshold(values, Parameter::detection);
  policy.recovered_below = threshold(values, Parameter::fund_recovered);
}

void add_times(const Parameters& values, MonthPolicy& policy) {
  const auto months = [&values](Parameter parameter) {
    return static_cast<std::int32_t>(values.whole(parameter));
  };
  policy.recovery_months = values.real(Parameter::fund_recovery_time);
  policy.owner_recovery_months = values.real(Parameter::owner_recovery_time);
  policy.court_months = values.real(Parameter::court_time);
  policy.distress_months = months(Parameter::distress_time);
  policy.works_go_on = months(Parameter::works_go_on);
  policy.order_months = months(Parameter::order_expires);
  policy.grace_months = months(Parameter::grace);
  policy.team_size = std::max(1, months(Parameter::team_size));
  policy.late_scale = values.real(Parameter::late_scale);
  policy.late_shape = values.real(Parameter::late_shape);
  policy.late_sensitivity = values.real(Parameter::late_sensitivity);
}

MonthPolicy PolicyCompiler::compile(Month month) {
  const auto values = parameters_in(baseline_, scenario_, month);
  MonthPolicy policy;
  policy.month = month;
  policy.on = first_day(month);
  policy.settles_wages =
      season_of(baseline_, month + std::chrono::months(1)) == SeasonMonth::festival;
  policy.persistence = values.real(Parameter::systemic_persistence);
  if (scenario_.shift && scenario_.shift->period.covers(month)) {
    policy.shift = real_of(scenario_.shift->deviations);
  }
  add_money(values, policy);
  add_thresholds(values, policy);
  add_times(values, policy);
  add_risks(values, policy);
  return policy;
}

void PolicyCompiler::add_risks(const Parameters& values, MonthPolicy& policy) {
  for (std::size_t kind = 0; kind < policy.owner_risk.size(); ++kind) {
    const auto place = static_cast<std::size_t>(Parameter::government_default) + kind;
    policy.owner_risk.at(kind) =
        risk(values.real(static_cast<Parameter>(place)), policy.persistence);
  }
  policy.contractor_risk = risk(values.real(Parameter::contractor_default), policy.persistence);
}

FactorRisk PolicyCompiler::risk(double yearly, double persistence) {
  if (yearly <= 0) return {};
  const auto [at, is_new] = known_.try_emplace({yearly, persistence});
  if (is_new) at->second = {default_bound({yearly, persistence}), basel_correlation(yearly)};
  return at->second;
}

// P(D > j) of the discrete Weibull distribution: exp(−((j + 1) / θ)^shape).
std::uint64_t waits_longer(const MonthPolicy& policy, double log_scale, std::int32_t months) {
  const double log_ratio = natural_log(months + 1.0) - log_scale;
  constexpr double kNever = 30;  // e^-30 is less than half a word
  const double exponent = exponential(std::min(policy.late_shape * log_ratio, 4.0));
  return exponent > kNever ? 0 : word_threshold(exponential(-exponent));
}

}  // namespace

std::vector<MonthPolicy> compile_policies(const Baseline& baseline, const Scenario& scenario) {
  PolicyCompiler compiler(baseline, scenario);
  std::vector<MonthPolicy> policies;
  for (std::int64_t t = 0; t < scenario.run.months; ++t) {
    policies.push_back(compiler.compile(scenario.run.start + std::chrono::months(t)));
  }
  return policies;
}

MonthChances chances_of(const MonthPolicy& policy, double systemic) {
  MonthChances chances;
  const auto chance = [systemic](const FactorRisk& risk) {
    return word_threshold(default_chance(risk.bound, risk.correlation, systemic));
  };
  for (std::size_t kind = 0; kind < chances.owner_default.size(); ++kind) {
    chances.owner_default.at(kind) = chance(policy.owner_risk.at(kind));
  }
  chances.contractor_default = chance(policy.contractor_risk);
  chances.delay.fill(0);
  if (policy.late_scale <= 0) return chances;
  const double log_scale = natural_log(policy.late_scale) - policy.late_sensitivity * systemic;
  for (std::int32_t j = 0; j < kDelayMax; ++j) {
    chances.delay.at(static_cast<std::size_t>(j)) = waits_longer(policy, log_scale, j);
  }
  return chances;
}

}  // namespace anxin::simulator
