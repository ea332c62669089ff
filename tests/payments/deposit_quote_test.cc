// The deposit tables of the provinces, a table of cases each, boundaries in threes.
#include "payments/rules/deposit_quote.h"

#include <gtest/gtest.h>

#include "ledger/base/amount.h"
#include "payments/rules/builtin_rules.h"
#include "tests/support/shipped_rules.h"

namespace anxin::payments {
namespace {

using tests::shipped_rules;

struct Case {
  std::string name;
  const char* contract = "100000000.00";
  std::int32_t projects = 1;
  std::int32_t clean_years = 0;
  bool arrears = false;
  bool blacklisted = false;
  std::optional<std::int32_t> months = std::nullopt;
  bool duties_kept = true;
  ProjectCategory category = ProjectCategory::other;
  const char* amount = "";  ///< expected; "exempt"
  bool unconfirmed = false;
};

DepositFacts facts_of(const char* region, const Case& one) {
  return {RegionCode::parse(region).value(),
          parse_yuan(one.contract).value(),
          one.category,
          one.months,
          one.projects,
          one.clean_years,
          one.arrears,
          one.blacklisted,
          one.duties_kept};
}

void expect_quotes(const char* region, const char* on, const std::vector<Case>& cases) {
  for (const auto& one : cases) {
    const auto quote =
        quote_deposit(facts_of(region, one), shipped_rules(), parse_date(on).value());
    ASSERT_TRUE(quote.has_value()) << one.name;
    const bool exempt = one.amount == std::string_view("exempt");
    EXPECT_EQ(quote->exempt, exempt) << one.name;
    EXPECT_EQ(to_string(quote->amount), exempt ? "0.00" : one.amount) << one.name;
    EXPECT_EQ(quote->unconfirmed, one.unconfirmed) << one.name;
    ASSERT_FALSE(quote->steps.empty()) << one.name;
    EXPECT_EQ(quote->steps.back().amount, quote->amount) << one.name;
  }
}

TEST(DepositQuote, AnhuiHasTwoTiersWithACapEach) {
  expect_quotes(
      "340000", "2026-03-01",
      {{.name = "just below the first cap", .contract = "149999999.00", .amount = "2999999.98"},
       {.name = "at the first cap", .contract = "150000000.00", .amount = "3000000.00"},
       {.name = "above the first cap", .contract = "150000001.00", .amount = "3000000.00"},
       {.name = "just below 300 million", .contract = "299999999.99", .amount = "3000000.00"},
       {.name = "at 300 million", .contract = "300000000.00", .amount = "3000000.00"},
       {.name = "above 300 million", .contract = "300000100.00", .amount = "3000001.00"},
       {.name = "just below the second cap", .contract = "499999999.00", .amount = "4999999.99"},
       {.name = "at the second cap", .contract = "500000000.00", .amount = "5000000.00"},
       {.name = "above the second cap", .contract = "500000001.00", .amount = "5000000.00"},
       {.name = "blacklisted",
        .contract = "50000000.00",
        .blacklisted = true,
        .amount = "2000000.00"},
       {.name = "blacklisted, capped", .blacklisted = true, .amount = "3000000.00"},
       {.name = "arrears: a default",
        .contract = "50000000.00",
        .arrears = true,
        .amount = "1500000.00",
        .unconfirmed = true},
       {.name = "several projects: a default",
        .contract = "50000000.00",
        .projects = 2,
        .amount = "1000000.00",
        .unconfirmed = true}});
}

TEST(DepositQuote, AnhuiHalvesForCleanYearsOnlyWhereTheDutiesAreKept) {
  expect_quotes("340000", "2026-03-01",
                {{.name = "two clean years",
                  .contract = "50000000.00",
                  .clean_years = 2,
                  .amount = "500000.00",
                  .unconfirmed = true},
                 {.name = "two clean years, duties broken",
                  .contract = "50000000.00",
                  .clean_years = 2,
                  .duties_kept = false,
                  .amount = "1000000.00"},
                 {.name = "three clean years, duties broken",
                  .contract = "50000000.00",
                  .clean_years = 3,
                  .duties_kept = false,
                  .amount = "1000000.00"}});
}

TEST(DepositQuote, FujianExemptsSmallOrShortWorksOfCleanContractors) {
  expect_quotes(
      "350000", "2026-03-01",
      {{.name = "just below 4 million",
        .contract = "3999999.99",
        .clean_years = 1,
        .amount = "exempt"},
       {.name = "at 4 million", .contract = "4000000.00", .clean_years = 1, .amount = "60000.00"},
       {.name = "above 4 million",
        .contract = "4000001.00",
        .clean_years = 1,
        .amount = "60000.02"},
       {.name = "small, but no clean year", .contract = "3999999.99", .amount = "60000.00"},
       {.name = "two months", .clean_years = 1, .months = 2, .amount = "exempt"},
       {.name = "three months", .clean_years = 1, .months = 3, .amount = "1500000.00"},
       {.name = "four months", .clean_years = 1, .months = 4, .amount = "1500000.00"},
       {.name = "two months, but no clean year", .months = 2, .amount = "1500000.00"},
       {.name = "small, clean and blacklisted",
        .contract = "3999999.00",
        .clean_years = 1,
        .blacklisted = true,
        .amount = "119999.97"}});
}

TEST(DepositQuote, FujianLowersByProjectsAndHistoryAndLiftsItsCapForRaises) {
  expect_quotes("350000", "2026-03-01",
                {{.name = "one project", .amount = "1500000.00"},
                 {.name = "two projects", .projects = 2, .amount = "1000000.00"},
                 {.name = "three projects", .projects = 3, .amount = "1000000.00"},
                 {.name = "one clean year", .clean_years = 1, .amount = "1500000.00"},
                 {.name = "two clean years", .clean_years = 2, .amount = "500000.00"},
                 {.name = "three clean years", .clean_years = 3, .amount = "exempt"},
                 {.name = "three, duties broken",
                  .clean_years = 3,
                  .duties_kept = false,
                  .amount = "500000.00"},
                 {.name = "two projects, two clean years",
                  .projects = 2,
                  .clean_years = 2,
                  .amount = "500000.00"},
                 {.name = "arrears", .arrears = true, .amount = "2250000.00"},
                 {.name = "blacklisted", .blacklisted = true, .amount = "3000000.00"},
                 {.name = "two projects, one in arrears",
                  .projects = 2,
                  .arrears = true,
                  .amount = "2250000.00"},
                 {.name = "just below the cap", .contract = "333333300.00", .amount = "4999999.50"},
                 {.name = "above the cap", .contract = "333333400.00", .amount = "5000000.00"},
                 {.name = "raised beyond the cap",
                  .contract = "400000000.00",
                  .arrears = true,
                  .amount = "9000000.00"},
                 {.name = "doubled beyond the cap",
                  .contract = "400000000.00",
                  .blacklisted = true,
                  .amount = "12000000.00"}});
}

TEST(DepositQuote, HebeiHalvesForProjectsAndForTwoCleanYears) {
  expect_quotes(
      "130000", "2026-03-01",
      {{.name = "just below 3 million",
        .contract = "2999999.99",
        .clean_years = 1,
        .amount = "exempt"},
       {.name = "at 3 million", .contract = "3000000.00", .clean_years = 1, .amount = "60000.00"},
       {.name = "above 3 million",
        .contract = "3000000.50",
        .clean_years = 1,
        .amount = "60000.01"},
       {.name = "just below the cap", .contract = "249999999.00", .amount = "4999999.98"},
       {.name = "at the cap", .contract = "250000000.00", .amount = "5000000.00"},
       {.name = "above the cap", .contract = "250000001.00", .amount = "5000000.00"},
       {.name = "one project", .projects = 1, .amount = "2000000.00"},
       {.name = "two projects", .projects = 2, .amount = "1000000.00"},
       {.name = "three projects", .projects = 3, .amount = "1000000.00"},
       {.name = "two clean years", .clean_years = 2, .amount = "1000000.00"},
       {.name = "both", .projects = 2, .clean_years = 2, .amount = "500000.00"},
       {.name = "three clean years: a default",
        .clean_years = 3,
        .amount = "exempt",
        .unconfirmed = true},
       {.name = "arrears: a default", .arrears = true, .amount = "3000000.00", .unconfirmed = true},
       {.name = "blacklisted: a default",
        .blacklisted = true,
        .amount = "4000000.00",
        .unconfirmed = true}});
}

TEST(DepositQuote, GansuTakesAQuarterOffForEachFurtherProjectDownToItsFloor) {
  expect_quotes(
      "620000", "2026-03-01",
      {{.name = "one project", .amount = "2000000.00"},
       {.name = "two projects", .projects = 2, .amount = "1500000.00"},
       {.name = "three projects", .projects = 3, .amount = "1000000.00"},
       {.name = "four projects", .projects = 4, .amount = "500000.00"},
       {.name = "five projects: the floor", .projects = 5, .amount = "500000.00"},
       {.name = "nine projects: the floor", .projects = 9, .amount = "500000.00"},
       {.name = "just below the cap", .contract = "749999999.00", .amount = "14999999.98"},
       {.name = "at the cap", .contract = "750000000.00", .amount = "15000000.00"},
       {.name = "above the cap", .contract = "750000001.00", .amount = "15000000.00"},
       {.name = "just below 3 million",
        .contract = "2999999.99",
        .clean_years = 1,
        .amount = "exempt"},
       {.name = "at 3 million", .contract = "3000000.00", .clean_years = 1, .amount = "60000.00"},
       {.name = "above 3 million",
        .contract = "3000001.00",
        .clean_years = 1,
        .amount = "60000.02"},
       {.name = "blacklisted", .blacklisted = true, .amount = "4000000.00"},
       {.name = "arrears: a default", .arrears = true, .amount = "3000000.00", .unconfirmed = true},
       {.name = "two clean years: a default",
        .clean_years = 2,
        .amount = "1000000.00",
        .unconfirmed = true}});
}

TEST(DepositQuote, NingxiaExemptsAtItsLimitTooAndFixesTheAmountOfLargeContracts) {
  expect_quotes(
      "640000", "2026-03-01",
      {{.name = "just below 3 million",
        .contract = "2999999.99",
        .clean_years = 1,
        .amount = "exempt"},
       {.name = "at 3 million", .contract = "3000000.00", .clean_years = 1, .amount = "exempt"},
       {.name = "above 3 million",
        .contract = "3000000.01",
        .clean_years = 1,
        .amount = "60000.00"},
       {.name = "just below 200 million", .contract = "199999999.00", .amount = "3999999.98"},
       {.name = "at 200 million", .contract = "200000000.00", .amount = "4000000.00"},
       {.name = "above 200 million", .contract = "200000001.00", .amount = "4000000.00"},
       {.name = "one project", .amount = "2000000.00"},
       {.name = "two projects", .projects = 2, .amount = "1000000.00"},
       {.name = "three projects", .projects = 3, .amount = "1000000.00"},
       {.name = "two large ones",
        .contract = "300000000.00",
        .projects = 2,
        .amount = "3000000.00"},
       {.name = "a reduction never raises",
        .contract = "500000000.00",
        .projects = 2,
        .amount = "4000000.00"},
       {.name = "blacklisted: a default",
        .blacklisted = true,
        .amount = "4000000.00",
        .unconfirmed = true}});
}

TEST(DepositQuote, HunanCapsKeyTransportHigherThanOtherWorks) {
  constexpr auto kKey = ProjectCategory::key_transport;
  expect_quotes(
      "430000", "2026-03-01",
      {{.name = "just below the cap", .contract = "66666600.00", .amount = "999999.00"},
       {.name = "above the cap", .contract = "66666700.00", .amount = "1000000.00"},
       {.name = "housing is other works",
        .category = ProjectCategory::housing,
        .amount = "1000000.00"},
       {.name = "railway is not", .category = ProjectCategory::railway, .amount = "1500000.00"},
       {.name = "just below the key cap",
        .contract = "166666600.00",
        .category = kKey,
        .amount = "2499999.00"},
       {.name = "above the key cap",
        .contract = "166666700.00",
        .category = kKey,
        .amount = "2500000.00"},
       {.name = "two clean years: a default",
        .contract = "50000000.00",
        .clean_years = 2,
        .amount = "375000.00",
        .unconfirmed = true}});
}

TEST(DepositQuote, WhereNoTableIsOnRecordTheNationalDefaultIsNamed) {
  expect_quotes("360781", "2026-03-01",
                {{.name = "base", .amount = "2000000.00", .unconfirmed = true},
                 {.name = "exempt by the statute itself",
                  .contract = "2999999.99",
                  .clean_years = 1,
                  .amount = "exempt"}});
}

TEST(DepositQuote, APlaceHasTheTableOfItsProvince) {
  for (const char* region : {"350000", "350500", "350521"}) {
    expect_quotes(region, "2026-03-01", {{.name = region, .amount = "1500000.00"}});
  }
}

TEST(DepositQuote, BeforeAProvincesTableTheNationalOneCountsAndBeforeThatNone) {
  const Case plain{.name = "plain", .amount = "2000000.00", .unconfirmed = true};
  expect_quotes("350000", "2024-06-30", {plain});
  expect_quotes("350000", "2024-07-01", {{.name = "first day", .amount = "1500000.00"}});
  expect_quotes("350000", "2021-11-01", {plain});
  const auto early =
      quote_deposit(facts_of("350000", plain), shipped_rules(), parse_date("2021-10-31").value());
  ASSERT_FALSE(early.has_value());
  EXPECT_EQ(early.error().reason, kNoRuleInForce);
  EXPECT_EQ(early.error().details, (Fields{{"rule_kind", "deposit-base"},
                                           {"rule_key", ""},
                                           {"region", "350000"},
                                           {"on", "2021-10-31"}}));
}

TEST(DepositQuote, EveryStepNamesItsRuleAndWhatItDid) {
  const Case one{.name = "", .contract = "120000000.00", .projects = 2, .clean_years = 2};
  const auto quote =
      quote_deposit(facts_of("350000", one), shipped_rules(), parse_date("2026-03-01").value())
          .value();
  ASSERT_EQ(quote.steps.size(), 3U);
  EXPECT_EQ(quote.steps[0].rule.id, "fujian.deposit.base");
  EXPECT_EQ(quote.steps[0].factor, Rate(15, 1000));
  EXPECT_EQ(to_string(quote.steps[0].amount), "1800000.00");
  EXPECT_EQ(quote.steps[1].rule.id, "fujian.deposit.projects");
  EXPECT_EQ(to_string(quote.steps[1].amount), "1200000.00");
  EXPECT_EQ(quote.steps[2].rule.id, "fujian.deposit.clean-2");
  EXPECT_EQ(quote.steps[2].details, (Fields{{"past", "clean-2-years"}, {"rate", "0.5 %"}}));
  EXPECT_EQ(to_string(quote.amount), "600000.00");
}

// What the step says must be what the reader works out on paper.
TEST(DepositQuote, NingxiaShowsWhatOnePerCentOfEachContractGives) {
  const auto projects_step = [](const char* contract) {
    const Case one{.name = "", .contract = contract, .projects = 2};
    const auto quote =
        quote_deposit(facts_of("640000", one), shipped_rules(), parse_date("2026-03-01").value())
            .value();
    EXPECT_EQ(quote.steps[0].details.back(), (Field{"fixed", "4,000,000.00"}));
    const auto& step = quote.steps.at(1);
    EXPECT_EQ(step.factor.has_value(), step.what == "deposit.step.projects-rate");
    return std::string(step.what) + " " + step.details.back().value + " " + to_string(step.amount);
  };
  EXPECT_EQ(projects_step("200000000.00"), "deposit.step.projects-rate 2,000,000.00 2000000.00");
  EXPECT_EQ(projects_step("399999900.00"), "deposit.step.projects-rate 3,999,999.00 3999999.00");
  EXPECT_EQ(projects_step("400000000.00"), "deposit.step.projects-rate 4,000,000.00 4000000.00");
  EXPECT_EQ(projects_step("400000100.00"),
            "deposit.step.projects-rate-higher 4,000,001.00 4000000.00");
}

TEST(DepositQuote, AFloorNamesTheRuleThatSetsIt) {
  const Case one{.name = "", .projects = 5};
  const auto quote =
      quote_deposit(facts_of("620000", one), shipped_rules(), parse_date("2026-03-01").value())
          .value();
  ASSERT_EQ(quote.steps.size(), 3U);
  EXPECT_EQ(quote.steps[1].amount, Money());
  EXPECT_EQ(quote.steps[2].what, "deposit.step.floor");
  EXPECT_EQ(quote.steps[2].rule.id, "gansu.deposit.projects");
}

Reason refusal(const Case& one) {
  const auto quote =
      quote_deposit(facts_of("350000", one), shipped_rules(), parse_date("2026-03-01").value());
  return quote ? Reason("none") : quote.error().reason;
}

TEST(DepositQuote, RefusesContractAmountsThatCannotBe) {
  EXPECT_EQ(refusal({.name = "", .contract = "-0.01"}), kDepositAmount);
  EXPECT_EQ(refusal({.name = "", .contract = "0.00"}), kDepositAmount);
  EXPECT_EQ(refusal({.name = "", .contract = "0.01"}), Reason("none"));
  EXPECT_EQ(refusal({.name = "", .contract = "1000000000000.00"}), Reason("none"));
  EXPECT_EQ(refusal({.name = "", .contract = "1000000000000.01"}), kDepositAmount);
}

TEST(DepositQuote, RefusesAPastThatContradictsItself) {
  EXPECT_EQ(refusal({.name = "", .clean_years = 1, .arrears = true}), Reason("none"));
  EXPECT_EQ(refusal({.name = "", .clean_years = 2, .arrears = true}), kDepositPastContradicts);
  EXPECT_EQ(refusal({.name = "", .clean_years = 3, .arrears = true}), kDepositPastContradicts);
}

// ---- what a table of its own may say ------------------------------------------------------------

RuleSet with_table(const std::string& order) {
  const std::string head =
      "valid_from = \"2022-01-01\"\nsource = \"x\"\ngrade = \"summary\"\n[[rule]]\n";
  auto file = parse_rules(
      "region = \"360000\"\nname = \"x\"\n[[rule]]\nid = \"b\"\nkind = "
      "\"deposit-base\"\ntiers = [{ rate = \"2 %\" }]\norder = \"" +
      order + "\"\n" + head +
      "id = \"p\"\nkind = \"deposit-projects\"\nfrom = 2\nfactor = \"0.2\"\n" + head +
      "id = \"h\"\nkind = \"deposit-history\"\nwhen = \"clean-2-years\"\nfactor "
      "= \"0.5\"\nvalid_from = \"2022-01-01\"\nsource = \"x\"\ngrade = "
      "\"summary\"\n");
  EXPECT_TRUE(file.findings.empty());
  auto rules = shipped_rules().rules();
  rules.insert(rules.end(), file.value.rules.begin(), file.value.rules.end());
  return RuleSet(rules);
}

// 2 % × 0.2 lies below the national floor of 0.5 %; what comes first decides what the floor does.
TEST(DepositQuote, TheOrderOfTheTableDecidesWhereTheFloorComesIn) {
  const Case one{.name = "", .projects = 2, .clean_years = 2};
  const auto on = parse_date("2026-03-01").value();
  const auto projects_first =
      quote_deposit(facts_of("360000", one), with_table("projects-first"), on).value();
  EXPECT_EQ(to_string(projects_first.amount), "250000.00");  // floor 500 000, then halved
  const auto history_first =
      quote_deposit(facts_of("360000", one), with_table("history-first"), on).value();
  EXPECT_EQ(to_string(history_first.amount), "500000.00");  // halved, lowered, floor 500 000
}

}  // namespace
}  // namespace anxin::payments
