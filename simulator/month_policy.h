// A month's parameters as the engine reads them: thresholds for words, factors for money.
//
// Role: compiled once a run from baseline and scenario, one for each month.
// Units: thresholds count words below; factors count 2^-32; chances that the systemic factor moves
//        stay plain numbers until it is known (MonthChances).
// Threads: immutable.
#pragma once

#include <array>
#include <vector>

#include "simulator/world.h"

namespace anxin::simulator {

/// A chance of default that the systemic factor moves.
struct FactorRisk {
  double bound = -8;
  double correlation = 0;
  double monthly = 0;  ///< chance of a month on average: what a gamma factor multiplies
};

/// Beyond so many months' wages in arrears a subcontractor's hazard grows no more.
inline constexpr double kHazardArrearsMax = 3;

struct MonthPolicy {
  Month month{};
  Date on;                     ///< its first day: which rules count
  bool settles_wages = false;  ///< the month before Spring Festival
  double persistence = 0;
  std::int32_t gamma_shape = 0;  ///< of the systemic factor; 0: it is normal
  double district_weight = 1;
  double shift = 0;  ///< of the systemic factor, by stress
  std::array<FactorRisk, kOwnerKindWords.size()> owner_risk;
  FactorRisk contractor_risk;
  double late_scale = 0;  ///< months
  double late_shape = 0;
  double late_sensitivity = 0;
  std::int64_t labour_deviation = 0;
  std::int64_t materials = 0;
  std::int64_t overhead = 0;
  std::int64_t profit = 0;
  std::int64_t credit = 0;  ///< of a contractor's yearly contracts
  std::int64_t living_share = 0;
  std::int64_t account_share = 0;
  std::int64_t owner_guarantee = 0;
  std::int64_t trade = 0;  ///< of a bill: owed to the partner
  std::int64_t loan = 0;   ///< interest of a month, as the next four
  std::int64_t saving = 0;
  std::int64_t letter_fee = 0;
  std::int64_t premium = 0;
  std::int64_t collateral = 0;  ///< of a letter
  std::int64_t fund_share_cap = 0;
  std::int64_t warning_paid = 0;
  std::uint64_t full_pay_below = 0;
  std::uint64_t account_below = 0;
  std::uint64_t funded_below = 0;
  std::uint64_t letter_below = 0;
  std::uint64_t insured_below = 0;  ///< from letter_below on
  std::uint64_t direct_below = 0;
  std::uint64_t watched_below = 0;
  std::uint64_t detected_below = 0;
  std::uint64_t noticed_below = 0;  ///< where the wages go through an account
  std::uint64_t recovered_below = 0;
  double recovery_months = 0;
  double owner_recovery_months = 0;
  double court_months = 0;
  std::int64_t court_share = 0;
  double absconding = 0;               ///< hazard of a month
  std::uint64_t absconding_below = 0;  ///< where the hazard is highest
  double arrears_weight = 0;
  double owner_late_weight = 0;
  double case_months = 0;  ///< time scale of a team's work on a case, in this season
  double case_shape = 1;
  std::int32_t teams = 1;
  std::int32_t distress_months = 0;
  std::int32_t blacklist_months = 0;
  std::int32_t materials_lag = 0;
  std::int32_t warning_late = 0;
  std::int32_t permit_months = 0;
  std::int32_t works_go_on = 0;
  std::int32_t order_months = 0;
  std::int32_t grace_months = 0;
  std::int32_t team_size = 0;
  Fen wage = 0;
  double heads_a_fen = 0;  ///< of a month's labour: 1 / wage
  Fen fund_size = 0;
  std::int64_t start_cash = 0;  ///< of a contractor's yearly contracts
};

[[nodiscard]] std::vector<MonthPolicy> compile_policies(const Baseline& baseline,
                                                        const Scenario& scenario);

/// A bill waits at most so many months: beyond it nearly none is left.
inline constexpr std::int32_t kDelayMax = 12;

/// What the systemic factor leaves to chance in a month, as thresholds.
struct MonthChances {
  std::array<std::uint64_t, kOwnerKindWords.size()> owner_default;
  std::uint64_t contractor_default = 0;
  /// delay[j]: how many words mean a wait of more than j months; never rising.
  std::array<std::uint64_t, kDelayMax> delay;
};
/// Defaults by the one-factor model of Vasicek, waits of bills; systemic: the normal factor.
[[nodiscard]] MonthChances chances_of(const MonthPolicy& policy, double systemic);
/// The same, with defaults as in CreditRisk+ (1997): each chance times a gamma factor of mean 1, at
/// most certain.
[[nodiscard]] MonthChances gamma_chances_of(const MonthPolicy& policy, double systemic,
                                            double gamma);

}  // namespace anxin::simulator
