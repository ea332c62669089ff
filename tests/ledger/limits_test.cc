// Limits: min counts what holds would lower, max what they would raise, and nobody is stopped from
// moving away from a limit.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using book::kAboveMaximum;
using book::kInsufficientBalance;

// An account of 100.00 with the terms under test, between two accounts without limits.
BookBuilder limited(Side normal, Terms terms) {
  BookBuilder builder;
  builder.account("t:a", normal, terms).account("t:x", debit).account("t:y", credit);
  return normal == debit ? builder.posted("t:a", "t:y", "100.00")
                         : builder.posted("t:x", "t:a", "100.00");
}

struct Edge {
  std::string name;
  Side normal;
  Terms terms;
  std::vector<Command> before;
  bool raises;
  std::string below, exactly, beyond;  // amounts around the limit
};
void PrintTo(const Edge& one, std::ostream* out) { *out << one.name; }

class Limit : public ::testing::TestWithParam<Edge> {
 protected:
  [[nodiscard]] std::unique_ptr<TestBook> arranged() const {
    auto builder = limited(GetParam().normal, GetParam().terms);
    for (const auto& made : GetParam().before) builder.then(made);
    return builder.build();
  }
  // A movement of the account towards the limit.
  [[nodiscard]] PostingOrder towards(const std::string& amount) const {
    const bool by_debit = (GetParam().normal == debit) == GetParam().raises;
    return by_debit ? transfer("t:a", "t:y", amount) : transfer("t:x", "t:a", amount);
  }
  [[nodiscard]] std::string refusal() const {
    return word(GetParam().raises ? kAboveMaximum : kInsufficientBalance);
  }
};

TEST_P(Limit, StopsAPostOneMinorUnitBeyondIt) {
  EXPECT_EQ(reason(arranged()->run(post("k", {towards(GetParam().below)}))), "ok");
  EXPECT_EQ(reason(arranged()->run(post("k", {towards(GetParam().exactly)}))), "ok");
  EXPECT_EQ(reason(arranged()->run(post("k", {towards(GetParam().beyond)}))), refusal());
}

TEST_P(Limit, StopsAHoldOneMinorUnitBeyondIt) {
  EXPECT_EQ(reason(arranged()->run(hold("k", {towards(GetParam().below)}))), "ok");
  EXPECT_EQ(reason(arranged()->run(hold("k", {towards(GetParam().exactly)}))), "ok");
  EXPECT_EQ(reason(arranged()->run(hold("k", {towards(GetParam().beyond)}))), refusal());
}

// "out" lowers a debit-normal t:a, "in" raises it; the other way round for a credit-normal one.
Command debiting(std::string amount) { return hold("held", "t:a", "t:y", amount); }
Command crediting(std::string amount) { return hold("held", "t:x", "t:a", amount); }

