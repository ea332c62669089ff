// Domain records: written in the same commit, guarded by the versions that a decision rested on.

#include <gtest/gtest.h>

#include "tests/support/book_builder.h"

namespace anxin::tests {
namespace {

using book::kRecordChanged;
using book::RecordId;

const RecordId kBatch{"payrolls", "Q1-202610-01"};

// Writes `value` to the batch if its version is still `version`.
Command decide(std::string_view key, std::optional<book::EntryNumber> version, std::string value) {
  Command made;
  made.key = key;
  made.actor = "approver";
  made.reads = {{kBatch, version}};
  made.writes = {{kBatch, std::move(value)}};
  return made;
}

std::vector<std::string> group(TestBook& book, std::vector<Command> commands) {
  std::vector<std::string> answers;
  for (auto& made : commands) {
    book.writer->submit(std::move(made),
                        [&](const auto& answer) { answers.push_back(reason(answer)); });
  }
  book.writer->pump();
  return answers;
}

TEST(ARecord, IsStoredWithTheEntryThatWroteItAsItsVersion) {
  TestBook book;
  const auto receipt = book.must(decide("k", std::nullopt, "draft"));
  const auto record = book.reader().record(kBatch).value();
  EXPECT_EQ(record.value, "draft");
  EXPECT_EQ(record.version, receipt.entry);
}

TEST(ARecord, ThatHasChangedSinceItWasReadIsAConflict) {
  TestBook book;
  const auto first = book.must(decide("k1", std::nullopt, "draft")).entry;
  const auto second = book.must(decide("k2", first, "submitted")).entry;
  EXPECT_EQ(reason(book.run(decide("k3", first, "approved"))), word(kRecordChanged));
  EXPECT_EQ(book.reader().record(kBatch)->value, "submitted");
  EXPECT_EQ(reason(book.run(decide("k3", second, "approved"))), "ok");
}

TEST(ARecord, ReadAsAbsentMustStillBeAbsent) {
  TestBook book;
  book.must(decide("k1", std::nullopt, "draft"));
  EXPECT_EQ(reason(book.run(decide("k2", std::nullopt, "draft"))), word(kRecordChanged));
}

TEST(ARecord, ReadAsPresentMustNotBeAbsent) {
  TestBook book;
  EXPECT_EQ(reason(book.run(decide("k", 1, "draft"))), word(kRecordChanged));
}

TEST(ARecord, OfTheSameKeyInAnotherTableIsAnother) {
  TestBook book;
  book.must(decide("k1", std::nullopt, "draft"));
  auto made = decide("k2", std::nullopt, "other");
  made.reads[0].id.table = made.writes[0].id.table = "payslips";
  EXPECT_EQ(reason(book.run(made)), "ok");
}

TEST(TwoApprovals, OfOneBatchCannotBothCommitInOneGroup) {
  TestBook book;
  const auto draft = book.must(decide("k", std::nullopt, "draft")).entry;
  EXPECT_EQ(group(book, {decide("a", draft, "approved by a"), decide("b", draft, "approved by b")}),
            (std::vector<std::string>{"ok", word(kRecordChanged)}));
  EXPECT_EQ(book.reader().record(kBatch)->value, "approved by a");
}

TEST(TwoWrites, OfOneRecordInOneGroupKeepTheLast) {
  TestBook book;
  const auto next = book.writer->head().entry + 1;
  EXPECT_EQ(group(book, {decide("a", std::nullopt, "first"), decide("b", next, "second")}),
            (std::vector<std::string>{"ok", "ok"}));
  EXPECT_EQ(book.reader().record(kBatch)->value, "second");
  EXPECT_EQ(book.reader().record(kBatch)->version, next + 1);
  EXPECT_TRUE(book.verified().ok()) << describe(book.verified());
}

TEST(ARefusedCommand, WritesNoRecord) {
  const auto book = BookBuilder{}.account("t:a", debit).build();
  auto made = decide("k", std::nullopt, "draft");
  made.steps.push_back(book::Post{{transfer("t:a", "t:none", "1")}, std::nullopt});
  EXPECT_EQ(reason(book->run(made)), word(book::kAccountNotFound));
  EXPECT_FALSE(book->reader().record(kBatch));
}

TEST(ARetry, ComesBeforeTheReadSet) {
  TestBook book;
  const auto first = book.must(decide("k1", std::nullopt, "draft")).entry;
  book.must(decide("k2", first, "submitted"));
  auto again = decide("k1", std::nullopt, "draft");
  again.content = {};
  const auto result = book.run(again);
  EXPECT_NE(reason(result), word(kRecordChanged));
}

TEST(SeveralSteps, BecomeTrueTogetherOrNotAtAll) {
  const auto arranged = BookBuilder{}.account("t:a", debit).account("t:y", credit);
  auto made = command("k", opening("t:new", debit, {.max = "5"}));
  made.content = {{"/x", "1"}};
  made.steps.push_back(book::Post{{transfer("t:new", "t:y", "5")}, std::nullopt});
  made.steps.push_back(book::HoldOrder{{transfer("t:a", "t:y", "1")}, std::nullopt});
  const auto good = arranged.build();
  EXPECT_EQ(reason(good->run(made)), "ok");
  EXPECT_EQ(good->balance("t:new"), "5.00");
  EXPECT_EQ(good->writer->head().entry, 3U);
  EXPECT_TRUE(good->verified().ok()) << describe(good->verified());

  std::get<book::Post>(made.steps[1]).postings[0].amount = decimal("5.01");
  const auto bad = arranged.build();
  const auto before = all_rows(bad->store);
  EXPECT_EQ(reason(bad->run(made)), word(book::kAboveMaximum));
  EXPECT_EQ(all_rows(bad->store), before);
  EXPECT_EQ(reason(bad->run(open("t:new", credit))), "ok");
}

TEST(SeveralSteps, CannotOpenAnAccountThatIsOpenThoughItIsOpenedAlike) {
  const auto book = BookBuilder{}.account("t:a", debit).account("t:y", credit).build();
  auto made = command("k", opening("t:a", debit));
  made.steps.push_back(book::Post{{transfer("t:a", "t:y", "5")}, std::nullopt});
  const auto result = book->run(made);
  ASSERT_EQ(reason(result), word(book::kAccountExists));
  EXPECT_EQ(result.error().field, "/account");
  EXPECT_EQ(book->balance("t:a"), "0.00");
}

TEST(ARecord, HasANameUpToItsLimit) {
  const auto writing = [](std::size_t size) {
    TestBook book;
    Command made;
    made.key = "k";
    made.writes = {{{"payrolls", std::string(size - 8, 'k')}, "value"}};
    return reason(book.run(made));
  };
  EXPECT_EQ(writing(book::kRecordIdBytesMax - 1), "ok");
  EXPECT_EQ(writing(book::kRecordIdBytesMax), "ok");
  EXPECT_EQ(writing(book::kRecordIdBytesMax + 1), word(book::kTooLarge));
}

TEST(ARecord, IsWrittenOnceInACommand) {
  TestBook book;
  auto made = decide("k", std::nullopt, "draft");
  made.writes.push_back({kBatch, "submitted"});
  const auto result = book.run(made);
  ASSERT_EQ(reason(result), word(book::kMalformed));
  EXPECT_EQ(result.error().field, "/records");
  EXPECT_FALSE(book.reader().record(kBatch));
}

TEST(ARecord, IsNotWrittenWithoutAKey) {
  TestBook book;
  const auto result = book.run(decide("", std::nullopt, "draft"));
  ASSERT_EQ(reason(result), word(book::kMalformed));
  EXPECT_EQ(result.error().field, "/key");
}

TEST(Records, AreListedByTableAndPrefix) {
  TestBook book;
  Command made;
  made.key = "k";
  for (const auto* key : {"Q1-1", "Q1-2", "Q2-1"}) made.writes.push_back({{"payrolls", key}, key});
  made.writes.push_back({{"payrolls2", "Q1-3"}, "other table"});
  book.must(made);
  const auto found = book.reader().records("payrolls", "Q1-");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].key, "Q1-1");
  EXPECT_EQ(found[1].value, "Q1-2");
  EXPECT_EQ(book.reader().records("payrolls", "").size(), 3U);
}

}  // namespace
}  // namespace anxin::tests
