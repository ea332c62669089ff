// The emergency funds of the places, a table of cases each, boundaries in threes; and what a scheme
// of its own may say.
#include "payments/rules/fund_decision.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "ledger/base/amount.h"
#include "payments/rules/builtin_rules.h"
#include "tests/support/shipped_rules.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::shipped_rules;
using tests::yuan;

MonthArrears month(std::string_view text, std::string_view amount) {
  return {parse_month(text).value(), yuan(amount)};
}

FundWorker worker(std::string id, std::vector<MonthArrears> arrears) {
  FundWorker one;
  one.id = std::move(id);
  one.arrears = std::move(arrears);
  one.monthly_wage = yuan("6000.00");
  return one;
}

// An employer of construction who fled; its deposit has been used up.
FundFacts fund_facts(std::string_view region, std::vector<FundWorker> workers) {
  FundFacts facts;
  facts.region = RegionCode::parse(region).value();
  facts.event_on = day("2026-03-01");
  facts.deposit = FundDeposit::exhausted;
  facts.incident_feared = true;
  facts.average_wage = yuan("10000.00");
  facts.workers = std::move(workers);
  return facts;
}

constexpr const char* kDecidedOn = "2026-03-01";

FundDecision decide(const FundFacts& facts, const RuleSet& rules = shipped_rules()) {
  auto decision = decide_fund(facts, rules, day(kDecidedOn));
  EXPECT_TRUE(decision.has_value()) << decision.error().reason.word();
  return decision.value_or(FundDecision{});
}

// What one worker gets who is owed `arrears` for February.
std::string advanced(std::string_view region, std::string_view arrears) {
  return to_string(decide(fund_facts(region, {worker("a", {month("2026-02", arrears)})})).total);
}

std::vector<std::string_view> whats(const std::vector<RuleStep>& steps) {
  std::vector<std::string_view> found;
  for (const auto& step : steps) found.push_back(step.what);
  return found;
}

std::vector<std::string_view> bars(const FundFacts& facts, const RuleSet& rules = shipped_rules()) {
  std::vector<std::string_view> found;
  for (const auto& bar : decide(facts, rules).bars) found.push_back(bar.reason.word());
  return found;
}

using WordViews = std::vector<std::string_view>;

// ---- the schemes that ship ----------------------------------------------------------------------

// Minimum wage 2 100: a fifth of 10 500.
TEST(FundDecision, ZhengzhouAdvancesAFifthUpToOneMinimumWage) {
  EXPECT_EQ(advanced("410100", "10499.95"), "2099.99");
  EXPECT_EQ(advanced("410100", "10500.00"), "2100.00");
  EXPECT_EQ(advanced("410100", "10500.05"), "2100.00");
  EXPECT_EQ(advanced("410100", "30000.00"), "2100.00");
}

TEST(FundDecision, CapsAreRoundedDownToTheFen) {
  EXPECT_EQ(advanced("410100", "1000.04"), "200.00");
  EXPECT_EQ(advanced("410100", "1000.05"), "200.01");
  EXPECT_EQ(advanced("410100", "0.04"), "0.00");
}

TEST(FundDecision, EveryStepOfZhengzhouNamesItsRule) {
  const auto decision = decide(fund_facts("410100", {worker("a", {month("2026-02", "30000.00")})}));
  ASSERT_EQ(decision.advances.size(), 1U);
  const auto& steps = decision.advances[0].steps;
  EXPECT_EQ(whats(steps), (WordViews{"fund.step.owed", "fund.step.minimum-wage",
                                     "fund.step.minimum-wages", "fund.step.arrears-share"}));
  EXPECT_EQ(steps[1].rule.id, "zhengzhou.minimum-wage.2024");
  EXPECT_EQ(to_string(steps[1].amount), "30000.00");
  EXPECT_EQ(steps[2].factor, Rate(1));
  EXPECT_EQ(to_string(steps[2].amount), "2100.00");
  EXPECT_EQ(steps[3].factor, Rate(1, 5));
  EXPECT_EQ(decision.raised_by, "市人民政府");
  EXPECT_EQ(decision.approvals, (std::vector<std::string>{"市人力资源和社会保障局"}));
  EXPECT_EQ(decision.recovered_by, "市人力资源和社会保障局");
  EXPECT_TRUE(decision.unconfirmed);  // the minimum wage
}

