// Individual income tax withheld: brackets at their boundaries, months of a year, both methods.
#include "payments/rules/tax_withholding.h"

#include <gtest/gtest.h>

#include "ledger/base/amount.h"
#include "payments/rules/builtin_rules.h"
#include "tests/support/shipped_rules.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::shipped_rules;

using tests::yuan;

Date today() { return parse_date("2026-05-31").value(); }

WageIncome wages(const char* income, std::int32_t months = 1) {
  WageIncome facts;
  facts.income = yuan(income);
  facts.months = months;
  return facts;
}

Withholding withheld(const WageIncome& facts) {
  return withhold_on_wages(facts, shipped_rules(), today()).value();
}

struct WageCase {
  const char* income;
  const char* taxable;
  const char* tax;
  Rate rate;
};

TEST(WageTax, TakesEachBracketUpToItsBoundaryAndTheNextOneBehindIt) {
  const std::vector<WageCase> cases{
      {"4999.99", "0.00", "0.00", Rate(3, 100)},
      {"5000.00", "0.00", "0.00", Rate(3, 100)},
      {"5001.00", "1.00", "0.03", Rate(3, 100)},
      {"40999.00", "35999.00", "1079.97", Rate(3, 100)},
      {"41000.00", "36000.00", "1080.00", Rate(3, 100)},
      {"41001.00", "36001.00", "1080.10", Rate(10, 100)},
      {"148999.00", "143999.00", "11879.90", Rate(10, 100)},
      {"149000.00", "144000.00", "11880.00", Rate(10, 100)},
      {"149001.00", "144001.00", "11880.20", Rate(20, 100)},
      {"304999.00", "299999.00", "43079.80", Rate(20, 100)},
      {"305000.00", "300000.00", "43080.00", Rate(20, 100)},
      {"305001.00", "300001.00", "43080.25", Rate(25, 100)},
      {"425000.00", "420000.00", "73080.00", Rate(25, 100)},
      {"425001.00", "420001.00", "73080.30", Rate(30, 100)},
      {"665000.00", "660000.00", "145080.00", Rate(30, 100)},
      {"665001.00", "660001.00", "145080.35", Rate(35, 100)},
      {"965000.00", "960000.00", "250080.00", Rate(35, 100)},
      {"965001.00", "960001.00", "250080.45", Rate(45, 100)},
  };
  for (const auto& one : cases) {
    const auto done = withheld(wages(one.income));
    EXPECT_EQ(to_string(done.taxable), one.taxable) << one.income;
    EXPECT_EQ(to_string(done.tax), one.tax) << one.income;
    EXPECT_EQ(done.rate, one.rate) << one.income;
  }
}

TEST(WageTax, CountsTheYearSoFarAndWhatWasWithheldBefore) {
  auto facts = wages("8000.00", 5);
  facts.prior_income = yuan("32000.00");
  facts.prior_tax = yuan("210.00");
  const auto done = withheld(facts);
  EXPECT_EQ(to_string(done.taxable), "15000.00");
  EXPECT_EQ(to_string(done.tax), "240.00");
  EXPECT_FALSE(done.unconfirmed);
}

TEST(WageTax, DeductionsOfThisMonthAndBeforeLessenTheTaxableAmount) {
  auto facts = wages("8000.00", 2);
  facts.prior_income = yuan("8000.00");
  facts.deductions = yuan("1000.00");
  facts.prior_deductions = yuan("500.00");
  EXPECT_EQ(to_string(withheld(facts).taxable), "4500.00");
}

TEST(WageTax, IsNeverBelowZero) {
  auto facts = wages("8000.00", 1);
  for (const auto& [prior, tax] : std::vector<std::pair<const char*, const char*>>{
           {"89.99", "0.01"}, {"90.00", "0.00"}, {"90.01", "0.00"}}) {
    facts.prior_tax = yuan(prior);
    EXPECT_EQ(to_string(withheld(facts).tax), tax) << prior;
  }
}

