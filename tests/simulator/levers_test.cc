// Levers and parties of the full model: each pulls the right way, and off means off.
#include <gtest/gtest.h>

#include <numeric>

#include "simulator/studies.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

std::int64_t sum_over_paths(const CountyRun& county, Metric metric) {
  const auto values = county.run().values(metric);
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

CountyRun hard_times() {
  CountyRun county;
  county.with("contractor.default", "20 %/year").with("owner.late.scale", "5 month");
  county.with("case.detection", "80 %/month");
  return county;
}

// ---- subcontractors -----------------------------------------------------------------------------

TEST(Levers, NoSubcontractorAbscondsWherePayIsDirect) {
  auto county = hard_times().with("sub.absconding", "20 %/month");
  EXPECT_EQ(sum_over_paths(CountyRun(county).with("pay.direct", "100 %"), Metric::absconded), 0);
  EXPECT_GT(sum_over_paths(CountyRun(county).with("pay.direct", "0 %"), Metric::absconded), 0);
}

TEST(Levers, AbscondedWagesAreArrearsUntilTheyArePaidAgain) {
  auto county = hard_times().with("pay.direct", "0 %").with("sub.late_weight", "0 %");
  const auto none =
      sum_over_paths(CountyRun(county).with("sub.absconding", "0 %/month"), Metric::arrears_months);
  const auto many = sum_over_paths(CountyRun(county).with("sub.absconding", "20 %/month"),
                                   Metric::arrears_months);
  EXPECT_GT(many, none);
}

// ---- owners -------------------------------------------------------------------------------------

TEST(Levers, AGuaranteeOfTheOwnersPaymentsLowersArrears) {
  auto county = hard_times().with("owner.developer.default", "60 %/year");
  county.with("owner.private.default", "60 %/year");
  EXPECT_LT(
      sum_over_paths(CountyRun(county).with("owner.guarantee", "100 %"), Metric::arrears_months),
      sum_over_paths(CountyRun(county).with("owner.guarantee", "0 %"), Metric::arrears_months));
}

TEST(Levers, APermitTiedToFundingPutsMoneyIntoAccountsFirst) {
  const auto without = hard_times().with("permit.funding", "0 month");
  const auto with = hard_times().with("permit.funding", "3 month");
  EXPECT_GT(sum_over_paths(with, Metric::account_months),
            sum_over_paths(without, Metric::account_months));
  EXPECT_EQ(sum_over_paths(with, Metric::billed), sum_over_paths(without, Metric::billed));
}

// ---- cases --------------------------------------------------------------------------------------

TEST(Levers, FewTeamsMakeCasesWait) {
  auto county = hard_times().with("enforcement.time", "1.5 month");
  EXPECT_GT(
      sum_over_paths(CountyRun(county).with("enforcement.teams", "1 team"), Metric::case_wait), 0);
  EXPECT_EQ(
      sum_over_paths(CountyRun(county).with("enforcement.teams", "500 team"), Metric::case_wait),
      0);
}

TEST(Levers, AWinterCampaignShortensWaits) {
  auto county = hard_times().with("enforcement.time", "1 month");
  county.with("enforcement.teams", "1 team");
  EXPECT_LT(
      sum_over_paths(CountyRun(county).with("enforcement.winter", "300 %"), Metric::cases_over_60),
      sum_over_paths(CountyRun(county).with("enforcement.winter", "100 %"), Metric::cases_over_60));
}

TEST(Levers, TheBanksNoticeFindsMoreCases) {
  auto county = hard_times().with("case.detection", "5 %/month");
  EXPECT_GT(sum_over_paths(CountyRun(county).with("case.notice", "90 %/month"), Metric::cases),
            sum_over_paths(CountyRun(county).with("case.notice", "0 %/month"), Metric::cases));
}

// ---- early warning ------------------------------------------------------------------------------

TEST(Levers, NobodyIsWarnedWhereNothingIsWatched) {
  EXPECT_EQ(sum_over_paths(hard_times().with("warning.coverage", "0 %"), Metric::warnings), 0);
}

TEST(Levers, AWarningSendsTheOwnersPaymentsThroughTheAccountAndBillsNoMore) {
  const auto without = hard_times().with("warning.coverage", "0 %");
  const auto with = hard_times().with("warning.coverage", "100 %");
  EXPECT_GT(sum_over_paths(with, Metric::paid_by_account),
            sum_over_paths(without, Metric::paid_by_account));
  EXPECT_EQ(sum_over_paths(with, Metric::billed), sum_over_paths(without, Metric::billed));
}

TEST(Levers, ForetoldArrearsAreSomeOfThoseThatBegan) {
  const auto county = hard_times().with("warning.coverage", "100 %");
  const auto foretold = sum_over_paths(county, Metric::arrears_foretold);
  EXPECT_GT(foretold, 0);
  EXPECT_LE(foretold, sum_over_paths(county, Metric::arrears_began));
  EXPECT_LE(foretold, sum_over_paths(county, Metric::warnings));
}

// ---- deposits -----------------------------------------------------------------------------------

TEST(Levers, EachFormOfDepositHasACostOfItsOwn) {
  const auto cost = [](std::string_view letters, std::string_view insured, Metric metric) {
    return sum_over_paths(
        CountyRun().with("deposit.letter_share", letters).with("deposit.insurance_share", insured),
        metric);
  };
  EXPECT_GT(cost("0 %", "0 %", Metric::deposit_cost_cash), 0);
  EXPECT_EQ(cost("0 %", "0 %", Metric::deposit_cost_letter), 0);
  EXPECT_EQ(cost("0 %", "0 %", Metric::deposit_cost_insurance), 0);
  EXPECT_GT(cost("100 %", "0 %", Metric::deposit_cost_letter), 0);
  EXPECT_GT(cost("0 %", "100 %", Metric::deposit_cost_insurance), 0);
}

// One project that runs from before the first month to beyond the last, and nobody in arrears.
TEST(Levers, CashCostsWhatItCouldHaveSavedInInterest) {
  CountyRun county;
  county.with("deposit.letter_share", "0 %").with("deposit.insurance_share", "0 %");
  county.with("interest.loan", "6 %/year").with("interest.saving", "6 %/year");
  EXPECT_EQ(sum_over_paths(county, Metric::deposit_cost), 0);
  county.with("interest.loan", "7.2 %/year").with("interest.saving", "1.2 %/year");
  const auto held = sum_over_paths(county, Metric::deposit_months);
  const auto cost = sum_over_paths(county, Metric::deposit_cost);
  // Half a hundredth a month; what is filled up or released at a month's end is held for a day.
  EXPECT_NEAR(static_cast<double>(cost), static_cast<double>(held) * 0.005,
              static_cast<double>(held) * 0.001);
}

// ---- contractors --------------------------------------------------------------------------------

TEST(Levers, TradeDebtsSpreadAShortageOfCash) {
  auto county = hard_times().with("contractor.credit", "1 %");
  EXPECT_EQ(sum_over_paths(CountyRun(county).with("contractor.trade", "0 %"), Metric::trade_unpaid),
            0);
  EXPECT_GT(
      sum_over_paths(CountyRun(county).with("contractor.trade", "25 %"), Metric::trade_unpaid), 0);
}

TEST(Levers, WithoutInterestNobodyPaysAny) {
  EXPECT_EQ(sum_over_paths(hard_times().with("interest.loan", "0 %/year"), Metric::interest), 0);
  EXPECT_GT(sum_over_paths(hard_times(), Metric::interest), 0);
}

// ---- districts ----------------------------------------------------------------------------------

TEST(Levers, DistrictsShareTheFundOutWhole) {
  for (const auto districts : {1U, 3U, 7U}) {
    auto county = CountyRun().months(1).paths(1);
    county.baseline.size.districts = districts;
    const auto report = county.run();
    EXPECT_EQ(report.month_sums[0].fund + report.values(Metric::paid_by_fund)[0], 300'000'000)
        << districts;
  }
}

TEST(Levers, WhatHappensToOneProjectReachesNoOtherWhenLinksAreCut) {
  const CountyRun county;
  const auto world = make_world(county.baseline, county.scenario.run);
  const auto cut = cut_links(world);
  ASSERT_EQ(cut.contractors.size(), world.projects.size());
  for (std::uint32_t i = 0; i < cut.projects.size(); ++i) {
    EXPECT_EQ(cut.projects[i].contract, world.projects[i].contract);
    EXPECT_EQ(cut.projects[i].owner, i);
    EXPECT_EQ(cut.contractors[i].partner, i);
    EXPECT_EQ(cut.contractors[i].end_project, i + 1);
  }
}

TEST(Levers, ContagionComparesTheSameCountyWithItsLinksCut) {
  const auto county = hard_times().paths(4);
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto spread = contagion({county.baseline, county.scenario, sources, settings});
  ASSERT_TRUE(spread.has_value());
  EXPECT_GT(spread->linked.mean, 0);
  EXPECT_GT(spread->cut.mean, 0);
  EXPECT_EQ(*spread->share(), Rate(1) - spread->cut.mean / spread->linked.mean);
  EXPECT_EQ(spread->apart.mean, spread->linked.mean - spread->cut.mean);
}

TEST(Levers, ContagionPlaysAsManyPathsAsPlannedWhateverTheStopRule) {
  const auto county = hard_times().paths(4);
  auto stopping = county;
  stopping.scenario.run.stop =
      StopRule{Metric::arrears_months, std::nullopt, Rate(1, 1'000'000), 40};
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto planned = contagion({county.baseline, county.scenario, sources, settings});
  const auto ruled = contagion({stopping.baseline, stopping.scenario, sources, settings});
  ASSERT_TRUE(planned.has_value() && ruled.has_value());
  EXPECT_EQ(ruled->linked.mean, planned->linked.mean);
  EXPECT_EQ(ruled->cut.mean, planned->cut.mean);
}

}  // namespace
}  // namespace anxin::simulator
