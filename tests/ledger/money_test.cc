#include "ledger/base/money.h"

#include <gtest/gtest.h>

#include <cstdint>

namespace anxin {
namespace {

using namespace literals;

constexpr Money kMost = Money::from_minor(INT64_MAX);
constexpr Money kLeast = Money::from_minor(INT64_MIN);

TEST(Money, IsOrderedByItsMinorUnits) {
  EXPECT_LT(1_minor, 2_minor);
  EXPECT_EQ(Money(), 0_minor);
  EXPECT_TRUE(Money().is_zero());
}

TEST(Money, AddsAndSubtracts) {
  EXPECT_EQ(150_minor, 100_minor + 50_minor);
  EXPECT_EQ(Money::from_minor(-50), 50_minor - 100_minor);
  EXPECT_EQ(Money::from_minor(-7), -7_minor);
}

TEST(Money, CheckedAddAnswersUpToTheLargestNumberAndNothingBeyond) {
  EXPECT_EQ(checked_add(kMost - 2_minor, 1_minor), kMost - 1_minor);
  EXPECT_EQ(checked_add(kMost - 1_minor, 1_minor), kMost);
  EXPECT_EQ(checked_add(kMost, 1_minor), std::nullopt);
}

TEST(Money, CheckedSubAnswersDownToTheSmallestNumberAndNothingBelow) {
  EXPECT_EQ(checked_sub(kLeast + 2_minor, 1_minor), kLeast + 1_minor);
  EXPECT_EQ(checked_sub(kLeast + 1_minor, 1_minor), kLeast);
  EXPECT_EQ(checked_sub(kLeast, 1_minor), std::nullopt);
}

TEST(MoneyDeathTest, EndsTheProcessRatherThanWrapping) {
  EXPECT_DEATH((void)(kMost + 1_minor), "invariant broken");
  EXPECT_DEATH((void)(kLeast - 1_minor), "invariant broken");
  EXPECT_DEATH((void)to_money(to_total(kMost) + 1), "invariant broken");
  EXPECT_DEATH((void)to_money(to_total(kLeast) - 1), "invariant broken");
}

TEST(Total, HoldsMoreThanOneMoney) {
  const Total sum = to_total(kMost) + to_total(kMost);
  EXPECT_EQ(sum.str(), "18446744073709551614");
  EXPECT_EQ(to_money(sum - to_total(kMost)), kMost);
}

struct ShareCase {
  const char* name;
  std::int64_t amount;
  Rate rate;
  std::int64_t half_even, half_up, down;
};
void PrintTo(const ShareCase& one, std::ostream* out) { *out << one.name; }

class Share : public ::testing::TestWithParam<ShareCase> {};

TEST_P(Share, IsRoundedAsNamed) {
  const auto& one = GetParam();
  const auto amount = Money::from_minor(one.amount);
  EXPECT_EQ(share(amount, one.rate, Rounding::half_even).minor(), one.half_even);
  EXPECT_EQ(share(amount, one.rate, Rounding::half_up).minor(), one.half_up);
  EXPECT_EQ(share(amount, one.rate, Rounding::down).minor(), one.down);
}

INSTANTIATE_TEST_SUITE_P(
    Money, Share,
    ::testing::Values(ShareCase{"Exact", 200, Rate(1, 4), 50, 50, 50},
                      ShareCase{"BelowHalf", 149, Rate(1, 100), 1, 1, 1},
                      ShareCase{"HalfAboveOdd", 150, Rate(1, 100), 2, 2, 1},
                      ShareCase{"AboveHalf", 151, Rate(1, 100), 2, 2, 1},
                      ShareCase{"HalfAboveEven", 250, Rate(1, 100), 2, 3, 2},
                      ShareCase{"NegativeBelowHalf", -149, Rate(1, 100), -1, -1, -1},
                      ShareCase{"NegativeHalfAboveOdd", -150, Rate(1, 100), -2, -2, -1},
                      ShareCase{"NegativeHalfAboveEven", -250, Rate(1, 100), -2, -3, -2},
                      ShareCase{"NegativeRate", 150, Rate(-1, 100), -2, -2, -1},
                      ShareCase{"Zero", 0, Rate(3, 8), 0, 0, 0},
                      ShareCase{"Whole", INT64_MAX, Rate(1), INT64_MAX, INT64_MAX, INT64_MAX}),
    [](const auto& one) { return one.param.name; });

TEST(MoneyDeathTest, AShareThatDoesNotFitEndsTheProcess) {
  EXPECT_DEATH((void)share(kMost, Rate(2), Rounding::down), "invariant broken");
}

}  // namespace
}  // namespace anxin
