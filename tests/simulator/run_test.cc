// The full model: the same bytes everywhere, nothing lost, and levers that pull the right way.
#include "simulator/run.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>

#include "simulator/kernel_choice.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

std::int64_t total(const RunReport& report, Metric metric) {
  const auto values = report.values(metric);
  return std::accumulate(values.begin(), values.end(), std::int64_t{0});
}

TEST(Run, GivesTheSameBytesOnAnyNumberOfThreads) {
  const CountyRun county;
  const auto one = county.run({1});
  for (const std::size_t threads : {2U, 3U}) {
    const auto more = county.run({threads});
    EXPECT_EQ(more.paths, one.paths);
    EXPECT_EQ(more.month_sums, one.month_sums);
    EXPECT_EQ(more.fingerprints, one.fingerprints);
  }
}

TEST(Run, GivesTheSameBytesWithAndWithoutVectors) {
  const CountyRun county;
  const auto portable = county.run({1, &portable_kernels()}).fingerprints;
  for (const auto* kernels : kernels_here()) {
    EXPECT_EQ(county.run({1, kernels}).fingerprints, portable) << kernels->name;
  }
}

TEST(Run, EndsBeforeTheNextPathWhenItIsCancelled) {
  const CountyRun county;
  for (const std::size_t threads : {1U, 2U}) {
    std::atomic<std::int64_t> played{0};
    RunSettings settings{threads};
    settings.progress = [&](std::int64_t done) { played = done; };
    settings.cancelled = [&] { return played >= 3; };
    const auto report = run_scenario(county.baseline, county.scenario,
                                     {shipped_rules(), shipped_calendar()}, settings);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().reason, kSimulateCancelled);
    EXPECT_LT(played, county.scenario.run.paths);
  }
}

// Other numbers for the same input need another engine's version, or kept results would be served
// for these.
TEST(Run, ItsNumbersAreThoseOfItsEnginesVersion) {
  const auto report = CountyRun().run();
  EXPECT_EQ(kEngineVersion, "4");
  EXPECT_EQ(report.fingerprints.back(), 14078097613433000835U);
}

TEST(Run, HasAFingerprintEveryTwelveMonthsAndAtTheEnd) {
  EXPECT_EQ(CountyRun().months(24).run().fingerprints.size(), 2U);
  EXPECT_EQ(CountyRun().months(25).run().fingerprints.size(), 3U);
  EXPECT_EQ(CountyRun().months(11).run().fingerprints.size(), 1U);
}

TEST(Run, PathsDoNotDependOnHowManyThereAre) {
  const auto few = CountyRun().paths(3).run();
  const auto many = CountyRun().paths(8).run();
  for (std::size_t path = 0; path < few.paths.size(); ++path) {
    EXPECT_EQ(few.paths[path], many.paths[path]);
  }
}

Scenario with_deposit_rate(Scenario scenario) {
  Reform reform;
  reform.path = kDepositRatePath;
  reform.period.from = scenario.run.start;
  reform.value = Rate(4, 100);
  scenario.reforms.push_back(reform);
  return scenario;
}

TEST(Run, NamesItsResultByAllThatItDependsOn) {
  const CountyRun county;
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const auto id = result_id(county.baseline, county.scenario, sources);
  EXPECT_EQ(id, county.run().id);
  auto reseeded = county;
  reseeded.scenario.run.seed = 1;
  EXPECT_NE(result_id(reseeded.baseline, reseeded.scenario, sources), id);
  auto changed = county;
  changed.with("fund.size", "301 万元");
  EXPECT_NE(result_id(changed.baseline, changed.scenario, sources), id);
  auto retitled = county;  // the answer shows its title
  retitled.scenario.title = "another title";
  EXPECT_NE(result_id(retitled.baseline, retitled.scenario, sources), id);
  const auto other_rules =
      reformed_rules(sources.rules, changed.baseline, with_deposit_rate(county.scenario),
                     county.scenario.run.start);
  EXPECT_NE(result_id(county.baseline, county.scenario, {*other_rules, sources.calendar}), id);
  const WorkCalendar no_years{{}};
  EXPECT_NE(result_id(county.baseline, county.scenario, {sources.rules, no_years}), id);
}

