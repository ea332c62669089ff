// A reversal: the mirror of what an entry posted, once per entry, linked both ways.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using namespace book;  // the reasons

const Terms kSince{.opened_on = "2026-10-01"};

// t:cash 100.00 of capital, 30.00 of it paid as wages by the entry "pay".
BookBuilder paid() {
  BookBuilder builder;
  builder.account("t:cash", debit, {.min = "0", .opened_on = "2026-10-01"})
      .account("t:capital", credit, kSince)
      .account("t:wages", debit, kSince)
      .account("t:fees", debit, kSince)
      .posted("t:cash", "t:capital", "100.00")
      .then(post("pay",
                 {transfer("t:wages", "t:cash", "30.00"), transfer("t:fees", "t:cash", "2.00")},
                 day("2026-10-20")));
  return builder;
}

const Reversed& event_of(const std::optional<Entry>& entry) {
  return std::get<Reversed>(entry.value().events.front());
}
/// "debit<credit amount" of each posting.
std::vector<std::string> postings_of(const TestBook& book, std::string_view key) {
  const auto view = book.reader();
  const auto entry = view.entry(view.entry_of_key(key).value());
  std::vector<std::string> text;
  for (const auto& posting : event_of(entry).postings) {
    text.push_back(view.account_name(posting.debit)->string() + "<" +
                   view.account_name(posting.credit)->string() + " " + to_string(posting.amount));
  }
  return text;
}
using Postings = std::vector<std::string>;

TEST(AReversal, MovesBackWhatWasMovedLastPostingFirst) {
  const auto book = paid().then(reverse("back", "pay")).build();
  EXPECT_EQ(book->balance("t:cash"), "100.00");
  EXPECT_EQ(book->balance("t:wages"), "0.00");
  EXPECT_EQ(book->balance("t:fees"), "0.00");
  EXPECT_EQ(postings_of(*book, "back"), (Postings{"t:cash<t:fees 2.00", "t:cash<t:wages 30.00"}));
}

TEST(AReversal, AddsToTheOtherSideAndTakesNothingAway) {
  const auto book = paid().then(reverse("back", "pay")).build();
  EXPECT_EQ(book->account("t:wages").posted, (SideSums{yuan("30.00"), yuan("30.00")}));
}

TEST(AReversal, AndTheReversedEntryNameEachOther) {
  const auto book = paid().then(reverse("back", "pay", "paid twice")).build();
  const auto view = book->reader();
  const auto pay = view.entry_of_key("pay").value();
  const auto back = view.entry_of_key("back").value();
  EXPECT_EQ(view.reversed_by(pay), back);
  EXPECT_EQ(view.reversed_by(back), std::nullopt);
  EXPECT_EQ(event_of(view.entry(back)).entry, pay);
  EXPECT_EQ(event_of(view.entry(back)).reason, "paid twice");
}

TEST(AReversal, NamesItsEntryByKeyOrByNumber) {
  const auto book = paid().build();
  const auto pay = book->reader().entry_of_key("pay").value();
  book->must(reverse("back", pay));
  EXPECT_EQ(book->balance("t:wages"), "0.00");
  EXPECT_EQ(reason(book->run(reverse("again", pay))), word(kAlreadyReversed));
  EXPECT_EQ(reason(book->run(reverse("again", "pay"))), word(kAlreadyReversed));
}