TEST(FundDecision, NobodyIsNamedToRaiseACapThatDoesNotBind) {
  auto facts = fund_facts("310101", {worker("a", {month("2026-02", "5000.00")})});
  facts.deposit = FundDeposit::not_construction;
  EXPECT_FALSE(decide(facts).raised_by.has_value());
  EXPECT_EQ(to_string(decide(facts).total), "5000.00");
}

// No minimum wage of Liaoning is on record: a refusal, no guess.
TEST(FundDecision, JinzhouMeasuresByAMinimumWageThatIsNotOnRecord) {
  const auto facts = fund_facts("210700", {worker("a", {month("2026-02", "5000.00")})});
  const auto refused = decide_fund(facts, shipped_rules(), day(kDecidedOn));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, kNoRuleInForce);
  EXPECT_EQ(refused.error().details.front(), (Field{"rule_kind", "minimum-wage"}));
}

TEST(FundDecision, OuhaiAdvancesThreeTenths) {
  auto facts = fund_facts("330304", {worker("a", {month("2026-02", "10000.00")})});
  facts.cause = FundCause::unable;
  const auto decision = decide(facts);
  EXPECT_EQ(to_string(decision.total), "3000.00");
  EXPECT_TRUE(decision.unconfirmed);  // nobody has seen which office approves
  facts.incident_feared = false;
  EXPECT_EQ(bars(facts), (WordViews{"fund.no-incident-risk"}));
}

TEST(FundDecision, FushunPaysConstructionOnlyOnceTheDepositIsUsedUp) {
  auto facts = fund_facts("210400", {worker("a", {month("2026-02", "10000.00")})});
  EXPECT_EQ(to_string(decide(facts).total), "10000.00");
  EXPECT_TRUE(decide(facts).unconfirmed);  // a draft
  facts.deposit = FundDeposit::left;
  EXPECT_EQ(bars(facts), (WordViews{"fund.deposit-left"}));
  EXPECT_EQ(decide(facts).total, Money());
  facts.deposit = FundDeposit::not_construction;
  EXPECT_TRUE(bars(facts).empty());
}

TEST(FundDecision, ShanghaiLeavesConstructionToItsDeposits) {
  auto facts = fund_facts("310101", {worker("a", {month("2026-02", "10000.00")})});
  EXPECT_EQ(bars(facts), (WordViews{"fund.construction-excluded"}));
  facts.deposit = FundDeposit::not_construction;
  EXPECT_TRUE(bars(facts).empty());
}

TEST(FundDecision, ShanghaiNamesWhoDecidesAboveThreeMillionForACase) {
  const auto decided = [](const char* last) {
    auto facts = fund_facts("310101", {worker("a", {month("2026-02", "2000000.00")}),
                                       worker("b", {month("2026-02", last)})});
    facts.deposit = FundDeposit::not_construction;
    return decide(facts);
  };
  EXPECT_FALSE(decided("999999.99").beyond.has_value());
  EXPECT_FALSE(decided("1000000.00").beyond.has_value());
  const auto above = decided("1000000.01");
  EXPECT_EQ(above.beyond, "市人力资源和社会保障局");
  EXPECT_EQ(to_string(above.total), "3000000.01");
  EXPECT_EQ(above.steps.back().what, "fund.step.beyond");
}

TEST(FundDecision, ShenzhenCountsSixMonthsBackFromTheOneBeforeTheCase) {
  const auto counted = [](const char* text) {
    return to_string(decide(fund_facts("440300", {worker("a", {month(text, "1000.00")})})).total);
  };
  EXPECT_EQ(counted("2025-08"), "0.00");
  EXPECT_EQ(counted("2025-09"), "1000.00");
  EXPECT_EQ(counted("2026-02"), "1000.00");
  EXPECT_EQ(counted("2026-03"), "0.00");
}

// 60 % of 10 000.
TEST(FundDecision, ShenzhenCapsEachMonthByTheAverageWage) {
  EXPECT_EQ(advanced("440300", "5999.99"), "5999.99");
  EXPECT_EQ(advanced("440300", "6000.00"), "6000.00");
  EXPECT_EQ(advanced("440300", "6000.01"), "6000.00");
  const auto two = fund_facts(
      "440300", {worker("a", {month("2026-01", "9000.00"), month("2026-02", "1000.00")})});
  EXPECT_EQ(to_string(decide(two).total), "7000.00");
}

