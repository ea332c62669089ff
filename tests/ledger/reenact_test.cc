// Entries carried out again bring accounts to where they were; entries that cannot follow from what
// is there are not carried out in silence.

#include <gtest/gtest.h>

#include "ledger/book/apply.h"
#include "ledger/book/reenact.h"
#include "tests/support/book_builder.h"
#include "tests/support/map_loader.h"

namespace anxin::tests {
namespace {

using namespace book;

const Instant kDeadline = ten_o_clock() + std::chrono::hours(1);

// Everything that can happen to accounts.
std::vector<Command> commands() {
  return {open("t:a", debit, {.min = "-5", .opened_on = "2026-10-01"}),
          open("t:y", credit, {.max = "900", .opened_on = "2026-10-01"}),
          open("t:z", debit),
          post("p", {transfer("t:a", "t:y", "7.00")}, day("2026-10-20")),
          hold("h", {transfer("t:a", "t:y", "1"), transfer("t:a", "t:y", "2"),
                     transfer("t:y", "t:a", "4")}),
          settle("s", "h", {{line(1, "0.50")}}),
          void_("v", "h", {{2}}),
          hold("e", {transfer("t:a", "t:y", "8")}, kDeadline),
          reverse("r", "p"),
          freeze("f", "t:a", debit),
          freeze("g", "t:a", credit),
          unfreeze("u", "t:a", credit),
          limits("l", "t:a", Bound{"-9"}, {}),
          limits("m", "t:y", {}, Bound{}),
          close("c", "t:z"),
          close_period("cp", day("2026-10-02"))};
}

TEST(Reenactment, BringsAccountsToWhereTheEntriesBroughtThem) {
  Books books({}, nullptr);
  Hasher hasher;
  std::vector<Entry> entries;
  for (const auto& made : commands()) {
    entries.push_back(std::get<Applied>(apply(books, hasher, made, ten_o_clock()).value()).entry);
  }
  entries.push_back(expire_next(books, hasher, kDeadline).value().entry);

  MapLoader loader;  // holds are stored with each commit, accounts are not
  for (const auto& entry : entries) {
    if (const auto* found = books.find_hold(entry.number)) loader.holds[entry.number] = *found;
  }
  Books again(books.head(), &loader);
  Reenactment reenactment(again, 1);
  for (const auto& entry : entries) EXPECT_TRUE(reenactment.add(entry)) << entry.number;

  for (AccountNumber number = 1; number <= 3; ++number) {
    EXPECT_EQ(again.at(number), books.at(number)) << number;
    EXPECT_EQ(again.accounts().find(number)->days(), books.accounts().find(number)->days());
  }
  EXPECT_EQ(again.at(1).held, (SideSums{yuan("1.00"), {}}));
}

// ---- entries that cannot follow -----------------------------------------------------------------

// Accounts 1 and 2 without any holds on them, and a hold 3 that they do not know of.
class ShortOfAHold : public ::testing::Test {
 protected:
  ShortOfAHold() {
    for (const AccountNumber number : {1U, 2U}) loader.accounts[number].number = number;
    loader.holds[3] = {3, {}, {{1, 2, yuan("1.00"), {}, LineState::open}}};
  }
  MapLoader loader;
};

struct Unfounded {
  std::string name;
  Event event;
};
void PrintTo(const Unfounded& one, std::ostream* out) { *out << one.name; }

class CannotFollow : public ShortOfAHold, public ::testing::WithParamInterface<Unfounded> {};

Entry entry(EntryNumber number, Event event) {
  Entry made;
  made.number = number;
  made.events.push_back(std::move(event));
  return made;
}
Posted posted(AccountNumber debit, AccountNumber credit, Money amount) {
  return {false, day(kToday), {{debit, credit, amount, std::nullopt}}};
}
Settled settled(EntryNumber hold, std::uint32_t line) {
  return {hold, true, false, day(kToday), {{line, false, yuan("1.00")}}};
}

TEST_P(CannotFollow, IsSaidOfItAndOfAllAfterIt) {
  Books books({}, &loader);
  Reenactment reenactment(books, 1);
  EXPECT_TRUE(reenactment.add(entry(4, posted(1, 2, Money::from_minor(INT64_MAX)))));
  EXPECT_FALSE(reenactment.add(entry(5, GetParam().event)));
  EXPECT_FALSE(reenactment.add(entry(6, PeriodClosed{day("2026-10-01")})));
}

INSTANTIATE_TEST_SUITE_P(
    Reenactment, CannotFollow,
    ::testing::Values(Unfounded{"PostToNoAccount", posted(1, 9, yuan("1.00"))},
                      Unfounded{"PostFromNoAccount", posted(9, 1, yuan("1.00"))},
                      Unfounded{"SumBeyond64Bits", posted(1, 2, Money::from_minor(1))},
                      Unfounded{"HoldOnNoAccount", Held{{}, {{9, 9, yuan("1.00"), {}}}}},
                      Unfounded{"SettleMoreThanIsHeld", settled(3, 0)},
                      Unfounded{"SettleOfNoHold", settled(9, 0)},
                      Unfounded{"SettleOfNoLine", settled(3, 1)},
                      Unfounded{"VoidMoreThanIsHeld", Voided{3, true, {0}}},
                      Unfounded{"VoidOfNoHold", Voided{9, true, {0}}},
                      Unfounded{"VoidOfNoLine", Voided{3, true, {1}}},
                      Unfounded{"ExpiryOfNoHold", Expired{9, kDeadline, {0}}},
                      Unfounded{"FreezeOfNoAccount", Frozen{9, FreezeAction::freeze, debit}},
                      Unfounded{"ClosingOfNoAccount", Closed{9}},
                      Unfounded{"LimitsOfNoAccount", LimitsSet{9, {true, {}}, {}}}),
    [](const auto& one) { return one.param.name; });

TEST_F(ShortOfAHold, AnAccountThatWasWrittenSinceStaysAsItIs) {
  for (const AccountNumber number : {1U, 2U}) loader.accounts[number].changed_by = 5;
  Books books({}, &loader);
  Reenactment reenactment(books, 1);
  // Its row has these already.
  EXPECT_TRUE(reenactment.add(entry(4, posted(1, 2, yuan("1.00")))));
  EXPECT_TRUE(reenactment.add(entry(5, settled(3, 0))));
  EXPECT_EQ(books.at(1), loader.accounts.at(1));
  EXPECT_TRUE(reenactment.add(entry(6, posted(1, 2, yuan("2.00")))));
  EXPECT_EQ(books.at(1).posted.debits, yuan("2.00"));
  EXPECT_EQ(books.at(1).changed_by, 6U);
  EXPECT_EQ(books.at(1).chain.last(), 3U);
}

}  // namespace
}  // namespace anxin::tests
