// A key is kept for ever with the first answer: the same request gets it again, another is refused
// with the first field that differs.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using namespace book;  // the reasons

const Instant kHoldEnds = at("2026-11-03T00:00:00Z");

Command first_post() {
  return noted(
      post("post",
           {only_if(transfer("t:cash", "t:capital", "1.00"), "t:cash", Relation::at_least, "10.00"),
            transfer("t:wages", "t:cash", "2.00")},
           day("2026-10-20")),
      "why");
}
Command first_hold() {
  return hold("hold",
              {transfer("t:wages", "t:cash", "1.00"), transfer("t:wages", "t:cash", "2.00")},
              kHoldEnds);
}
Command first_settle() {
  return settle("settle", "h1", {{line(0, "5.00"), line(1)}}, day("2026-10-20"));
}
Command first_void() { return void_("void", "h2", {{0, 1}}); }
Command first_open() {
  return command(
      "open", opening("t:new", debit, {.min = "-1.00", .max = "9.00", .opened_on = "2026-10-02"}));
}

Command first_reverse() { return reverse("reverse", "post", "booked twice", day("2026-10-21")); }
Command first_limits() { return limits("limits", "t:new", Bound{"-2.00"}, Bound{}); }

std::unique_ptr<TestBook> used_book() {
  const Terms since{.opened_on = "2026-10-01"};
  const std::vector<PostingOrder> lines(3, transfer("t:wages", "t:cash", "5.00"));
  return BookBuilder{}
      .account("t:cash", debit, since)
      .account("t:capital", credit, since)
      .account("t:wages", debit, since)
      .posted("t:cash", "t:capital", "100.00")
      .then(hold("h1", lines))
      .then(hold("h2", lines))
      .then(first_post())
      .then(first_hold())
      .then(first_settle())
      .then(first_void())
      .then(first_open())
      .then(first_reverse())
      .then(first_limits())
      .then(freeze("freeze", "t:new", debit))
      .then(unfreeze("unfreeze", "t:new", debit))
      .then(close("close", "t:new"))
      .then(close_period("period", day("2026-10-25")))
      .build();
}

struct Again {
  std::string name;
  Command command;
};
void PrintTo(const Again& one, std::ostream* out) { *out << one.name; }

class Retry : public ::testing::TestWithParam<Again> {};

TEST_P(Retry, GetsTheFirstAnswerAndBooksNothing) {
  const auto book = used_book();
  const auto before = all_rows(book->store);
  const auto first = book->reader().entry_of_key(GetParam().command.key).value();
  const auto again = book->run(GetParam().command);
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->entry, first);
  EXPECT_EQ(again->digest, book->reader().digest(first));
  EXPECT_EQ(all_rows(book->store), before);
}

Command with_amount(Command made, std::string_view amount) {
  std::get<Post>(made.steps.front()).postings[0].amount = decimal(amount);
  return made;
}
Command with_bound(Command made, std::string_view amount) {
  std::get<Post>(made.steps.front()).postings[0].condition->amount = decimal(amount);
  return made;
}

INSTANTIATE_TEST_SUITE_P(
    Idempotency, Retry,
    ::testing::Values(
        Again{"Post", first_post()}, Again{"Hold", first_hold()}, Again{"Settle", first_settle()},
        Again{"Void", first_void()}, Again{"Open", first_open()}, Again{"Reverse", first_reverse()},
        Again{"Limits", first_limits()},
        Again{"LimitWithoutDecimals", limits("limits", "t:new", Bound{"-2"}, Bound{})},
        Again{"Freeze", freeze("freeze", "t:new", debit)},
        Again{"Unfreeze", unfreeze("unfreeze", "t:new", debit)},
        Again{"Close", close("close", "t:new")},
        Again{"ClosePeriod", close_period("period", day("2026-10-25"))},
        Again{"AmountWithoutDecimals", with_amount(first_post(), "1")},
        Again{"AmountWithOneDecimal", with_amount(first_post(), "1.0")},
        Again{"AmountWithMoreDecimalsThanTheCurrency", with_amount(first_post(), "1.0000")},
        Again{"ConditionWithoutDecimals", with_bound(first_post(), "10")},
        Again{"SettledAmount",
              settle("settle", "h1", {{line(0, "5"), line(1)}}, day("2026-10-20"))},
        Again{"Bounds",
              command("open", opening("t:new", debit,
                                      {.min = "-1", .max = "9.0", .opened_on = "2026-10-02"}))}),
    [](const auto& one) { return one.param.name; });

struct Difference {
  std::string name;
  Command command;
  std::string field;
};
void PrintTo(const Difference& one, std::ostream* out) { *out << one.name; }

