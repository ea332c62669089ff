// Cover: what is paid from what is there.
#include <gtest/gtest.h>

#include "ledger/base/entropy.h"
#include "payments/domain/cover.h"
#include "tests/support/book_builder.h"

namespace anxin::payments {
namespace {

using tests::reason;
using tests::yuan;

PayrollLine owed_wage(const std::string& id, const std::string& team, const std::string& net) {
  PayrollLine line;
  line.id = id;
  line.team = team;
  line.net = yuan(net);
  return line;
}

class Cover : public testing::Test {
 protected:
  Result<CoverPlan> plan(const std::string& usable, const ShortfallChoice& choice) const {
    std::vector<const PayrollLine*> all;
    for (const auto& line : lines) all.push_back(&line);
    return plan_cover(all, yuan(usable), choice);
  }
  static std::string paid(const Result<CoverPlan>& made) {
    std::string text;
    for (const auto& one : made->now) text += one.line->id + "=" + to_string(one.amount) + " ";
    return text;
  }

  std::vector<PayrollLine> lines{owed_wage("a", "钢筋", "100.00"), owed_wage("b", "钢筋", "200.00"),
                                 owed_wage("c", "木工", "0.01")};
};

TEST_F(Cover, OfExactlyWhatIsNeededPaysAll) {
  const auto made = plan("300.01", shortfall::NotChosen{});
  EXPECT_EQ(paid(made), "a=100.00 b=200.00 c=0.01 ");
  EXPECT_EQ(made->shortfall, Money());
}

TEST_F(Cover, OfAFenMoreOrLessIsEnoughOrShort) {
  EXPECT_EQ(reason(plan("300.02", shortfall::NotChosen{})), "ok");
  EXPECT_EQ(reason(plan("300.00", shortfall::NotChosen{})), "payments.cover-short");
}

TEST_F(Cover, BelowZeroCountsAsNothing) {
  const auto refused = plan("-5.00", shortfall::NotChosen{});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().details.at(1).value, "0.00");
  EXPECT_EQ(refused.error().details.at(2).value, "300.01");
}

TEST_F(Cover, WaitingPaysNobodyWhenShortAndAllWhenNot) {
  EXPECT_EQ(paid(plan("300.00", shortfall::Wait{})), "");
  EXPECT_EQ(paid(plan("300.01", shortfall::Wait{})), "a=100.00 b=200.00 c=0.01 ");
}

TEST_F(Cover, TeamsArePaidWholeUpToTheUsableMoney) {
  EXPECT_EQ(paid(plan("300.00", shortfall::Teams{{"钢筋"}})), "a=100.00 b=200.00 ");
  EXPECT_EQ(reason(plan("299.99", shortfall::Teams{{"钢筋"}})), "payments.part-too-large");
  EXPECT_EQ(reason(plan("299.99", shortfall::Teams{{"瓦工"}})), "payments.team-unknown");
  EXPECT_EQ(paid(plan("0.01", shortfall::Teams{{"木工"}})), "c=0.01 ");
}

TEST_F(Cover, ATeamNamedTwiceIsPaidOnce) {
  EXPECT_EQ(paid(plan("300.00", shortfall::Teams{{"木工", "木工"}})), "c=0.01 ");
}

TEST_F(Cover, AnUnknownTeamIsReportedBeforeTheSize) {
  EXPECT_EQ(reason(plan("0.00", shortfall::Teams{{"钢筋", "瓦工"}})), "payments.team-unknown");
}

TEST_F(Cover, EqualSharesRoundDownAndLeaveOutWhatRoundsToNothing) {
  const auto made = plan("150.00", shortfall::EqualShares{});
  EXPECT_EQ(paid(made), "a=49.99 b=99.99 ");
  EXPECT_EQ(to_string(made->shortfall), "150.01");
}

TEST_F(Cover, EqualSharesOfNothingPayNobody) {
  EXPECT_EQ(paid(plan("0.00", shortfall::EqualShares{})), "");
}

TEST_F(Cover, EqualSharesOfEnoughPayAll) {
  EXPECT_EQ(paid(plan("300.01", shortfall::EqualShares{})), "a=100.00 b=200.00 c=0.01 ");
}

TEST_F(Cover, EqualSharesNeverExceedTheUsableMoney) {
  SeededEntropy entropy(5);
  for (int round = 0; round < 200; ++round) {
    std::vector<PayrollLine> many;
    Money needed;
    for (int i = 0; i < 30; ++i) {
      auto line = owed_wage("x", "t", "0.00");
      line.net = Money::from_minor(static_cast<std::int64_t>(1 + entropy.below(1'000'000)));
      needed += line.net;
      many.push_back(line);
    }
    std::vector<const PayrollLine*> pointers;
    for (const auto& line : many) pointers.push_back(&line);
    const auto usable = Money::from_minor(
        static_cast<std::int64_t>(entropy.below(static_cast<std::uint64_t>(needed.minor()))));
    const auto made = plan_cover(pointers, usable, shortfall::EqualShares{}).value();
    Money sum;
    for (const auto& one : made.now) {
      EXPECT_GT(one.amount, Money());
      EXPECT_LE(one.amount, one.line->net);
      sum += one.amount;
    }
    EXPECT_LE(sum, usable);
    EXPECT_GT(sum + Money::from_minor(30), usable);  // no more than a fen a line is left
  }
}

}  // namespace
}  // namespace anxin::payments
