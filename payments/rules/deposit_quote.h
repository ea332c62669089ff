// How much wage deposit (工资保证金) a contractor stores for a project, step by step.
//
// Role: pure; `anxin deposit quote`, the deposit service and the simulator.
// Units: exact rationals between the steps; the result is rounded half up to the fen, once.
// Source: 人社部发〔2021〕65号 arts 11 and 12, and the provinces' tables under them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "payments/rules/deposit_rules.h"
#include "payments/rules/rule_set.h"
#include "payments/rules/rule_step.h"

namespace anxin::payments {

/// The contract amount is not above zero or beyond kRuleAmountMax. Details: max.
inline constexpr Reason kDepositAmount{"deposit.contract-amount"};
/// Two clean years and arrears within two years cannot both be. Details: clean_years.
inline constexpr Reason kDepositPastContradicts{"deposit.past-contradicts"};

inline constexpr std::array kDepositReasons{kDepositAmount, kDepositPastContradicts};

/// What is known of the contract and its contractor in the area of deposits (工资保证金管理地区).
struct DepositFacts {
  RegionCode region;
  Money contract_amount;
  ProjectCategory category = ProjectCategory::other;
  std::optional<std::int32_t> duration_months;
  std::int32_t live_projects = 1;  ///< this one included
  std::int32_t clean_years = 0;    ///< in a row without arrears, up to the signing
  bool arrears_within_two_years = false;
  bool blacklisted = false;  ///< 严重失信主体名单
  bool duties_kept = true;   ///< real-name and wage account duties
};

struct DepositQuote {
  Money amount;
  bool exempt = false;
  bool unconfirmed = false;  ///< a step rests on a value or default that nobody has confirmed
  std::vector<RuleStep> steps;
};

/// Works the deposit out from the tables that count in the region on that day.
///
/// Order:   exemption of small works, exemption by history; else base of the tier, then several
///          projects and history in the order of the table, floor, cap. A reduction never raises.
///          Of the pasts the worst counts: blacklisted, arrears, three clean years, two. Whoever is
///          blacklisted is not exempt: the national text lets a province exempt, it does not
///          oblige.
/// Refuses: deposit.contract-amount, deposit.past-contradicts, rules.none-in-force.
[[nodiscard]] Result<DepositQuote> quote_deposit(const DepositFacts& facts, const RuleSet& rules,
                                                 Date on);

}  // namespace anxin::payments