TEST(FundDecision, ShenzhenPaysNobodyWhoIsOwedLessThanTwoHundred) {
  EXPECT_EQ(advanced("440300", "199.99"), "0.00");
  EXPECT_EQ(advanced("440300", "200.00"), "200.00");
  EXPECT_EQ(advanced("440300", "200.01"), "200.01");
}

struct Excluded {
  const char* name;
  void (*change)(FundWorker&);
  WordViews steps;  // none: paid
};

TEST(FundDecision, ShenzhenExcludesPersons) {
  const std::vector<Excluded> cases{
      {"a worker", [](FundWorker&) {}, {}},
      {"responsible",
       [](FundWorker& one) { one.responsible_person = true; },
       {"fund.step.responsible-person"}},
      {"relative", [](FundWorker& one) { one.relative = true; }, {"fund.step.relative"}},
      {"just below the holding", [](FundWorker& one) { one.shareholding = yuan("199999.99"); }, {}},
      {"at the holding",
       [](FundWorker& one) { one.shareholding = yuan("200000.00"); },
       {"fund.step.shareholder"}},
      {"above the holding",
       [](FundWorker& one) { one.shareholding = yuan("200000.01"); },
       {"fund.step.shareholder"}},
      {"just below three averages",
       [](FundWorker& one) { one.monthly_wage = yuan("29999.99"); },
       {}},
      {"at three averages", [](FundWorker& one) { one.monthly_wage = yuan("30000.00"); }, {}},
      {"above three averages",
       [](FundWorker& one) { one.monthly_wage = yuan("30000.01"); },
       {"fund.step.earning"}},
      {"two reasons",
       [](FundWorker& one) { one.relative = one.responsible_person = true; },
       {"fund.step.responsible-person", "fund.step.relative"}},
  };
  for (const auto& one : cases) {
    auto who = worker("a", {month("2026-02", "5000.00")});
    one.change(who);
    const auto advance = decide(fund_facts("440300", {who})).advances.at(0);
    EXPECT_EQ(advance.excluded, !one.steps.empty()) << one.name;
    EXPECT_EQ(to_string(advance.amount), one.steps.empty() ? "5000.00" : "0.00") << one.name;
    if (one.steps.empty()) continue;
    auto steps = whats(advance.steps);
    steps.erase(steps.begin());
    EXPECT_EQ(steps, one.steps) << one.name;
  }
}

TEST(FundDecision, ShenzhenNeedsToKnowWhatItMeasuresBy) {
  auto facts = fund_facts("440300", {worker("a", {month("2026-02", "5000.00")})});
  facts.average_wage.reset();
  EXPECT_EQ(decide_fund(facts, shipped_rules(), day(kDecidedOn)).error().reason,
            kFundAverageMissing);
  facts.workers[0].monthly_wage.reset();
  EXPECT_EQ(decide_fund(facts, shipped_rules(), day(kDecidedOn)).error().reason, kFundWageMissing);
}

// One of many has no wages on record, and gets nothing whatever they were.
TEST(FundDecision, WhoIsExcludedAlreadyNeedsNoMonthlyWage) {
  auto boss = worker("boss", {month("2026-02", "5000.00")});
  boss.responsible_person = true;
  boss.monthly_wage.reset();
  const auto decision =
      decide(fund_facts("440300", {boss, worker("a", {month("2026-02", "5000.00")})}));
  ASSERT_EQ(decision.advances.size(), 2U);
  EXPECT_EQ(to_string(decision.total), "5000.00");
  EXPECT_EQ(whats(decision.advances[1].steps),
            (WordViews{"fund.step.owed", "fund.step.responsible-person"}));
}

