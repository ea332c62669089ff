// Balances and statements of any moment, against plain recomputation from the feed: from the
// writer's memory, from another reader of the store, and after reopening.

#include <gtest/gtest.h>

#include "tests/support/counting_store.h"
#include "tests/support/long_book.h"

namespace anxin::tests {
namespace {

// Compares a reader's answers about one account with the feed's.
class Statement {
 public:
  Statement(const Reader& reader, const Feed& feed, std::string_view account)
      : reader_(reader),
        feed_(feed),
        account_(reader.account(name(account)).value()),
        lines_(feed.lines(account_.number)) {}

  void expect_posted_as_of_every_moment() const {
    for (const auto moment : feed_.moments()) {
      for (const auto when : {moment - kTick, moment, moment + kTick}) {
        ASSERT_EQ(reader_.posted_as_of(account_, when), as_of(when))
            << account_.name.text() << " as of " << to_string(when);
      }
    }
    EXPECT_EQ(reader_.posted_as_of(account_, Instant::min()), book::SideSums{});
    EXPECT_EQ(reader_.posted_as_of(account_, Instant::max()), account_.posted);
  }
  void expect_posted_effective_on_every_day() const {
    const auto today = shanghai_date(feed_.moments().back());
    for (auto on = LongBook::first_day() - std::chrono::days(2);
         on <= today + std::chrono::days(40); on += std::chrono::days(1)) {
      const auto expected =
          feed_.sum(account_.number, [&](const auto& line) { return line.effective_on <= on; });
      ASSERT_EQ(reader_.posted_effective(account_, on), expected)
          << account_.name.text() << " on " << to_string(on);
    }
  }
  void expect_pages_before(book::EntryNumber entry, std::size_t limit) const {
    ASSERT_TRUE(same_lines(reader_.history(account_, limit, {entry, {}}),
                           newest(limit, [&](const auto& line) { return line.entry < entry; })))
        << account_.name.text() << ", " << limit << " before " << entry;
  }
  void expect_pages_within(const HistoryLine& from, std::size_t limit) const {
    const auto before = [&](const auto& line) {
      return line.entry < from.entry || (line.entry == from.entry && line.posting < from.posting);
    };
    ASSERT_TRUE(same_lines(reader_.history(account_, limit, {from.entry, from.posting}),
                           newest(limit, before)))
        << account_.name.text() << ", " << limit << " before " << from.entry << "/" << from.posting;
  }
  void expect_pages_join_to_the_whole(std::size_t limit) const {
    std::vector<HistoryLine> joined;
    HistoryFrom from;
    for (;;) {
      const auto page = reader_.history(account_, limit, from);
      if (page.empty()) break;
      joined.insert(joined.end(), page.begin(), page.end());
      from = {page.back().entry, page.back().posting};
    }
    EXPECT_TRUE(same_lines(joined, newest(lines_.size(), everything)))
        << account_.name.text() << ", pages of " << limit;
  }
  void expect_walks() const {
    std::vector<HistoryLine> walked;
    reader_.walk_back_from(account_, Instant::max(), [&](const auto& line) {
      walked.push_back(line);
      return true;
    });
    EXPECT_TRUE(same_lines(walked, newest(lines_.size(), everything))) << account_.name.text();
  }
  void expect_walks_back_from(Instant when, std::size_t count) const {
    std::vector<HistoryLine> walked;
    reader_.walk_back_from(account_, when, [&](const auto& line) {
      walked.push_back(line);
      return walked.size() < count;
    });
    ASSERT_TRUE(same_lines(
        walked, newest(count, [&](const auto& line) { return line.recorded_at <= when; })))
        << account_.name.text() << ", back from " << to_string(when);
  }
  [[nodiscard]] const std::vector<HistoryLine>& lines() const { return lines_; }
  [[nodiscard]] const book::Account& account() const { return account_; }

 private:
  static bool everything(const HistoryLine&) { return true; }
  [[nodiscard]] book::SideSums as_of(Instant when) const {
    return feed_.sum(account_.number, [&](const auto& line) { return line.recorded_at <= when; });
  }
  template <class Counts>
  [[nodiscard]] std::vector<HistoryLine> newest(std::size_t limit, const Counts& counts) const {
    std::vector<HistoryLine> found;
    for (auto line = lines_.rbegin(); line != lines_.rend() && found.size() < limit; ++line) {
      if (counts(*line)) found.push_back(*line);
    }
    return found;
  }

  const Reader& reader_;
  const Feed& feed_;
  book::Account account_;
  const std::vector<HistoryLine>& lines_;
};

std::vector<std::string> some_accounts() {
  std::vector<std::string> names{std::string(LongBook::kBusy), std::string(LongBook::kIdle)};
  for (const std::size_t i :
       {0U, 1U, 2U, 11U, 12U, 31U, 32U, 200U, 255U, 256U, 257U, 511U, 700U, 999U}) {
    names.push_back(LongBook::account(i));
  }
  return names;
}

// All questions about a few accounts.
void expect_as_fed(const Reader& reader) {
  const Feed feed(reader);
  for (const auto& text : some_accounts()) {
    const Statement statement(reader, feed, text);
    statement.expect_posted_as_of_every_moment();
    statement.expect_posted_effective_on_every_day();
    statement.expect_walks();
    for (const std::size_t limit : {1U, 7U, 100U}) {
      if (limit > 1 || text != LongBook::kBusy) statement.expect_pages_join_to_the_whole(limit);
      for (const auto& line : statement.lines()) {
        statement.expect_pages_within(line, limit);
        if (text == LongBook::kBusy && limit > 1) break;  // every entry of it is another test
      }
    }
    for (const auto moment : feed.moments()) {
      statement.expect_walks_back_from(moment, 5);
      statement.expect_walks_back_from(moment - kTick, 1);
    }
    statement.expect_walks_back_from(feed.moments().back(), statement.lines().size() + 1);
  }
}

class PastMonths : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    long_book = std::make_unique<LongBook>(20'261'031);
    for (int i = 0; i < 150; ++i) long_book->step();
    long_book->pay_day();
    long_book->skip_a_month();
    for (int i = 0; i < 40; ++i) long_book->step();
    long_book->pay_day();
    long_book->step();
  }
  static void TearDownTestSuite() { long_book.reset(); }
  [[nodiscard]] static Instant now() { return long_book->book().clock.now(); }

