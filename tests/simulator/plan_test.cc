// What a scenario shows, its one form, how two differ, and what goes beyond the law.
#include <gtest/gtest.h>

#include <algorithm>

#include "simulator/bounds.h"
#include "simulator/canonical.h"
#include "simulator/scenario_diff.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

payments::Loaded<Scenario> plan_of(const std::string& more) {
  return parse_scenario(
      "schema = \"anxin-scenario/1\"\ntitle = \"a \\\"t\\\"\"\n"
      "baseline = \"b\"\n[run]\nseed = \"0x11\"\npaths = 8\n"
      "horizon = \"1 year\"\nstart = 2026-01-01\n" +
      more);
}

Scenario accepted_plan(const std::string& more) {
  auto loaded = plan_of(more);
  EXPECT_TRUE(loaded.findings.empty()) << more;
  return std::move(loaded.value);
}

std::string reform(const std::string& path, const std::string& value) {
  return "[[reform]]\npath = \"" + path + "\"\nfrom = 2026-07-01\nto = 2026-09-30\nvalue = \"" +
         value + "\"\nsource = \"a source\"\n";
}

// ---- output -------------------------------------------------------------------------------------

TEST(Output, NamesMetricsOneByOneOrByTheirGroup) {
  const auto output =
      accepted_plan("[output]\nmetrics = [\"cases\", \"fund\", \"fund_unmet\"]\n").output;
  EXPECT_EQ(output.metrics,
            (std::vector<Metric>{Metric::cases, Metric::paid_by_fund, Metric::fund_unmet,
                                 Metric::fund_exhausted, Metric::fund_outstanding}));
  for (const auto group : metric_group_words()) {
    const auto text = "[output]\nmetrics = [\"" + std::string(group) + "\"]\n";
    EXPECT_FALSE(accepted_plan(text).output.metrics.empty()) << group;
  }
}

TEST(Output, TakesQuantilesAsShares) {
  const auto output = accepted_plan("[output]\nquantiles = [\"5 %\", \"99.9 %\", \"5%\"]\n").output;
  EXPECT_EQ(output.quantiles, (std::vector<Rate>{Rate(5, 100), Rate(999, 1000)}));
  for (const auto* text : {"\"0 %\"", "\"100 %\"", "\"5\""}) {
    const auto loaded = plan_of("[output]\nquantiles = [" + std::string(text) + "]\n");
    ASSERT_EQ(loaded.findings.size(), 1U) << text;
    EXPECT_EQ(loaded.findings[0].code, payments::kDataBadValue);
  }
}

TEST(Output, NamesTheNearestMetricWhereThereIsOne) {
  const auto near = plan_of("[output]\nmetrics = [\"casse\"]\n");
  ASSERT_EQ(near.findings.size(), 1U);
  EXPECT_EQ(near.findings[0].code, kSimulateMetric);
  EXPECT_EQ(near.findings[0].details.back().value, "cases");
  const auto far = plan_of("[output]\nmetrics = [\"happiness\"]\n");
  ASSERT_EQ(far.findings.size(), 1U);
  EXPECT_EQ(far.findings[0].code, kSimulateNoMetric);
}

TEST(Scenario, NamesNoNearestPathWhereNothingIsNear) {
  const auto loaded = plan_of(reform("weather", "3 %"));
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings[0].code, kSimulateNoPath);
}

// ---- the canonical form -------------------------------------------------------------------------

TEST(Canonical, SortsKeysAndWritesExactValuesInBaseUnits) {
  EXPECT_EQ(canonical_form(accepted_plan(reform("deposit.rate.base", "2.5 %"))),
            R"({"baseline":"b","reform":[{"from":"2026-07","path":"deposit.rate.base",)"
            R"("source":"a source","to":"2026-09","value":"1/40"}],)"
            R"("run":{"horizon":"12","paths":8,"seed":"17","start":"2026-01"},)"
            R"("schema":"anxin-scenario/1","title":"a \"t\""})");
}

TEST(Canonical, IsTheSameHoweverAValueIsWritten) {
  const auto form = [](const std::string& value) {
    return canonical_form(accepted_plan(reform("fund.size", value)));
  };
  EXPECT_EQ(form("300 万元"), form("3000000yuan"));
  EXPECT_EQ(form("300 万元"), form("0.03 亿元"));
  EXPECT_NE(form("300 万元"), form("301 万元"));
}