TEST(WageTax, RoundsHalfAFenUp) {
  // 3 % of 0.16 = 0.0048, of 0.17 = 0.0051, of 0.50 = 0.0150
  EXPECT_EQ(to_string(withheld(wages("5000.16")).tax), "0.00");
  EXPECT_EQ(to_string(withheld(wages("5000.17")).tax), "0.01");
  EXPECT_EQ(to_string(withheld(wages("5000.50")).tax), "0.02");
}

TEST(WageTax, TwelveEqualMonthsSumToTheTaxOnTheYear) {
  WageIncome facts = wages("20000.00");
  Money sum;
  for (facts.months = 1; facts.months <= 12; ++facts.months) {
    const auto tax = withheld(facts).tax;
    sum += tax;
    facts.prior_income += facts.income;
    facts.prior_tax += tax;
  }
  EXPECT_EQ(to_string(sum), "19080.00");  // 180 000 × 20 % − 16 920
}

TEST(WageTax, TheWholeYearsDeductionSparesWhoEarnsLittleAndIsNotConfirmed) {
  auto facts = wages("8000.00", 1);
  EXPECT_EQ(to_string(withheld(facts).tax), "90.00");
  facts.basic = BasicDeduction::whole_year;
  const auto done = withheld(facts);
  EXPECT_EQ(to_string(done.tax), "0.00");
  EXPECT_TRUE(done.unconfirmed);
  EXPECT_EQ(done.steps[1].rule.id, "national.tax.whole-year");
  facts.prior_income = yuan("52001.00");
  facts.months = 8;
  EXPECT_EQ(to_string(withheld(facts).taxable), "1.00");
}

TEST(WageTax, TheWholeYearsDeductionRestsOnLastYearsIncome) {
  auto facts = wages("8000.00", 1);
  facts.basic = BasicDeduction::whole_year;
  EXPECT_EQ(withheld(facts).steps[1].what, "tax.step.whole-year-unchecked");
  for (const char* income : {"59999.99", "60000.00"}) {
    facts.last_year_income = yuan(income);
    EXPECT_EQ(withheld(facts).steps[1].what, "tax.step.whole-year") << income;
  }
  facts.last_year_income = yuan("60000.01");
  const auto refused = withhold_on_wages(facts, shipped_rules(), today());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, kTaxWholeYear);
  EXPECT_EQ(refused.error().details, (Fields{{"income", "60,000.01"}, {"max", "60,000.00"}}));
  facts.last_year_income = yuan("-0.01");
  EXPECT_EQ(withhold_on_wages(facts, shipped_rules(), today()).error().reason, kTaxAmount);
}

TEST(WageTax, ItsStepsLeadFromTheIncomeToTheTax) {
  auto facts = wages("8000.00", 5);
  facts.prior_income = yuan("32000.00");
  facts.prior_tax = yuan("210.00");
  std::vector<std::string> amounts;
  for (const auto& step : withheld(facts).steps) amounts.push_back(to_string(step.amount));
  EXPECT_EQ(amounts,
            (std::vector<std::string>{"40000.00", "15000.00", "15000.00", "450.00", "240.00"}));
}

Reason refusal(const WageIncome& facts) {
  const auto done = withhold_on_wages(facts, shipped_rules(), today());
  return done ? Reason("none") : done.error().reason;
}

TEST(WageTax, RefusesMonthsThatAYearDoesNotHave) {
  EXPECT_EQ(refusal(wages("1.00", 0)), kTaxMonths);
  EXPECT_EQ(refusal(wages("1.00", 1)), Reason("none"));
  EXPECT_EQ(refusal(wages("1.00", 12)), Reason("none"));
  EXPECT_EQ(refusal(wages("1.00", 13)), kTaxMonths);
}

