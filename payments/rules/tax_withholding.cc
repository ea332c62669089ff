#include "payments/rules/tax_withholding.h"

#include <algorithm>
#include <utility>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

constexpr std::int32_t kMonthsOfYear = 12;

Result<void> check(const WageIncome& facts) {
  if (facts.months < 1 || facts.months > kMonthsOfYear) {
    return fail(kTaxMonths, {{"months", std::to_string(facts.months)}});
  }
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "income", facts.income));
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "prior-income", facts.prior_income));
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "prior-tax", facts.prior_tax));
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "deductions", facts.deductions));
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "prior-deductions", facts.prior_deductions));
  return check_rule_amount(kTaxAmount, "last-year-income",
                           facts.last_year_income.value_or(Money()));
}

Money at_least_zero(Money amount) { return std::max(amount, Money()); }

// A withholding that grows step by step.
class Withholder {
 public:
  void note(std::string_view what, const RuleHead& rule, Money amount, Fields details) {
    done_.steps.push_back({what, rule, std::nullopt, amount, std::move(details)});
  }
  // The tax on the taxable amount, by its bracket.
  Money by_bracket(const RuleHead& rule, const std::vector<TaxBracket>& brackets, Money taxable) {
    const auto& bracket = bracket_of(brackets, taxable);
    const auto tax = share(taxable, bracket.rate, Rounding::half_up) - bracket.quick;
    note("tax.step.bracket", rule, tax,
         {{"taxable", to_grouped_string(taxable)},
          {"rate", to_percent_string(bracket.rate)},
          {"quick", to_grouped_string(bracket.quick)}});
    done_.steps.back().factor = bracket.rate;
    done_.taxable = taxable;
    done_.rate = bracket.rate;
    return tax;
  }
  Withholding finish(Money tax) {
    done_.tax = tax;
    done_.unconfirmed = rests_on_unconfirmed(done_.steps);
    return std::move(done_);
  }

 private:
  Withholding done_;
};

// What is taken off the year's income before the deductions of the person.
struct Basic {
  const RuleHead* rule;
  Money amount;
  std::string_view what = "tax.step.basic";
  Fields details;
};

// Last year's income allows the year's deduction, or nobody has looked.
Result<Basic> whole_year(const WageIncome& facts, const WholeYearDeduction& rule) {
  const auto most = to_grouped_string(rule.last_year_income_max);
  if (!facts.last_year_income) {
    return Basic{&rule.head, rule.deduction, "tax.step.whole-year-unchecked", {{"max", most}}};
  }
  const auto income = to_grouped_string(*facts.last_year_income);
  if (*facts.last_year_income > rule.last_year_income_max) {
    return fail(kTaxWholeYear, {{"income", income}, {"max", most}});
  }
  return Basic{
      &rule.head, rule.deduction, "tax.step.whole-year", {{"income", income}, {"max", most}}};
}

Result<Basic> basic_deduction(const WageIncome& facts, const WageTax& rule, const RuleSet& rules,
                              Date on) {
  if (facts.basic == BasicDeduction::whole_year) {
    const auto* whole = LEDGER_TRY(rules.in_force<WholeYearDeduction>(RegionCode(), on));
    return whole_year(facts, *whole);
  }
  return Basic{&rule.head,
               share(rule.monthly_deduction, Rate(facts.months), Rounding::down),
               "tax.step.basic",
               {{"months", std::to_string(facts.months)}}};
}

}  // namespace

Result<Withholding> withhold_on_wages(const WageIncome& facts, const RuleSet& rules, Date on) {
  LEDGER_CHECK(check(facts));
  const auto* rule = LEDGER_TRY(rules.in_force<WageTax>(RegionCode(), on));
  auto basic = LEDGER_TRY(basic_deduction(facts, *rule, rules, on));
  Withholder work;
  Money left = facts.prior_income + facts.income;
  work.note(
      "tax.step.income", rule->head, left,
      {{"prior", to_grouped_string(facts.prior_income)}, {"now", to_grouped_string(facts.income)}});
  left -= basic.amount;
  basic.details.push_back({"off", to_grouped_string(basic.amount)});
  work.note(basic.what, *basic.rule, left, std::move(basic.details));
  const Money personal = facts.prior_deductions + facts.deductions;
  left = at_least_zero(left - personal);
  work.note("tax.step.deductions", rule->head, left, {{"off", to_grouped_string(personal)}});
  const Money of_year = work.by_bracket(rule->head, rule->brackets, left);
  const Money tax = at_least_zero(of_year - facts.prior_tax);
  work.note("tax.step.prior-tax", rule->head, tax, {{"off", to_grouped_string(facts.prior_tax)}});
  return work.finish(tax);
}

Result<Withholding> withhold_on_labour(Money income, const RuleSet& rules, Date on) {
  LEDGER_CHECK(check_rule_amount(kTaxAmount, "income", income));
  const auto* rule = LEDGER_TRY(rules.in_force<LabourTax>(RegionCode(), on));
  Withholder work;
  const bool small = income <= rule->small_up_to;
  const Money off =
      small ? rule->small_deduction : share(income, rule->large_share, Rounding::half_up);
  const Money taxable = at_least_zero(income - off);
  work.note(small ? "tax.step.small" : "tax.step.large", rule->head, taxable,
            {{"income", to_grouped_string(income)},
             {"limit", to_grouped_string(rule->small_up_to)},
             {"off", to_grouped_string(off)},
             {"rate", to_percent_string(rule->large_share)}});
  const Money tax = work.by_bracket(rule->head, rule->brackets, taxable);
  return work.finish(tax);
}

}  // namespace anxin::payments
