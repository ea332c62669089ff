// Freezing, closing, new limits and closed periods: what they stop and what they leave alone.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using namespace book;  // the reasons

const Terms kUpkeepSince{.opened_on = "2026-10-01"};

BookBuilder funded() {
  BookBuilder builder;
  builder.account("t:cash", debit, kUpkeepSince)
      .account("t:capital", credit, kUpkeepSince)
      .account("t:wages", debit, kUpkeepSince)
      .posted("t:cash", "t:capital", "100.00");
  return builder;
}

// ---- freeze and unfreeze ------------------------------------------------------------------------

TEST(AFrozenSide, TakesNoNewPostingOrHoldAndTheOtherSideDoes) {
  const auto book = funded().then(freeze("f", "t:cash", credit)).build();
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "1"))), word(kAccountFrozen));
  EXPECT_EQ(reason(book->run(hold("k", "t:wages", "t:cash", "1"))), word(kAccountFrozen));
  EXPECT_EQ(reason(book->run(post("k1", "t:cash", "t:capital", "1"))), "ok");
  EXPECT_EQ(reason(book->run(hold("k2", "t:cash", "t:capital", "1"))), "ok");
}

TEST(AFrozenSide, IsFrozenByItselfAndThawedByItself) {
  const auto book = funded()
                        .then(freeze("f1", "t:cash", credit))
                        .then(freeze("f2", "t:cash", debit))
                        .then(unfreeze("u", "t:cash", credit))
                        .build();
  EXPECT_EQ(book->account("t:cash").standing, (Standing{true, false, false}));
  EXPECT_EQ(reason(book->run(post("k1", "t:wages", "t:cash", "1"))), "ok");
  EXPECT_EQ(reason(book->run(post("k2", "t:cash", "t:capital", "1"))), word(kAccountFrozen));
}

TEST(AFrozenSide, MayBeFrozenAgainAndAThawedOneThawed) {
  const auto book = funded().then(freeze("f1", "t:cash", credit)).build();
  EXPECT_EQ(reason(book->run(freeze("f2", "t:cash", credit))), "ok");
  EXPECT_EQ(reason(book->run(unfreeze("u1", "t:cash", credit))), "ok");
  EXPECT_EQ(reason(book->run(unfreeze("u2", "t:cash", credit))), "ok");
  EXPECT_EQ(book->account("t:cash").standing, Standing{});
}

TEST(AFrozenAccount, HasItsOpenHoldsSettledOrVoidedAllTheSame) {
  const auto book = funded()
                        .then(hold("h1", "t:wages", "t:cash", "10"))
                        .then(hold("h2", "t:wages", "t:cash", "20"))
                        .then(freeze("f1", "t:cash", debit))
                        .then(freeze("f2", "t:cash", credit))
                        .then(freeze("f3", "t:wages", debit))
                        .build();
  EXPECT_EQ(reason(book->run(settle("s", "h1"))), "ok");
  EXPECT_EQ(reason(book->run(void_("v", "h2"))), "ok");
  EXPECT_EQ(book->balance("t:cash"), "90.00");
  EXPECT_EQ(book->available("t:cash"), "90.00");
}

TEST(AFrozenAccount, HasItsHoldsExpire) {
  const auto book =
      funded()
          .then(hold("h", {transfer("t:wages", "t:cash", "10")}, ten_o_clock() + kTick))
          .then(freeze("f", "t:cash", credit))
          .now(ten_o_clock() + kTick)
          .build();
  EXPECT_EQ(book->states("h"), "expired");
}

TEST(AFrozenAccount, MayBeAskedForByACondition) {
  const auto book =
      funded().then(freeze("f1", "t:cash", debit)).then(freeze("f2", "t:cash", credit)).build();
  EXPECT_EQ(reason(book->run(post("k", {only_if(transfer("t:wages", "t:capital", "1"), "t:cash",
                                                Relation::at_least, "100")}))),
            "ok");
}

