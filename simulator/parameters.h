// Every number that the model asks of a baseline: its name, what it measures, and its value.
//
// Role: one description, by which baselines are read, scenarios are checked and the JSON Schema is
//       written. What each of them means stands in the catalogue (simulate.parameter.<path>).
// Threads: immutable.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "ledger/base/money.h"
#include "simulator/quantity.h"

namespace anxin::simulator {

enum class Parameter : std::uint8_t {
  systemic_persistence,
  government_share,
  lgfv_share,
  developer_share,
  private_share,
  government_default,
  lgfv_default,
  developer_default,
  private_default,
  late_scale,
  late_shape,
  late_sensitivity,
  works_go_on,
  owner_recovery_time,
  contractor_default,
  contractor_credit,
  contractor_start_cash,
  contractor_profit,
  distress_time,
  size_median,
  size_deviation,
  duration_base,
  duration_deviation,
  labour_share_min,
  labour_share_max,
  labour_deviation,
  materials,
  overhead,
  monthly_wage,
  team_size,
  festival_month,
  month_after_festival,
  full_pay_share,
  living_share,
  grace,
  account_coverage,
  account_share,
  account_compliance,
  deposit_letter_share,
  detection,
  order_expires,
  fund_size,
  fund_recovered,
  fund_recovery_time,
  court_recovered,
  court_time,
  systemic_gamma,
  district_weight,
  owner_guarantee,
  contractor_trade,
  blacklist_time,
  materials_lag,
  loan_rate,
  saving_rate,
  letter_fee,
  letter_collateral,
  insurance_share,
  insurance_premium,
  direct_share,
  absconding,
  arrears_weight,
  owner_late_weight,
  case_notice,
  warning_coverage,
  warning_late,
  warning_paid,
  permit_funding,
  fund_share_cap,
  enforcement_teams,
  enforcement_time,
  enforcement_shape,
  enforcement_winter,
};

struct ParameterShape {
  Parameter parameter;
  std::string_view path;
  Dimension dimension;
};

inline constexpr std::array<ParameterShape, 72> kParameters{{
    {Parameter::systemic_persistence, "systemic.persistence", Dimension::share},
    {Parameter::government_share, "owner.government.share", Dimension::share},
    {Parameter::lgfv_share, "owner.lgfv.share", Dimension::share},
    {Parameter::developer_share, "owner.developer.share", Dimension::share},
    {Parameter::private_share, "owner.private.share", Dimension::share},
    {Parameter::government_default, "owner.government.default", Dimension::yearly},
    {Parameter::lgfv_default, "owner.lgfv.default", Dimension::yearly},
    {Parameter::developer_default, "owner.developer.default", Dimension::yearly},
    {Parameter::private_default, "owner.private.default", Dimension::yearly},
    {Parameter::late_scale, "owner.late.scale", Dimension::months},
    {Parameter::late_shape, "owner.late.shape", Dimension::share},
    {Parameter::late_sensitivity, "owner.late.sensitivity", Dimension::share},
    {Parameter::works_go_on, "owner.works_go_on", Dimension::months},
    {Parameter::owner_recovery_time, "owner.recovery_time", Dimension::months},
    {Parameter::contractor_default, "contractor.default", Dimension::yearly},
    {Parameter::contractor_credit, "contractor.credit", Dimension::share},
    {Parameter::contractor_start_cash, "contractor.start_cash", Dimension::share},
    {Parameter::contractor_profit, "contractor.profit", Dimension::share},
    {Parameter::distress_time, "contractor.distress_time", Dimension::months},
    {Parameter::size_median, "project.size_median", Dimension::money},
    {Parameter::size_deviation, "project.size_deviation", Dimension::deviations},
    {Parameter::duration_base, "project.duration_base", Dimension::months},
    {Parameter::duration_deviation, "project.duration_deviation", Dimension::share},
    {Parameter::labour_share_min, "cost.labour_min", Dimension::share},
    {Parameter::labour_share_max, "cost.labour_max", Dimension::share},
    {Parameter::labour_deviation, "cost.labour_deviation", Dimension::share},
    {Parameter::materials, "cost.materials", Dimension::share},
    {Parameter::overhead, "cost.overhead", Dimension::share},
    {Parameter::monthly_wage, "wage.month", Dimension::money},
    {Parameter::team_size, "wage.team_size", Dimension::persons},
    {Parameter::festival_month, "season.festival_month", Dimension::share},
    {Parameter::month_after_festival, "season.month_after", Dimension::share},
    {Parameter::full_pay_share, "pay.full_share", Dimension::share},
    {Parameter::living_share, "pay.living_share", Dimension::share},
    {Parameter::grace, "pay.grace", Dimension::months},
    {Parameter::account_coverage, "account.coverage", Dimension::share},
    {Parameter::account_share, "account.share", Dimension::share},
    {Parameter::account_compliance, "account.compliance", Dimension::share},
    {Parameter::deposit_letter_share, "deposit.letter_share", Dimension::share},
    {Parameter::detection, "case.detection", Dimension::monthly},
    {Parameter::order_expires, "case.order_expires", Dimension::months},
    {Parameter::fund_size, "fund.size", Dimension::money},
    {Parameter::fund_recovered, "fund.recovered", Dimension::share},
    {Parameter::fund_recovery_time, "fund.recovery_time", Dimension::months},
    {Parameter::court_recovered, "court.recovered", Dimension::share},
    {Parameter::court_time, "court.time", Dimension::months},
    {Parameter::systemic_gamma, "systemic.gamma", Dimension::share},
    {Parameter::district_weight, "systemic.district_weight", Dimension::share},
    {Parameter::owner_guarantee, "owner.guarantee", Dimension::share},
    {Parameter::contractor_trade, "contractor.trade", Dimension::share},
    {Parameter::blacklist_time, "contractor.blacklist_time", Dimension::months},
    {Parameter::materials_lag, "cost.materials_lag", Dimension::months},
    {Parameter::loan_rate, "interest.loan", Dimension::yearly},
    {Parameter::saving_rate, "interest.saving", Dimension::yearly},
    {Parameter::letter_fee, "deposit.letter_fee", Dimension::yearly},
    {Parameter::letter_collateral, "deposit.letter_collateral", Dimension::share},
    {Parameter::insurance_share, "deposit.insurance_share", Dimension::share},
    {Parameter::insurance_premium, "deposit.insurance_premium", Dimension::yearly},
    {Parameter::direct_share, "pay.direct", Dimension::share},
    {Parameter::absconding, "sub.absconding", Dimension::monthly},
    {Parameter::arrears_weight, "sub.arrears_weight", Dimension::share},
    {Parameter::owner_late_weight, "sub.late_weight", Dimension::share},
    {Parameter::case_notice, "case.notice", Dimension::monthly},
    {Parameter::warning_coverage, "warning.coverage", Dimension::share},
    {Parameter::warning_late, "warning.late", Dimension::months},
    {Parameter::warning_paid, "warning.paid_share", Dimension::share},
    {Parameter::permit_funding, "permit.funding", Dimension::months},
    {Parameter::fund_share_cap, "advance.share_cap", Dimension::share},
    {Parameter::enforcement_teams, "enforcement.teams", Dimension::teams},
    {Parameter::enforcement_time, "enforcement.time", Dimension::months},
    {Parameter::enforcement_shape, "enforcement.shape", Dimension::share},
    {Parameter::enforcement_winter, "enforcement.winter", Dimension::share},
}};

/// The parameter of that path; null where there is none.
[[nodiscard]] const ParameterShape* find_parameter(std::string_view path);
[[nodiscard]] const ParameterShape& shape_of(Parameter parameter);

/// It decides which projects and parties there are, or how they begin: nothing later changes it.
[[nodiscard]] bool makes_world(Parameter parameter);

/// Beyond these a value means nothing: a chance above one, a wage of nothing. Both ends are
/// allowed.
struct Domain {
  Rate low;
  Rate high;
};
[[nodiscard]] Domain domain_of(Parameter parameter);

/// For probabilities, which are plain numbers until they become thresholds. Both parts of the
/// fraction are below 2^53, so that the quotient is the same everywhere.
[[nodiscard]] double real_of(const Rate& value);

/// A value for each of them, in base units, exact.
class Parameters {
 public:
  [[nodiscard]] const Rate& operator[](Parameter parameter) const {
    return values_.at(static_cast<std::size_t>(parameter));
  }
  void set(Parameter parameter, Rate value) {
    values_.at(static_cast<std::size_t>(parameter)) = std::move(value);
  }
  /// Requires: a whole number of fen. Units: fen.
  [[nodiscard]] Money money(Parameter parameter) const;
  [[nodiscard]] double real(Parameter parameter) const { return real_of((*this)[parameter]); }
  /// In parts of 2^-32, rounded down. Requires: from 0 to 2^30.
  [[nodiscard]] std::int64_t fixed(Parameter parameter) const;
  /// Rounded half up.
  [[nodiscard]] std::int64_t whole(Parameter parameter) const;

  bool operator==(const Parameters&) const = default;

 private:
  std::array<Rate, kParameters.size()> values_;
};

}  // namespace anxin::simulator