TEST(FundDecision, ACaseIsToldEveryBarAtOnce) {
  auto facts = fund_facts("440300", {worker("a", {month("2026-02", "5000.00")})});
  facts.cause = FundCause::unable;
  facts.individual_business = true;
  facts.purpose = FundPurpose::living_cost;
  EXPECT_EQ(bars(facts), (WordViews{"fund.cause-not-covered", "fund.individual-business",
                                    "fund.no-living-cost"}));
  const auto decision = decide(facts);
  EXPECT_TRUE(decision.advances.empty());
  EXPECT_EQ(decision.bars[0].rule.id, "shenzhen.fund");
  EXPECT_EQ(decision.bars[0].details, (Fields{{"cause", "unable"}}));
}

TEST(FundDecision, EveryCauseOpensTheSchemesThatNameIt) {
  using enum FundCause;
  const std::vector<std::pair<const char*, std::vector<FundCause>>> places{
      {"410100", {absconded, unable, approved}},
      {"210400", {absconded, unable, force_majeure}},
      {"440300", {absconded, bankruptcy_accepted}},
      {"330304", {absconded, unable}},
      {"310101", {absconded, unable, bankruptcy_accepted, force_majeure, arrears, approved}},
      {"360781", {absconded, unable}},
  };
  for (const auto& [place, causes] : places) {
    for (const auto& known : kFundCauseWords) {
      auto facts = fund_facts(place, {worker("a", {month("2026-02", "5000.00")})});
      if (place == std::string_view("310101")) facts.deposit = FundDeposit::not_construction;
      facts.cause = known.value;
      const bool open = std::find(causes.begin(), causes.end(), known.value) != causes.end();
      EXPECT_EQ(bars(facts).empty(), open) << place << ' ' << known.word;
    }
  }
}

// Art. 63 allows part of the wages and names no cap: a default that everybody sees.
TEST(FundDecision, WhereNoSchemeIsOnRecordPartOfTheWagesIsAdvancedByDefault) {
  const auto decision = decide(fund_facts("360781", {worker("a", {month("2026-02", "5000.01")})}));
  EXPECT_EQ(to_string(decision.total), "1500.00");  // 30 %, rounded down
  EXPECT_EQ(cite(decision.steps[0].rule), "国务院令第724号《保障农民工工资支付条例》 第63条");
  const auto& step = decision.advances.at(0).steps.back();
  EXPECT_EQ(step.what, "fund.step.default-share");
  EXPECT_EQ(step.rule.id, "national.fund.default-share");
  EXPECT_EQ(step.details, (Fields{{"rate", "30 %"}, {"cap", "1,500.00"}}));
  EXPECT_TRUE(decision.unconfirmed);
}

TEST(FundDecision, APlaceSetsTheDefaultShareInItsOwnFile) {
  auto rules = shipped_rules().rules();
  const auto file = parse_rules(
      "region = \"360000\"\nname = \"x\"\n[[rule]]\nid = \"d\"\nkind = "
      "\"emergency-fund-default\"\ndefault_share = \"1/2\"\nvalid_from = \"2022-01-01\"\nsource "
      "= \"x\"\ngrade = \"summary\"\n");
  EXPECT_FALSE(file.refused());
  rules.insert(rules.end(), file.value.rules.begin(), file.value.rules.end());
  const auto decision =
      decide(fund_facts("360781", {worker("a", {month("2026-02", "5000.01")})}), RuleSet(rules));
  EXPECT_EQ(to_string(decision.total), "2500.00");
  EXPECT_EQ(decision.advances.at(0).steps.back().what, "fund.step.own-share");
  EXPECT_FALSE(decision.unconfirmed);
}

TEST(FundDecision, LivingCostWithoutAFigureOnRecordIsNotGuessed) {
  auto facts = fund_facts("360781", {worker("a", {month("2026-02", "5000.00")})});
  facts.purpose = FundPurpose::living_cost;
  EXPECT_EQ(bars(facts), (WordViews{"fund.living-cost-unknown"}));
}

// ---- what a scheme of its own may say -----------------------------------------------------------

