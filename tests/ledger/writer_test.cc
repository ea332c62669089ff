// The writer: groups, receipts after the commit, and what happens when the commit fails.

#include "ledger/service/writer.h"

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"
#include "tests/support/faulty_store.h"

namespace anxin::tests {
namespace {

class TheWriter : public ::testing::Test {
 protected:
  TheWriter() {
    done(store.inner.commit(ledger::first_contents(test_identity())));
    writer = Writer::open(store, clock).value();
    must(open("t:cash", debit, {.min = "0"}));
    must(open("t:capital", credit));
    must(post("first", "t:cash", "t:capital", "100"));
    store.commits = 0;
  }
  void must(Command made) { ASSERT_EQ(reason(writer->execute(std::move(made))), "ok"); }
  void submit(Command made) {
    const auto place = answers.size();
    answers.emplace_back("none");
    writer->submit(std::move(made),
                   [this, place](const auto& answer) { answers[place] = reason(answer); });
  }
  /// Pumps once and counts the answers that came out.
  std::size_t answered_by_pump() {
    const auto given = [this] {
      return answers.size() -
             static_cast<std::size_t>(std::count(answers.begin(), answers.end(), "none"));
    };
    const auto before = given();
    writer->pump();
    return given() - before;
  }
  [[nodiscard]] std::string cash() const {
    const auto account = Reader::open(store, clock.now())->account(name("t:cash")).value();
    return to_string(account.balance());
  }
  static Command pay(const std::string& key, std::size_t postings = 1) {
    return post(key, std::vector<PostingOrder>(postings, transfer("t:cash", "t:capital", "0.01")));
  }