// An answer cites the articles: another one is another answer.
TEST(Run, NamesItsResultByWhatTheRulesCiteToo) {
  const CountyRun county;
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const auto id = result_id(county.baseline, county.scenario, sources);
  const auto id_with = [&](auto&& change) {
    auto rules = sources.rules.rules();
    for (auto& rule : rules) {
      auto* base = std::get_if<payments::DepositBase>(&rule);
      if (base != nullptr && base->head.region.is_national()) change(base->head);
    }
    const payments::RuleSet changed(std::move(rules));
    return result_id(county.baseline, county.scenario, {changed, sources.calendar});
  };
  EXPECT_EQ(id_with([](payments::RuleHead&) {}), id);
  EXPECT_NE(id_with([](payments::RuleHead& head) { head.article = "99"; }), id);
  EXPECT_NE(id_with([](payments::RuleHead& head) { head.instrument += "!"; }), id);
  EXPECT_NE(id_with([](payments::RuleHead& head) { head.grade = payments::Grade::statute; }), id);
}

TEST(Run, WithoutAnyRiskEverybodyIsPaidOnTime) {
  CountyRun county;
  for (const auto* kind : {"government", "lgfv", "developer", "private"}) {
    county.with("owner." + std::string(kind) + ".default", "0 %/year");
  }
  county.with("owner.late.scale", "0 month").with("contractor.default", "0 %/year");
  county.with("contractor.credit", "1000 %").with("pay.full_share", "100 %");
  const auto report = county.run();
  EXPECT_EQ(total(report, Metric::arrears_peak), 0);
  EXPECT_EQ(total(report, Metric::cases), 0);
  for (const auto share : report.values(Metric::paid_on_time)) EXPECT_EQ(share, 1'000'000);
}

// The settlement falls due in January 2027 and is in arrears a month later.
Wide festival_jump(const RunReport& report) {
  return report.month_sums[13].arrears - report.month_sums[12].arrears;
}

TEST(Run, LivingMoneyMakesTheSpringFestivalPeak) {
  const auto living = CountyRun().with("pay.full_share", "0 %").run();
  const auto full = CountyRun().with("pay.full_share", "100 %").run();
  EXPECT_GT(festival_jump(living), 3 * festival_jump(full));
}

TEST(Run, ALargerFundIsNeverExhaustedEarlier) {
  CountyRun county;
  county.with("contractor.default", "20 %/year").with("owner.late.scale", "5 month");
  const auto small = CountyRun(county).with("fund.size", "1 万元").run();
  const auto large = CountyRun(county).with("fund.size", "1000 万元").run();
  EXPECT_GT(total(small, Metric::fund_exhausted), 0);
  for (std::size_t path = 0; path < small.paths.size(); ++path) {
    EXPECT_LE(large.values(Metric::fund_exhausted)[path],
              small.values(Metric::fund_exhausted)[path]);
    EXPECT_LE(large.values(Metric::fund_unmet)[path], small.values(Metric::fund_unmet)[path]);
  }
}

TEST(Run, AHigherDepositRatePaysMoreFromDeposits) {
  CountyRun county;
  county.with("deposit.letter_share", "100 %").with("deposit.letter_collateral", "0 %");
  county.with("deposit.letter_fee", "0 %/year");  // no cash is tied up
  county.with("contractor.default", "30 %/year").with("case.detection", "100 %/month");
  auto reformed = county;
  reformed.scenario = with_deposit_rate(county.scenario);
  const auto before = county.run();
  const auto after = reformed.run();
  EXPECT_GT(total(after, Metric::paid_by_deposit), total(before, Metric::paid_by_deposit));
  EXPECT_LE(total(after, Metric::arrears_months), total(before, Metric::arrears_months));
}