RuleSet with_scheme(const std::string& fields) {
  auto file = parse_rules(
      "region = \"360000\"\nname = \"x\"\n[[rule]]\nid = \"w\"\nkind = \"minimum-wage\"\nvalue = "
      "\"1999.99\"\nunit = \"month\"\nvalid_from = \"2022-01-01\"\nsource = \"x\"\ngrade = "
      "\"summary\"\n[[rule]]\nid = \"f\"\nkind = \"emergency-fund\"\ncauses = "
      "[\"absconded\"]\nconstruction = \"covered\"\napprovals = [\"甲\", \"乙\"]\nrecovered_by = "
      "\"丙\"\nvalid_from = \"2022-01-01\"\nsource = \"x\"\ngrade = \"summary\"\n" +
      fields);
  EXPECT_TRUE(file.findings.empty()) << fields;
  auto rules = shipped_rules().rules();
  rules.insert(rules.end(), file.value.rules.begin(), file.value.rules.end());
  return RuleSet(rules);
}

FundFacts three_workers() {
  return fund_facts("360000", {worker("a", {month("2026-02", "1000.00")}),
                               worker("b", {month("2026-02", "1000.00")}),
                               worker("c", {month("2026-02", "1000.00")})});
}

TEST(FundDecision, ACaseAboveItsCapIsSharedInTheSameProportionDownToTheFen) {
  const auto total = [](const char* cap) {
    const auto rules = with_scheme("[rule.per_case]\namount = \"" + std::string(cap) + "\"\n");
    return to_string(decide(three_workers(), rules).total);
  };
  EXPECT_EQ(total("2999.99"), "2999.97");  // 999.99 each
  EXPECT_EQ(total("3000.00"), "3000.00");
  EXPECT_EQ(total("3000.01"), "3000.00");
  const auto rules = with_scheme("[rule.per_case]\namount = \"1000.00\"\n");
  const auto decision = decide(three_workers(), rules);
  EXPECT_EQ(to_string(decision.advances[0].amount), "333.33");
  EXPECT_EQ(decision.advances[0].steps.back().what, "fund.step.case-share");
  EXPECT_EQ(decision.advances[0].steps.back().factor, Rate(1, 3));
  EXPECT_EQ(decision.steps.back().what, "fund.step.case-cap");
  EXPECT_EQ(decision.steps.back().amount, decision.total);
}

// ---- what was advanced in the case before -------------------------------------------------------

TEST(FundDecision, WhatAWorkerWasAdvancedBeforeIsTakenOffTheCap) {
  const auto left = [](const char* advanced) {
    auto one = worker("a", {month("2026-02", "30000.00")});
    one.advanced = yuan(advanced);
    return to_string(decide(fund_facts("410100", {one})).total);
  };
  EXPECT_EQ(left("2099.99"), "0.01");
  EXPECT_EQ(left("2100.00"), "0.00");
  EXPECT_EQ(left("2100.01"), "0.00");
}

TEST(FundDecision, NobodyGetsMoreThanIsAskedFor) {
  const auto amount = [](const char* asked) {
    auto one = worker("a", {month("2026-02", "30000.00")});
    one.asked = yuan(asked);
    return to_string(decide(fund_facts("410100", {one})).total);
  };
  EXPECT_EQ(amount("2099.99"), "2099.99");
  EXPECT_EQ(amount("2100.00"), "2100.00");
  EXPECT_EQ(amount("2100.01"), "2100.00");
}

TEST(FundDecision, TheCapOfTheCaseCountsWhatAnybodyWasAdvancedBefore) {
  const auto rules = with_scheme("[rule.per_case]\namount = \"5000.00\"\n");
  const auto total = [&](const char* to_others) {
    auto facts = three_workers();
    facts.workers[0].advanced = yuan("1000.00");
    facts.workers[0].arrears[0].amount = yuan("2000.00");
    facts.advanced_to_others = yuan(to_others);
    const auto decision = decide(facts, rules);
    return to_string(decision.total) + " " + to_string(decision.above_cap);
  };
  EXPECT_EQ(total("999.99"), "3000.00 0.00");
  EXPECT_EQ(total("1000.00"), "3000.00 0.00");
  EXPECT_EQ(total("1000.01"), "2999.97 0.01");
  EXPECT_EQ(total("4000.00"), "0.00 3000.00");
  EXPECT_EQ(total("4000.01"), "0.00 3000.00");
}

