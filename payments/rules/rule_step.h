// One step of an amount that rules lead to: what was done, by which rule, and what came out.
//
// Role: quotes and withholdings are lists of steps, so that nobody has to trust a bare number.
// Units: `amount` is what stands after the step, rounded half up to the fen for the reader; the
//        calculation itself goes on with the exact value.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/money.h"
#include "ledger/base/result.h"
#include "payments/rules/rule_head.h"

namespace anxin::payments {

struct RuleStep {
  std::string_view what;       ///< key of its sentence in the catalogue: "deposit.step.base"
  RuleHead rule;               ///< the one it follows
  std::optional<Rate> factor;  ///< nothing where the step is no multiplication
  Money amount;
  Fields details;  ///< for the sentence
};

/// True when a step rests on a value that nobody has confirmed.
[[nodiscard]] inline bool rests_on_unconfirmed(const std::vector<RuleStep>& steps) {
  return std::any_of(steps.begin(), steps.end(),
                     [](const RuleStep& step) { return step.rule.grade == Grade::unconfirmed; });
}

/// Incomes and prices beyond a million million yuan are slips of the pen; products with every rate
/// that a rule may hold fit 64 bits below it.
inline constexpr Money kRuleAmountMax = Money::from_minor(100'000'000'000'000);
[[nodiscard]] inline bool is_rule_amount(Money amount) {
  return amount >= Money() && amount <= kRuleAmountMax;
}
/// The refusal of an amount that is none of these. Details: what, max.
[[nodiscard]] inline tl::unexpected<Fault> bad_rule_amount(Reason reason, std::string_view what) {
  return fail(reason, {{"what", std::string(what)}, {"max", to_string(kRuleAmountMax)}});
}
/// Refuses: `reason`, where the amount is below zero or beyond kRuleAmountMax.
[[nodiscard]] inline Result<void> check_rule_amount(Reason reason, std::string_view what,
                                                    Money amount) {
  if (!is_rule_amount(amount)) return bad_rule_amount(reason, what);
  return {};
}

}  // namespace anxin::payments
