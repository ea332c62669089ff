// Closed-form cases through the full engine.
#include "simulator/verify.h"

#include <gtest/gtest.h>

#include "simulator/statistics.h"

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

TEST(Verify, EveryCaseHolds) {
  const auto cases = verify_engine({shipped_rules(), shipped_calendar()}, {20'260'101, 200, {2}});
  ASSERT_TRUE(cases.has_value());
  EXPECT_GE(cases->size(), 52U);
  for (const auto& known : *cases) {
    EXPECT_TRUE(known.holds()) << known.name << " " << known.exact << " " << known.estimate << " z "
                               << known.z();
  }
}

// A hundred developers of which 4 % default within the year.
Summary developer_defaults(std::uint64_t seed) {
  CountyRun county;
  county.baseline.size = {20, 100, 10};
  county.paths(60).months(12);
  county.scenario.run.seed = seed;
  for (const auto* kind : {"government", "lgfv", "private"}) {
    county.with("owner." + std::string(kind) + ".share", "0 %");
  }
  county.with("owner.developer.share", "100 %").with("systemic.persistence", "0 %");
  return summarize(county.run().values(Metric::owner_defaults), {});
}

TEST(Verify, NinetyFivePercentIntervalsHoldTheTruthThatOften) {
  constexpr int kSeeds = 40;
  int held = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const auto summary = developer_defaults(seed);
    const double apart = real_of(summary.mean) - 4;
    held += apart * apart <= 1.96 * 1.96 * summary.standard_error * summary.standard_error ? 1 : 0;
  }
  // Binomial(40, .95): 33 or fewer come about once in 500 times.
  EXPECT_GE(held, 34);
}

TEST(Verify, ACaseWithoutChanceHoldsOnlyWhenEqual) {
  EXPECT_TRUE((VerifyCase{"a", 1, 1, 0}).holds());
  EXPECT_FALSE((VerifyCase{"a", 1, 1.000001, 0}).holds());
}

TEST(Verify, FourStandardErrorsAreTheLimit) {
  EXPECT_TRUE((VerifyCase{"a", 0, 4, 1}).holds());
  EXPECT_FALSE((VerifyCase{"a", 0, -4.01, 1}).holds());
}

}  // namespace
}  // namespace anxin::simulator