TEST(FundDecision, WhatGoesBeyondTheCapIsNamedWhoeverDecidesOnIt) {
  const auto rules = with_scheme("[rule.per_case]\namount = \"2500.00\"\nbeyond = \"市局\"\n");
  auto facts = three_workers();
  EXPECT_EQ(to_string(decide(facts, rules).above_cap), "500.00");
  facts.advanced_to_others = yuan("2500.01");
  const auto decision = decide(facts, rules);
  EXPECT_EQ(to_string(decision.total), "3000.00");
  EXPECT_EQ(to_string(decision.above_cap), "3000.00");
  EXPECT_EQ(decision.beyond, "市局");
}

// Owed for three months, of which the last two before the event count, each up to its own cap.
TEST(FundDecision, TheMonthsThatCountAreNamedWithTheMostOfEach) {
  const auto decision = decide(
      fund_facts("360000", {worker("a", {month("2026-02", "900.00"), month("2025-12", "500.00"),
                                         month("2026-01", "700.00")})}),
      with_scheme("[rule.per_worker]\nmonths = 2\nmonth_of_average = \"8 %\"\n"));
  const auto& months = decision.advances.at(0).months;
  ASSERT_EQ(months.size(), 2U);
  EXPECT_EQ(to_string(months[0].month) + " " + to_string(months[0].amount), "2026-01 700.00");
  EXPECT_EQ(to_string(months[1].month) + " " + to_string(months[1].amount), "2026-02 800.00");
}

// ---- absolute amounts ---------------------------------------------------------------------------

TEST(FundDecision, AnAmountForEachWorkerCapsToo) {
  const auto amount = [](const char* cap) {
    const auto rules = with_scheme("[rule.per_worker]\namount = \"" + std::string(cap) + "\"\n");
    return to_string(decide(three_workers(), rules).advances[0].amount);
  };
  EXPECT_EQ(amount("999.99"), "999.99");
  EXPECT_EQ(amount("1000.00"), "1000.00");
  EXPECT_EQ(amount("1000.01"), "1000.00");
}

TEST(FundDecision, MultiplesOfTheMinimumWageAreRoundedDown) {
  const auto rules = with_scheme("[rule.per_worker]\nminimum_wages = \"0.25\"\n");  // 499.9975
  EXPECT_EQ(to_string(decide(three_workers(), rules).advances[0].amount), "499.99");
}

std::string living_cost(const char* fields) {
  auto facts = three_workers();
  facts.purpose = FundPurpose::living_cost;
  const auto rules = with_scheme("[rule.living_cost]\n" + std::string(fields));
  return to_string(decide(facts, rules).advances.at(0).amount);
}

TEST(FundDecision, LivingCostIsAnAmountOrAMultipleOfTheMinimumWage) {
  EXPECT_EQ(living_cost("amount = \"500.00\"\n"), "500.00");
  EXPECT_EQ(living_cost("minimum_wages = \"0.25\"\n"), "499.99");
}

TEST(FundDecision, LivingCostThatCountsAsWagesIsAtMostWhatIsOwed) {
  EXPECT_EQ(living_cost("amount = \"999.99\"\ncounts_as_wages = true\n"), "999.99");
  EXPECT_EQ(living_cost("amount = \"1000.00\"\ncounts_as_wages = true\n"), "1000.00");
  EXPECT_EQ(living_cost("amount = \"1000.01\"\ncounts_as_wages = true\n"), "1000.00");
  EXPECT_EQ(living_cost("amount = \"1000.01\"\n"), "1000.01");
}

// ---- refusals -----------------------------------------------------------------------------------

Reason refusal(void (*change)(FundFacts&)) {
  auto facts = fund_facts("360781", {worker("a", {month("2026-02", "5000.00")}),
                                     worker("b", {month("2026-02", "5000.00")})});
  change(facts);
  const auto decision = decide_fund(facts, shipped_rules(), day(kDecidedOn));
  return decision ? Reason("none") : decision.error().reason;
}

TEST(FundDecision, RefusesWhatCannotBe) {
  EXPECT_EQ(refusal([](FundFacts&) {}), Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers.clear(); }), kFundWorkers);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers.resize(kFundWorkersMax + 1); }), kFundWorkers);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[1].id = "a"; }), kFundWorkerTwice);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears.clear(); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears[0].amount = Money(); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears[0].amount = yuan("-1.00"); }),
            kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].monthly_wage = Money(); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].shareholding = yuan("-0.01"); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.average_wage = Money(); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].advanced = yuan("-0.01"); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].asked = Money(); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.advanced_to_others = yuan("-0.01"); }), kFundAmount);
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears.push_back(f.workers[0].arrears[0]); }),
            kFundMonthTwice);
}