TEST(AFrozenAccount, MayGetOtherLimitsAndBeClosedWhenEmpty) {
  const auto book = funded().then(freeze("f", "t:wages", debit)).build();
  EXPECT_EQ(reason(book->run(limits("l", "t:wages", Bound{"0"}, {}))), "ok");
  EXPECT_EQ(reason(book->run(close("c", "t:wages"))), "ok");
}

TEST(AFrozenAccount, StaysFrozenForAWriterThatIsOpenedAnew) {
  const auto book = funded().then(freeze("f", "t:cash", credit)).build();
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "1"))), word(kAccountFrozen));
}

// ---- close --------------------------------------------------------------------------------------

BookBuilder closed() {
  BookBuilder builder = funded();
  builder.account("t:old", debit, {.min = "0", .opened_on = "2026-10-01"})
      .then(post("in", "t:old", "t:capital", "5"))
      .then(hold("h", "t:wages", "t:old", "2"))
      .then(settle("s", "h"))
      .then(post("out", "t:capital", "t:old", "3"))
      .then(close("c", "t:old"));
  return builder;
}

TEST(AClosedAccount, StillAnswersForItsBalanceAndItsHistory) {
  const auto book = closed().build();
  const auto account = book->account("t:old");
  EXPECT_TRUE(account.standing.closed);
  EXPECT_EQ(account.balance(), yuan("0.00"));
  EXPECT_EQ(account.posted, (SideSums{yuan("5.00"), yuan("5.00")}));
  EXPECT_EQ(book->reader().history(account, 10, {}).size(), 3U);
  EXPECT_EQ(book->reader().posted_as_of(account, ten_o_clock()), account.posted);
  EXPECT_EQ(book->reader().posted_effective(account, day(kToday)), account.posted);
}

TEST(AClosedAccount, AnswersAnIdenticalOpeningAndNoOther) {
  const auto book = closed().build();
  const auto again = book->run(open("t:old", debit, {.min = "0", .opened_on = "2026-10-01"}));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->entry, book->account("t:old").opened_by);
  EXPECT_EQ(reason(book->run(open("t:old", debit, kUpkeepSince))), word(kAccountExists));
}

TEST(AClosedAccount, RefusesEverythingElse) {
  const auto book = closed().build();
  for (auto& made :
       {post("k", "t:old", "t:capital", "1"), post("k", "t:capital", "t:old", "1"),
        hold("k", "t:old", "t:capital", "1"), hold("k", "t:capital", "t:old", "1"),
        reverse("k", "in"), reverse("k", "s"), reverse("k", "out"), freeze("k", "t:old", debit),
        unfreeze("k", "t:old", credit), limits("k", "t:old", Bound{}, {}), close("k", "t:old")}) {
    EXPECT_EQ(reason(book->run(made)), word(kAccountClosed));
  }
}

TEST(AClosedAccount, StaysClosedForAWriterThatIsOpenedAnew) {
  const auto book = closed().build();
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_EQ(reason(book->run(post("k", "t:old", "t:capital", "1"))), word(kAccountClosed));
}

TEST(Closing, IsAllowedOnceTheLastOpenLineHasEnded) {
  const auto book =
      funded()
          .account("t:old", debit, kUpkeepSince)
          .then(hold("h", {transfer("t:old", "t:capital", "1"), transfer("t:wages", "t:old", "1")}))
          .build();
  EXPECT_EQ(reason(book->run(close("c", "t:old"))), word(kAccountNotEmpty));
  book->must(void_("v0", "h", {{0}}));
  EXPECT_EQ(reason(book->run(close("c", "t:old"))), word(kAccountNotEmpty));
  book->must(void_("v1", "h", {{1}}));
  EXPECT_EQ(reason(book->run(close("c", "t:old"))), "ok");
}

