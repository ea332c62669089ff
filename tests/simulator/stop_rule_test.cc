// Stop rules: intervals by hand, batches that depend on the scenario alone.
#include "simulator/stop_rule.h"

#include <gtest/gtest.h>

#include <numeric>

#include "simulator/statistics.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

std::vector<std::int64_t> one_to(std::int64_t count) {
  std::vector<std::int64_t> values(static_cast<std::size_t>(count));
  std::iota(values.begin(), values.end(), 1);
  return values;
}

// ---- widths -------------------------------------------------------------------------------------

TEST(StopRule, WidthOfAMeanIsThatOfItsStandardError) {
  const auto values = one_to(100);
  const auto width = rel_half_width({values}, std::nullopt);
  ASSERT_TRUE(width);
  EXPECT_NEAR(*width, 1.96 * summarize(values, {}).standard_error / 50.5, 1e-12);
}

// Of 1 to 1000 the median lies between ranks 469 and 532: 500 ∓ 1.96 √250 and half a rank.
TEST(StopRule, WidthOfAQuantileIsThatOfItsOrderStatistics) {
  const auto width = rel_half_width({one_to(1000)}, Rate(1, 2));
  ASSERT_TRUE(width);
  EXPECT_NEAR(*width, (532.0 - 469.0) / 2 / 500, 1e-12);
}

TEST(StopRule, ThereIsNoWidthWhereTooFewValuesReachBeyondTheQuantile) {
  EXPECT_FALSE(rel_half_width({one_to(50)}, Rate(99, 100)));
  EXPECT_TRUE(rel_half_width({one_to(1000)}, Rate(99, 100)));
  EXPECT_FALSE(rel_half_width({{7}}, std::nullopt));
}

TEST(StopRule, ThereIsNoWidthOfNothing) {
  EXPECT_FALSE(rel_half_width({std::vector<std::int64_t>(100, 0)}, std::nullopt));
  EXPECT_FALSE(rel_half_width({{-5, 5}}, std::nullopt));
}

TEST(StopRule, WidthOfADebtIsAShareOfItsSize) {
  EXPECT_EQ(rel_half_width({{-9, -11}}, std::nullopt), rel_half_width({{9, 11}}, std::nullopt));
}

// ---- batches ------------------------------------------------------------------------------------

RunPlan plan_with_stop(std::int64_t paths, std::int64_t max_paths, const Rate& width) {
  RunPlan run;
  run.paths = paths;
  run.stop = StopRule{Metric::cases, std::nullopt, width, max_paths};
  return run;
}

TEST(Stopping, WithoutARulePlaysWhatIsPlanned) {
  RunPlan run;
  run.paths = 7;
  Stopping stopping(run);
  EXPECT_EQ(stopping.next_total(0, {}), 7);
  EXPECT_EQ(stopping.next_total(7, {}), 7);
  EXPECT_EQ(stopping.outcome().why, StopReason::planned);
}

