// Sensitivity and reverse stress: on the same draws, in a stable order.
#include "simulator/studies.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

// Half of the paths at this shift, and not at a hundredth less.
std::int64_t exhausted_at(const CountyRun& county, const Rate& shift) {
  auto scenario = county.scenario;
  scenario.shift = SystemicShift{{scenario.run.start, std::nullopt}, shift};
  const auto report =
      run_scenario(county.baseline, scenario, {shipped_rules(), shipped_calendar()}, RunSettings{});
  const auto values = report->values(Metric::fund_exhausted);
  return std::count(values.begin(), values.end(), 1);
}

TEST(Studies, SensitivityNamesEveryAssumptionTheLargestFirst) {
  CountyRun county;
  county.paths(4).months(13);
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto swings =
      sensitivity({county.baseline, county.scenario, sources, settings}, Metric::arrears_months);
  ASSERT_TRUE(swings.has_value());
  const auto assumed =
      std::count_if(county.baseline.notes.begin(), county.baseline.notes.end(),
                    [](const auto& note) { return note.evidence == Evidence::assumption; });
  constexpr std::int64_t kOwnerShares = 4;  // none of them moves alone
  EXPECT_EQ(static_cast<std::int64_t>(swings->size()), assumed - kOwnerShares);
  EXPECT_TRUE(std::is_sorted(swings->begin(), swings->end(),
                             [](const auto& a, const auto& b) { return a.size() > b.size(); }));
  EXPECT_GT(swings->front().size(), 0);
}

TEST(Studies, ReverseStressFindsTheMildestShiftThatEmptiesTheFund) {
  CountyRun county;
  county.paths(16).with("fund.size", "1 万元").with("case.detection", "90 %/month");
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto found = reverse_stress({county.baseline, county.scenario, sources, settings});
  ASSERT_TRUE(found.has_value() && found->has_value());
  EXPECT_GE(2 * exhausted_at(county, **found), 16);
  if (**found < 0) {
    EXPECT_LT(2 * exhausted_at(county, **found + Rate(1, 100)), 16);
  }
}

TEST(Studies, ReverseStressSaysWhenNothingEmptiesTheFund) {
  CountyRun county;
  county.paths(4).months(12).with("fund.size", "100 亿元");
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  const auto found = reverse_stress({county.baseline, county.scenario, sources, settings});
  ASSERT_TRUE(found.has_value());
  EXPECT_FALSE(found->has_value());
}

}  // namespace
}  // namespace anxin::simulator