TEST(Closing, IsAllowedOnceTheLastOpenLineHasExpired) {
  const auto deadline = ten_o_clock() + std::chrono::hours(1);
  const auto book = funded()
                        .account("t:old", debit, kUpkeepSince)
                        .then(hold("h", {transfer("t:old", "t:capital", "1")}, deadline))
                        .build();
  book->clock.set(deadline - kTick);
  EXPECT_EQ(reason(book->run(close("c", "t:old"))), word(kAccountNotEmpty));
  book->clock.set(deadline);
  EXPECT_EQ(reason(book->run(close("c", "t:old"))), "ok");
}

TEST(Closing, AnAccountThatWasNeverUsedIsAllowed) {
  EXPECT_EQ(reason(funded().build()->run(close("c", "t:wages"))), "ok");
}

// ---- limits -------------------------------------------------------------------------------------

TEST(NewLimits, DoNotAskForThePresentBalance) {
  const auto book = funded().build();
  EXPECT_EQ(reason(book->run(limits("l", "t:cash", Bound{"200"}, {}))), "ok");
  EXPECT_EQ(book->account("t:cash").min, yuan("200.00"));
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "0.01"))), word(kInsufficientBalance));
  EXPECT_EQ(reason(book->run(post("k", "t:cash", "t:capital", "0.01"))), "ok");
}

TEST(NewLimits, HoldFromTheNextCommandOn) {
  const auto book = funded().then(limits("l", "t:cash", {}, Bound{"110"})).build();
  EXPECT_EQ(reason(book->run(post("k", "t:cash", "t:capital", "10.01"))), word(kAboveMaximum));
  EXPECT_EQ(reason(book->run(post("k", "t:cash", "t:capital", "10"))), "ok");
}

TEST(NewLimits, LeaveABoundThatIsLeftOutAndRemoveOneThatIsNothing) {
  const auto book = funded()
                        .account("t:both", debit, {.min = "-1", .max = "9"})
                        .then(limits("l1", "t:both", Bound{}, {}))
                        .build();
  EXPECT_EQ(book->account("t:both").min, std::nullopt);
  EXPECT_EQ(book->account("t:both").max, yuan("9.00"));
  book->must(limits("l2", "t:both", Bound{"-5"}, Bound{}));
  EXPECT_EQ(book->account("t:both").min, yuan("-5.00"));
  EXPECT_EQ(book->account("t:both").max, std::nullopt);
  EXPECT_EQ(reason(book->run(post("k", "t:both", "t:capital", "1000"))), "ok");
}

TEST(NewLimits, DoNotStopHoldsThatAreOpen) {
  const auto book = funded()
                        .then(hold("h", "t:wages", "t:cash", "80"))
                        .then(limits("l", "t:cash", Bound{"50"}, {}))
                        .build();
  EXPECT_EQ(reason(book->run(settle("s", "h"))), "ok");
}

TEST(NewLimits, AreNotWhatAnotherOpeningIsComparedWith) {
  const auto book = funded()
                        .account("t:a", debit, {.min = "0", .opened_on = "2026-10-01"})
                        .then(limits("l", "t:a", Bound{"-5"}, {}))
                        .build();
  const auto again = book->run(open("t:a", debit, {.min = "0", .opened_on = "2026-10-01"}));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(reason(book->run(open("t:a", debit, {.min = "-5", .opened_on = "2026-10-01"}))),
            word(kAccountExists));
  EXPECT_EQ(book->account("t:a").min, yuan("-5.00"));
}

// ---- close_period -------------------------------------------------------------------------------

TEST(AClosedPeriod, TakesNoPostingSettlementReversalOrOpening) {
  const auto book = funded()
                        .then(hold("h", "t:wages", "t:cash", "1"))
                        .then(post("wrong", "t:wages", "t:cash", "1"))
                        .then(close_period("p", day("2026-10-20")))
                        .build();
  const auto last = day("2026-10-20");
  for (auto& made :
       {post("k", {transfer("t:wages", "t:cash", "1")}, last), settle("k", "h", {}, last),
        reverse("k", "wrong", "wrong", last), open("t:new", debit, {.opened_on = "2026-10-20"})}) {
    EXPECT_EQ(reason(book->run(made)), word(kPeriodClosed));
  }
  const auto next = day("2026-10-21");
  for (auto& made :
       {post("k1", {transfer("t:wages", "t:cash", "1")}, next), settle("k2", "h", {}, next),
        reverse("k3", "wrong", "wrong", next), open("t:new", debit, {.opened_on = "2026-10-21"})}) {
    EXPECT_EQ(reason(book->run(made)), "ok");
  }
}