TEST(WageTax, RefusesAmountsThatCannotBeAndNamesWhich) {
  const auto with = [](Money WageIncome::*which, const char* amount) {
    auto facts = wages("1.00");
    facts.*which = parse_yuan(amount).value();
    return facts;
  };
  for (const auto which : {&WageIncome::income, &WageIncome::prior_income, &WageIncome::prior_tax,
                           &WageIncome::deductions, &WageIncome::prior_deductions}) {
    EXPECT_EQ(refusal(with(which, "-0.01")), kTaxAmount);
    EXPECT_EQ(refusal(with(which, "0.00")), Reason("none"));
    EXPECT_EQ(refusal(with(which, "1000000000000.01")), kTaxAmount);
  }
  const auto done =
      withhold_on_wages(with(&WageIncome::prior_tax, "-1.00"), shipped_rules(), today());
  EXPECT_EQ(done.error().details.front(), (Field{"what", "prior-tax"}));
}

TEST(WageTax, RefusesAYearWithoutRules) {
  const auto on = [](const char* day) {
    return withhold_on_wages(wages("8000.00"), shipped_rules(), parse_date(day).value());
  };
  EXPECT_EQ(on("2018-12-31").error().reason, kNoRuleInForce);
  EXPECT_TRUE(on("2019-01-01").has_value());
  auto whole = wages("8000.00");
  whole.basic = BasicDeduction::whole_year;
  const auto early = withhold_on_wages(whole, shipped_rules(), parse_date("2020-12-31").value());
  EXPECT_EQ(early.error().reason, kNoRuleInForce);
}

struct LabourCase {
  const char* income;
  const char* taxable;
  const char* tax;
};

TEST(LabourTax, TakesAnAmountOffSmallIncomesAndAShareOffLargeOnes) {
  const std::vector<LabourCase> cases{
      {"0.00", "0.00", "0.00"},
      {"799.99", "0.00", "0.00"},
      {"800.00", "0.00", "0.00"},
      {"801.00", "1.00", "0.20"},
      {"3999.99", "3199.99", "640.00"},
      {"4000.00", "3200.00", "640.00"},
      {"4000.01", "3200.01", "640.00"},
      {"5000.00", "4000.00", "800.00"},
      {"24999.00", "19999.20", "3999.84"},
      {"25000.00", "20000.00", "4000.00"},
      {"25001.00", "20000.80", "4000.24"},
      {"62499.00", "49999.20", "12999.76"},
      {"62500.00", "50000.00", "13000.00"},
      {"62501.00", "50000.80", "13000.32"},
  };
  for (const auto& one : cases) {
    const auto done = withhold_on_labour(yuan(one.income), shipped_rules(), today()).value();
    EXPECT_EQ(to_string(done.taxable), one.taxable) << one.income;
    EXPECT_EQ(to_string(done.tax), one.tax) << one.income;
  }
}

TEST(LabourTax, RefusesWhatCannotBe) {
  EXPECT_EQ(withhold_on_labour(yuan("-0.01"), shipped_rules(), today()).error().reason, kTaxAmount);
  EXPECT_EQ(withhold_on_labour(yuan("1.00"), RuleSet(), today()).error().reason, kNoRuleInForce);
}

TaxBracket bracket(const char* up_to, Rate rate, const char* quick) {
  return {*up_to == '\0' ? std::nullopt : parse_yuan(up_to), std::move(rate), yuan(quick)};
}

TEST(TaxBrackets, MustRiseEndOpenAndNotJump) {
  const auto first = bracket("100.00", Rate(1, 10), "0.00");
  EXPECT_FALSE(bracket_fault({first, bracket("", Rate(2, 10), "10.00")}).has_value());
  EXPECT_TRUE(bracket_fault({first, bracket("", Rate(2, 10), "9.99")}).has_value());
  EXPECT_TRUE(bracket_fault({first, bracket("", Rate(2, 10), "10.01")}).has_value());
  EXPECT_TRUE(bracket_fault({first}).has_value());
  EXPECT_TRUE(bracket_fault({}).has_value());
  EXPECT_TRUE(bracket_fault({first, bracket("100.00", Rate(2, 10), "10.00"),
                             bracket("", Rate(2, 10), "10.00")})
                  .has_value());
}

}  // namespace
}  // namespace anxin::payments