  // Made once: building it takes longer than asking.
  static inline std::unique_ptr<LongBook> long_book;
};

TEST_F(PastMonths, TheBookIsLongEnoughToMeanSomething) {
  const auto reader = Reader::open(*long_book->book().writer, now()).value();
  const Feed feed(reader);
  const Statement busy(reader, feed, LongBook::kBusy);
  EXPECT_GT(busy.lines().size(), 5'000U);
  EXPECT_EQ(busy.account().chain.count(), busy.lines().size());
  EXPECT_GT(feed.moments().back() - feed.moments().front(), std::chrono::hours(24 * 150));
  EXPECT_GT(long_book->book().writer->accounts().dirty(), 0U);
  EXPECT_TRUE(long_book->book().verified().ok()) << describe(long_book->book().verified());
}

TEST_F(PastMonths, FromTheWritersMemoryAreThoseOfTheFeed) {
  ASSERT_GT(long_book->book().writer->accounts().dirty(), 0U);
  expect_as_fed(Reader::open(*long_book->book().writer, now()).value());
}

TEST_F(PastMonths, ForAnotherReaderOfTheStoreAreThoseOfTheFeed) {
  ASSERT_GT(long_book->book().writer->accounts().dirty(), 0U);
  expect_as_fed(Reader::open(long_book->book().store, now()).value());
}

TEST_F(PastMonths, OfABusyAccountHaveAPageBeforeEveryEntry) {
  const auto reader = Reader::open(*long_book->book().writer, now()).value();
  const Feed feed(reader);
  const Statement busy(reader, feed, LongBook::kBusy);
  const Statement seldom(reader, feed, LongBook::account(3));
  for (book::EntryNumber entry = 0; entry <= reader.head().entry + 1; ++entry) {
    busy.expect_pages_before(entry, 1);
    busy.expect_pages_before(entry, 7);
    if (entry % 16 == 0) busy.expect_pages_before(entry, 100);
    seldom.expect_pages_before(entry, 1);
    seldom.expect_pages_before(entry, 7);
  }
}

TEST_F(PastMonths, AfterReopeningAreThoseOfTheFeed) {
  // Not the shared book: it is reopened, goes on, and is written out in the end.
  LongBook another(7);
  for (int i = 0; i < 20; ++i) {
    another.step();
    if (i % 7 == 0) another.pay_day();
    if (i % 5 == 4) another.reopen();
  }
  expect_as_fed(Reader::open(*another.book().writer, another.book().clock.now()).value());
  another.pay_day();
  another.reopen();
  EXPECT_GT(another.book().writer->accounts().dirty(), 0U);
  expect_as_fed(Reader::open(*another.book().writer, another.book().clock.now()).value());
  done(another.book().writer->checkpoint());
  EXPECT_EQ(another.book().writer->accounts().dirty(), 0U);
  expect_as_fed(Reader::open(*another.book().writer, another.book().clock.now()).value());
  expect_as_fed(Reader::open(another.book().store, another.book().clock.now()).value());
  EXPECT_TRUE(another.book().verified().ok()) << describe(another.book().verified());
}

TEST_F(PastMonths, StayAsTheyWereForAReaderOfTheWritersMemory) {
  LongBook another(8);
  for (int i = 0; i < 5; ++i) another.step();
  another.pay_day();
  auto& book = another.book();
  const auto then = book.clock.now();
  const auto reader = Reader::open(*book.writer, then).value();
  const auto accounts = reader.accounts("");
  ASSERT_GT(book.writer->accounts().dirty(), 0U);
  for (int i = 0; i < 5; ++i) another.step();
  another.pay_day();
  EXPECT_TRUE(reader.accounts("") == accounts);
  expect_as_fed(reader);
}

TEST_F(PastMonths, AsOfAMomentAreFoundInFewSteps) {
  const CountingStore counting(long_book->book().store);
  const auto reader = Reader::open(counting, now()).value();
  const Feed feed(reader);
  const auto busy = reader.account(name(LongBook::kBusy)).value();
  std::size_t most = 0;
  for (const auto moment : feed.moments()) {
    const auto before = counting.moves();
    (void)reader.posted_as_of(busy, moment);
    most = std::max(most, counting.moves() - before);
  }
  // 13 halvings of the journal and, of five thousand postings, at most 16 jumps on four levels.
  EXPECT_LE(most, 13U + 16 * 4 * 5 / 2) << "of " << busy.chain.count() << " postings";
}

}  // namespace
}  // namespace anxin::tests
