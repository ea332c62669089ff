// A posting may ask for an account's available balance just before it.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using book::kConditionFailed;

BookBuilder hundred() {
  return BookBuilder{}.account("t:a", debit).account("t:y", credit).posted("t:a", "t:y", "100.00");
}
PostingOrder asking(Relation relation, std::string_view bound) {
  return only_if(transfer("t:a", "t:y", "1"), "t:a", relation, bound);
}
std::string answer(Relation relation, std::string_view bound) {
  const auto posted = reason(hundred().build()->run(post("k", {asking(relation, bound)})));
  const auto held = reason(hundred().build()->run(hold("k", {asking(relation, bound)})));
  EXPECT_EQ(posted, held);
  return posted;
}
const std::string kFailed = word(kConditionFailed);

TEST(Condition, AtLeastHoldsFromTheBoundUp) {
  EXPECT_EQ(answer(Relation::at_least, "99.99"), "ok");
  EXPECT_EQ(answer(Relation::at_least, "100"), "ok");
  EXPECT_EQ(answer(Relation::at_least, "100.01"), kFailed);
}

TEST(Condition, AtMostHoldsUpToTheBound) {
  EXPECT_EQ(answer(Relation::at_most, "99.99"), kFailed);
  EXPECT_EQ(answer(Relation::at_most, "100"), "ok");
  EXPECT_EQ(answer(Relation::at_most, "100.01"), "ok");
}

TEST(Condition, ExactlyHoldsAtTheBoundOnly) {
  EXPECT_EQ(answer(Relation::exactly, "99.99"), kFailed);
  EXPECT_EQ(answer(Relation::exactly, "100"), "ok");
  EXPECT_EQ(answer(Relation::exactly, "100.01"), kFailed);
}

TEST(Condition, MayAskForANegativeBalance) {
  const auto book =
      BookBuilder{}.account("t:a", debit).account("t:y", debit).posted("t:y", "t:a", "5").build();
  EXPECT_EQ(reason(book->run(post("k", {asking(Relation::exactly, "-5.00")}))), "ok");
}

TEST(Condition, SeesWhatHoldsHaveTakenButNotWhatTheyMayBring) {
  const auto lowered = hundred().held("h", "t:y", "t:a", "30").build();
  EXPECT_EQ(reason(lowered->run(post("k", {asking(Relation::exactly, "70")}))), "ok");
  const auto raised = hundred().held("h", "t:a", "t:y", "30").build();
  EXPECT_EQ(reason(raised->run(post("k", {asking(Relation::exactly, "100")}))), "ok");
}

TEST(Condition, SeesThePostingsBeforeItInTheSameCommandAndNotItsOwn) {
  const auto book = hundred().build();
  EXPECT_EQ(reason(book->run(
                post("k", {asking(Relation::exactly, "100"), asking(Relation::exactly, "101")}))),
            "ok");
}

TEST(Condition, MayAskForAThirdAccountInAnotherCurrency) {
  const auto book = hundred().account("t:yen", debit, {.currency = "JPY"}).build();
  const auto yen = [](std::string_view bound) {
    return only_if(transfer("t:a", "t:y", "1"), "t:yen", Relation::exactly, bound);
  };
  EXPECT_EQ(reason(book->run(post("k", {yen("0")}))), "ok");
  EXPECT_EQ(reason(book->run(post("k2", {yen("0.0")}))), word(book::kCurrencyMismatch));
}

// Compared as it is written, such an amount is in no account's reach: refused where sums are.
TEST(Condition, OfAnAmountBeyond64BitsIsRefusedAfterEverythingButTheSums) {
  const auto book = BookBuilder{}
                        .account("t:a", debit, {.currency = "BHD"})
                        .account("t:y", credit, {.currency = "BHD"})
                        .build();
  const auto beyond =
      only_if(transfer("t:a", "t:y", "1"), "t:a", Relation::at_most, "9999999999999999.999");
  for (const auto& made : {post("k", {beyond}), hold("k", {beyond})}) {
    const auto result = book->run(made);
    ASSERT_EQ(reason(result), word(book::kOverflow));
    EXPECT_EQ(result.error().field, "/postings/0/if");
  }
  ASSERT_EQ(reason(book->run(freeze("f", "t:y", Side::credit))), "ok");
  EXPECT_EQ(reason(book->run(post("k", {beyond}))), word(book::kAccountFrozen));
}

TEST(Condition, OfAFailedPostingNothingRemains) {
  const auto book = hundred().build();
  const auto result =
      book->run(post("k", {transfer("t:a", "t:y", "1"), asking(Relation::exactly, "100")}));
  ASSERT_EQ(reason(result), kFailed);
  EXPECT_EQ(result.error().posting, 1);
  EXPECT_EQ(book->balance("t:a"), "100.00");
}

}  // namespace
}  // namespace anxin::tests
