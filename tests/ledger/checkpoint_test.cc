// Accounts are a striped checkpoint: a commit writes some of what has changed, and opening carries
// out again what came after. Whatever was written, the accounts are the same.

#include <gtest/gtest.h>

#include "tests/support/faulty_store.h"
#include "tests/support/long_book.h"

namespace anxin::tests {
namespace {

using ledger::Overlap;

std::vector<book::Account> all_accounts(const Reader& reader) { return reader.accounts(""); }

book::EntryNumber mark(const store::Store& store) {
  const auto snapshot = store.snapshot().value();
  const auto row = snapshot->get(store::Table::meta, store::kMetaCheckpoint);
  return store::decode_entry_number(row.value()).value();
}

// The first name of an account that differs, "" for none: lists of thousands print badly.
std::string first_difference(const std::vector<book::Account>& a,
                             const std::vector<book::Account>& b) {
  if (a.size() != b.size()) return "their number";
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i]) return a[i].name.string();
  }
  return "";
}

// The book as it would be found if the machine stopped now, opened by another writer.
void expect_the_same_after_a_crash(LongBook& book) {
  const auto now = book.book().clock.now();
  const auto expected = all_accounts(Reader::open(*book.book().writer, now).value());
  auto copy = book.book().store;
  ASSERT_EQ(first_difference(all_accounts(Reader::open(copy, now).value()), expected), "");
  const auto other = Writer::open(copy, book.book().clock).value();
  ASSERT_EQ(other->head(), book.book().writer->head());
  ASSERT_EQ(first_difference(all_accounts(Reader::open(*other, now).value()), expected), "");
}