TEST(Canonical, HoldsEveryPartOfAScenario) {
  const auto form = canonical_form(accepted_plan(
      "stop = { metric = \"cases.q95\", rel_half_width = \"3 %\", max_paths = 20 }\n"
      "[[sweep]]\npath = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 3\n"
      "[stress]\nsystemic = { from = 2026-03-01, shift = \"-2 sd\" }\n"
      "stop_paying = { kind = \"lgfv\", largest = 2, from = 2026-04-01 }\n"
      "[output]\nmetrics = [\"cases\"]\nquantiles = [\"50 %\"]\n"));
  for (
      const auto* part :
      {R"("output":{"metrics":["cases"],"quantiles":["1/2"]})",
       R"("stop":{"max_paths":20,"metric":"cases.q95","rel_half_width":"3/100"})",
       R"({"from":"1000000","path":"fund.size","scale":"linear","steps":3,"to":"2000000","unit":"万元"})",
       R"("stop_paying":{"from":"2026-04","kind":"lgfv","largest":2})",
       R"("systemic":{"from":"2026-03","shift":"-2"})"}) {
    EXPECT_NE(form.find(part), std::string::npos) << part << " in " << form;
  }
}

TEST(Canonical, EscapesAsRfc8785Says) {
  auto scenario = accepted_plan("");
  scenario.title = "a\\b\tc\x01 安薪";
  EXPECT_NE(canonical_form(scenario).find(R"("title":"a\\b\tc\u0001 安薪")"), std::string::npos);
}

// ---- differences --------------------------------------------------------------------------------

std::vector<Difference> between(const Scenario& a, const Scenario& b) {
  const auto baseline = county_baseline();
  return differences({baseline, a}, {baseline, b});
}

TEST(Difference, IsNoneBetweenAScenarioAndItself) {
  const auto plan = accepted_plan(reform("fund.size", "5 万元"));
  EXPECT_TRUE(between(plan, plan).empty());
}

TEST(Difference, OfAReformIsToldOnceForItsMonths) {
  const auto found = between(accepted_plan(""), accepted_plan(reform("fund.size", "500 万元")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].name, "fund.size");
  EXPECT_EQ(found[0].before, "300 万元");
  EXPECT_EQ(found[0].after, "500 万元");
  EXPECT_EQ(found[0].source, "a source");
  ASSERT_TRUE(found[0].period);
  EXPECT_EQ(to_string(found[0].period->from), "2026-07");
  EXPECT_EQ(to_string(*found[0].period->to), "2026-09");
}

TEST(Difference, OfTheDepositRateIsToWhatTheRulesSay) {
  const auto found = between(accepted_plan(""), accepted_plan(reform("deposit.rate.base", "3 %")));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].before, "");
  EXPECT_EQ(found[0].after, "3 %");
}

TEST(Difference, OfPlanStressAndBaselineIsTold) {
  auto a = accepted_plan("");
  auto b = accepted_plan("[stress]\nsystemic = { from = 2026-03-01, shift = \"-2 sd\" }\n");
  b.run.paths = 9;
  auto before = county_baseline();
  auto after = before;
  after.notes.at(static_cast<std::size_t>(Parameter::fund_size)).evidence = Evidence::law;
  const auto found = differences({before, a}, {after, b});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].name, "paths");
  EXPECT_EQ(found[1].name, "fund.size.grade");
  EXPECT_EQ(found[2].after, "-2 sd 2026-03..");
}

// ---- bounds -------------------------------------------------------------------------------------

payments::Findings beyond(const std::string& more) {
  return beyond_bounds(county_baseline(), accepted_plan(more), shipped_rules());
}

