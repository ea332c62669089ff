// Statements and past balances, compared with plain recomputation from what was posted.

#include "ledger/service/reader.h"

#include <gtest/gtest.h>

#include "ledger/base/entropy.h"
#include "tests/support/book_builder.h"
#include "tests/support/counting_store.h"

namespace anxin::tests {
namespace {

using ledger::HistoryFrom;
using ledger::HistoryLine;

// Entries 3, 4 and 6 move t:cash: 3 has two postings, 6 is a settlement.
std::unique_ptr<TestBook> statement_book() {
  return BookBuilder{}
      .account("t:cash", debit, {.opened_on = "2026-10-01"})
      .account("t:capital", credit, {.opened_on = "2026-10-01"})
      .then(post("p",
                 {transfer("t:cash", "t:capital", "100"), transfer("t:cash", "t:capital", "20")},
                 day("2026-10-05")))
      .now(ten_o_clock() + std::chrono::hours(1))
      .then(post("q", {transfer("t:capital", "t:cash", "30")}, day("2026-10-03")))
      .then(hold("h", "t:cash", "t:capital", "7"))
      .then(settle("s", "h", {{line(0, "5")}}))
      .build();
}

std::vector<std::string> shown(const std::vector<HistoryLine>& lines) {
  std::vector<std::string> text;
  for (const auto& line : lines) {
    text.push_back(std::to_string(line.entry) + "/" + std::to_string(line.posting) + " " +
                   std::string(to_word(line.kind)) + " " + std::string(to_word(line.side)) + " " +
                   to_string(line.amount) + " = " + to_string(line.balance));
  }
  return text;
}
using Lines = std::vector<std::string>;

Lines history(const TestBook& book, std::size_t limit, HistoryFrom from = {},
              std::string_view account = "t:cash") {
  return shown(book.reader().history(book.account(account), limit, from));
}

TEST(History, IsNewestFirstWithTheBalanceAfterEachLine) {
  EXPECT_EQ(history(*statement_book(), 10),
            (Lines{"6/0 settle debit 5.00 = 95.00", "4/0 post credit 30.00 = 90.00",
                   "3/1 post debit 20.00 = 120.00", "3/0 post debit 100.00 = 100.00"}));
}

TEST(History, OfACreditNormalAccountHasBalancesOnItsOwnSide) {
  EXPECT_EQ(history(*statement_book(), 2, {}, "t:capital"),
            (Lines{"6/0 settle credit 5.00 = 95.00", "4/0 post debit 30.00 = 90.00"}));
}

TEST(History, NamesTheAccountOnTheOtherSideAndBothDates) {
  const auto book = statement_book();
  const auto lines = book->reader().history(book->account("t:cash"), 2, {});
  EXPECT_EQ(lines[1].counter, book->account("t:capital").number);
  EXPECT_EQ(lines[1].effective_on, day("2026-10-03"));
  EXPECT_EQ(lines[1].recorded_at, ten_o_clock() + std::chrono::hours(1));
}

TEST(History, OfAnAccountThatWasNeverMovedIsEmpty) {
  EXPECT_EQ(history(*BookBuilder{}.account("t:a", debit).build(), 10, {}, "t:a"), Lines{});
}

TEST(History, HasUpToItsLimitOfLines) {
  const auto book = statement_book();
  EXPECT_EQ(history(*book, 3).size(), 3U);
  EXPECT_EQ(history(*book, 4).size(), 4U);
  EXPECT_EQ(history(*book, 5).size(), 4U);
  EXPECT_EQ(history(*book, 1).size(), 1U);
}

TEST(History, OfAtMostNoLinesIsEmpty) { EXPECT_EQ(history(*statement_book(), 0), Lines{}); }

TEST(History, ContinuesBeforeAnEntry) {
  const auto book = statement_book();
  EXPECT_EQ(history(*book, 10, {7, {}}).size(), 4U);
  EXPECT_EQ(history(*book, 10, {6, {}}).size(), 3U);
  EXPECT_EQ(history(*book, 10, {4, {}}).size(), 2U);
  EXPECT_EQ(history(*book, 10, {3, {}}).size(), 0U);
}

TEST(History, ContinuesWithinAnEntry) {
  const auto book = statement_book();
  EXPECT_EQ(history(*book, 10, {3, 2}).size(), 2U);
  EXPECT_EQ(history(*book, 10, {3, 1}), (Lines{"3/0 post debit 100.00 = 100.00"}));
  EXPECT_EQ(history(*book, 10, {3, 0}), Lines{});
}

TEST(History, PagesJoinToTheWhole) {
  const auto book = statement_book();
  for (std::size_t size = 1; size <= 4; ++size) {
    Lines joined;
    HistoryFrom from;
    for (;;) {
      const auto page = book->reader().history(book->account("t:cash"), size, from);
      if (page.empty()) break;
      for (auto& text : shown(page)) joined.push_back(std::move(text));
      from = {page.back().entry, page.back().posting};
    }
    EXPECT_EQ(joined, history(*book, 10)) << "pages of " << size;
  }
}

TEST(AReader, SeesTheBookAsItWasThoughTheWriterGoesOn) {
  const auto book = statement_book();
  const auto before = book->reader();
  book->must(post("later", "t:cash", "t:capital", "1"));
  EXPECT_EQ(before.account(name("t:cash"))->balance(), yuan("95"));
  EXPECT_EQ(before.head().entry, 6U);
  EXPECT_EQ(book->reader().head().entry, 7U);
}

TEST(AReader, AnswersNothingForWhatIsNotThere) {
  const auto reader = statement_book()->reader();
  EXPECT_EQ(reader.account(name("t:none")), std::nullopt);
  EXPECT_EQ(reader.account(book::AccountNumber{3}), std::nullopt);
  EXPECT_FALSE(reader.entry(7));
  EXPECT_EQ(reader.entry_of_key("none"), std::nullopt);
  EXPECT_EQ(reader.digest(7), std::nullopt);
  EXPECT_EQ(reader.hold(3), std::nullopt);
}

TEST(AReader, ListsAccountsByPrefixInNameOrder) {
  const auto book = BookBuilder{}
                        .account("t:b", debit)
                        .account("t:a:1", debit)
                        .account("t:a", debit)
                        .account("x:a", debit)
                        .build();
  const auto names = [&](std::string_view prefix) {
    std::string text;
    for (const auto& account : book->reader().accounts(prefix)) text += account.name.string() + " ";
    return text;
  };
  EXPECT_EQ(names("t:"), "t:a t:a:1 t:b ");
  EXPECT_EQ(names("t:a"), "t:a t:a:1 ");
  EXPECT_EQ(names(""), "t:a t:a:1 t:b x:a ");
  EXPECT_EQ(names("z"), "");
}

TEST(AReader, OfAStoreWithoutABookIsRefused) {
  EXPECT_EQ(reason(Reader::open(store::MemoryStore(), ten_o_clock())), word(store::kDamaged));
}

// ---- past balances, against plain addition ------------------------------------------------------

struct Moved {
  Instant recorded_at;
  Date effective_on;
  std::size_t debit, credit;
  Money amount;
};

TEST(PastBalances, AreExactForEveryMomentAndDay) {
  SeededEntropy entropy(20261031);
  const std::vector<std::string> names{"t:a", "t:b", "t:c"};
  BookBuilder builder;
  builder.now(at("2026-10-01T02:00:00Z"));
  for (const auto& text : names) builder.account(text, debit, {.opened_on = "2026-10-01"});
  std::vector<Moved> all;
  auto now = at("2026-10-01T02:00:00Z");
  for (int i = 0; i < 60; ++i) {
    now += std::chrono::hours(entropy.below(3) * 8);
    const auto from = entropy.below(3);
    const auto to = (from + 1 + entropy.below(2)) % 3;
    const auto span = static_cast<std::uint64_t>((shanghai_date(now) - day("2026-10-01")).count());
    const auto on = day("2026-10-01") + std::chrono::days(entropy.below(span + 1));
    const auto amount = Money::from_minor(static_cast<std::int64_t>(1 + entropy.below(10'000)));
    all.push_back({now, on, from, to, amount});
    builder.now(now).then(
        post("k" + std::to_string(i), {transfer(names[from], names[to], to_string(amount))}, on));
  }
  const auto book = builder.build();
  const auto sums = [&](std::size_t account, const auto& counts) {
    book::SideSums expected;
    for (const auto& moved : all) {
      if (!counts(moved)) continue;
      if (moved.debit == account) expected.debits += moved.amount;
      if (moved.credit == account) expected.credits += moved.amount;
    }
    return expected;
  };
  const auto reader = book->reader();
  for (std::size_t account = 0; account < names.size(); ++account) {
    const auto found = book->account(names[account]);
    for (const auto& moved : all) {
      for (const auto when : {moved.recorded_at - kTick, moved.recorded_at}) {
        EXPECT_EQ(reader.posted_as_of(found, when),
                  sums(account, [&](const auto& one) { return one.recorded_at <= when; }));
      }
    }
    for (auto on = day("2026-09-30"); on <= shanghai_date(now); on += std::chrono::days(1)) {
      EXPECT_EQ(reader.posted_effective(found, on),
                sums(account, [&](const auto& one) { return one.effective_on <= on; }));
    }
  }
}

// Accounts of two pages, of which a commit writes out one: the other is ahead of the checkpoint.
std::unique_ptr<TestBook> two_pages() {
  auto book = std::make_unique<TestBook>();
  std::vector<PostingOrder> postings;
  for (std::size_t i = 0; i <= book::AccountTable::kPageAccounts; ++i) {
    const auto account = "t:" + std::to_string(i);
    book->must(open(account, debit));
    postings.push_back(transfer(account, "t:0", "1.00"));
  }
  postings.erase(postings.begin());
  book->must(post("p", postings));
  book->must(hold("h", "t:256", "t:1", "2.00"));
  return book;
}

TEST(AReader, OpenedForRecordsLooksAtNoPostingsUntilAnAccountIsAskedFor) {
  const auto book = two_pages();
  const CountingStore counted(book->store);
  const auto reader = Reader::open_for_records(counted, book->clock.now()).value();
  EXPECT_EQ(reader.entry_of_key("p"), 258U);
  EXPECT_EQ(reader.head().entry, 259U);
  EXPECT_LT(counted.moves(), 6U);
  for (const auto* account : {"t:0", "t:1", "t:256"}) {
    const auto found = reader.account(name(account)).value();
    EXPECT_EQ(found.posted, book->writer->read(book->clock.now())->account(name(account))->posted);
    EXPECT_EQ(found.held, book->account(account).held) << account;
  }
  EXPECT_EQ(to_string(reader.account(name("t:0"))->balance()), "-256.00");
}

}  // namespace
}  // namespace anxin::tests