void expect_verified(const store::Store& store) {
  const auto report = ledger::verify(store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
}

TEST(TheCheckpoint, AnyNumberOfGroupsBehindOpensToTheSameAccounts) {
  LongBook book(11);
  bool was_behind = false;
  for (int i = 0; i < 60; ++i) {
    if (i % 8 == 3) {
      book.pay_day();
    } else {
      book.step();
    }
    was_behind |= book.book().writer->accounts().dirty() > 0;
    expect_the_same_after_a_crash(book);
    if (HasFatalFailure()) return;
    if (i % 10 == 0) expect_verified(book.book().store);
  }
  EXPECT_TRUE(was_behind);
}

TEST(TheCheckpoint, LosesNothingThroughManyReopenings) {
  LongBook book(12);
  for (int i = 0; i < 40; ++i) {
    if (i % 5 == 0) book.pay_day();
    book.step();
    book.reopen();
    if (i % 3 == 0) book.reopen();  // with nothing written in between
    expect_the_same_after_a_crash(book);
    if (HasFatalFailure()) return;
  }
  expect_verified(book.book().store);
}

TEST(TheCheckpoint, ItsMarkNeverFallsAndNeverPassesTheHead) {
  LongBook book(13);
  auto before = mark(book.book().store);
  for (int i = 0; i < 60; ++i) {
    if (i % 10 == 3) book.pay_day();
    book.step();
    if (i % 7 == 0) book.reopen();
    const auto after = mark(book.book().store);
    EXPECT_GE(after, before);
    EXPECT_LE(after, book.book().writer->head().entry);
    before = after;
  }
}

TEST(TheCheckpoint, CatchesUpWithinItsStripes) {
  LongBook book(14);
  book.pay_day();
  const auto head = book.book().writer->head().entry;
  ASSERT_LT(mark(book.book().store), head);
  for (std::size_t i = 0; i < ledger::kStripes && mark(book.book().store) < head; ++i) book.step();
  EXPECT_GE(mark(book.book().store), head);
}

TEST(TheCheckpoint, WrittenOutLeavesNothingToCarryOutAgain) {
  LongBook book(15);
  book.step();
  book.pay_day();
  auto& writer = *book.book().writer;
  ASSERT_GT(writer.accounts().dirty(), 0U);
  const auto head = writer.head();
  const auto accounts = all_accounts(Reader::open(writer, book.book().clock.now()).value());

  done(writer.checkpoint());

  EXPECT_EQ(writer.accounts().dirty(), 0U);
  EXPECT_EQ(writer.head(), head);
  EXPECT_EQ(mark(book.book().store), head.entry);
  expect_verified(book.book().store);
  book.reopen();
  EXPECT_EQ(book.book().writer->accounts().dirty(), 0U);
  const auto reader = Reader::open(*book.book().writer, book.book().clock.now()).value();
  EXPECT_EQ(first_difference(all_accounts(reader), accounts), "");
}

TEST(TheCheckpoint, WrittenOutTwiceChangesNothing) {
  LongBook book(16);
  book.pay_day();
  done(book.book().writer->checkpoint());
  const auto rows = all_rows(book.book().store);
  done(book.book().writer->checkpoint());
  EXPECT_TRUE(all_rows(book.book().store) == rows);
}

TEST(TheCheckpoint, ThatAFullStoreDidNotTakeIsTriedAgain) {
  FaultyStore store;
  const ManualClock clock(ten_o_clock());
  done(store.inner.commit(ledger::first_contents(test_identity())));
  const auto writer = Writer::open(store, clock).value();
  std::vector<PostingOrder> postings;
  ASSERT_EQ(reason(writer->execute(open("t:all", credit))), "ok");
  for (int i = 0; i < 600; ++i) {
    const auto account = "t:" + std::to_string(i);
    ASSERT_EQ(reason(writer->execute(open(account, debit))), "ok");
    postings.push_back(transfer(account, "t:all", "1"));
  }
  ASSERT_EQ(reason(writer->execute(post("k", postings))), "ok");
  ASSERT_GT(writer->accounts().dirty(), 0U);
  store.fault = store::kFull;
  EXPECT_EQ(reason(writer->checkpoint()), word(store::kFull));
  EXPECT_FALSE(writer->stopped());
  EXPECT_GT(writer->accounts().dirty(), 0U);
  EXPECT_EQ(reason(writer->checkpoint()), "ok");
  EXPECT_EQ(writer->accounts().dirty(), 0U);
  expect_verified(store);
}

// ---- a commit that fails while the next group is judged -----------------------------------------

class Overlapping : public ::testing::TestWithParam<Overlap> {
 protected:
  static constexpr std::size_t kAccounts = 3'000;

  Overlapping() {
    done(store.inner.commit(ledger::first_contents(test_identity())));
    writer = Writer::open(store, clock, GetParam()).value();
    submit(open("t:capital", credit));
    for (std::size_t i = 0; i < kAccounts; ++i) submit(open("t:" + std::to_string(i), debit));
    pump();
    answers.clear();
  }
  void submit(Command made) {
    const auto place = answers.size();
    answers.emplace_back("none");
    writer->submit(std::move(made),
                   [this, place](const auto& answer) { answers[place] = reason(answer); });
  }
  void pump() {
    while (writer->pump()) {
    }
  }
  /// Groups of as many commands as a commit takes; the names say which group is meant.
  void submit_groups(std::size_t count) {
    for (std::size_t group = 0; group < count; ++group) {
      for (std::size_t i = 0; i < ledger::kGroupCommandsMax; ++i) {
        submit(post(key(group, i), "t:" + std::to_string((i * 7 + group) % kAccounts), "t:capital",
                    "1"));
      }
    }
  }
  static std::string key(std::size_t group, std::size_t i) {
    return "g" + std::to_string(group) + "-" + std::to_string(i);
  }
  /// The answer that all commands of a group were given, "mixed" for several.
  [[nodiscard]] std::string answer_of(std::size_t group) const {
    const auto begin =
        answers.begin() + static_cast<std::ptrdiff_t>(group * ledger::kGroupCommandsMax);
    const auto end = begin + ledger::kGroupCommandsMax;
    return std::all_of(begin, end, [&](const auto& one) { return one == *begin; }) ? *begin
                                                                                   : "mixed";
  }
  [[nodiscard]] std::string capital() const {
    return to_string(Reader::open(store, clock.now())->account(name("t:capital"))->balance());
  }
  void expect_books_in_order() {
    const auto expected = all_accounts(Reader::open(*writer, clock.now()).value());
    EXPECT_EQ(first_difference(all_accounts(Reader::open(store, clock.now()).value()), expected),
              "");
    expect_verified(store);
  }

  FaultyStore store;
  ManualClock clock{ten_o_clock()};
  std::unique_ptr<Writer> writer;
  std::vector<std::string> answers;
};

TEST_P(Overlapping, AFullStoreInTheMiddleTakesWithItOnlyWhatWasJudgedOnTop) {
  store.fault = store::kFull;
  store.passing = 2;
  submit_groups(6);
  pump();
  const bool overlap = GetParam() == Overlap::on;
  EXPECT_EQ(answer_of(0), "ok");
  EXPECT_EQ(answer_of(1), "ok");
  EXPECT_EQ(answer_of(2), word(store::kFull));
  EXPECT_EQ(answer_of(3), overlap ? word(store::kFull) : "ok");
  EXPECT_EQ(answer_of(4), "ok");
  EXPECT_EQ(answer_of(5), "ok");
  EXPECT_FALSE(writer->stopped());
  EXPECT_EQ(capital(), overlap ? "4096.00" : "5120.00");
  expect_books_in_order();

  // The keys of what was not written are free, those of the rest are answered again.
  answers.clear();
  submit_groups(6);
  pump();
  EXPECT_EQ(std::count(answers.begin(), answers.end(), "ok"), 6 * 1'024);
  EXPECT_EQ(capital(), "6144.00");
  expect_books_in_order();
}

TEST_P(Overlapping, AFullStoreUndoesEveryKindOfCommand) {
  std::vector<Command> kinds{
      open("t:new", debit),
      post("p", "t:new", "t:capital", "5"),
      hold("h", "t:1", "t:capital", "2"),
      settle("s", "h"),
      hold("h2", {transfer("t:2", "t:capital", "2")}, ten_o_clock() + std::chrono::hours(1)),
      void_("v", "h2"),
      reverse("r", "p"),
      freeze("f", "t:3", debit),
      limits("l", "t:4", Bound{"0"}, Bound{"9"}),
      close("c", "t:new"),
      close_period("cp", day("2026-10-01"))};
  const auto before = all_accounts(Reader::open(*writer, clock.now()).value());
  const auto head = writer->head();
  store.fault = store::kFull;
  for (const auto& made : kinds) submit(made);
  pump();
  EXPECT_EQ(answers, std::vector<std::string>(kinds.size(), word(store::kFull)));
  EXPECT_EQ(writer->head(), head);
  EXPECT_EQ(first_difference(all_accounts(Reader::open(*writer, clock.now()).value()), before), "");

  answers.clear();
  for (const auto& made : kinds) submit(made);
  pump();
  EXPECT_EQ(answers, std::vector<std::string>(kinds.size(), "ok"));
  EXPECT_EQ(writer->head().entry, head.entry + kinds.size());
  expect_books_in_order();
}

TEST_P(Overlapping, AnUnknownOutcomeInTheMiddleStopsEverythingAfterIt) {
  store.fault = store::kOutcomeUnknown;
  store.passing = 1;
  submit_groups(4);
  pump();
  EXPECT_EQ(answer_of(0), "ok");
  for (const std::size_t group : {1U, 2U, 3U}) {
    EXPECT_EQ(answer_of(group), word(store::kOutcomeUnknown));
  }
  EXPECT_TRUE(writer->stopped());
  EXPECT_EQ(capital(), "1024.00");
  writer = Writer::open(store, clock, GetParam()).value();
  expect_books_in_order();
}

TEST_P(Overlapping, EachAnswerIsGivenAfterTheCommitOfItsGroup) {
  std::size_t given = 0;
  std::vector<std::size_t> given_at_commit;
  store.before_commit = [&] { given_at_commit.push_back(given); };
  for (std::size_t i = 0; i < 3 * ledger::kGroupCommandsMax; ++i) {
    writer->submit(post("k" + std::to_string(i), "t:1", "t:capital", "1"),
                   [&](const auto&) { ++given; });
  }
  pump();
  ASSERT_EQ(given_at_commit.size(), 3U);
  for (std::size_t group = 0; group < 3; ++group) {
    EXPECT_LE(given_at_commit[group], group * ledger::kGroupCommandsMax);
  }
  EXPECT_EQ(given, 3 * ledger::kGroupCommandsMax);
}

TEST_P(Overlapping, AWriterThatEndsLeavesABookThatOpens) {
  submit_groups(3);
  writer->pump();  // one group may still be under way
  writer.reset();
  writer = Writer::open(store, clock, GetParam()).value();
  expect_books_in_order();
}

INSTANTIATE_TEST_SUITE_P(Writer, Overlapping, ::testing::Values(Overlap::off, Overlap::on),
                         [](const auto& one) { return one.param == Overlap::on ? "On" : "Off"; });

}  // namespace
}  // namespace anxin::tests
