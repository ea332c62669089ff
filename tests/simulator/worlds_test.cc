// Several drawn worlds in one run: which path is played where, and intervals for all such counties.
#include <gtest/gtest.h>

#include "simulator/canonical.h"
#include "simulator/report_runs.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

CountyRun county_in(std::int64_t worlds) {
  CountyRun county;
  county.scenario.run.worlds = worlds;
  return county;
}

World world_number(const CountyRun& county, std::int64_t number) {
  return make_world(county.baseline, plan_of_world(county.scenario.run, number));
}

// ---- worlds -------------------------------------------------------------------------------------

TEST(Worlds, TheFirstIsDrawnWithThePlansOwnSeedAndTheOthersEachWithAnother) {
  const CountyRun county;
  EXPECT_EQ(plan_of_world(county.scenario.run, 0).seed, county.scenario.run.seed);
  EXPECT_NE(plan_of_world(county.scenario.run, 1).seed, county.scenario.run.seed);
  EXPECT_NE(plan_of_world(county.scenario.run, 1).seed, plan_of_world(county.scenario.run, 2).seed);
  EXPECT_NE(world_number(county, 1).projects.front().contract,
            world_number(county, 2).projects.front().contract);
}

TEST(Worlds, TakeTurnsWithThePathsAndKeepTheirDraws) {
  const auto county = county_in(3);
  const auto report = county.run();
  EXPECT_EQ(report.worlds, 3U);
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  for (std::int64_t number = 0; number < 3; ++number) {
    const auto alone =
        run_world({county.baseline, county.scenario, sources, {}}, world_number(county, number));
    ASSERT_TRUE(alone.has_value());
    for (auto path = static_cast<std::size_t>(number); path < report.paths.size(); path += 3) {
      EXPECT_EQ(report.paths[path], alone->paths[path]) << path;
    }
  }
}

TEST(Worlds, GiveTheSameBytesOnAnyNumberOfThreads) {
  const auto one = county_in(3).run({1});
  for (const std::size_t threads : {2U, 3U}) {
    const auto more = county_in(3).run({threads});
    EXPECT_EQ(more.paths, one.paths);
    EXPECT_EQ(more.month_sums, one.month_sums);
    EXPECT_EQ(more.fingerprints, one.fingerprints);
  }
}

TEST(Worlds, InBatchesAreTheSameAsInOne) {
  auto batches = county_in(3);
  batches.months(12).paths(4);
  batches.scenario.run.stop = StopRule{Metric::paid_on_time, std::nullopt, Rate(1, 1'000'000), 150};
  auto whole = county_in(3);
  whole.months(12).paths(150);
  EXPECT_EQ(batches.run().fingerprints, whole.run().fingerprints);
}

TEST(Worlds, BeyondThePathsAreNotPlayed) {
  auto county = county_in(9);
  for (const auto& [paths, worlds] :
       {std::pair<std::int64_t, std::size_t>{8, 8}, {9, 9}, {10, 9}}) {
    EXPECT_EQ(county.paths(paths).run().worlds, worlds);
  }
}

TEST(Worlds, AreToldInTheNameOfTheResultAndOneKeepsItsName) {
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const auto one = county_in(1);
  const auto two = county_in(2);
  EXPECT_NE(result_id(one.baseline, one.scenario, sources),
            result_id(two.baseline, two.scenario, sources));
  EXPECT_EQ(canonical_form(one.scenario).find("worlds"), std::string::npos);
  EXPECT_NE(canonical_form(two.scenario).find("\"worlds\":2"), std::string::npos);
  EXPECT_FALSE(can_be_paired(one.scenario, two.scenario));
}

payments::Loaded<Scenario> with_worlds(const std::string& worlds) {
  return parse_scenario(
      "schema = \"anxin-scenario/1\"\ntitle = \"t\"\nbaseline = \"b\"\n[run]\n"
      "seed = \"1\"\npaths = 100\nhorizon = \"12 month\"\nstart = 2026-01-01\n" +
      worlds);
}

TEST(Worlds, AreOneUnlessTheFileSaysHowManyAndNotMoreThanThePaths) {
  EXPECT_EQ(with_worlds("").value.run.worlds, 1);
  EXPECT_EQ(with_worlds("worlds = 100\n").value.run.worlds, 100);
  for (const auto* beyond : {"worlds = 0\n", "worlds = 101\n"}) {
    const auto loaded = with_worlds(beyond);
    ASSERT_EQ(loaded.findings.size(), 1U) << beyond;
    EXPECT_EQ(loaded.findings[0].code, payments::kDataOutOfRange);
  }
}

// ---- intervals ----------------------------------------------------------------------------------

// Worlds' means are 2 and 6; Student's t with one degree of freedom.
TEST(WorldSummary, StandsOnTheMeansOfWorlds) {
  const auto summary = summarize(Sample{{1, 5, 3, 7}, 2}, {});
  EXPECT_EQ(summary.mean, Rate(4));
  EXPECT_NEAR(summary.standard_error, 2, 1e-12);
  EXPECT_NEAR(summary.half_width, 2 * 12.7062047, 1e-6);
}

