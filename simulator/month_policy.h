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
};

struct MonthPolicy {
  Month month{};
  Date on;                     ///< its first day: which rules count
  bool settles_wages = false;  ///< the month before Spring Festival
  double persistence = 0;
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
  std::uint64_t full_pay_below = 0;
  std::uint64_t account_below = 0;
  std::uint64_t funded_below = 0;
  std::uint64_t letter_below = 0;
  std::uint64_t detected_below = 0;
  std::uint64_t recovered_below = 0;
  double recovery_months = 0;
  double owner_recovery_months = 0;
  double court_months = 0;
  std::int64_t court_share = 0;
  std::int32_t distress_months = 0;
  std::int32_t works_go_on = 0;
  std::int32_t order_months = 0;
  std::int32_t grace_months = 0;
  std::int32_t team_size = 0;
  Fen wage = 0;
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
  /// delay[j]: how many words mean a wait of more than j months.
  std::array<std::uint64_t, kDelayMax> delay;
};
[[nodiscard]] MonthChances chances_of(const MonthPolicy& policy, double systemic);

}  // namespace anxin::simulator
