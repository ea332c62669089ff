#include "simulator/month_policy.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "simulator/default_bound.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

constexpr std::int64_t kYear = 12;
constexpr std::int32_t kWinterMonths = 3;  // before Spring Festival (冬季攻坚行动)
constexpr double kGammaShapeMax = 4;       // one word for each unit of the shape

class PolicyCompiler {
 public:
  PolicyCompiler(const Baseline& baseline, const Scenario& scenario)
      : baseline_(baseline), scenario_(scenario) {}
  MonthPolicy compile(Month month);

 private:
  void add_risks(const Parameters& values, MonthPolicy& policy);
  [[nodiscard]] double season_of_cases(const Parameters& values, Month month) const;
  [[nodiscard]] FactorRisk risk(double yearly, double persistence);

  const Baseline& baseline_;
  const Scenario& scenario_;
  std::map<std::pair<double, double>, FactorRisk> known_;  // solving for a bound takes a while
};

std::uint64_t threshold(const Parameters& values, Parameter parameter) {
  return static_cast<std::uint64_t>(values.fixed(parameter));
}

// Of a factor with mean 1 and this variance; whole.
std::int32_t gamma_shape(double variance) {
  if (variance <= 0) return 0;
  return static_cast<std::int32_t>(nearest(std::min(1 / variance, kGammaShapeMax)));
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
  policy.owner_guarantee = values.fixed(Parameter::owner_guarantee);
  policy.trade = values.fixed(Parameter::contractor_trade);
  policy.collateral = values.fixed(Parameter::letter_collateral);
  policy.fund_share_cap = values.fixed(Parameter::fund_share_cap);
  policy.warning_paid = values.fixed(Parameter::warning_paid);
  policy.loan = values.fixed(Parameter::loan_rate) / kYear;
  policy.saving = values.fixed(Parameter::saving_rate) / kYear;
  policy.letter_fee = values.fixed(Parameter::letter_fee) / kYear;
  policy.premium = values.fixed(Parameter::insurance_premium) / kYear;
  policy.wage = values.money(Parameter::monthly_wage).minor();
  policy.heads_a_fen = 1 / static_cast<double>(std::max<Fen>(1, policy.wage));
  policy.fund_size = values.money(Parameter::fund_size).minor();
}

void add_thresholds(const Parameters& values, MonthPolicy& policy) {
  policy.full_pay_below = threshold(values, Parameter::full_pay_share);
  policy.account_below = threshold(values, Parameter::account_coverage);
  policy.funded_below = threshold(values, Parameter::account_compliance);
  policy.letter_below = threshold(values, Parameter::deposit_letter_share);
  policy.insured_below = std::min<std::uint64_t>(
      kFixedOne, policy.letter_below + threshold(values, Parameter::insurance_share));
  policy.direct_below = threshold(values, Parameter::direct_share);
  policy.watched_below = threshold(values, Parameter::warning_coverage);
  policy.detected_below = threshold(values, Parameter::detection);
  const auto unseen = kFixedOne - values.fixed(Parameter::detection);
  policy.noticed_below = policy.detected_below + static_cast<std::uint64_t>(times(
                                                     unseen, values.fixed(Parameter::case_notice)));
  policy.recovered_below = threshold(values, Parameter::fund_recovered);
}

void add_times(const Parameters& values, MonthPolicy& policy) {
  const auto months = [&values](Parameter parameter) {
    return static_cast<std::int32_t>(values.whole(parameter));
  };
  policy.recovery_months = values.real(Parameter::fund_recovery_time);
  policy.owner_recovery_months = values.real(Parameter::owner_recovery_time);
  policy.court_months = values.real(Parameter::court_time);
  policy.teams = std::max(1, months(Parameter::enforcement_teams));
  policy.case_shape = values.real(Parameter::enforcement_shape);
  policy.blacklist_months = months(Parameter::blacklist_time);
  policy.materials_lag = std::min(months(Parameter::materials_lag), kDelayMax);
  policy.warning_late = months(Parameter::warning_late);
  policy.permit_months = months(Parameter::permit_funding);
  policy.absconding = values.real(Parameter::absconding);
  policy.arrears_weight = values.real(Parameter::arrears_weight);
  policy.owner_late_weight = values.real(Parameter::owner_late_weight);
  const double most =
      exponential(policy.arrears_weight * kHazardArrearsMax + policy.owner_late_weight);
  policy.absconding_below = word_threshold(1 - exponential(-policy.absconding * most));
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
  policy.district_weight = values.real(Parameter::district_weight);
  policy.gamma_shape = gamma_shape(values.real(Parameter::systemic_gamma));
  if (scenario_.shift && scenario_.shift->period.covers(month)) {
    policy.shift = real_of(scenario_.shift->deviations);
  }
  add_money(values, policy);
  add_thresholds(values, policy);
  add_times(values, policy);
  policy.case_months = season_of_cases(values, month);
  add_risks(values, policy);
  return policy;
}