TEST(WorldSummary, OfAPathAWorldIsThatOfThePathsWithStudentsReach) {
  const auto apart = summarize(Sample{{1, 5, 3, 8}, 4}, {});
  const auto alone = summarize(std::vector<std::int64_t>{1, 5, 3, 8}, {});
  EXPECT_NEAR(apart.standard_error, alone.standard_error, 1e-12);
  EXPECT_NEAR(apart.half_width / apart.standard_error, 3.18244631, 1e-7);
  EXPECT_NEAR(alone.half_width / alone.standard_error, 1.96, 1e-12);
}

// Sums of 9 of two paths and 5 of one, against 14/3 a path.
TEST(WorldSummary, WeighsAWorldByItsPaths) {
  const auto summary = summarize(Sample{{1, 5, 8}, 2}, {});
  const double apart = 9 - 2 * 14.0 / 3;
  EXPECT_EQ(summary.mean, Rate(14, 3));
  EXPECT_NEAR(summary.standard_error, 2 * (apart < 0 ? -apart : apart) / 3, 1e-12);
}

TEST(WorldSummary, ReachesAsFarAsStudentSays) {
  EXPECT_EQ(reach95(1), 1.96);
  EXPECT_NEAR(reach95(2), 12.706, 1e-3);
  EXPECT_NEAR(reach95(11), 2.2281, 1e-4);
  EXPECT_NEAR(reach95(12), 2.2010, 1e-3);
  EXPECT_NEAR(reach95(31), 2.0423, 1e-3);
  EXPECT_NEAR(reach95(1'000), 1.9623, 1e-3);
}

TEST(WorldSummary, AQuantilesRanksReachFurtherWherePathsOfAWorldAreAlike) {
  Sample alike{{}, 2};
  for (std::int64_t i = 0; i < 100; ++i) alike.values.push_back(i % 2);
  EXPECT_GT(rank_reach(alike, 0.5), 50);
  const Sample alone{alike.values, 1};
  EXPECT_NEAR(rank_reach(alone, 0.5), 1.96 * 5, 1e-12);
}

TEST(WorldSummary, AChanceIsKnownByItsWorlds) {
  Sample alike{{}, 4};  // every path of two worlds and none of the others
  for (std::int64_t i = 0; i < 100; ++i) alike.values.push_back(i % 4 < 2 ? 1 : 0);
  EXPECT_NEAR(effective_paths(alike), 3, 1e-9);
  Sample mixed{{}, 4};  // every world as often
  for (std::int64_t i = 0; i < 100; ++i) mixed.values.push_back(i / 4 % 2);
  EXPECT_EQ(effective_paths(mixed), 100);
  const auto narrow = chance_interval(Sample{mixed.values, 1});
  EXPECT_EQ(narrow.low, chance_interval(48, 100).low);
  EXPECT_LT(chance_interval(alike).low, chance_interval(50, 100).low / 6);
}

// ---- what an interval covers --------------------------------------------------------------------

// A few large owners and contractors: such counties differ more than the paths of one.
CountyRun small_county(std::uint64_t seed) {
  CountyRun county;
  county.baseline.size = {20, 5, 6};
  county.months(18).paths(24).with("contractor.default", "10 %/year");
  county.scenario.run.seed = seed;
  return county;
}

bool holds(const Summary& summary, const Rate& truth) {
  const double apart = real_of(summary.mean) - real_of(truth);
  return apart * apart <= summary.half_width * summary.half_width;
}

Summary waiting_bills(CountyRun county, std::int64_t worlds) {
  county.with("systemic.persistence", "0 %").scenario.run.worlds = worlds;
  return summarize(county.run().sample(Metric::waiting_end), {});
}

int seeds_that_hold(std::int64_t worlds, const Rate& truth) {
  int held = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    held += holds(waiting_bills(small_county(seed), worlds), truth) ? 1 : 0;
  }
  return held;
}

TEST(Worlds, IntervalsHoldTheMeanOfAllSuchCountiesThatOften) {
  const auto truth = waiting_bills(small_county(20'261'126).paths(800), 200).mean;
  // Binomial(40, .95): 33 or fewer come about once in 500 times.
  EXPECT_GE(seeds_that_hold(8, truth), 34);
  EXPECT_LE(seeds_that_hold(1, truth), 20) << "then one county would do";
}

// What a base rate of deposits of 3 % does to workers in arrears.
Summary effect_of_deposits(std::uint64_t seed, std::int64_t worlds) {
  auto county = small_county(seed);
  county.paths(200).scenario.run.worlds = worlds;
  auto reformed = county;
  reformed.scenario = with_value(county.scenario, kDepositRatePath, Rate(3, 100));
  return summarize(paired_differences(reformed.run().sample(Metric::worker_months),
                                      county.run().sample(Metric::worker_months)),
                   {});
}

TEST(Worlds, SeveralDoNotTellASignThatOneCountyTellsEitherWay) {
  constexpr std::uint64_t kMore = 4;
  constexpr std::uint64_t kFewer = 6;
  const auto more = effect_of_deposits(kMore, 1);
  const auto fewer = effect_of_deposits(kFewer, 1);
  EXPECT_GT(real_of(more.mean), more.half_width);
  EXPECT_LT(real_of(fewer.mean), -fewer.half_width);
  for (const auto seed : {kMore, kFewer}) {
    EXPECT_TRUE(holds(effect_of_deposits(seed, 8), Rate(0))) << seed;
  }
}

}  // namespace
}  // namespace anxin::simulator