TEST(Stopping, EndsAsSoonAsTheIntervalIsAsNarrowAsWanted) {
  const std::vector<std::int64_t> values{9, 11};  // half width 1.96 of 10
  const auto give = [&values](Metric) { return Sample{values}; };
  const auto exact = plan_with_stop(2, 1'000, Rate(196, 1000));
  Stopping enough(exact);
  EXPECT_EQ(enough.next_total(2, give), 2);
  EXPECT_EQ(enough.outcome().why, StopReason::narrow);
  const auto less = plan_with_stop(2, 1'000, Rate(195, 1000));
  Stopping more(less);
  EXPECT_EQ(more.next_total(2, give), 102);
}

TEST(Stopping, GrowsByAQuarterButNotBeyondTheLimit) {
  const auto give = [](Metric) { return Sample{{0, 0}}; };
  const auto run = plan_with_stop(1'000, 1'300, Rate(1, 100));
  Stopping stopping(run);
  EXPECT_EQ(stopping.next_total(0, give), 1'000);
  EXPECT_EQ(stopping.next_total(1'000, give), 1'250);
  EXPECT_EQ(stopping.next_total(1'250, give), 1'300);
  EXPECT_EQ(stopping.next_total(1'300, give), 1'300);
  EXPECT_EQ(stopping.outcome().why, StopReason::max_paths);
}

TEST(Stopping, ExpectsFourTimesTheWorkForHalfTheWidth) {
  const auto give = [](Metric) { return Sample{{9, 11}}; };
  const auto run = plan_with_stop(2, 1'000, Rate(98, 1000));
  Stopping stopping(run);
  EXPECT_EQ(stopping.next_total(2, give), 102);
  EXPECT_EQ(stopping.expected_total(2), 8);
}

// ---- runs ---------------------------------------------------------------------------------------

CountyRun stopped_county(const Rate& width, std::int64_t max_paths) {
  CountyRun county;
  county.months(12).paths(4);
  county.scenario.run.stop = StopRule{Metric::paid_on_time, Rate(1, 2), width, max_paths};
  return county;
}

TEST(Run, WithAStopRulePlaysTheSameOnAnyNumberOfThreads) {
  const auto county = stopped_county(Rate(1, 1000), 300);
  const auto one = county.run({1});
  EXPECT_GT(one.paths.size(), 4U);
  for (const std::size_t threads : {2U, 3U}) {
    const auto more = county.run({threads});
    EXPECT_EQ(more.paths, one.paths);
    EXPECT_EQ(more.month_sums, one.month_sums);
    EXPECT_EQ(more.fingerprints, one.fingerprints);
    EXPECT_EQ(more.stop.why, one.stop.why);
  }
}

TEST(Run, InBatchesIsTheSameAsInOne) {
  const auto batches = stopped_county(Rate(1, 1'000'000), 150).run();
  EXPECT_EQ(batches.stop.why, StopReason::max_paths);
  ASSERT_EQ(batches.paths.size(), 150U);
  const auto whole = CountyRun().months(12).paths(150).run();
  EXPECT_EQ(batches.paths, whole.paths);
  EXPECT_EQ(batches.fingerprints, whole.fingerprints);
}

TEST(Run, TellsHowManyPathsItExpects) {
  std::vector<std::int64_t> expected;
  RunSettings settings;
  settings.expects = [&expected](std::int64_t total) { expected.push_back(total); };
  EXPECT_EQ(stopped_county(Rate(1, 1'000'000), 150).run(settings).paths.size(), 150U);
  EXPECT_EQ(expected, (std::vector<std::int64_t>{150, 150}));
}

// ---- files --------------------------------------------------------------------------------------

payments::Loaded<Scenario> with_stop(const std::string& stop) {
  return parse_scenario(
      "schema = \"anxin-scenario/1\"\ntitle = \"t\"\nbaseline = \"b\"\n[run]\n"
      "seed = \"1\"\npaths = 100\nhorizon = \"12 month\"\nstart = 2026-01-01\n"
      "stop = {" +
      stop + "}\n");
}

TEST(StopRule, IsReadWithItsFigure) {
  const auto loaded =
      with_stop("metric = \"arrears_months.q95\", rel_half_width = \"3 %\", max_paths = 20000");
  ASSERT_TRUE(loaded.findings.empty());
  ASSERT_TRUE(loaded.value.run.stop);
  EXPECT_EQ(loaded.value.run.stop->metric, Metric::arrears_months);
  EXPECT_EQ(loaded.value.run.stop->quantile, Rate(95, 100));
  EXPECT_EQ(loaded.value.run.stop->rel_half_width, Rate(3, 100));
  EXPECT_FALSE(with_stop("metric = \"cases.mean\", rel_half_width = \"3 %\", max_paths = 100")
                   .value.run.stop->quantile);
}

TEST(StopRule, ThatMeansNothingIsRefused) {
  struct Row {
    std::string text;
    Reason code;
  };
  const std::vector<Row> rows{
      {"metric = \"arears_months.q95\", rel_half_width = \"3 %\", max_paths = 200",
       kSimulateMetric},
      {"metric = \"cases\", rel_half_width = \"3 %\", max_paths = 200", payments::kDataBadValue},
      {"metric = \"cases.p95\", rel_half_width = \"3 %\", max_paths = 200",
       payments::kDataBadValue},
      {"metric = \"cases.q00\", rel_half_width = \"3 %\", max_paths = 200",
       payments::kDataBadValue},
      {"metric = \"cases.mean\", rel_half_width = 0.03, max_paths = 200", kSimulateUnit},
      {"metric = \"cases.mean\", rel_half_width = \"0 %\", max_paths = 200",
       payments::kDataBadValue},
      {"metric = \"cases.mean\", rel_half_width = \"3 %\", max_paths = 99",
       payments::kDataOutOfRange},
  };
  for (const auto& row : rows) {
    const auto loaded = with_stop(row.text);
    ASSERT_EQ(loaded.findings.size(), 1U) << row.text;
    EXPECT_EQ(loaded.findings[0].code, row.code) << row.text;
  }
}

TEST(Quantile, HasANameOfItsDigits) {
  for (const auto& [value, name] : {std::pair{Rate(95, 100), "q95"},
                                    {Rate(5, 100), "q05"},
                                    {Rate(1, 2), "q50"},
                                    {Rate(999, 1000), "q999"}}) {
    EXPECT_EQ(quantile_name(value), name);
    EXPECT_EQ(parse_quantile_name(name), value);
  }
  for (const auto* word : {"", "q", "q5", "95", "q00", "q12345", "q9x"}) {
    EXPECT_FALSE(parse_quantile_name(word)) << word;
  }
}

}  // namespace
}  // namespace anxin::simulator
