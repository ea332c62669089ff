// Postings in bulk: what is refused and at which place, in order; otherwise as if written out.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"
#include "tests/support/bulk.h"

namespace anxin::tests {
namespace {

using book::BulkPost;

BookBuilder arranged() {
  const Terms since{.opened_on = "2026-10-01"};
  return BookBuilder{}
      .account("t:a", debit, since)
      .account("t:b", credit, since)
      .account("t:yen", credit, {.currency = "JPY", .opened_on = "2026-10-01"})
      .account("t:frozen", credit, since)
      .then(freeze("freeze", "t:frozen", credit));
}

BulkPost bulk(std::vector<BulkPost::Line> lines) {
  BulkPost made;
  for (const auto* one : {"t:a", "t:b", "t:yen", "t:none", "t:b", "t:frozen"}) {
    made.accounts.push_back(name(one));
  }
  made.postings = std::move(lines);
  return made;
}
BulkPost::Line line_of(std::uint32_t from, std::uint32_t to, std::int64_t fen) {
  return {from, to, Money::from_minor(fen)};
}
constexpr std::uint32_t kA = 0, kB = 1, kYen = 2, kNone = 3, kBAgain = 4, kFrozen = 5, kBeyond = 6;

struct Refusal {
  std::string name;
  std::vector<BulkPost::Line> lines;
  std::string word;
  std::string field;
};
void PrintTo(const Refusal& one, std::ostream* out) { *out << one.name; }
const Refusal kRefusals[] = {
    {"NoPostings", {}, "ledger.malformed", "/postings"},
    {"NoSuchDebit", {line_of(kBeyond, kB, 0)}, "ledger.malformed", "/postings/0/debit"},
    {"NoSuchCredit", {line_of(kA, kBeyond, 0)}, "ledger.malformed", "/postings/0/credit"},
    {"NothingMoved", {line_of(kB, kB, 0)}, "ledger.amount-not-positive", "/postings/0/amount"},
    {"OnePlaceTwice", {line_of(kB, kB, 1)}, "ledger.same-account", "/postings/0/credit"},
    {"OneAccountAtTwoPlaces",
     {line_of(kNone, kA, 1), line_of(kB, kBAgain, 1)},
     "ledger.same-account",
     "/postings/1/credit"},
    {"AnUnknownAccountBeforeTwoCurrencies",
     {line_of(kA, kYen, 1), line_of(kA, kNone, 1)},
     "ledger.account-not-found",
     "/postings/1/credit"},
    {"TwoCurrencies",
     {line_of(kA, kFrozen, 1), line_of(kA, kYen, 1)},
     "ledger.currency-mismatch",
     "/postings/1/credit"},
    {"AFrozenAccount", {line_of(kA, kFrozen, 1)}, "ledger.account-frozen", "/postings/0/credit"},
};

class BulkPostRefusal : public ::testing::TestWithParam<Refusal> {};

TEST_P(BulkPostRefusal, NamesTheFirstFaultOfTheFirstStageAndItsPlace) {
  const auto book = arranged().build();
  const auto before = all_rows(book->store);
  const auto refused = book->run(command("k", bulk(GetParam().lines)));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason.word(), GetParam().word);
  EXPECT_EQ(refused.error().field, GetParam().field);
  EXPECT_EQ(all_rows(book->store), before);
}
INSTANTIATE_TEST_SUITE_P(Table, BulkPostRefusal, ::testing::ValuesIn(kRefusals),
                         [](const auto& one) { return one.param.name; });

TEST(BulkPost, MovesMoneyBetweenTheAccountsItMeansAndAsksNothingOfOthers) {
  const auto book = arranged().build();
  book->must(command("k", bulk({line_of(kA, kB, 1'250), line_of(kA, kBAgain, 50)})));
  EXPECT_EQ(book->balance("t:a"), "13.00");
  EXPECT_EQ(book->balance("t:b"), "13.00");
  EXPECT_TRUE(book->verified().ok());
}

TEST(BulkPost, OfFenAsksForAccountsInYuan) {
  auto made = bulk({line_of(kA, kB, 1)});
  made.accounts = {name("t:yen"), name("t:yen2")};
  const auto book = arranged().account("t:yen2", debit, {.currency = "JPY"}).build();
  EXPECT_EQ(reason(book->run(command("k", made))), "ledger.currency-mismatch");
  made.currency = currency("JPY");
  EXPECT_EQ(reason(book->run(command("k", made))), "ok");
}

TEST(BulkPost, OfABareCallerNamesNothingOfPayments) {
  auto step = bulk({line_of(kA, kB, 1)});
  step.accounts[kB] = name("c:QH01:escrow");
  auto made = command("k", step);
  made.caller = book::Caller::bare_on_payments;
  const auto refused = arranged().build()->run(made);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, book::kAccountReserved);
  EXPECT_EQ(refused.error().field, "/postings/0/credit");
}

TEST(BulkPost, LeavesTheSameBookAsThePostingsWrittenOut) {
  auto step = bulk({line_of(kA, kB, 1'250), line_of(kBAgain, kA, 7)});
  step.effective_on = day("2026-10-20");
  const auto in_bulk = arranged().build();
  const auto written = arranged().build();
  in_bulk->must(command("k", step));
  written->must(command("k", as_post(step)));
  EXPECT_EQ(all_rows(in_bulk->store), all_rows(written->store));
}

TEST(BulkPost, UnderItsKeyIsTheSameRequestInEitherForm) {
  const auto first = bulk({line_of(kA, kB, 1'250)});
  const auto book = arranged().then(command("k", first)).build();
  for (const auto& again : {command("k", first), command("k", as_post(first))}) {
    const auto answer = book->run(again);
    ASSERT_EQ(reason(answer), "ok");
    EXPECT_TRUE(answer->replayed);
  }
}

struct Change {
  std::string name;
  BulkPost step;
  std::string field;
};
void PrintTo(const Change& one, std::ostream* out) { *out << one.name; }

std::vector<Change> changes() {
  const auto line = line_of(kA, kB, 1'250);
  auto dated = bulk({line});
  dated.effective_on = day("2026-10-20");
  auto of_yen = bulk({line});
  of_yen.currency = currency("JPY");
  return {{"Date", dated, "/effective_on"},
          {"Debit", bulk({line_of(kFrozen, kB, 1'250)}), "/postings/0/debit"},
          {"Credit", bulk({line_of(kA, kFrozen, 1'250)}), "/postings/0/credit"},
          {"Amount", bulk({line_of(kA, kB, 1'251)}), "/postings/0/amount"},
          {"Currency", of_yen, "/postings/0/amount"},
          {"OneMore", bulk({line, line}), "/postings/1"}};
}

class BulkPostChanged : public ::testing::TestWithParam<Change> {};

TEST_P(BulkPostChanged, UnderItsKeyIsRefusedWithTheFirstDifference) {
  const auto book = arranged().then(command("k", bulk({line_of(kA, kB, 1'250)}))).build();
  const auto refused = book->run(command("k", GetParam().step));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, book::kKeyReused);
  EXPECT_EQ(refused.error().field, GetParam().field);
}
INSTANTIATE_TEST_SUITE_P(Table, BulkPostChanged, ::testing::ValuesIn(changes()),
                         [](const auto& one) { return one.param.name; });

TEST(BulkPost, DoesNotRepeatAPostingThatHadACondition) {
  const auto asked = only_if(transfer("t:a", "t:b", "12.50"), "t:a", Relation::exactly, "0");
  const auto book = arranged().then(post("k", {asked})).build();
  const auto refused = book->run(command("k", bulk({line_of(kA, kB, 1'250)})));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().field, "/postings/0/if");
}

}  // namespace
}  // namespace anxin::tests