INSTANTIATE_TEST_SUITE_P(
    Min, Limit,
    ::testing::Values(
        Edge{"Zero", debit, {.min = "0"}, {}, false, "99.99", "100.00", "100.01"},
        Edge{"Positive", debit, {.min = "10"}, {}, false, "89.99", "90.00", "90.01"},
        Edge{"Negative", debit, {.min = "-10"}, {}, false, "109.99", "110.00", "110.01"},
        Edge{"CreditNormal", credit, {.min = "0"}, {}, false, "99.99", "100.00", "100.01"},
        Edge{"CountsHoldsThatLower",
             debit,
             {.min = "0"},
             {crediting("30")},
             false,
             "69.99",
             "70.00",
             "70.01"},
        Edge{"CountsNoHoldsThatRaise",
             debit,
             {.min = "0"},
             {debiting("30")},
             false,
             "99.99",
             "100.00",
             "100.01"},
        Edge{"CreditNormalCountsHoldsThatLower",
             credit,
             {.min = "0"},
             {debiting("30")},
             false,
             "69.99",
             "70.00",
             "70.01"},
        Edge{"CreditNormalCountsNoHoldsThatRaise",
             credit,
             {.min = "0"},
             {crediting("30")},
             false,
             "99.99",
             "100.00",
             "100.01"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Max, Limit,
    ::testing::Values(
        Edge{"Plain", debit, {.max = "150"}, {}, true, "49.99", "50.00", "50.01"},
        Edge{"CreditNormal", credit, {.max = "150"}, {}, true, "49.99", "50.00", "50.01"},
        Edge{"CountsHoldsThatRaise",
             debit,
             {.max = "150"},
             {debiting("30")},
             true,
             "19.99",
             "20.00",
             "20.01"},
        Edge{"CountsNoHoldsThatLower",
             debit,
             {.max = "150"},
             {crediting("30")},
             true,
             "49.99",
             "50.00",
             "50.01"},
        Edge{"CreditNormalCountsHoldsThatRaise",
             credit,
             {.max = "150"},
             {crediting("30")},
             true,
             "19.99",
             "20.00",
             "20.01"},
        Edge{"CreditNormalCountsNoHoldsThatLower",
             credit,
             {.max = "150"},
             {debiting("30")},
             true,
             "49.99",
             "50.00",
             "50.01"}),
    [](const auto& one) { return one.param.name; });

// ---- nothing is refused for a limit that it does not move towards -------------------------------

TEST(Limits, AnAccountBelowItsMinMayRiseTowardsIt) {
  const auto book =
      BookBuilder{}.account("t:a", debit, {.min = "100"}).account("t:y", credit).build();
  EXPECT_EQ(reason(book->run(post("k1", "t:a", "t:y", "1"))), "ok");
  EXPECT_EQ(reason(book->run(hold("h1", "t:a", "t:y", "1"))), "ok");
  EXPECT_EQ(reason(book->run(post("k2", "t:y", "t:a", "0.01"))), word(kInsufficientBalance));
}

TEST(Limits, AnAccountAboveItsMaxMayFallTowardsIt) {
  const auto book =
      BookBuilder{}.account("t:a", debit, {.max = "-100"}).account("t:y", credit).build();
  EXPECT_EQ(reason(book->run(post("k1", "t:y", "t:a", "1"))), "ok");
  EXPECT_EQ(reason(book->run(hold("h1", "t:y", "t:a", "1"))), "ok");
  EXPECT_EQ(reason(book->run(post("k2", "t:a", "t:y", "0.01"))), word(kAboveMaximum));
}

TEST(Limits, SettlingChecksNoneBecauseTheHoldDid) {
  // The hold lowers within min while the account is rich; posts may then use only what is left.
  const auto book =
      limited(debit, {.min = "0", .max = "100"}).held("h", "t:x", "t:a", "100.00").build();
  EXPECT_EQ(reason(book->run(settle("s", "h"))), "ok");
  EXPECT_EQ(book->balance("t:a"), "0.00");
}

TEST(Limits, VoidingChecksNone) {
  const auto book = limited(debit, {.min = "0"}).held("h", "t:x", "t:a", "100.00").build();
  EXPECT_EQ(reason(book->run(void_("v", "h"))), "ok");
}

TEST(Limits, WhatAHoldReleasesMayBeSpentAgain) {
  const auto book = limited(debit, {.min = "0"}).held("h", "t:x", "t:a", "100.00").build();
  EXPECT_EQ(reason(book->run(post("k", "t:x", "t:a", "0.01"))), word(kInsufficientBalance));
  book->must(settle("s", "h", {{line(0, "60.00")}}));
  EXPECT_EQ(reason(book->run(post("k", "t:x", "t:a", "40.01"))), word(kInsufficientBalance));
  EXPECT_EQ(reason(book->run(post("k", "t:x", "t:a", "40.00"))), "ok");
}

TEST(Limits, APostThatComesBackWithinThemMustNotLeaveThemOnTheWay) {
  const auto book = limited(debit, {.min = "0"}).build();
  const auto out = transfer("t:x", "t:a", "101");
  const auto in = transfer("t:a", "t:y", "1");
  EXPECT_EQ(reason(book->run(post("k", {out, in}))), word(kInsufficientBalance));
  EXPECT_EQ(reason(book->run(post("k", {in, out}))), "ok");
}

TEST(Limits, NameTheAccountInTheDetails) {
  const auto book = limited(debit, {.min = "0"}).build();
  const auto result = book->run(post("k", "t:x", "t:a", "101"));
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().details, (Fields{{"account", "t:a"}}));
}

TEST(Sums, ReachTheLargestNumberOf64BitsAndNotBeyond) {
  const auto filled = [](std::string_view last) {
    auto book = BookBuilder{}
                    .account("t:a", debit, {.currency = "KWD"})
                    .account("t:y", credit, {.currency = "KWD"})
                    .posted("t:a", "t:y", "9223372036854775.800")
                    .build();
    return reason(book->run(post("k", "t:a", "t:y", last)));
  };
  EXPECT_EQ(filled("0.006"), "ok");
  EXPECT_EQ(filled("0.007"), "ok");
  EXPECT_EQ(filled("0.008"), word(book::kOverflow));
}

TEST(Sums, TheAvailableBalanceIsANumberEvenWhereTheHeldSumsAreFull) {
  const auto book = BookBuilder{}
                        .account("t:a", debit, {.currency = "KWD"})
                        .account("t:y", credit, {.currency = "KWD"})
                        .posted("t:y", "t:a", "9223372036854775.807")
                        .held("h", "t:y", "t:a", "9223372036854775.807")
                        .build();
  EXPECT_EQ(book->available("t:a"), "-18446744073709551.614");
}

}  // namespace
}  // namespace anxin::tests