class ReusedKey : public ::testing::TestWithParam<Difference> {};

TEST_P(ReusedKey, IsRefusedWithTheFirstFieldThatDiffers) {
  const auto book = used_book();
  const auto result = book->run(GetParam().command);
  ASSERT_EQ(reason(result), word(kKeyReused));
  EXPECT_EQ(result.error().field, GetParam().field);
}

template <class S>
Command changed(Command made, void (*change)(S&)) {
  change(std::get<S>(made.steps.front()));
  return made;
}
using S = Settle;
using V = Void;
using O = OpenAccount;

INSTANTIATE_TEST_SUITE_P(
    Idempotency, ReusedKey,
    ::testing::Values(
        // post: op, effective_on, postings, note
        Difference{"Actor",
                   [] {
                     auto made = first_post();
                     made.actor = "somebody else";
                     return made;
                   }(),
                   "/actor"},
        Difference{"PostOp", hold("post", "t:cash", "t:capital", "1"), "/op"},
        Difference{"PostDate",
                   changed<Post>(first_post(), [](Post& s) { s.effective_on = day("2026-10-21"); }),
                   "/effective_on"},
        Difference{"PostWithoutDate",
                   changed<Post>(first_post(), [](Post& s) { s.effective_on.reset(); }),
                   "/effective_on"},
        Difference{"PostDebit",
                   changed<Post>(first_post(), [](Post& s) { s.postings[1].debit = name("t:x"); }),
                   "/postings/1/debit"},
        Difference{"PostCredit",
                   changed<Post>(first_post(), [](Post& s) { s.postings[0].credit = name("t:x"); }),
                   "/postings/0/credit"},
        Difference{"PostAmount", with_amount(first_post(), "1.01"), "/postings/0/amount"},
        Difference{"PostAmountBeyondTheCurrency", with_amount(first_post(), "1.0001"),
                   "/postings/0/amount"},
        Difference{"PostWithoutCondition",
                   changed<Post>(first_post(), [](Post& s) { s.postings[0].condition.reset(); }),
                   "/postings/0/if"},
        Difference{"PostConditionAccount",
                   changed<Post>(first_post(),
                                 [](Post& s) { s.postings[0].condition->account = name("t:x"); }),
                   "/postings/0/if/account"},
        Difference{
            "PostConditionExactly",
            changed<Post>(first_post(),
                          [](Post& s) { s.postings[0].condition->relation = Relation::exactly; }),
            "/postings/0/if/exactly"},
        Difference{
            "PostConditionAtMost",
            changed<Post>(first_post(),
                          [](Post& s) { s.postings[0].condition->relation = Relation::at_most; }),
            "/postings/0/if/at_most"},
        Difference{"PostConditionBound", with_bound(first_post(), "11"), "/postings/0/if/at_least"},
        Difference{
            "PostMorePostings",
            changed<Post>(first_post(), [](Post& s) { s.postings.push_back(s.postings[1]); }),
            "/postings/2"},
        Difference{"PostFewerPostings",
                   changed<Post>(first_post(), [](Post& s) { s.postings.pop_back(); }),
                   "/postings/1"},
        Difference{"PostNote", noted(first_post(), "another"), "/note"},
        Difference{"PostDateBeforePostings",
                   with_amount(changed<Post>(first_post(),
                                             [](Post& s) { s.effective_on = day("2026-10-21"); }),
                               "7"),
                   "/effective_on"},
        Difference{"PostPostingsBeforeNote", noted(with_amount(first_post(), "7"), "another"),
                   "/postings/0/amount"},
        // hold: op, expires_at, postings
        Difference{"HoldExpiry",
                   changed<HoldOrder>(first_hold(),
                                      [](HoldOrder& s) { s.expires_at = kHoldEnds + kTick; }),
                   "/expires_at"},
        Difference{"HoldWithoutExpiry",
                   changed<HoldOrder>(first_hold(), [](HoldOrder& s) { s.expires_at.reset(); }),
                   "/expires_at"},
        Difference{"HoldAmount",
                   changed<HoldOrder>(first_hold(),
                                      [](HoldOrder& s) { s.postings[1].amount = decimal("3"); }),
                   "/postings/1/amount"},
        // settle: op, hold, lines, effective_on
        Difference{"SettleOp", void_("settle", "h1", {{0, 1}}), "/op"},
        Difference{"SettleHold", changed<S>(first_settle(), [](S& s) { s.hold = "h2"; }), "/hold"},
        Difference{"SettleWithoutLines", changed<S>(first_settle(), [](S& s) { s.lines.reset(); }),
                   "/lines"},
        Difference{"SettleFewerLines",
                   changed<S>(first_settle(), [](S& s) { s.lines->pop_back(); }), "/lines"},
        Difference{"SettleLine", changed<S>(first_settle(), [](S& s) { s.lines->at(0).line = 2; }),
                   "/lines/0/line"},
        Difference{"SettleAmount",
                   changed<S>(first_settle(), [](S& s) { s.lines->at(0).amount = decimal("4"); }),
                   "/lines/0/amount"},
        Difference{"SettleAmountLeftOut",
                   changed<S>(first_settle(), [](S& s) { s.lines->at(0).amount.reset(); }),
                   "/lines/0/amount"},
        Difference{"SettleAmountGivenThoughTheDefault",
                   changed<S>(first_settle(), [](S& s) { s.lines->at(1).amount = decimal("5"); }),
                   "/lines/1/amount"},
        Difference{"SettleDate",
                   changed<S>(first_settle(), [](S& s) { s.effective_on = day("2026-10-21"); }),
                   "/effective_on"},
        // void: op, hold, lines
        Difference{"VoidHold", changed<V>(first_void(), [](V& s) { s.hold = "h1"; }), "/hold"},
        Difference{"VoidWithoutLines", changed<V>(first_void(), [](V& s) { s.lines.reset(); }),
                   "/lines"},
        // open: op, account, normal, currency, min, max, opened_on
        Difference{"OpenAccount", changed<O>(first_open(), [](O& s) { s.account = name("t:x"); }),
                   "/account"},
        Difference{"OpenNormal", changed<O>(first_open(), [](O& s) { s.normal = credit; }),
                   "/normal"},
        Difference{"OpenCurrency",
                   changed<O>(first_open(), [](O& s) { s.currency = currency("USD"); }),
                   "/currency"},
        Difference{"OpenMin", changed<O>(first_open(), [](O& s) { s.min = decimal("1"); }), "/min"},
        Difference{"OpenMax", changed<O>(first_open(), [](O& s) { s.max.reset(); }), "/max"},
        Difference{"OpenDay",
                   changed<O>(first_open(), [](O& s) { s.opened_on = day("2026-10-03"); }),
                   "/opened_on"}),
    [](const auto& one) { return one.param.name; });

