// The books in memory by themselves: they begin empty without a loader, remember what is not
// committed yet, and end the process where what they are told cannot be.

#include <gtest/gtest.h>

#include "ledger/book/apply.h"
#include "ledger/book/effects.h"
#include "tests/support/book_builder.h"
#include "tests/support/map_loader.h"

namespace anxin::tests {
namespace {

using namespace book;

constexpr const char* kBroken = "invariant broken";

Result<Verdict> run(Books& books, const Command& made) {
  Hasher hasher;
  return apply(books, hasher, made, ten_o_clock());
}
EntryNumber must(Books& books, const Command& made) {
  return std::get<Applied>(run(books, made).value()).entry.number;
}
Command opened_a_week_ago(std::string_view account, Side normal) {
  auto made = open(account, normal);
  std::get<OpenAccount>(made.steps[0]).opened_on = day(kToday) - std::chrono::days(7);
  return made;
}
// t:a and t:y, and 5.00 posted between them by the entry 3 with the key "k".
class UsedBooks : public ::testing::Test {
 protected:
  UsedBooks() {
    must(books, opened_a_week_ago("t:a", debit));
    must(books, opened_a_week_ago("t:y", credit));
    must(books, post("k", "t:a", "t:y", "5.00"));
  }
  Books books{{}, nullptr};
};
using UsedBooksDeathTest = UsedBooks;

TEST(BooksWithoutALoader, BeginEmpty) {
  Books books({}, nullptr);
  EXPECT_EQ(books.head(), Head{});
  EXPECT_EQ(books.number_of(name("t:a")), std::nullopt);
  EXPECT_EQ(books.name_of(1), std::nullopt);
  EXPECT_EQ(books.find(0), nullptr);
  EXPECT_EQ(books.find(1), nullptr);
  EXPECT_EQ(books.find_hold(1), nullptr);
  EXPECT_EQ(find_hold(books, "k"), nullptr);
  EXPECT_EQ(books.find_key("k"), std::nullopt);
  EXPECT_FALSE(books.find_entry(1));
  EXPECT_EQ(books.reversed_by(1), std::nullopt);
  EXPECT_EQ(books.record_version({"payrolls", "Q1"}), std::nullopt);
}

// The seventh, eighth and ninth posting: before a mark of the chain, the mark, and after it.
TEST_F(UsedBooks, AnAttemptGivenUpLeavesAccountsAsTheyWere) {
  for (int before = 1; before <= 20; ++before) {
    const auto debit_before = books.at(1);
    const auto credit_before = books.at(2);
    const std::vector<PostingOrder> failing{
        transfer("t:a", "t:y", "1"), transfer("t:a", "t:y", "1"),
        only_if(transfer("t:y", "t:a", "1"), "t:a", Relation::at_most, "0")};
    ASSERT_EQ(reason(run(books, post("k2", failing))), word(kConditionFailed));
    ASSERT_EQ(books.at(1), debit_before) << before;
    ASSERT_EQ(books.at(2), credit_before) << before;
    must(books, post("one" + std::to_string(before), "t:a", "t:y", "1"));
  }
}

// Several steps, two days, and a change of terms between postings: what is noted in several places.
TEST_F(UsedBooks, AnAttemptOfManyKindsLeavesAccountsAsTheyWere) {
  const auto one = [](int days_ago) {
    const Date on = day(kToday) - std::chrono::days(days_ago);
    return Post{{transfer("t:a", "t:y", "1")}, on};
  };
  for (int before = 1; before <= 20; ++before) {
    const auto a = *books.accounts().find(1);
    const auto y = *books.accounts().find(2);
    auto made = post("k2", "t:a", "t:y", "1");
    made.steps = {one(0),
                  one(0),
                  Freeze{FreezeAction::freeze, name("t:a"), Side::credit},
                  one(1),
                  one(1),
                  OpenAccount{name("t:new"), Side::debit, Currency::cny(), {}, {}, {}},
                  Post{{transfer("t:new", "t:y", "1")}, {}},
                  Post{{transfer("t:y", "t:a", "1")}, {}}};
    ASSERT_EQ(reason(run(books, made)), word(kAccountFrozen));
    for (const auto& was : {a, y}) {
      const auto& is = *books.accounts().find(was.state.number);
      ASSERT_EQ(is.state, was.state) << before;
      ASSERT_EQ(is.days(), was.days()) << before;
    }
    ASSERT_EQ(books.number_of(name("t:new")), std::nullopt);
    must(books, post("one" + std::to_string(before), "t:a", "t:y", "1"));
  }
}

TEST_F(UsedBooks, KnowWhatTheyHaveAccepted) {
  EXPECT_EQ(books.name_of(1), name("t:a"));
  EXPECT_EQ(books.at(books.number_of(name("t:y")).value()).balance(), yuan("5.00"));
  EXPECT_EQ(books.find_key("k"), 3U);
  EXPECT_EQ(books.find_entry(3)->key, "k");
  const auto again = run(books, post("k", "t:a", "t:y", "5.00")).value();
  EXPECT_EQ(std::get<Replayed>(again).entry, 3U);
}

TEST(BooksWithoutALoader, ForgetAGroupWhenTheGroupAfterItHasEnded) {
  Books books({}, nullptr);
  must(books, open("t:a", debit));
  must(books, open("t:y", credit));
  const auto held = must(books, hold("h", "t:a", "t:y", "1.00"));
  books.end_group();
  EXPECT_EQ(books.find_key("h"), held);
  EXPECT_NE(books.find_hold(held), nullptr);
  books.end_group();
  EXPECT_EQ(books.find_key("h"), std::nullopt);
  EXPECT_EQ(books.find_hold(held), nullptr);
  EXPECT_EQ(books.at(1).held, (SideSums{yuan("1.00"), {}}));  // accounts stay
}

TEST_F(UsedBooks, NameAnAccountThatIsNotThereWithNothing) {
  Attempt attempt(books);
  EXPECT_EQ(attempt.name_of(2), "t:y");
  EXPECT_EQ(attempt.name_of(3), "");
}

TEST_F(UsedBooksDeathTest, ANumberThatIsNoAccountsEndsTheProcess) {
  EXPECT_DEATH((void)books.at(3), kBroken);
  EXPECT_DEATH((void)Attempt(books).change(3), kBroken);
  EXPECT_DEATH((void)Attempt(books).change_terms(3), kBroken);
}

TEST_F(UsedBooksDeathTest, AnEntryHasOneHoldAtMost) {
  Attempt attempt(books);
  attempt.add(Hold{4, {}, {}});
  EXPECT_DEATH(attempt.add(Hold{4, {}, {}}), kBroken);
}

TEST(BooksDeathTest, PostingsAreNumberedUpTo48Bits) {
  Head head;
  head.postings = kPostingNumberMax - 1;
  Books books(head, nullptr);
  Attempt attempt(books);
  EXPECT_EQ(attempt.next_posting(), kPostingNumberMax);
  EXPECT_DEATH((void)attempt.next_posting(), kBroken);
}

TEST_F(UsedBooksDeathTest, ALineEndsOnceAndWithNoMoreThanItHolds) {
  const auto number = must(books, hold("h", "t:a", "t:y", "1.00"));
  Hold& held = *books.find_hold(number);
  Attempt attempt(books);
  PostingRun run;
  const auto end = [&](std::string_view amount) {
    return reason(settle_line(attempt, held, {0, true, yuan(amount)}, run));
  };
  EXPECT_DEATH((void)end("1.01"), kBroken);
  EXPECT_EQ(end("1.00"), "ok");
  EXPECT_DEATH((void)end("1.00"), kBroken);
}

// ---- a store that contradicts itself ------------------------------------------------------------

Entry settlement_of(EntryNumber hold) {
  Entry entry;
  entry.number = 5;
  entry.events.emplace_back(
      Settled{hold, false, false, day(kToday), {{0, false, Money::from_minor(1)}}});
  return entry;
}

TEST(BooksDeathTest, AKeyHasItsEntry) {
  MapLoader loader;
  loader.keys["k"] = 5;
  Books books({}, &loader);
  EXPECT_DEATH((void)run(books, post("k", "t:a", "t:y", "1")), kBroken);
}

TEST(BooksDeathTest, AnAccountHasTheEntryThatOpenedIt) {
  MapLoader loader;
  loader.numbers["t:a"] = 1;
  loader.accounts[1].number = 1;
  loader.accounts[1].opened_by = 5;
  Books books({}, &loader);
  EXPECT_DEATH((void)run(books, open("t:a", debit)), kBroken);
}

TEST(BooksDeathTest, ASettlementHasItsHold) {
  MapLoader loader;
  loader.entries[5] = settlement_of(4);
  Books books({}, &loader);
  EXPECT_DEATH((void)run(books, reverse("r", EntryNumber{5})), kBroken);
}

TEST(BooksDeathTest, AnExpiryHasItsHoldWithAnOpenLine) {
  MapLoader loader;
  loader.holds[4] = {4, ten_o_clock(), {{1, 2, yuan("1.00"), {}, LineState::voided}}};
  Hasher hasher;
  for (const EntryNumber hold : {4U, 5U}) {
    Books books({}, &loader);
    books.expiries().emplace(ten_o_clock(), hold);
    EXPECT_EQ(expire_next(books, hasher, ten_o_clock() - kTick), std::nullopt);
    EXPECT_DEATH((void)expire_next(books, hasher, ten_o_clock()), kBroken) << hold;
  }
}

// ---- the table of accounts ----------------------------------------------------------------------

AccountState numbered(AccountNumber number) {
  AccountState state;
  state.number = number;
  return state;
}

TEST(AccountTable, KnowsAnAccountFromItsComingInToItsGoing) {
  AccountTable table;
  EXPECT_EQ(table.find(7), nullptr);
  table.add(numbered(7));
  ASSERT_NE(table.find(7), nullptr);
  EXPECT_EQ(table.find(7)->state.number, 7U);
  EXPECT_EQ(table.find(8), nullptr);
  EXPECT_EQ(table.find(0), nullptr);
  table.forget(7);
  EXPECT_EQ(table.find(7), nullptr);
}

TEST(AccountTableDeathTest, AnAccountComesInOnceAndStaysWhileItHasChanges) {
  AccountTable table;
  EXPECT_DEATH((void)table.writable(7), kBroken);
  table.add(numbered(7));
  EXPECT_DEATH((void)table.add(numbered(7)), kBroken);
  table.touch(7, 1);
  EXPECT_DEATH(table.forget(7), kBroken);
}

}  // namespace
}  // namespace anxin::tests
