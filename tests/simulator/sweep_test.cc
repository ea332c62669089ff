// Sweeps: the values of each axis, every point on the same draws.
#include "simulator/sweep.h"

#include <gtest/gtest.h>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

constexpr std::string_view kHead = R"(schema = "anxin-scenario/1"
title = "t"
baseline = "baselines/county-2026.toml"
[run]
seed = "1"
paths = 8
horizon = "12 month"
start = 2026-01-01
)";

payments::Loaded<Scenario> scenario_with(std::string_view more) {
  return parse_scenario(std::string(kHead).append(more));
}

std::vector<Sweep> sweeps_of(std::string_view more) {
  auto loaded = scenario_with(more);
  EXPECT_TRUE(loaded.findings.empty()) << more;
  return std::move(loaded.value.sweeps);
}

std::vector<std::string> texts_of(const Sweep& sweep) {
  std::vector<std::string> texts;
  for (const auto& value : values_of(sweep)) texts.push_back(quantity_text(value, *sweep.unit));
  return texts;
}

// ---- values -------------------------------------------------------------------------------------

TEST(Sweep, GoesInEqualStepsFromOneEndToTheOther) {
  const auto sweeps = sweeps_of(
      "[[sweep]]\npath = \"deposit.rate.base\"\nfrom = \"1 %\"\nto = \"3 %\"\nsteps = 5\n");
  ASSERT_EQ(sweeps.size(), 1U);
  EXPECT_FALSE(sweeps[0].parameter);
  EXPECT_EQ(texts_of(sweeps[0]), (std::vector<std::string>{"1 %", "1.5 %", "2 %", "2.5 %", "3 %"}));
}

TEST(Sweep, OnALogarithmicScaleMultipliesEachTime) {
  const auto sweeps = sweeps_of(
      "[[sweep]]\npath = \"fund.size\"\nfrom = \"100 万元\"\nto = \"10000 万元\"\nsteps = 3\n"
      "scale = \"log\"\n");
  EXPECT_EQ(texts_of(sweeps[0]), (std::vector<std::string>{"100 万元", "1000 万元", "10000 万元"}));
}

TEST(Sweep, BetweenItsEndsMoneyIsWholeFen) {
  const auto sweeps = sweeps_of(
      "[[sweep]]\npath = \"fund.size\"\nfrom = \"0.01 yuan\"\nto = \"0.04 yuan\"\nsteps = 3\n");
  for (const auto& value : values_of(sweeps[0])) EXPECT_EQ(denominator(value), 1);
}

TEST(Sweep, MayGoDown) {
  const auto sweeps = sweeps_of(
      "[[sweep]]\npath = \"account.coverage\"\nfrom = \"90 %\"\nto = \"30 %\"\nsteps = 3\n");
  EXPECT_EQ(texts_of(sweeps[0]), (std::vector<std::string>{"90 %", "60 %", "30 %"}));
}

// ---- what is refused ----------------------------------------------------------------------------

TEST(Sweep, ThatCannotBePlayedIsRefused) {
  struct Row {
    std::string_view text;
    Reason code;
  };
  const std::vector<Row> rows{
      {"path = \"fund.size\"\nfrom = \"1 万元\"\nto = \"1 万元\"\nsteps = 3", kSimulateSweep},
      {"path = \"account.share\"\nfrom = \"0 %\"\nto = \"1 %\"\nsteps = 3\nscale = \"log\"",
       kSimulateSweep},
      {"path = \"fund.size\"\nfrom = 1\nto = \"2 万元\"\nsteps = 3", kSimulateUnit},
      {"path = \"fund.sise\"\nfrom = \"1 %\"\nto = \"2 %\"\nsteps = 3", kSimulatePath},
      {"path = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 1",
       payments::kDataOutOfRange},
      {"path = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 41",
       payments::kDataOutOfRange},
      {"path = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 3\nscale = \"exp\"",
       payments::kDataUnknownWord},
  };
  for (const auto& row : rows) {
    const auto loaded = scenario_with(std::string("[[sweep]]\n").append(row.text));
    ASSERT_EQ(loaded.findings.size(), 1U) << row.text;
    EXPECT_EQ(loaded.findings[0].code, row.code) << row.text;
  }
}

std::string fund_sweep() {
  return "[[sweep]]\npath = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 2\n";
}
std::string account_sweep() {
  return "[[sweep]]\npath = \"account.coverage\"\nfrom = \"10 %\"\nto = \"20 %\"\nsteps = 2\n";
}

TEST(Sweep, StopsAtTwo) {
  const auto one = fund_sweep();
  const auto two = one + account_sweep();
  EXPECT_TRUE(scenario_with(two).findings.empty());
  EXPECT_EQ(scenario_with(two + one).findings.at(0).code, kSimulateSweep);
}