TEST(FundDecision, ArrearsOfAWorkerHaveALimitInAll) {
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears[0].amount = kRuleAmountMax; }),
            Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) {
              f.workers[0].arrears[0].amount = kRuleAmountMax;
              f.workers[0].arrears.push_back(month("2026-01", "0.01"));
            }),
            kFundAmount);
}

TEST(FundDecision, ACaseDoesNotBeginAfterItsDecision) {
  EXPECT_EQ(refusal([](FundFacts& f) { f.event_on = day("2026-02-28"); }), Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) { f.event_on = day("2026-03-01"); }), Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) { f.event_on = day("2026-03-02"); }), kFundEventAfter);
}

TEST(FundDecision, NothingIsOwedForAMonthAfterTheDecision) {
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears = {month("2026-02", "1.00")}; }),
            Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears = {month("2026-03", "1.00")}; }),
            Reason("none"));
  EXPECT_EQ(refusal([](FundFacts& f) { f.workers[0].arrears = {month("2026-04", "1.00")}; }),
            kFundMonthAfter);
}

TEST(FundDecision, BeforeTheStatuteThereIsNoScheme) {
  auto facts = fund_facts("360781", {worker("a", {month("2020-02", "5000.00")})});
  facts.event_on = day("2020-03-01");
  EXPECT_EQ(decide_fund(facts, shipped_rules(), day("2020-04-30")).error().reason, kNoRuleInForce);
  EXPECT_TRUE(decide_fund(facts, shipped_rules(), day("2020-05-01")).has_value());
}

// ---- properties ---------------------------------------------------------------------------------

FundFacts random_case(std::mt19937_64& chance, const char* region) {
  const auto upto = [&](std::int64_t most) {
    return static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(most)) + 1;
  };
  auto facts = fund_facts(region, {});
  facts.deposit = FundDeposit::not_construction;
  for (std::int64_t i = upto(12); i > 0; --i) {
    auto one = worker("w" + std::to_string(i), {});
    auto at = parse_month("2025-06").value();
    for (auto months = upto(9); months > 0; --months, at += std::chrono::months(1)) {
      one.arrears.push_back({at, Money::from_minor(upto(2'000'000))});
    }
    one.monthly_wage = Money::from_minor(upto(4'000'000));
    one.relative = upto(5) == 1;
    facts.workers.push_back(std::move(one));
  }
  return facts;
}

void expect_same(const FundDecision& a, const FundDecision& b) {
  EXPECT_EQ(a.total, b.total);
  ASSERT_EQ(a.advances.size(), b.advances.size());
  for (std::size_t i = 0; i < a.advances.size(); ++i) {
    EXPECT_EQ(a.advances[i].worker, b.advances[i].worker);
    EXPECT_EQ(a.advances[i].amount, b.advances[i].amount);
  }
}

TEST(FundDecision, NobodyGetsMoreThanIsOwedAndTheOrderOfWorkersDoesNotMatter) {
  std::mt19937_64 chance(5);
  const auto capped = with_scheme(
      "[rule.per_worker]\nminimum_wages = \"2.5\"\narrears_share = \"3/7\"\nmonths = 4\n"
      "[rule.per_case]\namount = \"12345.67\"\n");
  for (int round = 0; round < 500; ++round) {
    const bool own = round % 2 == 0;
    auto facts = random_case(chance, own ? "360000" : "440300");
    const auto& rules = own ? capped : shipped_rules();
    const auto decision = decide(facts, rules);
    Money sum;
    for (const auto& advance : decision.advances) {
      EXPECT_GE(advance.amount, Money());
      EXPECT_LE(advance.amount, advance.owed);
      EXPECT_EQ(advance.steps.back().amount, advance.amount);
      sum += advance.amount;
    }
    EXPECT_EQ(sum, decision.total);
    EXPECT_TRUE(!own || decision.total <= yuan("12345.67"));
    std::shuffle(facts.workers.begin(), facts.workers.end(), chance);
    expect_same(decision, decide(facts, rules));
  }
}

}  // namespace
}  // namespace anxin::payments
