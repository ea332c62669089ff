// Holds: reserve, settle in part or whole, void, expire.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using namespace book;  // the reasons

const Instant kDeadline = at("2026-11-03T00:00:00Z");

// Cash of 100.00, and a hold "h" of 10.00, 20.00 and 30.00 for wages.
BookBuilder three_lines(std::optional<Instant> expires_at = std::nullopt) {
  return BookBuilder{}
      .account("t:cash", debit, {.min = "0", .opened_on = "2026-10-01"})
      .account("t:capital", credit, {.opened_on = "2026-10-01"})
      .account("t:wages", debit, {.opened_on = "2026-10-01"})
      .posted("t:cash", "t:capital", "100.00")
      .then(hold("h",
                 {transfer("t:wages", "t:cash", "10"), transfer("t:wages", "t:cash", "20"),
                  transfer("t:wages", "t:cash", "30")},
                 expires_at));
}

TEST(AHold, ReservesWithoutMovingTheBalance) {
  const auto book = three_lines().build();
  EXPECT_EQ(book->balance("t:cash"), "100.00");
  EXPECT_EQ(book->available("t:cash"), "40.00");
  EXPECT_EQ(book->available("t:wages"), "0.00");
  EXPECT_EQ(book->states("h"), "open open open");
}

TEST(AHold, IsNamedByItsKeyOrItsEntry) {
  const auto book = three_lines().build();
  const auto entry = book->reader().entry_of_key("h").value();
  EXPECT_EQ(reason(book->run(settle("s", entry, {{line(0)}}))), "ok");
  EXPECT_EQ(reason(book->run(void_("v", entry, {{1}}))), "ok");
  EXPECT_EQ(book->states("h"), "settled voided open");
}

TEST(Settling, TakesAllLinesThatAreStillOpen) {
  const auto book = three_lines().then(void_("v", "h", {{1}})).build();
  EXPECT_EQ(reason(book->run(settle("s", "h"))), "ok");
  EXPECT_EQ(book->states("h"), "settled voided settled");
  EXPECT_EQ(book->balance("t:wages"), "40.00");
  EXPECT_EQ(book->available("t:cash"), "60.00");
}

TEST(Settling, ReleasesWhatIsNotSettledOfANamedLine) {
  const auto book = three_lines().build();
  book->must(settle("s", "h", {{line(1, "0.01")}}));
  EXPECT_EQ(book->balance("t:wages"), "0.01");
  EXPECT_EQ(book->available("t:cash"), "59.99");  // 100.00 − 0.01 − 10.00 − 30.00
  EXPECT_EQ(book->hold_of("h").lines[1].settled, yuan("0.01"));
  EXPECT_EQ(book->states("h"), "open settled open");
}

TEST(Settling, TakesUpToTheLinesAmount) {
  EXPECT_EQ(reason(three_lines().build()->run(settle("s", "h", {{line(0, "9.99")}}))), "ok");
  EXPECT_EQ(reason(three_lines().build()->run(settle("s", "h", {{line(0, "10.00")}}))), "ok");
  EXPECT_EQ(reason(three_lines().build()->run(settle("s", "h", {{line(0, "10.01")}}))),
            word(kHoldExceeded));
}

TEST(Settling, MoreThan64BitsCanHoldIsMoreThanAnyLineHolds) {
  const auto book = BookBuilder{}
                        .account("t:a", debit, {.currency = "KWD"})
                        .account("t:y", credit, {.currency = "KWD"})
                        .held("h", "t:a", "t:y", "9223372036854775.807")
                        .build();
  EXPECT_EQ(reason(book->run(settle("s", "h", {{line(0, "9223372036854775.808")}}))),
            word(kHoldExceeded));
  EXPECT_EQ(book->balance("t:a"), "0.000");
}

TEST(Settling, PostsInTheOrderInWhichTheLinesAreNamed) {
  const auto book = three_lines().build();
  book->must(settle("s", "h", {{line(2), line(0)}}));
  const auto reader = book->reader();
  const auto lines = reader.history(book->account("t:wages"), 10, {});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].amount, yuan("10"));
  EXPECT_EQ(lines[1].amount, yuan("30"));
  EXPECT_EQ(lines[0].kind, PostingKind::settle);
}

TEST(Settling, HasAnEffectiveDateOfItsOwn) {
  const auto book = three_lines().build();
  book->must(settle("s", "h", std::nullopt, day("2026-10-20")));
  const auto reader = book->reader();
  EXPECT_EQ(reader.history(book->account("t:wages"), 1, {})[0].effective_on, day("2026-10-20"));
}