TEST(Sweep, OfOnePathTwiceIsRefused) {
  const auto loaded = scenario_with(fund_sweep() + fund_sweep());
  ASSERT_EQ(loaded.findings.size(), 1U);
  EXPECT_EQ(loaded.findings[0].code, kSimulateSweepTwice);
}

// ---- points -------------------------------------------------------------------------------------

SweepReport swept(const CountyRun& county, std::size_t threads = 1) {
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  auto report = run_sweep({county.baseline, county.scenario, sources, {threads}});
  EXPECT_TRUE(report.has_value());
  return std::move(*report);
}

CountyRun fund_and_coverage() {
  CountyRun county;
  county.months(12);
  county.scenario.sweeps = sweeps_of(
      "[[sweep]]\npath = \"fund.size\"\nfrom = \"1 万元\"\nto = \"1000 万元\"\nsteps = 2\n"
      "[[sweep]]\npath = \"account.coverage\"\nfrom = \"0 %\"\nto = \"100 %\"\nsteps = 3\n");
  return county;
}

TEST(Sweep, OfTwoPathsIsAGridRowByRow) {
  const auto county = fund_and_coverage();
  const auto report = swept(county);
  ASSERT_EQ(report.points.size(), 6U);
  EXPECT_EQ(points_of(county.scenario), 6U);
  EXPECT_EQ(report.points[1].at, (std::vector<Rate>{1'000'000, Rate(1, 2)}));
  EXPECT_EQ(report.points[3].at, (std::vector<Rate>{1'000'000'000, 0}));
}

TEST(Sweep, PlaysEachPointAsARunOfItsOwnWould) {
  const auto report = swept(fund_and_coverage());
  auto alone = CountyRun().months(12).with("fund.size", "1000 万元");
  alone.with("account.coverage", "50 %");
  const auto run = alone.run();
  const auto& point = report.points[4];
  EXPECT_EQ(point.id, run.id);
  EXPECT_EQ(point.of(Metric::paid_by_account).value.mean,
            summarize(run.values(Metric::paid_by_account), {}).mean);
}

TEST(Sweep, TakesDifferencesFromItsFirstPointPathByPath) {
  const auto report = swept(fund_and_coverage());
  const auto& first = report.points.front().of(Metric::paid_by_account);
  const auto& last = report.points.back().of(Metric::paid_by_account);
  EXPECT_EQ(first.difference.mean, 0);
  EXPECT_EQ(first.difference.standard_error, 0);
  EXPECT_EQ(last.difference.mean, last.value.mean - first.value.mean);
}

TEST(Sweep, IsTheSameOnAnyNumberOfThreads) {
  const auto one = swept(fund_and_coverage());
  const auto three = swept(fund_and_coverage(), 3);
  for (std::size_t i = 0; i < one.points.size(); ++i) {
    for (const auto& shape : kMetrics) {
      EXPECT_EQ(one.points[i].of(shape.metric).value.quantiles,
                three.points[i].of(shape.metric).value.quantiles);
    }
  }
}

TEST(Sweep, OfAReformedPathMovesTheReformInItsPeriod) {
  CountyRun county;
  const Period later{county.scenario.run.start + std::chrono::months(6), std::nullopt};
  county.scenario.reforms.push_back(
      {"fund.size", Parameter::fund_size, later, Rate(7), "a source"});
  county.scenario.sweeps =
      sweeps_of("[[sweep]]\npath = \"fund.size\"\nfrom = \"1 万元\"\nto = \"2 万元\"\nsteps = 2\n");
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const auto at = case_at({county.baseline, county.scenario, sources, {}}, {Rate(2'000'000)});
  EXPECT_EQ(at.baseline.values, county.baseline.values);
  EXPECT_EQ(at.scenario.reforms.at(0).value, 2'000'000);
  EXPECT_EQ(at.scenario.reforms.at(0).period.from, later.from);
}

TEST(Sweep, OfTheDepositRateMovesTheRegionsRule) {
  CountyRun county;
  county.with("deposit.letter_share", "0 %");
  county.scenario.sweeps = sweeps_of(
      "[[sweep]]\npath = \"deposit.rate.base\"\nfrom = \"1 %\"\nto = \"3 %\"\nsteps = 2\n");
  const auto report = swept(county);
  EXPECT_GT(report.points[1].of(Metric::deposit_months).difference.mean, 0);
}

TEST(Quantity, IsWrittenInTheUnitInWhichItIsShortest) {
  EXPECT_EQ(quantity_text(Rate(3, 100), Dimension::share), "3 %");
  EXPECT_EQ(quantity_text(Rate(300'000'000), Dimension::money), "300 万元");
  EXPECT_EQ(quantity_text(Rate(100), Dimension::money), "1 yuan");
  EXPECT_EQ(quantity_text(Rate(2, 1000), Dimension::yearly), "0.2 %/year");
  EXPECT_EQ(quantity_text(Rate(24), Dimension::months), "2 year");
}

}  // namespace
}  // namespace anxin::simulator