TEST(ReusedKeyOfAVoid, NamesTheLineThatDiffers) {
  const auto result = used_book()->run(void_("void", "h2", {{0, 2}}));
  ASSERT_EQ(reason(result), word(kKeyReused));
  EXPECT_EQ(result.error().field, "/lines/1");
}

TEST(ReusedKeyOfSeveralSteps, IsRefusedToOneOfThem) {
  const auto book = used_book();
  auto several = post("several", "t:wages", "t:cash", "1");
  several.steps.push_back(several.steps.front());
  book->must(several);
  const auto result = book->run(post("several", "t:wages", "t:cash", "1"));
  ASSERT_EQ(reason(result), word(kKeyReused));
  EXPECT_EQ(result.error().field, "/op");
}

TEST(ARetry, GetsTheFirstAnswerAfterTheWorldHasChanged) {
  const auto book = BookBuilder{}
                        .account("t:cash", debit, {.min = "0"})
                        .account("t:capital", credit)
                        .posted("t:cash", "t:capital", "10")
                        .then(post("k", "t:capital", "t:cash", "10"))
                        .build();
  book->wait(std::chrono::hours(24 * 365));
  const auto again = book->run(post("k", "t:capital", "t:cash", "10"));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(book->balance("t:cash"), "0.00");
}

// Keys are looked up by their bytes: what comes after every key known so far is new, no more.
TEST(ARetry, IsFoundWhereverItsKeySorts) {
  const auto book = BookBuilder{}.account("t:a", debit).account("t:y", credit).build();
  const std::vector<std::string> keys{"m", "z", "\xc3\xa9", "a", "~", "\x01", "zz", "\xff"};
  for (const auto& key : keys) ASSERT_EQ(reason(book->run(post(key, "t:a", "t:y", "1"))), "ok");
  for (const auto& key : keys) {
    const auto again = book->run(post(key, "t:a", "t:y", "1"));
    ASSERT_EQ(reason(again), "ok");
    EXPECT_TRUE(again->replayed) << key;
  }
}

TEST(ARetry, OfAHoldIsAnsweredUntilItExpires) {
  const auto book = used_book();
  book->clock.set(kHoldEnds - kTick);
  EXPECT_TRUE(book->must(first_hold()).replayed);
}