TEST(Run, OwnersThatStopPayingByStressAreFelt) {
  CountyRun county;
  auto stressed = county;
  stressed.scenario.stop_paying =
      StopPaying{OwnerKind::developer, 3, Month{std::chrono::year{2026}, std::chrono::July}};
  EXPECT_GT(total(stressed.run(), Metric::arrears_months),
            total(county.run(), Metric::arrears_months));
}

TEST(Run, OwnersThatStoppedBeforeTheRunHaveStoppedWhenItBegins) {
  CountyRun county;
  county.scenario.stop_paying =
      StopPaying{OwnerKind::developer, 3, Month{std::chrono::year{2026}, std::chrono::January}};
  auto earlier = county;
  earlier.scenario.stop_paying->from = Month{std::chrono::year{2025}, std::chrono::June};
  EXPECT_EQ(earlier.run().paths, county.run().paths);
}

// It pays its part when the works it can no longer pay for stand still: nothing is billed after.
TEST(Run, NothingWaitsForAnOwnerAfterItHasPaidItsLastPart) {
  CountyRun county;
  for (const auto* kind : {"government", "lgfv", "private"}) {
    county.with("owner." + std::string(kind) + ".share", "0 %");
  }
  county.with("owner.developer.share", "100 %").with("owner.developer.default", "0 %/year");
  county.with("owner.recovery_time", "0 month").with("owner.works_go_on", "3 month");
  county.scenario.stop_paying =
      StopPaying{OwnerKind::developer, 15, Month{std::chrono::year{2026}, std::chrono::February}};
  EXPECT_EQ(total(county.run(), Metric::waiting_end), 0);
}

TEST(Run, WhatComesBackToAFundMadeSmallerIsTheTreasurys) {
  CountyRun county;
  county.with("contractor.default", "60 %/year").with("case.detection", "100 %/month");
  county.with("deposit.letter_share", "0 %").with("deposit.insurance_share", "0 %");
  county.with("fund.recovered", "100 %").with("fund.size", "10 万元");
  Reform reform;
  reform.path = "fund.size";
  reform.parameter = Parameter::fund_size;
  reform.period.from = county.scenario.run.start + std::chrono::months(12);
  reform.value = Rate(10'000);
  county.scenario.reforms.push_back(reform);
  const auto report = county.run();
  EXPECT_GT(total(report, Metric::paid_by_fund), 0);
  for (std::size_t month = 12; month < report.month_sums.size(); ++month) {
    EXPECT_LE(report.month_sums[month].fund, 10'000 * county.scenario.run.paths) << month;
  }
}

TEST(Run, CourtsRecoverWhatNoLayerCovers) {
  CountyRun county;
  county.with("contractor.default", "30 %/year").with("case.detection", "100 %/month");
  const auto without = CountyRun(county).with("court.recovered", "0 %").run();
  const auto with = CountyRun(county).with("court.recovered", "100 %").run();
  EXPECT_EQ(total(without, Metric::paid_by_court), 0);
  EXPECT_GT(total(with, Metric::paid_by_court), 0);
  EXPECT_LT(total(with, Metric::worker_months), total(without, Metric::worker_months));
}

TEST(Run, LettersTieUpNoCash) {
  const auto cash = CountyRun().with("deposit.letter_share", "0 %").run();
  const auto letters = CountyRun().with("deposit.letter_share", "100 %").run();
  EXPECT_GT(total(cash, Metric::deposit_months), total(letters, Metric::deposit_months));
}

TEST(Run, AShiftOfTheSystemicFactorBringsMoreDefaults) {
  CountyRun county;
  county.paths(40);
  auto stressed = county;
  stressed.scenario.shift = SystemicShift{{county.scenario.run.start, std::nullopt}, Rate(-2)};
  EXPECT_GT(total(stressed.run(), Metric::owner_defaults),
            total(county.run(), Metric::owner_defaults));
}

}  // namespace
}  // namespace anxin::simulator
