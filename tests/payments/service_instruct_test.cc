// Instruction when the money does not cover what is owed: the approver chooses, and what is not
// paid stays owed.
#include <gtest/gtest.h>

#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::county_after;
using tests::CountyBook;
using tests::day;
using tests::field;
using tests::reason;
using tests::yuan;

const std::string kBatch = "QH02-202610-01";

Receipt instructed(CountyBook& book, const ShortfallChoice& choice) {
  auto receipt = book.instruct(book.by("wu.manager"), kBatch, choice);
  if (!receipt) throw std::runtime_error("refused: " + reason(receipt));
  return *receipt;
}

// The bank says yes to every line of a file.
void pay_all(CountyBook& book, const std::string& file) {
  std::vector<tests::LineAnswer> answers;
  const auto sent = find(book.reader(), kFiles, file).value().value;
  for (const auto& line : sent.lines) {
    answers.push_back({line, "ACSC", to_string(book.line(line).net), ""});
  }
  const auto taken =
      book.import(book.by("bank.icbc"), tests::result_file("RES-" + file, file, answers, "ACSC"));
  ASSERT_EQ(reason(taken), "ok");
}

TEST(Shortfall, ChoosingToWaitPaysNobodyAndHoldsNothing) {
  const auto book = county_after("approve-2");
  const auto waiting = instructed(*book, shortfall::Wait{});
  EXPECT_EQ(field(waiting, "state"), "awaiting-funds");
  EXPECT_EQ(field(waiting, "files"), "");
  EXPECT_EQ(field(waiting, "lines"), "0");
  EXPECT_EQ(field(waiting, "sum"), "0.00");
  EXPECT_EQ(field(waiting, "shortfall"), "59467.83");
  EXPECT_EQ(book->available("c:QH02:wage_bank:icbc"), "208000.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(Shortfall, ABatchThatWaitedIsPaidWholeAfterTheTopUp) {
  const auto book = county_after("approve-2");
  (void)instructed(*book, shortfall::Wait{});
  ASSERT_EQ(
      reason(book->receive(book->by("chen.clerk"), {"QH02", FundingSource::contractor,
                                                    yuan("59467.83"), day("2026-11-11"), "TU"})),
      "ok");
  const auto whole = instructed(*book, shortfall::NotChosen{});
  EXPECT_EQ(field(whole, "lines"), "40");
  EXPECT_EQ(field(whole, "sum"), "267467.83");
  EXPECT_EQ(field(whole, "shortfall"), "0.00");
  EXPECT_EQ(book->available("c:QH02:wage_bank:icbc"), "0.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(Shortfall, OneFenShortIsShort) {
  const auto book = county_after("approve-2");
  ASSERT_EQ(
      reason(book->receive(book->by("chen.clerk"), {"QH02", FundingSource::contractor,
                                                    yuan("59467.82"), day("2026-11-11"), "TU"})),
      "ok");
  const auto refused = book->instruct(book->by("wu.manager"), kBatch);
  ASSERT_EQ(reason(refused), "payments.cover-short");
  EXPECT_EQ(field(refused.error().details, "short"), "0.01");
}

TEST(Shortfall, ATeamThatFitsIsPaidWholeAndTheOtherStaysOwed) {
  const auto book = county_after("approve-2");
  const auto part = instructed(*book, shortfall::Teams{{"土方一班"}});
  EXPECT_EQ(field(part, "files"), "QH02-202610-01-F1");
  EXPECT_EQ(field(part, "lines"), "24");
  EXPECT_EQ(field(part, "sum"), "160195.21");
  EXPECT_EQ(field(part, "shortfall"), "59467.83");
  for (const auto& line : book->batch(kBatch).lines) {
    EXPECT_EQ(to_word(line.state), line.team == "土方一班" ? "in-flight" : "accrued") << line.id;
  }
  EXPECT_EQ(book->overview("QH02").unpaid, yuan("267467.83"));
  EXPECT_EQ(book->overview("QH02").in_transit, yuan("160195.21"));
}

TEST(Shortfall, EqualSharesPayEveryLineItsShareRoundedDown) {
  const auto book = county_after("approve-2");
  const auto before = book->batch(kBatch);
  const auto part = instructed(*book, shortfall::EqualShares{});
  EXPECT_EQ(field(part, "lines"), "40");
  const Rate rate(20'800'000, 26'746'783);
  Money sum;
  for (const auto& line : before.lines) {
    const auto now = book->line(line.id);
    EXPECT_EQ(now.net, share(line.net, rate, Rounding::down)) << line.id;
    EXPECT_EQ(to_word(now.state), "in-flight");
    sum += now.net;
  }
  EXPECT_EQ(field(part, "sum"), to_string(sum));
  EXPECT_LE(sum, yuan("208000.00"));
  EXPECT_GT(sum, yuan("207999.60"));  // 40 lines lose less than a fen each
}

TEST(Shortfall, EqualSharesLeaveTheRestOwedInLinesOfItsOwn) {
  const auto book = county_after("approve-2");
  const auto before = book->batch(kBatch);
  (void)instructed(*book, shortfall::EqualShares{});
  const auto after = book->batch(kBatch);
  ASSERT_EQ(after.lines.size(), 80U);
  for (std::size_t i = 0; i < 40; ++i) {
    const auto& rest = after.lines[40 + i];
    EXPECT_EQ(after.lines[i].net + rest.net, before.lines[i].net);
    EXPECT_EQ(after.lines[i].gross + rest.gross, before.lines[i].gross);
    EXPECT_EQ(rest.worker, after.lines[i].worker);
    EXPECT_EQ(to_word(rest.state), "accrued");
  }
  EXPECT_EQ(after.batch.net, before.batch.net);
  EXPECT_EQ(book->overview("QH02").unpaid, yuan("267467.83"));
  EXPECT_EQ(book->broken(), "");
  EXPECT_TRUE(book->verified().ok());
}

TEST(Shortfall, EqualSharesDoNotMakeMoreWorkers) {
  const auto book = county_after("approve-2");
  (void)instructed(*book, shortfall::EqualShares{});
  EXPECT_EQ(book->overview("QH02").workers, 40U);
}

TEST(Shortfall, TheTopUpPaysTheRestOfEqualShares) {
  const auto book = county_after("approve-2");
  (void)instructed(*book, shortfall::EqualShares{});
  pay_all(*book, "QH02-202610-01-F1");
  EXPECT_EQ(book->batch_state(kBatch), "instructed");
  ASSERT_EQ(
      reason(book->receive(book->by("chen.clerk"), {"QH02", FundingSource::contractor,
                                                    yuan("60000.00"), day("2026-11-11"), "TU"})),
      "ok");
  const auto rest = instructed(*book, shortfall::NotChosen{});
  EXPECT_EQ(field(rest, "files"), "QH02-202610-01-F2");
  EXPECT_EQ(field(rest, "lines"), "40");
  pay_all(*book, "QH02-202610-01-F2");
  EXPECT_EQ(book->batch_state(kBatch), "closed");
  EXPECT_EQ(book->overview("QH02").unpaid, Money());
  EXPECT_EQ(book->overview("QH02").paid, yuan("267467.83"));
  EXPECT_EQ(book->broken(), "");
}

TEST(Shortfall, BothPartsOfAWageThatFailAreRepairedInOneBatch) {
  const auto book = county_after("approve-2");
  (void)instructed(*book, shortfall::EqualShares{});
  ASSERT_EQ(
      reason(book->receive(book->by("chen.clerk"), {"QH02", FundingSource::contractor,
                                                    yuan("60000.00"), day("2026-11-11"), "TU"})),
      "ok");
  (void)instructed(*book, shortfall::NotChosen{});
  const auto out = [&](const std::string& message, const std::string& file,
                       const std::string& line) {
    return book->import(book->by("bank.icbc"),
                        tests::result_file(message, file, {{line, "RJCT", "", "AC01"}}));
  };
  const std::string first = "QH02-202610-01-0001";
  const std::string second = "QH02-202610-01-0041";
  ASSERT_EQ(reason(out("M1", "QH02-202610-01-F1", first)), "ok");
  ASSERT_EQ(reason(out("M2", "QH02-202610-01-F2", second)), "ok");
  const auto back = [&](const std::string& line) {
    return tests::Movement{"R" + line, "CRDT", to_string(book->line(line).net), line};
  };
  const auto given_back = book->line(first).net + book->line(second).net;
  book->now("2026-11-13 23:00");
  ASSERT_EQ(reason(book->import(
                book->by("bank.icbc"),
                tests::statement_file({.id = "S1",
                                       .opening = "208000.00",
                                       .closing = to_string(yuan("208000.00") + given_back),
                                       .movements = {back(first), back(second)}}))),
            "ok");
  book->now("2026-11-12 10:00");
  ASSERT_EQ(reason(book->reconcile(book->by("chen.clerk"), "QH02")), "ok");
  ASSERT_EQ(book->state(first), "failed");
  ASSERT_EQ(book->state(second), "failed");
  const std::string who = ",肖友祥,999999197002249425,6236991026058556705\n";
  const auto repaired = book->repair(
      book->by("chen.clerk"),
      {"QH02", tests::kOctober, "批次行,姓名,身份证号,工资卡号\n" + first + who + second + who});
  ASSERT_EQ(reason(repaired), "ok");
  EXPECT_EQ(reason(book->approve(book->by("wu.manager"), "QH02-202610-02")), "ok");
  EXPECT_EQ(book->state(first), "replaced");
  EXPECT_EQ(book->state(second), "replaced");
  EXPECT_EQ(book->broken(), "");
  EXPECT_EQ(tests::describe(book->verified()), "");
}

TEST(Shortfall, MoneyThatNobodyExplainedPaysNoWage) {
  const auto book = county_after("approve-2");
  ASSERT_EQ(reason(book->import(
                book->by("bank.icbc"),
                tests::statement_file({.id = "S-X",
                                       .day = "2026-11-11",
                                       .opening = "208000.00",
                                       .closing = "308000.00",
                                       .movements = {{"X1", "CRDT", "100000.00", "STRANGER"}}}))),
            "ok");
  ASSERT_EQ(reason(book->reconcile(book->by("chen.clerk"), "QH02")), "ok");
  EXPECT_EQ(book->balance("c:QH02:wage_bank:icbc"), "308000.00");
  EXPECT_EQ(book->balance("c:QH02:suspense_in"), "100000.00");
  const auto refused = book->instruct(book->by("wu.manager"), kBatch);
  ASSERT_EQ(reason(refused), "payments.cover-short");
  EXPECT_EQ(field(refused.error().details, "usable"), "208000.00");
}

TEST(Instruction, ExecutesOnTheNextWorkingDayWhenGivenOnAHoliday) {
  const auto book = county_after("approve-1");
  book->now("2026-11-14 10:00");  // a Saturday
  ASSERT_EQ(reason(book->instruct(book->by("zhang.manager"), "QH01-202610-01")), "ok");
  EXPECT_EQ(to_string(book->batch("QH01-202610-01").files.front().execution), "2026-11-16");
}

TEST(Instruction, LeavesParkedLinesOwedAndUnpaid) {
  const auto book = county_after("instruct-1");
  for (const std::string line : {"QH01-202610-01-0047", "QH01-202610-01-0213"}) {
    EXPECT_EQ(book->state(line), "parked");
    EXPECT_FALSE(book->line(line).parked_for.empty());
    EXPECT_TRUE(is_owed(book->line(line).state));
  }
}

TEST(Repair, PaysTheLineAgainUnderANewIdToTheNewCard) {
  const auto book = county_after("instruct-repair-1");
  const auto repaired = book->line("QH01-202610-02-0001");
  EXPECT_EQ(repaired.replaces, "QH01-202610-01-0031");
  EXPECT_EQ(book->state("QH01-202610-01-0031"), "replaced");
  const auto bytes = PayrollService(*book->book)
                         .file_bytes(book->by("zhang.manager"), "QH01-202610-02-F1")
                         .value();
  EXPECT_NE(bytes.find("6236991022345270689"), std::string::npos);
  EXPECT_EQ(bytes.find("QH01-202610-01-0031"), std::string::npos);
}

TEST(Repair, OfEveryOpenLineClosesTheOldBatch) {
  const auto book = county_after("repair-1");
  EXPECT_EQ(book->batch_state("QH01-202610-01"), "answered");
  book->through("approve-repair-1");
  EXPECT_EQ(book->batch_state("QH01-202610-01"), "closed");
}

TEST(Repair, MakesTheStrangerAMemberOfTheRoster) {
  const auto book = county_after("repair-1");
  const auto worker = book->line("QH01-202610-01-0213").worker;
  EXPECT_FALSE(find(book->reader(), kMemberships, "QH01/" + worker).value().value.registered);
  book->through("approve-repair-1");
  EXPECT_TRUE(find(book->reader(), kMemberships, "QH01/" + worker).value().value.registered);
}

}  // namespace
}  // namespace anxin::payments
