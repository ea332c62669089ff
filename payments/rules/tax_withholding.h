// Individual income tax that an employer withholds from wages or from labour remuneration.
//
// Role: pure; `anxin tax withhold`, the payroll's own check of a deduction, and the worker's slip.
// Units: yuan with fen; every product is rounded half up to the fen.
// Source: regulation.md section 8: cumulative withholding for wages (累计预扣法), each payment by
//         itself for labour remuneration (劳务报酬所得).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "payments/rules/rule_set.h"
#include "payments/rules/rule_step.h"

namespace anxin::payments {

/// An amount is below zero or beyond kRuleAmountMax. Details: what, max.
inline constexpr Reason kTaxAmount{"tax.amount"};
/// Months employed here this year are 1 to 12. Details: months.
inline constexpr Reason kTaxMonths{"tax.month-count"};

/// Last year's income does not allow the whole year's deduction. Details: income, max.
inline constexpr Reason kTaxWholeYear{"tax.whole-year-income"};

inline constexpr std::array kTaxReasons{kTaxAmount, kTaxMonths, kTaxWholeYear};

/// Which basic deduction counts.
enum class BasicDeduction {
  monthly,     ///< for each month employed here this year
  whole_year,  ///< the year's at once, where last year's income allows it
};

/// The year so far with one employer; "prior" is what came before this payment.
struct WageIncome {
  Money income;
  std::int32_t months = 1;  ///< employed here this year, this month included
  Money prior_income;
  Money prior_tax;
  Money deductions;  ///< this month's: social insurance, housing fund, special additional
  Money prior_deductions;
  BasicDeduction basic = BasicDeduction::monthly;
  /// On it rests the whole year's deduction. Nothing: the steps say that nobody has looked.
  std::optional<Money> last_year_income;
};

struct Withholding {
  Money tax;
  Money taxable;  ///< of wages: cumulative
  Rate rate;      ///< of the bracket
  bool unconfirmed = false;
  std::vector<RuleStep> steps;
};

/// What is withheld this month: tax on the year so far less what was withheld before; never below
/// zero, what was withheld too much waits for the annual settlement.
/// Refuses: tax.month-count, tax.amount, rules.none-in-force, tax.whole-year-income.
[[nodiscard]] Result<Withholding> withhold_on_wages(const WageIncome& facts, const RuleSet& rules,
                                                    Date on);

/// What is withheld from one payment, or one month's where the service goes on.
/// Refuses: tax.amount, rules.none-in-force.
[[nodiscard]] Result<Withholding> withhold_on_labour(Money income, const RuleSet& rules, Date on);

}  // namespace anxin::payments