TEST(AReversal, MayItselfBeReversed) {
  const auto book = paid().then(reverse("back", "pay")).then(reverse("forth", "back")).build();
  EXPECT_EQ(book->balance("t:wages"), "30.00");
  EXPECT_EQ(postings_of(*book, "forth"), (Postings{"t:wages<t:cash 30.00", "t:fees<t:cash 2.00"}));
  EXPECT_EQ(reason(book->run(reverse("k", "back"))), word(kAlreadyReversed));
  // The first entry stays reversed: what holds now is the reversal of the reversal.
  EXPECT_EQ(reason(book->run(reverse("k", "pay"))), word(kAlreadyReversed));
  EXPECT_EQ(reason(book->run(reverse("k", "forth"))), "ok");
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

TEST(AReversal, OfAPartialSettlementMovesBackWhatWasSettled) {
  const auto book = paid()
                        .then(hold("h", {transfer("t:wages", "t:cash", "10.00"),
                                         transfer("t:fees", "t:cash", "5.00"),
                                         transfer("t:fees", "t:cash", "1.00")}))
                        .then(settle("s", "h", {{line(1, "3.00"), line(0, "8.00")}}))
                        .then(reverse("back", "s"))
                        .build();
  EXPECT_EQ(postings_of(*book, "back"), (Postings{"t:cash<t:wages 8.00", "t:cash<t:fees 3.00"}));
  EXPECT_EQ(book->balance("t:cash"), "68.00");
  // The hold stays as it is: what ended has ended, what is open stays open.
  EXPECT_EQ(book->states("h"), "settled settled open");
  EXPECT_EQ(book->available("t:cash"), "67.00");
  EXPECT_TRUE(book->verified().ok()) << describe(book->verified());
}

TEST(AReversal, OfASettlementOfEverythingMovesBackEverything) {
  const auto book = paid()
                        .then(hold("h", {transfer("t:wages", "t:cash", "10.00"),
                                         transfer("t:fees", "t:cash", "5.00")}))
                        .then(settle("s", "h"))
                        .then(reverse("back", "s"))
                        .build();
  EXPECT_EQ(postings_of(*book, "back"), (Postings{"t:cash<t:fees 5.00", "t:cash<t:wages 10.00"}));
}

TEST(AReversal, AsksNoConditionOfTheEntryItReverses) {
  auto builder = paid();
  builder.then(post("asks", {only_if(transfer("t:wages", "t:cash", "1.00"), "t:wages",
                                     Relation::exactly, "30.00")}));
  EXPECT_EQ(reason(builder.build()->run(reverse("back", "asks"))), "ok");
}

TEST(AReversal, SeesTheBalancesLeftByItsOwnEarlierPostings) {
  // Mirrored in the first order, t:cash would fall below zero on the way.
  const auto book = BookBuilder{}
                        .account("t:cash", debit, {.min = "0"})
                        .account("t:a", debit)
                        .account("t:b", debit)
                        .then(post("round", {transfer("t:cash", "t:a", "5.00"),
                                             transfer("t:b", "t:cash", "5.00")}))
                        .build();
  EXPECT_EQ(reason(book->run(reverse("back", "round"))), "ok");
}

TEST(AReversal, CountsOpenHoldsAgainstTheLimits) {
  auto builder = paid();
  builder.then(post("in", "t:cash", "t:capital", "10.00"))
      .then(hold("h", "t:wages", "t:cash", "70.00"));
  EXPECT_EQ(reason(builder.build()->run(reverse("back", "in"))), word(kInsufficientBalance));
}

TEST(AReversal, IsEffectiveTodayUnlessItSaysOtherwise) {
  const auto book = paid().then(reverse("back", "pay")).build();
  EXPECT_EQ(
      event_of(book->reader().entry(book->reader().entry_of_key("back").value())).effective_on,
      day(kToday));
  const auto other = paid().then(reverse("back", "pay", "wrong", day("2026-10-20"))).build();
  EXPECT_EQ(other->reader().posted_effective(other->account("t:wages"), day("2026-10-20")),
            (SideSums{yuan("30.00"), yuan("30.00")}));
}

TEST(AReversal, MeetsClosedPeriodsOnlyWithItsOwnDate) {
  auto builder = paid();
  builder.then(close_period("p", day("2026-10-25")));
  EXPECT_EQ(reason(builder.build()->run(reverse("back", "pay"))), "ok");
  EXPECT_EQ(reason(builder.build()->run(reverse("back", "pay", "wrong", day("2026-10-26")))), "ok");
  EXPECT_EQ(reason(builder.build()->run(reverse("back", "pay", "wrong", day("2026-10-25")))),
            word(kPeriodClosed));
}

TEST(AReversal, MayBeEffectiveBeforeTheEntryButNotBeforeAnOpening) {
  const auto book = paid().build();
  EXPECT_EQ(reason(book->run(reverse("back", "pay", "wrong", day("2026-09-30")))),
            word(kEffectiveDateInvalid));
  EXPECT_EQ(reason(book->run(reverse("back", "pay", "wrong", day("2026-10-01")))), "ok");
}

TEST(AReversal, IsShownInTheHistoryAsSuch) {
  const auto book = paid().then(reverse("back", "pay")).build();
  const auto lines = book->reader().history(book->account("t:wages"), 10, {});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(to_word(lines[0].kind), "reverse");
  EXPECT_EQ(lines[0].side, credit);
  EXPECT_EQ(lines[0].posting, 1U);
  EXPECT_EQ(lines[0].balance, yuan("0.00"));
}

TEST(AReversal, InTheGroupOfItsEntryIsAllowedOnce) {
  const auto book = paid().build();
  std::vector<std::string> answers;
  const auto note = [&](const Result<Receipt>& answer) { answers.push_back(reason(answer)); };
  book->writer->submit(post("k", "t:wages", "t:cash", "1.00"), note);
  book->writer->submit(reverse("r", "k"), note);
  book->writer->submit(reverse("r2", "k"), note);
  book->writer->pump();
  EXPECT_EQ(answers, (std::vector<std::string>{"ok", "ok", word(kAlreadyReversed)}));
}

TEST(AReversal, IsRememberedByAWriterThatIsOpenedAnew) {
  const auto book = paid().then(reverse("back", "pay")).build();
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_EQ(reason(book->run(reverse("again", "pay"))), word(kAlreadyReversed));
}

TEST(AReversal, OfAnExpiryIsRefused) {
  const auto book =
      paid()
          .then(hold("h", {transfer("t:wages", "t:cash", "1.00")}, ten_o_clock() + kTick))
          .now(ten_o_clock() + kTick)
          .then(post("later", "t:wages", "t:cash", "1.00"))
          .build();
  const auto expiry = book->reader().entry_of_key("later").value() - 1;
  EXPECT_EQ(reason(book->run(reverse("back", expiry))), word(kEntryNotFound));
}

TEST(AReversal, OfAnEntryThatIsStillToComeIsRefused) {
  const auto book = paid().build();
  EXPECT_EQ(reason(book->run(reverse("back", book->writer->head().entry + 1))),
            word(kEntryNotFound));
}

}  // namespace
}  // namespace anxin::tests
