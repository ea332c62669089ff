// Two clocks: recorded_at never falls, effective_on is a day in Shanghai.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using book::kEffectiveDateInvalid;

TEST(TheSystemClock, TellsTheMachinesTime) {
  const Instant before = std::chrono::system_clock::now();
  const auto told = SystemClock().now();
  EXPECT_LE(before, told);
  EXPECT_LE(told, std::chrono::system_clock::now());
}

BookBuilder two_accounts() {
  return BookBuilder{}
      .account("t:cash", debit, {.opened_on = "2026-10-15"})
      .account("t:capital", credit, {.opened_on = "2026-10-20"});
}
Command dated(std::string_view on) {
  return post("k", {transfer("t:cash", "t:capital", "1")}, day(on));
}
Instant recorded(const TestBook& book, book::EntryNumber entry) {
  return book.reader().entry(entry)->recorded_at;
}

TEST(RecordedAt, IsTheClocksTime) {
  const auto book = two_accounts().build();
  const auto receipt = book->must(dated(kToday));
  EXPECT_EQ(recorded(*book, receipt.entry), ten_o_clock());
}

TEST(RecordedAt, StandsStillWhereTheClockFalls) {
  const auto book = two_accounts().build();
  book->wait(-std::chrono::hours(24 * 10));
  const auto receipt = book->must(post("k", "t:cash", "t:capital", "1"));
  EXPECT_EQ(recorded(*book, receipt.entry), ten_o_clock());
  EXPECT_EQ(book->reader().history(book->account("t:cash"), 1, {})[0].effective_on, day(kToday));
}

TEST(RecordedAt, NeverFallsBehindTheBooksCreation) {
  TestBook book;
  book.clock.set(test_identity().created - std::chrono::hours(1));
  EXPECT_EQ(recorded(book, book.must(open("t:a", debit)).entry), test_identity().created);
}

TEST(RecordedAt, StandsStillForAWriterThatIsOpenedAnew) {
  const auto book = two_accounts().build();
  book->wait(-std::chrono::hours(1));
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_EQ(recorded(*book, book->must(dated(kToday)).entry), ten_o_clock());
}

// ---- books whose callers give the time ----------------------------------------------------------

Command happening(Instant when, Command made) {
  made.at = when;
  return made;
}

TEST(AGivenTime, IsTheRecordedTimeAndNeverFalls) {
  const auto book = two_accounts().build();
  const auto later = ten_o_clock() + std::chrono::hours(1);
  const auto first = book->must(happening(later, post("a", "t:cash", "t:capital", "1")));
  const auto second = book->must(happening(ten_o_clock(), post("b", "t:cash", "t:capital", "1")));
  EXPECT_EQ(recorded(*book, first.entry), later);
  EXPECT_EQ(recorded(*book, second.entry), later);
}

TEST(AGivenTime, DecidesWhichHoldsHaveExpired) {
  const auto deadline = ten_o_clock() + std::chrono::hours(1);
  for (const auto when : {deadline - kTick, deadline, deadline + kTick}) {
    const auto book =
        two_accounts().then(hold("h", {transfer("t:cash", "t:capital", "1")}, deadline)).build();
    EXPECT_EQ(reason(book->run(happening(when, settle("s", "h")))),
              when < deadline ? "ok" : word(book::kHoldExpired));
  }
}

TEST(AGivenTime, IsNoPartOfWhatAKeyStandsFor) {
  const auto book = two_accounts().build();
  const auto payment = post("k", "t:cash", "t:capital", "1");
  book->must(happening(ten_o_clock(), payment));
  const auto again = book->run(happening(ten_o_clock() + std::chrono::hours(1), payment));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
}

TEST(EffectiveDate, IsUpToToday) {
  EXPECT_EQ(reason(two_accounts().build()->run(dated("2026-10-30"))), "ok");
  EXPECT_EQ(reason(two_accounts().build()->run(dated(kToday))), "ok");
  EXPECT_EQ(reason(two_accounts().build()->run(dated(kTomorrow))), word(kEffectiveDateInvalid));
}

TEST(EffectiveDate, IsFromTheLaterOpeningOn) {
  EXPECT_EQ(reason(two_accounts().build()->run(dated("2026-10-19"))), word(kEffectiveDateInvalid));
  EXPECT_EQ(reason(two_accounts().build()->run(dated("2026-10-20"))), "ok");
  EXPECT_EQ(reason(two_accounts().build()->run(dated("2026-10-21"))), "ok");
}

TEST(EffectiveDate, IsTodayByDefault) {
  const auto book = two_accounts().build();
  book->must(post("k", "t:cash", "t:capital", "1"));
  EXPECT_EQ(book->reader().history(book->account("t:cash"), 1, {})[0].effective_on, day(kToday));
}

TEST(EffectiveDate, TheDayChangesAtMidnightInShanghai) {
  const auto midnight = at("2026-10-31T16:00:00Z");
  for (const auto moment : {midnight - kTick, midnight, midnight + kTick}) {
    const auto book = two_accounts().build();
    book->clock.set(moment);
    const bool tomorrow_has_come = moment >= midnight;
    EXPECT_EQ(reason(book->run(dated(kTomorrow))),
              tomorrow_has_come ? "ok" : word(kEffectiveDateInvalid))
        << to_string(moment);
    EXPECT_EQ(reason(book->run(open("t:n", debit, {.opened_on = kTomorrow}))),
              tomorrow_has_come ? "ok" : word(kEffectiveDateInvalid))
        << to_string(moment);
  }
}

TEST(EffectiveDate, AnAccountOpenedWithoutADayIsOpenFromTheRecordedDay) {
  const auto book = two_accounts().account("t:new", debit).build();
  EXPECT_EQ(book->account("t:new").opened_on, day(kToday));
  const auto yesterday = post("k", {transfer("t:new", "t:capital", "1")}, day("2026-10-30"));
  EXPECT_EQ(reason(book->run(yesterday)), word(kEffectiveDateInvalid));
}

}  // namespace
}  // namespace anxin::tests
