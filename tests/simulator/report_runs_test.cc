// The runs behind a report: on the scenario's own draws, and what many paths say.
#include "simulator/report_runs.h"

#include <gtest/gtest.h>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

Study study_of(const CountyRun& county, const RuleSources& sources, const RunSettings& settings) {
  return {county.baseline, county.scenario, sources, settings};
}

TEST(ReportRuns, AValueIsSetOverTheScenariosOwnReforms) {
  CountyRun county;
  const auto start = county.scenario.run.start;
  county.scenario.reforms = {
      {"fund.size", Parameter::fund_size, {start, std::nullopt}, Rate(1), "own"}};
  const auto changed = with_value(county.scenario, "fund.size", Rate(2));
  EXPECT_EQ(parameters_in(county.baseline, changed, start)[Parameter::fund_size], Rate(2));
  const auto rate = with_value(county.scenario, kDepositRatePath, Rate(2, 100));
  EXPECT_FALSE(rate.reforms.back().parameter.has_value());
}

TEST(ReportRuns, AGridIsPlayedRowByRow) {
  CountyRun county;
  county.paths(2).months(13);
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const Line rows{"fund.size", {Rate(100'000), Rate(900'000'000)}};
  const Line columns{"account.coverage", {Rate(0), Rate(1)}};
  const auto study = study_of(county, sources, settings);
  const auto grid = play_grid(study, rows, columns);
  ASSERT_TRUE(grid.has_value());
  ASSERT_EQ(grid->size(), 4U);
  const auto scenario = with_value(with_value(county.scenario, "fund.size", rows.values[1]),
                                   "account.coverage", columns.values[0]);
  const auto alone = run_scenario(county.baseline, scenario, sources, settings);
  EXPECT_EQ(grid->at(2).paths, alone->paths);
  EXPECT_NE(grid->at(2).paths, grid->at(3).paths);
}

TEST(ReportRuns, ShiftsTakeThePlaceOfTheScenariosOwn) {
  CountyRun county;
  county.paths(2).months(13);
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto plain = county.run();
  county.scenario.shift = SystemicShift{{county.scenario.run.start, std::nullopt}, Rate(-3)};
  const auto shifted = play_shifts(study_of(county, sources, settings), {Rate(0), Rate(-3)});
  ASSERT_TRUE(shifted.has_value());
  EXPECT_EQ(shifted->at(0).paths, plain.paths);
  EXPECT_NE(shifted->at(1).paths, plain.paths);
}

TEST(ReportRuns, MonthsAreKeptWhereTheyAreAskedFor) {
  CountyRun county;
  county.paths(5).months(13);
  EXPECT_TRUE(county.run().path_months.empty());
  RunSettings settings;
  settings.keep = Keep::months;
  const auto report = county.run(settings);
  ASSERT_EQ(report.path_months.size(), 5U);
  const auto months = month_quantiles(report, &MonthFigures::arrears, {0.2, 1});
  ASSERT_EQ(months.size(), 13U);
  std::int64_t sum = 0;
  for (const auto& path : report.path_months) sum += path.back().arrears;
  EXPECT_EQ(sum, report.month_sums.back().arrears);
  EXPECT_LE(months.back()[0], months.back()[1]);
}

TEST(ReportRuns, EachStudyTakesNoMoreRunsThanItSays) {
  CountyRun county;
  county.paths(1).months(6);
  // All but two known, so that the study takes no longer than a test may.
  for (auto& note : county.baseline.notes) note.evidence = Evidence::law;
  county.baseline.notes.front().evidence = Evidence::assumption;
  county.baseline.notes.back().evidence = Evidence::assumption;
  std::int64_t played = 0;
  RunSettings settings;
  settings.progress = [&played](std::int64_t) { ++played; };
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const auto study = study_of(county, sources, settings);
  ASSERT_TRUE(sensitivity(study, Metric::arrears_months).has_value());
  EXPECT_EQ(played, 5);
  EXPECT_EQ(runs_of_sensitivity(county.baseline), 5);
  played = 0;
  ASSERT_TRUE(reverse_stress(study).has_value());
  EXPECT_GE(played, 1);
  EXPECT_LE(played, runs_of_reverse_stress());
}

TEST(ReportRuns, WagesWaitNoLongerWhenTheyAreOlder) {
  CountyRun county;
  const auto report = county.paths(4).run();
  const auto shares = unpaid_after(report);
  ASSERT_EQ(shares.size(), kAges - 1);
  for (std::size_t age = 1; age < shares.size(); ++age) EXPECT_LE(shares[age], shares[age - 1]);
  EXPECT_GE(shares.back(), 0);
  EXPECT_LT(shares.front(), 1);
  EXPECT_EQ(unpaid_after(RunReport{}), std::vector<double>(kAges - 1, 0.0));
}

TEST(ReportRuns, PairsNeedTheSameDrawsInTheSameCounty) {
  const auto plan = CountyRun{}.scenario;
  EXPECT_TRUE(can_be_paired(plan, plan));
  auto other = plan;
  other.run.seed += 1;
  EXPECT_FALSE(can_be_paired(plan, other));
  other = plan;
  other.run.start += std::chrono::months(1);
  EXPECT_FALSE(can_be_paired(plan, other));
  other = plan;
  other.baseline = "another.toml";
  EXPECT_FALSE(can_be_paired(plan, other));
}

// Wilson (1927); the figures can be found in any table of binomial intervals.
TEST(ReportIntervals, OfAChanceStayWithinTheWhole) {
  const auto none = chance_interval(0, 10);
  EXPECT_EQ(none.low, 0);
  EXPECT_NEAR(none.high, 0.2775, 1e-4);
  const auto some = chance_interval(31, 500);
  EXPECT_NEAR(some.low, 0.0440, 1e-4);
  EXPECT_NEAR(some.high, 0.0867, 1e-4);
  EXPECT_EQ(chance_interval(10, 10).high, 1);
}

TEST(ReportIntervals, OfAQuantileAreOrderStatistics) {
  std::vector<std::int64_t> values;
  for (std::int64_t value = 500; value >= 1; --value) values.push_back(value);
  const auto interval = quantile_interval({values}, 0.95);
  EXPECT_EQ(interval.low, 465);
  EXPECT_EQ(interval.high, 485);
  EXPECT_EQ(quantile_interval({{7}}, 0.95).low, 7);
  EXPECT_EQ(quantile_interval({{7}}, 0.95).high, 7);
}

}  // namespace
}  // namespace anxin::simulator