  FaultyStore store;
  ManualClock clock{ten_o_clock()};
  std::unique_ptr<Writer> writer;
  std::vector<std::string> answers;
};

using Answers = std::vector<std::string>;

// ---- groups -------------------------------------------------------------------------------------

TEST_F(TheWriter, JoinsWhatWaitsIntoOneCommit) {
  for (int i = 0; i < 5; ++i) submit(pay("k" + std::to_string(i)));
  EXPECT_EQ(answered_by_pump(), 5U);
  EXPECT_EQ(store.commits, 1);
  EXPECT_FALSE(writer->pump());
}

TEST_F(TheWriter, ClosesAGroupAtItsCommands) {
  for (std::size_t i = 0; i < ledger::kGroupCommandsMax + 1; ++i) {
    submit(pay("k" + std::to_string(i)));
  }
  EXPECT_EQ(answered_by_pump(), ledger::kGroupCommandsMax);
  EXPECT_EQ(answered_by_pump(), 1U);
}

TEST_F(TheWriter, ClosesAGroupAtItsPostings) {
  submit(pay("a", ledger::kGroupPostingsMax - 1));
  submit(pay("b"));
  submit(pay("c"));
  EXPECT_EQ(answered_by_pump(), 2U);
  EXPECT_EQ(answered_by_pump(), 1U);
}

TEST_F(TheWriter, MakesALargerCommandAGroupOfItsOwn) {
  submit(pay("a"));
  submit(pay("large", ledger::kGroupPostingsMax + 1));
  submit(pay("b"));
  EXPECT_EQ(answered_by_pump(), 1U);
  EXPECT_EQ(answered_by_pump(), 1U);
  EXPECT_EQ(answered_by_pump(), 1U);
  EXPECT_EQ(answers, (Answers{"ok", "ok", "ok"}));
}

TEST_F(TheWriter, CountsThePostingsOfASettlementOfAllLines) {
  const std::vector<PostingOrder> lines(5'000, transfer("t:cash", "t:capital", "0.01"));
  must(hold("h1", lines));
  must(hold("h2", lines));
  submit(settle("s1", "h1"));
  submit(settle("s2", "h2"));
  EXPECT_EQ(answered_by_pump(), 1U);
  EXPECT_EQ(answered_by_pump(), 1U);
}

TEST_F(TheWriter, CommitsNothingForRefusalsAndReplaysOnly) {
  submit(post("poor", "t:capital", "t:cash", "1000"));
  submit(post("first", "t:cash", "t:capital", "100"));
  writer->pump();
  EXPECT_EQ(answers, (Answers{"ledger.insufficient-balance", "ok"}));
  EXPECT_EQ(store.commits, 0);
}

TEST_F(TheWriter, JudgesEachCommandOfAGroupAfterTheOnesBeforeIt) {
  submit(post("a", "t:capital", "t:cash", "60"));
  submit(post("b", "t:capital", "t:cash", "60"));
  submit(post("c", "t:capital", "t:cash", "40"));
  writer->pump();
  EXPECT_EQ(answers, (Answers{"ok", "ledger.insufficient-balance", "ok"}));
}

TEST_F(TheWriter, CarriesABatchFromOneGroupIntoTheNext) {
  submit(open("t:new", debit));
  submit(hold("h", {transfer("t:new", "t:cash", "1")}));
  writer->pump();
  submit(settle("s", "h"));
  submit(post("k", "t:new", "t:cash", "1"));
  writer->pump();
  EXPECT_EQ(answers, (Answers{"ok", "ok", "ok", "ok"}));
  const auto report = ledger::verify(store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
}

// ---- receipts -----------------------------------------------------------------------------------

TEST_F(TheWriter, AnswersOnlyAfterTheCommit) {
  bool answered = false;
  store.before_commit = [&] { EXPECT_FALSE(answered); };
  writer->submit(pay("k"), [&](const auto&) { answered = true; });
  writer->pump();
  EXPECT_TRUE(answered);
}

TEST_F(TheWriter, GivesRefusalsOutOnlyAfterTheCommitTheyRestOn) {
  bool refused = false;
  store.before_commit = [&] { EXPECT_FALSE(refused); };
  submit(post("a", "t:capital", "t:cash", "100"));
  writer->submit(post("b", "t:capital", "t:cash", "1"), [&](const auto&) { refused = true; });
  writer->pump();
  EXPECT_TRUE(refused);
}

TEST_F(TheWriter, ItsReceiptNamesEntryAndDigest) {
  const auto receipt = writer->execute(pay("k")).value();
  EXPECT_EQ(receipt.entry, 4U);
  EXPECT_EQ(receipt.digest, writer->head().digest);
  EXPECT_FALSE(receipt.replayed);
}

// ---- judging ------------------------------------------------------------------------------------

TEST_F(TheWriter, JudgesEveryKindOfCommandWithoutChangingAnything) {
  must(hold("h", "t:capital", "t:cash", "10"));
  must(hold("due", {transfer("t:capital", "t:cash", "10")}, ten_o_clock() + kTick));
  must(open("t:old", credit));
  clock.set(ten_o_clock() + kTick);
  const auto rows = all_rows(store);
  const auto head = writer->head();
  const std::vector<Command> kinds{open("t:new", debit),
                                   pay("k"),
                                   hold("h2", "t:capital", "t:cash", "90"),
                                   settle("s", "h"),
                                   void_("v", "h"),
                                   reverse("r", "first"),
                                   freeze("f", "t:cash", debit),
                                   limits("l", "t:cash", Bound{}, Bound{"9"}),
                                   close("c", "t:old"),
                                   close_period("p", day("2026-10-30"))};
  for (int times = 0; times < 2; ++times) {
    for (const auto& made : kinds) {
      const auto judged = writer->judge(made);
      const auto expected = made.key == "r" ? word(book::kInsufficientBalance) : "ok";
      EXPECT_EQ(reason(judged), expected) << made.key;
      EXPECT_EQ(judged ? judged->entry : 0U, 0U) << made.key;
    }
  }
  EXPECT_EQ(writer->head(), head);
  EXPECT_EQ(all_rows(store), rows);
  // The books in memory are unchanged too: each stands when it is asked for in earnest.
  for (const auto& made : {kinds[2], kinds[3], kinds[8], kinds[0], kinds[9]}) must(made);
  const auto report = ledger::verify(store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
}

TEST_F(TheWriter, JudgesARetryByItsFirstAnswer) {
  const auto judged = writer->judge(post("first", "t:cash", "t:capital", "100"));
  ASSERT_EQ(reason(judged), "ok");
  EXPECT_TRUE(judged->replayed);
  EXPECT_EQ(judged->entry, 3U);
}

// ---- a commit that fails ------------------------------------------------------------------------

TEST_F(TheWriter, StopsWhenTheOutcomeIsUnknown) {
  store.fault = store::kOutcomeUnknown;
  submit(pay("a"));
  submit(pay("b"));
  EXPECT_TRUE(writer->pump());
  EXPECT_EQ(answers, Answers(2, word(store::kOutcomeUnknown)));
  EXPECT_TRUE(writer->stopped());
  EXPECT_EQ(reason(writer->execute(pay("c"))), word(store::kOutcomeUnknown));
  EXPECT_EQ(store.commits, 0);
  EXPECT_EQ(cash(), "100.00");
}

TEST_F(TheWriter, ARefusalThatRestsOnACommitOfUnknownOutcomeIsUnknownToo) {
  store.fault = store::kOutcomeUnknown;
  submit(post("spends", "t:capital", "t:cash", "100"));
  submit(post("finds nothing left", "t:capital", "t:cash", "1"));
  writer->pump();
  EXPECT_EQ(answers, Answers(2, word(store::kOutcomeUnknown)));
}

TEST_F(TheWriter, AfterAnUnknownOutcomeANewWriterAnswersTheRetry) {
  store.fault = store::kOutcomeUnknown;
  EXPECT_FALSE(writer->execute(pay("a")));
  writer = Writer::open(store, clock).value();
  const auto retried = writer->execute(pay("a"));
  ASSERT_EQ(reason(retried), "ok");
  EXPECT_FALSE(retried->replayed);
  EXPECT_EQ(cash(), "100.01");
}

TEST_F(TheWriter, GoesOnWhenAFullStoreChangedNothing) {
  const auto head = writer->head();
  store.fault = store::kFull;
  submit(post("a", "t:capital", "t:cash", "100"));
  submit(open("t:new", debit));
  writer->pump();
  EXPECT_EQ(answers, Answers(2, word(store::kFull)));
  EXPECT_FALSE(writer->stopped());
  EXPECT_EQ(writer->head(), head);
  EXPECT_EQ(cash(), "100.00");

  EXPECT_EQ(reason(writer->execute(post("a", "t:capital", "t:cash", "100"))), "ok");
  EXPECT_EQ(cash(), "0.00");
  const auto report = ledger::verify(store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
}

TEST_F(TheWriter, ARefusalThatRestsOnAGroupThatWasNotWrittenIsNotGivenOut) {
  store.fault = store::kFull;
  submit(post("spends", "t:capital", "t:cash", "100"));
  submit(post("finds nothing left", "t:capital", "t:cash", "1"));
  writer->pump();
  EXPECT_EQ(answers, Answers(2, word(store::kFull)));
}

TEST_F(TheWriter, KeepsExpiriesThatAFullStoreDidNotTake) {
  must(hold("h", {transfer("t:capital", "t:cash", "100")}, ten_o_clock() + kTick));
  clock.set(ten_o_clock() + kTick);
  store.fault = store::kFull;
  EXPECT_EQ(reason(writer->execute(pay("a"))), word(store::kFull));
  EXPECT_EQ(reason(writer->execute(post("b", "t:capital", "t:cash", "100"))), "ok");
  const auto report = ledger::verify(store, nullptr).value();
  EXPECT_TRUE(report.ok()) << describe(report);
}

TEST_F(TheWriter, IsRefusedOnceAnotherHasTakenOver) {
  auto second = Writer::open(store, clock).value();
  EXPECT_EQ(reason(writer->execute(pay("a"))), word(store::kHeadMoved));
  EXPECT_TRUE(writer->stopped());
  EXPECT_EQ(reason(second->execute(pay("a"))), "ok");
  EXPECT_EQ(cash(), "100.01");
}

TEST_F(TheWriter, IsRefusedWhenTheHeadHasMovedUnderIt) {
  store::WriteBatch batch;
  auto head = writer->head();
  head.postings += 1;
  batch.put(store::Table::meta, store::kMetaHead, store::encode(head));
  store.before_commit = [&] { done(store.inner.commit(batch)); };
  EXPECT_EQ(reason(writer->execute(pay("a"))), word(store::kHeadMoved));
  EXPECT_EQ(reason(writer->execute(pay("a"))), word(store::kOutcomeUnknown));
}

TEST(OpeningAWriter, OnAStoreWithoutABookIsRefused) {
  store::MemoryStore empty;
  const ManualClock clock(ten_o_clock());
  EXPECT_EQ(reason(Writer::open(empty, clock)), word(store::kDamaged));
}

TEST(Writer, AStepLeavesItsCommitUnderWayOnlyWhereCommitsOverlap) {
  for (const auto overlap : {ledger::Overlap::off, ledger::Overlap::on}) {
    store::MemoryStore store;
    const ManualClock clock(ten_o_clock());
    done(store.commit(ledger::first_contents(test_identity())));
    const auto writer = Writer::open(store, clock, overlap).value();
    int answered = 0;
    const auto ask = [&](std::string_view account) {
      writer->submit(open(account, debit), [&](const Result<Receipt>&) { ++answered; });
      EXPECT_TRUE(writer->step());
    };
    const bool off = overlap == ledger::Overlap::off;
    ask("t:a");
    EXPECT_EQ(answered, off ? 1 : 0);
    ask("t:b");
    EXPECT_EQ(answered, off ? 2 : 1);
    EXPECT_EQ(writer->at_rest(), off);
    EXPECT_EQ(writer->step(), !off);
    EXPECT_EQ(answered, 2);
    EXPECT_FALSE(writer->step());
  }
}

}  // namespace
}  // namespace anxin::tests
