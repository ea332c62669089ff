// Closed-form cases through the full engine.
#include "simulator/verify.h"

#include <gtest/gtest.h>

#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

TEST(Verify, EveryCaseHolds) {
  const auto cases = verify_engine({shipped_rules(), shipped_calendar()}, {20'260'101, 400, {2}});
  ASSERT_TRUE(cases.has_value());
  EXPECT_EQ(cases->size(), 8U);
  for (const auto& known : *cases) {
    EXPECT_TRUE(known.holds()) << known.name << " " << known.exact << " " << known.estimate << " z "
                               << known.z();
  }
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