TEST(Settling, TheRestIsNotBoundByTheOpeningOfALineThatHasEnded) {
  const auto book =
      BookBuilder{}
          .account("t:early", debit, {.opened_on = "2026-10-01"})
          .account("t:late", debit, {.opened_on = "2026-10-20"})
          .account("t:cash", debit, {.opened_on = "2026-10-01"})
          .then(hold("h", {transfer("t:early", "t:cash", "1"), transfer("t:late", "t:cash", "1")}))
          .then(void_("v", "h", {{1}}))
          .build();
  EXPECT_EQ(reason(book->run(settle("s", "h", std::nullopt, day("2026-10-10")))), "ok");
}

TEST(Voiding, ReleasesAllOpenLinesOrTheNamedOnes) {
  const auto book = three_lines().build();
  book->must(void_("v1", "h", {{2, 0}}));
  EXPECT_EQ(book->states("h"), "voided open voided");
  EXPECT_EQ(book->available("t:cash"), "80.00");
  book->must(void_("v2", "h"));
  EXPECT_EQ(book->states("h"), "voided voided voided");
  EXPECT_EQ(book->available("t:cash"), "100.00");
  EXPECT_EQ(book->balance("t:cash"), "100.00");
}

TEST(AHoldWithNoOpenLine, IsRefusedWithTheStateOfLineZero) {
  const auto settled_first =
      three_lines().then(settle("s", "h", {{line(0)}})).then(void_("v", "h")).build();
  EXPECT_EQ(reason(settled_first->run(settle("k", "h"))), word(kHoldAlreadySettled));
  EXPECT_EQ(reason(settled_first->run(void_("k", "h"))), word(kHoldAlreadySettled));
  const auto voided_first =
      three_lines().then(void_("v", "h", {{0}})).then(settle("s", "h")).build();
  EXPECT_EQ(reason(voided_first->run(settle("k", "h"))), word(kHoldAlreadyVoided));
  EXPECT_EQ(reason(voided_first->run(void_("k", "h"))), word(kHoldAlreadyVoided));
}