TEST(Bounds, OfTheDepositRateAreThoseOfTheLaw) {
  for (const auto* value : {"1 %", "2 %", "3 %"}) {
    EXPECT_TRUE(beyond(reform("deposit.rate.base", value)).empty()) << value;
  }
  for (const auto* value : {"0.9999 %", "3.0001 %"}) {
    const auto found = beyond(reform("deposit.rate.base", value));
    ASSERT_EQ(found.size(), 1U) << value;
    EXPECT_EQ(found[0].code, kSimulateBeyondLaw);
    EXPECT_EQ(found[0].severity, payments::Severity::note);
    EXPECT_EQ(found[0].row, 13U);
    EXPECT_EQ(found[0].details.back().value, "人社部发〔2021〕65号 第11条");
  }
}

// What is told of a value in that region: how often that it lies beyond the law.
std::size_t beyond_law(std::string_view region, const std::string& path, const std::string& value) {
  auto baseline = county_baseline();
  baseline.region = *payments::RegionCode::parse(region);
  const auto found = beyond_bounds(baseline, accepted_plan(reform(path, value)), shipped_rules());
  return static_cast<std::size_t>(
      std::count_if(found.begin(), found.end(),
                    [](const auto& finding) { return finding.code == kSimulateBeyondLaw; }));
}

TEST(Bounds, WhatCountsInNoMonthOfTheRunIsTold) {
  const auto plan = accepted_plan("");
  const auto last = plan.run.start + std::chrono::months(plan.run.months - 1);
  for (const auto& [from, told] : {std::pair{last - std::chrono::months(1), 0U},
                                   {last, 0U},
                                   {last + std::chrono::months(1), 1U}}) {
    const auto day = to_string(from) + "-01";
    const auto found = beyond("[stress]\nsystemic = { from = " + day + ", shift = \"-2 sd\" }\n");
    ASSERT_EQ(found.size(), told) << day;
    for (const auto& finding : found) EXPECT_EQ(finding.code, kSimulateNoEffect);
  }
}

TEST(Bounds, AYearWithoutSpringFestivalIsTold) {
  const auto plan = accepted_plan("");
  auto baseline = county_baseline();
  EXPECT_TRUE(beyond_bounds(baseline, plan, shipped_rules()).empty());
  while (month_of(baseline.festivals.back()).year() >= plan.run.start.year()) {
    baseline.festivals.pop_back();
  }
  const auto found = beyond_bounds(baseline, plan, shipped_rules());
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, kSimulateFestivals);
}

TEST(Bounds, OfAWageAreTheMinimumWage) {
  EXPECT_EQ(beyond_law("310000", "wage.month", "2739.99 yuan"), 1U);
  EXPECT_EQ(beyond_law("310000", "wage.month", "2740 yuan"), 0U);
  EXPECT_EQ(beyond_law("310000", "wage.month", "2740.01 yuan"), 0U);
}

TEST(Bounds, OfTheLabourCostAreTheSmallestShareOfAnyWorks) {
  EXPECT_EQ(beyond_law("440400", "account.share", "12.9999 %"), 1U);
  EXPECT_EQ(beyond_law("440400", "account.share", "13 %"), 0U);
  EXPECT_EQ(beyond_law("440400", "account.share", "13.0001 %"), 0U);
}

TEST(Bounds, OfTheFundAreItsLeastSize) {
  EXPECT_EQ(beyond_law("210400", "fund.size", "999.9999 万元"), 1U);
  EXPECT_EQ(beyond_law("210400", "fund.size", "1000 万元"), 0U);
  EXPECT_EQ(beyond_law("210400", "fund.size", "1000.0001 万元"), 0U);
}

TEST(Bounds, ThatTheRegionsRulesDoNotHaveAreNotTold) {
  EXPECT_EQ(beyond_law("360000", "wage.month", "1 yuan"), 0U);
}

TEST(Bounds, OfAParameterAreItsOwnRange) {
  EXPECT_TRUE(beyond(reform("fund.recovered", "90 %")).empty());
  const auto found = beyond(reform("fund.recovered", "91 %"));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].code, kSimulateBeyondRange);
}

TEST(Bounds, AreAskedOfBothEndsOfASweep) {
  const auto found = beyond(
      "[[sweep]]\npath = \"deposit.rate.base\"\nfrom = \"0.5 %\"\nto = \"5 %\"\nsteps = 3\n");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].details.at(1).value, "0.5 %");
  EXPECT_EQ(found[1].details.at(1).value, "5 %");
}

}  // namespace
}  // namespace anxin::simulator