TEST(AClosedPeriod, LeavesDefaultDatesAlone) {
  const auto book = funded()
                        .then(hold("h", "t:wages", "t:cash", "1"))
                        .then(close_period("p", day("2026-10-30")))
                        .build();
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "1"))), "ok");
  EXPECT_EQ(reason(book->run(settle("s", "h"))), "ok");
  EXPECT_EQ(reason(book->run(reverse("r", "k"))), "ok");
  EXPECT_EQ(reason(book->run(open("t:new", debit))), "ok");
}

TEST(AClosedPeriod, TakesHoldsAndVoidsWhichHaveNoEffectiveDate) {
  const auto book = funded().then(close_period("p", day("2026-10-30"))).build();
  EXPECT_EQ(reason(book->run(hold("h", "t:wages", "t:cash", "1"))), "ok");
  EXPECT_EQ(reason(book->run(void_("v", "h"))), "ok");
}

TEST(AClosedPeriod, NeverFalls) {
  const auto book = funded().then(close_period("p1", day("2026-10-20"))).build();
  EXPECT_EQ(reason(book->run(close_period("p2", day("2026-10-19")))), word(kPeriodClosed));
  EXPECT_EQ(reason(book->run(close_period("p2", day("2026-10-20")))), "ok");
  EXPECT_EQ(reason(book->run(close_period("p3", day("2026-10-21")))), "ok");
  EXPECT_EQ(book->writer->head().closed_through, day("2026-10-21"));
}

TEST(AClosedPeriod, EndsBeforeTheDayItIsInShanghai) {
  // 16:00 UTC is midnight in Shanghai.
  const auto book = funded().now(at("2026-10-31T15:59:59.999999999Z")).build();
  EXPECT_EQ(reason(book->run(close_period("p", day("2026-10-31")))), word(kEffectiveDateInvalid));
  book->clock.set(at("2026-10-31T16:00:00Z"));
  EXPECT_EQ(reason(book->run(close_period("p", day("2026-10-31")))), "ok");
}

TEST(AClosedPeriod, StaysClosedForAWriterThatIsOpenedAnew) {
  const auto book = funded().then(close_period("p", day("2026-10-20"))).build();
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_EQ(book->writer->head().closed_through, day("2026-10-20"));
  EXPECT_EQ(reason(book->run(post("k", {transfer("t:wages", "t:cash", "1")}, day("2026-10-20")))),
            word(kPeriodClosed));
}

TEST(AClosedPeriod, OfACommandThatIsRefusedStaysOpen) {
  // Two steps of one command: the first would close the period, the second is refused.
  const auto book = funded().build();
  auto made = close_period("k", day("2026-10-20"));
  made.steps.push_back(Post{{transfer("t:none", "t:cash", "1")}, std::nullopt});
  EXPECT_EQ(reason(book->run(made)), word(kAccountNotFound));
  EXPECT_EQ(book->writer->head().closed_through, std::nullopt);
  EXPECT_EQ(reason(book->run(post("p", {transfer("t:wages", "t:cash", "1")}, day("2026-10-20")))),
            "ok");
}

TEST(Upkeep, LeavesABookThatVerifies) {
  const auto book = closed()
                        .then(freeze("f", "t:cash", credit))
                        .then(limits("l", "t:wages", Bound{"-1"}, Bound{"99"}))
                        .then(close_period("p", day("2026-10-20")))
                        .build();
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
  EXPECT_EQ(book->verified().head, book->writer->head());
}

}  // namespace
}  // namespace anxin::tests