TEST(AHold, OfManyLinesKeepsEachOfThem) {
  std::vector<PostingOrder> lines(200, transfer("t:wages", "t:cash", "0.01"));
  const auto book = three_lines().then(hold("many", lines)).build();
  book->must(settle("s", "many", {{line(63), line(64), line(199)}}));
  const auto held = book->hold_of("many");
  for (std::size_t i = 0; i < held.lines.size(); ++i) {
    const bool settled = i == 63 || i == 64 || i == 199;
    EXPECT_EQ(held.lines[i].state, settled ? LineState::settled : LineState::open) << i;
  }
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

// ---- expiry -------------------------------------------------------------------------------------

TEST(Expiry, OneTickBeforeItTheHoldMayBeSettled) {
  const auto book = three_lines(kDeadline).build();
  book->clock.set(kDeadline - kTick);
  EXPECT_EQ(book->states("h"), "open open open");
  EXPECT_EQ(reason(book->run(settle("s", "h"))), "ok");
}

TEST(Expiry, AtItTheHoldHasExpired) {
  const auto book = three_lines(kDeadline).build();
  book->clock.set(kDeadline);
  EXPECT_EQ(reason(book->run(settle("s", "h"))), word(kHoldExpired));
  EXPECT_EQ(reason(book->run(void_("v", "h", {{2}}))), word(kHoldExpired));
}

TEST(Expiry, OneTickAfterItTheHoldHasExpired) {
  const auto book = three_lines(kDeadline).build();
  book->clock.set(kDeadline + kTick);
  EXPECT_EQ(reason(book->run(settle("s", "h"))), word(kHoldExpired));
}

TEST(Expiry, EndsOnlyTheLinesThatAreOpen) {
  const auto book = three_lines(kDeadline)
                        .then(settle("s", "h", {{line(0)}}))
                        .then(void_("v", "h", {{1}}))
                        .build();
  book->clock.set(kDeadline);
  EXPECT_EQ(reason(book->run(settle("k", "h"))), word(kHoldAlreadySettled));
  EXPECT_EQ(book->states("h"), "settled voided expired");
}

TEST(Expiry, OfAHoldThatHasEndedRecordsNothing) {
  const auto book = three_lines(kDeadline).then(settle("s", "h")).build();
  const auto last = book->writer->head().entry;
  book->clock.set(kDeadline);
  EXPECT_EQ(book->must(post("k", "t:cash", "t:capital", "1")).entry, last + 1);
}

TEST(Expiry, IsRecordedAsAnEntryOfItsOwnBeforeTheNextCommand) {
  const auto book = three_lines(kDeadline).build();
  const auto last = book->writer->head().entry;
  const auto later = kDeadline + std::chrono::hours(1);
  book->clock.set(later);
  EXPECT_EQ(book->must(post("k", "t:cash", "t:capital", "1")).entry, last + 2);
  const auto entry = book->reader().entry(last + 1).value();
  ASSERT_EQ(entry.events.size(), 1U);
  const auto* expired = std::get_if<Expired>(&entry.events.front());
  ASSERT_NE(expired, nullptr);
  EXPECT_EQ(expired->hold, book->reader().entry_of_key("h"));
  EXPECT_EQ(expired->expired_at, kDeadline);
  EXPECT_EQ(expired->lines, (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_EQ(entry.recorded_at, later);
  EXPECT_EQ(entry.key, "");
}

TEST(Expiry, SeveralHoldsExpireInTheOrderOfTheirTimes) {
  const auto one = transfer("t:wages", "t:cash", "1");
  const auto book = three_lines()
                        .then(hold("late", {one}, kDeadline))
                        .then(hold("early", {one}, kDeadline - kTick))
                        .then(hold("same", {one}, kDeadline))
                        .build();
  const auto last = book->writer->head().entry;
  book->clock.set(kDeadline);
  book->must(post("k", "t:cash", "t:capital", "1"));
  const auto reader = book->reader();
  const auto hold_at = [&](EntryNumber number) {
    return std::get<Expired>(reader.entry(number)->events.front()).hold;
  };
  EXPECT_EQ(hold_at(last + 1), reader.entry_of_key("early"));
  EXPECT_EQ(hold_at(last + 2), reader.entry_of_key("late"));
  EXPECT_EQ(hold_at(last + 3), reader.entry_of_key("same"));
}

TEST(Expiry, ReleasesMoneyForTheCommandThatComesNext) {
  const auto book = three_lines(kDeadline).build();
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "40.01"))), word(kInsufficientBalance));
  book->clock.set(kDeadline);
  EXPECT_EQ(reason(book->run(post("k", "t:wages", "t:cash", "100"))), "ok");
}

TEST(Expiry, IsAppliedByCurrentReadsBeforeItIsRecorded) {
  const auto book = three_lines(kDeadline).then(settle("s", "h", {{line(0)}})).build();
  const auto last = book->writer->head().entry;
  book->clock.set(kDeadline - kTick);
  EXPECT_EQ(book->states("h"), "settled open open");
  EXPECT_EQ(book->available("t:cash"), "40.00");
  book->clock.set(kDeadline);
  EXPECT_EQ(book->states("h"), "settled expired expired");
  EXPECT_EQ(book->available("t:cash"), "90.00");
  EXPECT_EQ(book->reader().accounts("t:cash").front().lowering(), Money());
  EXPECT_EQ(book->writer->head().entry, last);
}

TEST(Expiry, SurvivesAWriterThatIsOpenedAnew) {
  const auto book = three_lines(kDeadline).build();
  book->writer = Writer::open(book->store, book->clock).value();
  book->clock.set(kDeadline);
  EXPECT_EQ(reason(book->run(settle("s", "h"))), word(kHoldExpired));
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

// A clock that goes on by itself: every look at it is one tick later.
class GoingClock final : public Clock {
 public:
  explicit GoingClock(Instant now) : now_(now) {}
  [[nodiscard]] Instant now() const override { return std::exchange(now_, now_ + kTick); }

 private:
  mutable Instant now_;
};

TEST(Expiry, ASettlementIsNeverRecordedAtOrAfterItThoughTheClockGoesOn) {
  for (int ticks = 0; ticks <= 4; ++ticks) {
    const auto book = three_lines(kDeadline).build();
    const GoingClock clock(kDeadline - ticks * kTick);
    auto writer = Writer::open(book->store, clock).value();
    const auto result = writer->execute(settle("s", "h"));
    if (!result) {
      EXPECT_EQ(reason(result), word(kHoldExpired));
      continue;
    }
    EXPECT_LT(book->reader().entry(result->entry)->recorded_at, kDeadline) << ticks << " ticks";
  }
}

}  // namespace
}  // namespace anxin::tests