// In a winter campaign a team closes more cases in the same time.
double PolicyCompiler::season_of_cases(const Parameters& values, Month month) const {
  const double usual = values.real(Parameter::enforcement_time);
  for (std::int32_t ahead = 0; ahead < kWinterMonths; ++ahead) {
    const auto later = month + std::chrono::months(ahead);
    if (season_of(baseline_, later) == SeasonMonth::festival) {
      return usual / values.real(Parameter::enforcement_winter);
    }
  }
  return usual;
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
  if (is_new) {
    const double monthly = 1 - power(1 - yearly, 1.0 / kYear);
    at->second = {default_bound({yearly, persistence}), basel_correlation(yearly), monthly};
  }
  return at->second;
}

// ln 1 … ln 12: every month of every path asks for them.
const std::array<double, kDelayMax> kLogs = [] {
  std::array<double, kDelayMax> logs{};
  for (std::size_t i = 0; i < logs.size(); ++i)
    logs.at(i) = natural_log(static_cast<double>(i) + 1);
  return logs;
}();

// P(D > j) of the discrete Weibull distribution: exp(−((j + 1) / θ)^shape).
std::uint64_t waits_longer(const MonthPolicy& policy, double log_scale, std::int32_t months) {
  const double log_ratio = kLogs.at(static_cast<std::size_t>(months)) - log_scale;
  constexpr double kNever = 30;  // e^-30 is less than half a word
  const double exponent = exponential(std::min(policy.late_shape * log_ratio, 4.0));
  return exponent > kNever ? 0 : word_threshold(exponential(-exponent));
}

double bound_of_own(const FactorRisk& risk, double systemic) {
  return own_bound(risk.bound, risk.correlation, systemic);
}

void add_delays(const MonthPolicy& policy, double systemic, MonthChances& chances) {
  chances.delay.fill(0);
  if (policy.late_scale <= 0) return;
  const double log_scale = natural_log(policy.late_scale) - policy.late_sensitivity * systemic;
  auto before = std::numeric_limits<std::uint64_t>::max();
  for (std::int32_t j = 0; j < kDelayMax; ++j) {
    before = std::min(before, waits_longer(policy, log_scale, j));
    chances.delay.at(static_cast<std::size_t>(j)) = before;
  }
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
  Values bounds{};
  static_assert(kOwnerKindWords.size() < kSideBySide);
  for (std::size_t kind = 0; kind < kOwnerKindWords.size(); ++kind) {
    bounds[kind] = bound_of_own(policy.owner_risk[kind], systemic);
  }
  bounds[kOwnerKindWords.size()] = bound_of_own(policy.contractor_risk, systemic);
  const auto chance = normal_cdfs(bounds);
  MonthChances chances;
  for (std::size_t kind = 0; kind < kOwnerKindWords.size(); ++kind) {
    chances.owner_default[kind] = word_threshold(chance[kind]);
  }
  chances.contractor_default = word_threshold(chance[kOwnerKindWords.size()]);
  add_delays(policy, systemic, chances);
  return chances;
}

MonthChances gamma_chances_of(const MonthPolicy& policy, double systemic, double gamma) {
  const auto below = [gamma](const FactorRisk& risk) {
    return word_threshold(std::min(1.0, risk.monthly * gamma));
  };
  MonthChances chances;
  for (std::size_t kind = 0; kind < kOwnerKindWords.size(); ++kind) {
    chances.owner_default[kind] = below(policy.owner_risk[kind]);
  }
  chances.contractor_default = below(policy.contractor_risk);
  add_delays(policy, systemic, chances);
  return chances;
}

}  // namespace anxin::simulator