TEST(ARetry, InTheSameGroupIsBookedOnce) {
  const auto book = used_book();
  std::vector<Result<Receipt>> answers;
  for (int i = 0; i < 2; ++i) {
    book->writer->submit(post("twice", "t:cash", "t:capital", "1"),
                         [&](Result<Receipt> answer) { answers.push_back(std::move(answer)); });
  }
  EXPECT_TRUE(book->writer->pump());
  ASSERT_TRUE(answers[0] && answers[1]);
  EXPECT_FALSE(answers[0]->replayed);
  EXPECT_TRUE(answers[1]->replayed);
  EXPECT_EQ(answers[0]->entry, answers[1]->entry);
  EXPECT_EQ(answers[0]->digest, answers[1]->digest);
}

TEST(ARetry, IsKnownToAWriterThatIsOpenedAnew) {
  const auto book = used_book();
  book->writer = Writer::open(book->store, book->clock).value();
  EXPECT_TRUE(book->must(first_post()).replayed);
}

TEST(OpeningAgain, WithTheAttributesGivenFirstIsReplayed) {
  const auto book = BookBuilder{}.account("t:a", debit, {.min = "0.00"}).build();
  const auto again = book->run(open("t:a", debit, {.min = "0"}));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->entry, 1U);
}

TEST(OpeningAgain, TakesMinusZeroForZeroButNotALossForAGain) {
  const auto book = BookBuilder{}
                        .account("t:zero", debit, {.min = "0.00"})
                        .account("t:half", debit, {.min = "0.50"})
                        .build();
  EXPECT_TRUE(book->must(open("t:zero", debit, {.min = "-0"})).replayed);
  const auto other = book->run(open("t:half", debit, {.min = "-0.50"}));
  ASSERT_EQ(reason(other), word(kAccountExists));
  EXPECT_EQ(other.error().field, "/min");
}

TEST(OpeningAgain, AnAccountThatWasOpenedAmongOtherStepsIsReplayed) {
  const auto book = BookBuilder{}.account("t:y", credit).build();
  auto several = command("several", opening("t:a", debit));
  several.steps.push_back(opening("t:b", debit, {.max = "9"}));
  several.steps.push_back(book::Post{{transfer("t:b", "t:y", "1")}, std::nullopt});
  const auto first = book->must(several).entry;
  const auto again = book->must(open("t:b", debit, {.max = "9"}));
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.entry, first);
  EXPECT_EQ(reason(book->run(open("t:b", debit))), word(kAccountExists));
}

TEST(OpeningAgain, OnALaterDayComparesWhatWasGivenNotTheDefaults) {
  const auto book = BookBuilder{}.account("t:a", debit).build();
  book->wait(std::chrono::hours(48));
  EXPECT_TRUE(book->must(open("t:a", debit)).replayed);
  EXPECT_EQ(reason(book->run(open("t:a", debit, {.opened_on = kToday}))), word(kAccountExists));
}

TEST(OpeningAgain, UnderANewKeyIsReplayed) {
  const auto book = BookBuilder{}.account("t:a", debit).build();
  EXPECT_TRUE(book->must(command("new", opening("t:a", debit))).replayed);
}

// ---- services: the content is the request they answered -----------------------------------------

Command service(std::string_view key, Fields content, std::string_view amount) {
  auto made = post(key, "t:cash", "t:capital", amount);
  made.content = std::move(content);
  made.answer = {{"payroll", "Q1-202610-01"}};
  return made;
}

TEST(AServicesKey, IsComparedByItsContentNotByItsPostings) {
  const auto book = used_book();
  book->must(service("s", {{"/project", "Q1"}, {"/month", "2026-10"}}, "1"));
  const auto again = book->run(service("s", {{"/project", "Q1"}, {"/month", "2026-10"}}, "2"));
  ASSERT_EQ(reason(again), "ok");
  EXPECT_TRUE(again->replayed);
  EXPECT_EQ(again->answer, (Fields{{"payroll", "Q1-202610-01"}}));
}

TEST(AServicesKey, IsRefusedWithTheFirstPointerThatDiffers) {
  const auto book = used_book();
  book->must(service("s", {{"/project", "Q1"}, {"/month", "2026-10"}}, "1"));
  const auto field = [&](Fields content) {
    const auto result = book->run(service("s", std::move(content), "1"));
    EXPECT_EQ(reason(result), word(kKeyReused));
    return result ? "" : result.error().field;
  };
  EXPECT_EQ(field({{"/project", "Q2"}, {"/month", "2026-11"}}), "/project");
  EXPECT_EQ(field({{"/project", "Q1"}, {"/month", "2026-11"}}), "/month");
  EXPECT_EQ(field({{"/project", "Q1"}}), "/month");
  EXPECT_EQ(field({{"/project", "Q1"}, {"/month", "2026-10"}, {"/note", "x"}}), "/note");
  EXPECT_EQ(field({}), "/project");
}

}  // namespace
}  // namespace anxin::tests
