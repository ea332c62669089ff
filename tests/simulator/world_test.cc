// The world: drawn by name, linked to owners and contractors, whole to the fen.
#include "simulator/world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "simulator/default_bound.h"
#include "simulator/numeric.h"
#include "simulator/statistics.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

World county_world(std::uint32_t projects) {
  CountyRun county;
  county.baseline.size = {projects, 120, 150};
  return make_world(county.baseline, county.scenario.run);
}

TEST(World, ALargerOneBeginsWithTheSameProjects) {
  std::map<std::uint32_t, Project> known;
  for (const auto& project : county_world(500).projects) known[project.number] = project;
  for (const auto& project : county_world(100).projects) {
    const auto& same = known.at(project.number);
    EXPECT_EQ(project.contract, same.contract);
    EXPECT_EQ(project.owner, same.owner);
    EXPECT_EQ(project.start, same.start);
    EXPECT_EQ(project.progress, same.progress);
  }
}

TEST(World, ProjectsOfOneContractorStandTogether) {
  const auto world = county_world(500);
  std::uint32_t counted = 0;
  for (std::uint32_t c = 0; c < world.contractors.size(); ++c) {
    const auto& contractor = world.contractors[c];
    for (auto i = contractor.first_project; i < contractor.end_project; ++i) {
      EXPECT_EQ(world.projects[i].contractor, c);
      ++counted;
    }
  }
  EXPECT_EQ(counted, 500U);
}

TEST(World, ProgressRisesToTheWhole) {
  for (const auto& project : county_world(500).projects) {
    std::int64_t before = 0;
    for (const auto done : project.progress) {
      EXPECT_GE(done, before);
      before = done;
    }
    EXPECT_EQ(before, kFixedOne);
    EXPECT_EQ(project.progress.size(), static_cast<std::size_t>(project.months));
  }
}

TEST(World, LabourLiesBetweenItsShares) {
  const auto baseline = county_baseline();
  for (const auto& project : county_world(500).projects) {
    EXPECT_GE(project.labour,
              times(project.contract, baseline.values.fixed(Parameter::labour_share_min)));
    EXPECT_LE(project.labour,
              times(project.contract, baseline.values.fixed(Parameter::labour_share_max)));
  }
}

TEST(World, SomeOwnersLetFarMoreThanOthers) {
  const auto world = county_world(500);
  Fen most = 0;
  Fen all = 0;
  for (const auto& owner : world.owners) {
    most = std::max(most, owner.let);
    all += owner.let;
  }
  EXPECT_GT(most, 5 * all / 120);
}

TEST(World, SeasonsFollowTheCalendarOfTheMoon) {
  const auto baseline = county_baseline();
  const auto month = [](int year, unsigned number) {
    return Month{std::chrono::year{year}, std::chrono::month{number}};
  };
  EXPECT_EQ(season_of(baseline, month(2025, 1)), SeasonMonth::festival);
  EXPECT_EQ(season_of(baseline, month(2026, 1)), SeasonMonth::other);
  EXPECT_EQ(season_of(baseline, month(2026, 2)), SeasonMonth::festival);
  EXPECT_EQ(season_of(baseline, month(2026, 3)), SeasonMonth::after_festival);
}

TEST(DefaultBound, WithoutPersistenceIsThatOfATwelfthOfTheYear) {
  // 1 − (1 − 4 %)^(1/12) = 0.003396055; its quantile by table is −2.7075.
  EXPECT_NEAR(default_chance(default_bound({0.04, 0}), 0, 0), 0.003396055, 1e-6);
}

TEST(DefaultBound, WithoutPersistenceGivesTheYearAtBothEndsOfItsDomain) {
  for (const double yearly : {1e-8, 1e-6, 0.001, 0.3, 0.9, 0.99}) {
    const double monthly = default_chance(default_bound({yearly, 0}), 0, 0);
    // Of rare defaults a thousandth lies beyond the end of the factor's grid.
    EXPECT_NEAR(1 - power(1 - monthly, 12), yearly, std::min(1e-6, yearly / 1000)) << yearly;
  }
}

TEST(DefaultBound, WithPersistenceIsALittleHigher) {
  EXPECT_GT(default_bound({0.04, 0.85}), default_bound({0.04, 0}));
}

TEST(DefaultBound, RisesWithPersistenceToTheEndOfItsDomain) {
  double before = default_bound({0.04, 0.9});
  for (const double persistence : {0.95, 0.955, 0.96, 0.97, 0.99}) {
    const auto bound = default_bound({0.04, persistence});
    EXPECT_GT(bound, before) << persistence;
    EXPECT_LT(bound, 0) << persistence;
    before = bound;
  }
}

TEST(DefaultBound, CorrelationIsThatOfTheBaselFormula) {
  EXPECT_NEAR(basel_correlation(0.01), 0.1928, 0.0001);
  EXPECT_NEAR(basel_correlation(0.1), 0.1208, 0.0001);
}

// 0.07 × 100 is more than 7 as the nearest double.
TEST(Statistics, AQuantileThatIsAWholeRankIsThatRank) {
  std::vector<std::int64_t> values;
  for (std::int64_t value = 1; value <= 100; ++value) values.push_back(value);
  const auto summary = summarize(values, {0.07, 0.14, 0.28, 0.55, 0.56});
  EXPECT_EQ(summary.quantiles, (std::vector<std::int64_t>{7, 14, 28, 55, 56}));
}

TEST(Statistics, TellMeanErrorAndQuantiles) {
  const auto summary = summarize({4, 1, 3, 2}, {0, 0.25, 0.26, 0.5, 1});
  EXPECT_EQ(summary.mean, Rate(5, 2));
  EXPECT_NEAR(summary.standard_error, 0.6454972243679028, 1e-15);
  EXPECT_EQ(summary.quantiles, (std::vector<std::int64_t>{1, 1, 2, 2, 4}));
}

TEST(Statistics, DifferencesArePathByPath) {
  EXPECT_EQ(paired_differences({5, 1}, {2, 4}), (std::vector<std::int64_t>{3, -3}));
}

}  // namespace
}  // namespace anxin::simulator
