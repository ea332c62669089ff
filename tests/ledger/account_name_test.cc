#include <gtest/gtest.h>

#include "ledger/book/account.h"

namespace anxin::book {
namespace {

TEST(AccountName, IsMadeOfPartsJoinedByColons) {
  for (const auto* text : {"a", "t:cash", "p:110105:P-1.2:wage_account", "A:z:0:9:.:_:-"}) {
    ASSERT_TRUE(AccountName::parse(text)) << text;
    EXPECT_EQ(AccountName::of(text).text(), text);
  }
}

TEST(AccountName, RefusesEmptyPartsAndOtherCharacters) {
  for (const auto* text : {"", ":", "a:", ":a", "a::b", "a b", "a/b", "a\n", "工资", "a;b", "a*"}) {
    EXPECT_EQ(AccountName::parse(text), std::nullopt) << text;
  }
}

TEST(AccountName, HasAtMost96Bytes) {
  EXPECT_TRUE(AccountName::parse(std::string(95, 'a')));
  EXPECT_TRUE(AccountName::parse(std::string(96, 'a')));
  EXPECT_FALSE(AccountName::parse(std::string(97, 'a')));
}

TEST(AccountName, IsOrderedBytewise) {
  EXPECT_LT(AccountName::of("t:Z"), AccountName::of("t:a"));
  EXPECT_LT(AccountName::of("t:a"), AccountName::of("t:a:b"));
  EXPECT_LT(AccountName::of("t:10"), AccountName::of("t:9"));
}

TEST(AccountNameDeathTest, AnInvariantNameMustHaveTheShape) {
  EXPECT_DEATH((void)AccountName::of("not a name"), "invariant broken");
}

TEST(Account, BalanceIsOnItsNormalSide) {
  const SideSums posted{Money::from_minor(100), Money::from_minor(30)};
  const SideSums held{Money::from_minor(5), Money::from_minor(7)};
  AccountState account;
  account.posted = posted;
  account.held = held;
  EXPECT_EQ(account.balance().minor(), 70);
  EXPECT_EQ(account.lowering().minor(), 7);
  EXPECT_EQ(account.raising().minor(), 5);
  EXPECT_EQ(account.available(), 63);
  account.normal = Side::credit;
  EXPECT_EQ(account.balance().minor(), -70);
  EXPECT_EQ(account.lowering().minor(), 5);
  EXPECT_EQ(account.raising().minor(), 7);
  EXPECT_EQ(account.available(), -75);
}

}  // namespace
}  // namespace anxin::book
