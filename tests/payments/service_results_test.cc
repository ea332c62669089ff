// The bank's answers: statuses move forward only, and what contradicts is left to a person.
#include <gtest/gtest.h>

#include "payments/bank/bank_reasons.h"
#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::county_after;
using tests::county_file;
using tests::CountyBook;
using tests::field;
using tests::fields_named;
using tests::LineAnswer;
using tests::reason;
using tests::result_file;

const std::string kFile1 = "QH01-202610-01-F1";
const std::string kFile2 = "QH02-202610-01-F1";
const std::string kLine1 = "QH01-202610-01-0001";  // 8463.13
const std::string kLine2 = "QH02-202610-01-0001";  // 7262.25
const std::string kPayable1 = "c:QH01:wage_payable:2026-10:LW1:W10001";
const std::string kPayable2 = "c:QH02:wage_payable:2026-10:LW3:W20001";

Receipt take(CountyBook& book, const std::string& message, const std::string& file,
             const std::vector<LineAnswer>& answers, const std::string& group = "PART") {
  const std::string actor = file.starts_with("QH01") ? "bank.ccb" : "bank.icbc";
  auto taken = book.import(book.by(actor), result_file(message, file, answers, group));
  if (!taken) throw std::runtime_error("result refused: " + reason(taken));
  return *taken;
}

TEST(Result, PaidSettlesTheWageAndTheAccount) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(field(taken, "paid"), "1");
  EXPECT_EQ(field(taken, "paid_sum"), "8463.13");
  EXPECT_EQ(field(taken, "in_flight"), "297");
  EXPECT_EQ(field(taken, "exceptions"), "0");
  EXPECT_EQ(book->state(kLine1), "paid");
  EXPECT_EQ(book->balance(kPayable1), "0.00");
  EXPECT_EQ(book->balance("c:QH01:wage_bank:ccb"), "2091536.87");
  EXPECT_EQ(book->batch_state("QH01-202610-01"), "instructed");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, FailedAtANetBankReleasesTheHoldAtOnce) {
  const auto book = county_after("instruct-2");
  const auto available = book->available("c:QH01:wage_bank:ccb");
  const auto taken = take(*book, "M1", kFile1, {{kLine1, "RJCT", "8463.13", "AC01"}});
  EXPECT_EQ(field(taken, "failed"), "1");
  EXPECT_EQ(field(taken, "failed_sum"), "8463.13");
  EXPECT_EQ(book->state(kLine1), "failed");
  EXPECT_EQ(book->balance(kPayable1), "8463.13");
  EXPECT_EQ(available, "164758.04");
  EXPECT_EQ(book->available("c:QH01:wage_bank:ccb"), "173221.17");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, FailedAtAGrossBankKeepsTheHoldUntilTheMoneyIsBack) {
  const auto book = county_after("instruct-2");
  const auto available = book->available("c:QH02:wage_bank:icbc");
  (void)take(*book, "M1", kFile2, {{kLine2, "RJCT", "7262.25", "AC01"}});
  EXPECT_EQ(book->state(kLine2), "failed-money-out");
  EXPECT_EQ(book->available("c:QH02:wage_bank:icbc"), available);
  EXPECT_EQ(book->balance(kPayable2), "7262.25");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, PendingLeavesTheLineInFlight) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {{kLine1, "PDNG", "8463.13", ""}});
  EXPECT_EQ(field(taken, "paid"), "0");
  EXPECT_EQ(field(taken, "in_flight"), "298");
  EXPECT_EQ(field(taken, "exceptions"), "0");
  EXPECT_EQ(book->state(kLine1), "in-flight");
  (void)take(*book, "M2", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(book->state(kLine1), "paid");
}

TEST(Result, PaidAfterFailedIsAnExceptionAndMovesNothing) {
  const auto book = county_after("instruct-2");
  (void)take(*book, "M1", kFile1, {{kLine1, "RJCT", "8463.13", "AC01"}});
  const auto balance = book->balance("c:QH01:wage_bank:ccb");
  const auto taken = take(*book, "M2", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(field(taken, "exceptions"), "1");
  EXPECT_EQ(fields_named(taken, "exception_lines"),
            std::vector<std::string>{"bank.status-backwards " + kLine1});
  EXPECT_EQ(field(taken, "paid"), "0");
  EXPECT_EQ(book->state(kLine1), "failed");
  EXPECT_EQ(book->balance("c:QH01:wage_bank:ccb"), balance);
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, PaidAfterFailedAtAGrossBankIsAnExceptionToo) {
  const auto book = county_after("instruct-2");
  (void)take(*book, "M1", kFile2, {{kLine2, "RJCT", "7262.25", "AC01"}});
  const auto taken = take(*book, "M2", kFile2, {{kLine2, "ACSC", "7262.25", ""}});
  EXPECT_EQ(field(taken, "exceptions"), "1");
  EXPECT_EQ(book->state(kLine2), "failed-money-out");
}

TEST(Result, FailedAfterPaidIsAnExceptionAndMovesNothing) {
  const auto book = county_after("instruct-2");
  (void)take(*book, "M1", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  const auto taken = take(*book, "M2", kFile1, {{kLine1, "RJCT", "8463.13", "AC01"}});
  EXPECT_EQ(fields_named(taken, "exception_lines"),
            std::vector<std::string>{"bank.status-backwards " + kLine1});
  EXPECT_EQ(book->state(kLine1), "paid");
  EXPECT_EQ(book->balance(kPayable1), "0.00");
}

TEST(Result, TheSameWordAgainIsNothing) {
  const auto book = county_after("instruct-2");
  (void)take(*book, "M1", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  const auto taken = take(*book, "M2", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(field(taken, "paid"), "0");
  EXPECT_EQ(field(taken, "exceptions"), "0");
  EXPECT_EQ(field(taken, "in_flight"), "297");
}

// What a refused result leaves: nothing booked, and findings that say why.
Findings refuse(CountyBook& book, const std::string& bytes) {
  const auto head = book.head();
  EXPECT_EQ(reason(book.import(book.by("bank.ccb"), bytes)), "payments.bank-file-refused");
  EXPECT_EQ(book.head(), head);
  return BankService(*book.book).check(BankFiles{{bytes}});
}

TEST(Result, WithALineThatWasNeverInstructedIsRefusedWhole) {
  const auto book = county_after("instruct-2");
  const auto findings = refuse(*book, result_file("M1", kFile1,
                                                  {{"QH01-202610-01-9999", "ACSC", "1.00", ""},
                                                   {kLine1, "ACSC", "8463.13", ""}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, kLineNotInFile);
  EXPECT_EQ(field(findings.front().details, "line"), "QH01-202610-01-9999");
  EXPECT_EQ(field(findings.front().details, "file"), kFile1);
  EXPECT_EQ(book->state(kLine1), "in-flight");
}

TEST(Result, WithALineOfTheBatchThatIsNotInTheFileIsRefusedWhole) {
  const auto book = county_after("instruct-2");
  const auto parked = "QH01-202610-01-0047";
  const auto findings = refuse(
      *book,
      result_file("M1", kFile1, {{parked, "ACSC", "", ""}, {kLine1, "ACSC", "8463.13", ""}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(field(findings.front().details, "line"), parked);
  EXPECT_EQ(book->state(parked), "parked");
}

// Where the line's id belongs a bank may have written an identity number.
TEST(Result, RefusedForAForeignNumberDoesNotRepeatIt) {
  const auto book = county_after("instruct-2");
  const auto findings =
      refuse(*book, result_file("M1", kFile1, {{"999999200309289434", "ACSC", "1.00", ""}}));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(field(findings.front().details, "line"), "999999********9434");
}

TEST(Result, ThatCountsOrSumsOtherPaymentsThanOursIsRefusedWhole) {
  const auto book = county_after("instruct-2");
  const auto ours = county_file("result-QH01-202610-01-F1.xml");
  auto bytes = tests::replaced(ours, ">298</OrgnlNbOfTxs>", ">299</OrgnlNbOfTxs>");
  auto findings = refuse(*book, bytes);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, kOriginalCountDiffers);
  EXPECT_EQ(field(findings.front().details, "stated"), "299");
  EXPECT_EQ(field(findings.front().details, "sent"), "298");

  bytes = tests::replaced(ours, ">1935241.96</OrgnlCtrlSum>", ">1935241.97</OrgnlCtrlSum>");
  findings = refuse(*book, bytes);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().code, kOriginalSumDiffers);
  EXPECT_EQ(field(findings.front().details, "stated"), "1935241.97");
  EXPECT_EQ(field(findings.front().details, "sent"), "1935241.96");
}

TEST(Result, ThatCountsOtherPaymentsInItsBatchIsRefusedToo) {
  const auto book = county_after("instruct-2");
  const auto bytes =
      tests::replaced(county_file("result-QH01-202610-01-F1.xml"), "</OrgnlPmtInfId>",
                      "</OrgnlPmtInfId><OrgnlNbOfTxs>297</OrgnlNbOfTxs>");
  const auto findings = refuse(*book, bytes);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().field, "OrgnlNbOfTxs");
}

TEST(Result, WhoseTotalsAreNoNumbersIsRefused) {
  const auto book = county_after("instruct-2");
  const auto ours = county_file("result-QH01-202610-01-F1.xml");
  EXPECT_EQ(refuse(*book, tests::replaced(ours, ">298</OrgnlNbOfTxs>", ">many</OrgnlNbOfTxs>"))
                .front()
                .code,
            bank::kNumberBad);
  EXPECT_EQ(refuse(*book, tests::replaced(ours, ">1935241.96</OrgnlCtrlSum>", ">x</OrgnlCtrlSum>"))
                .front()
                .code,
            bank::kAmountBad);
}

TEST(Result, ThatNamesNoLineIsAnException) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {{"NOTPROVIDED", "ACSC", "1.00", ""}});
  EXPECT_EQ(fields_named(taken, "exception_lines"),
            std::vector<std::string>{"bank.line-unnamed ?"});
}

TEST(Result, AnotherAmountIsAnExceptionAndMovesNothing) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {{kLine1, "ACSC", "8463.12", ""}});
  EXPECT_EQ(fields_named(taken, "exception_lines"),
            std::vector<std::string>{"bank.amount-differs " + kLine1});
  EXPECT_EQ(book->state(kLine1), "in-flight");
  EXPECT_EQ(book->balance(kPayable1), "8463.13");
}

TEST(Result, AnUnclearReasonMakesTheLineUnknownUntilAQueryIsAnswered) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {{kLine1, "RJCT", "8463.13", "FF01"}});
  EXPECT_EQ(fields_named(taken, "exception_lines"),
            std::vector<std::string>{"bank.outcome-unclear " + kLine1});
  EXPECT_EQ(book->state(kLine1), "unknown");
  EXPECT_EQ(book->available("c:QH01:wage_bank:ccb"), "164758.04");  // still held
  EXPECT_EQ(book->broken(), "");
  (void)take(*book, "M2", kFile1, {{kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(book->state(kLine1), "paid");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, AnUnknownLineCannotBeRepaired) {
  const auto book = county_after("instruct-2");
  (void)take(*book, "M1", kFile1, {{kLine1, "RJCT", "8463.13", "FF01"}});
  const auto refused =
      book->repair(book->by("li.clerk"), {"QH01", tests::kOctober,
                                          "批次行,姓名,身份证号,工资卡号\n" + kLine1 +
                                              ",宋其定,999999200309289434,6236991022345270689\n"});
  EXPECT_EQ(reason(refused), "payments.line-not-repairable");
}

TEST(Result, AFileRejectedAsAWholeFailsEveryLine) {
  const auto book = county_after("instruct-2");
  const auto taken = take(*book, "M1", kFile1, {}, "RJCT");
  EXPECT_EQ(field(taken, "failed"), "298");
  EXPECT_EQ(field(taken, "failed_sum"), "1935241.96");
  EXPECT_EQ(field(taken, "in_flight"), "0");
  EXPECT_EQ(book->available("c:QH01:wage_bank:ccb"), "2100000.00");
  EXPECT_EQ(book->batch_state("QH01-202610-01"), "answered");
  EXPECT_EQ(book->broken(), "");
}

// Only a refusal can be said of a file as a whole: who was paid must be said line by line.
TEST(Result, AFileOnItsWayAsAWholeIsNotTaken) {
  const auto book = county_after("instruct-2");
  const auto taken =
      book->import(book->by("bank.ccb"), tests::result_file("M1", kFile1, {}, "PDNG"));
  EXPECT_EQ(reason(taken), "payments.nothing-to-import");
  EXPECT_EQ(book->state(kLine1), "in-flight");
}

TEST(Result, ALineThatTheFileNamesTwiceMovesOnce) {
  const auto book = county_after("instruct-2");
  const auto taken =
      take(*book, "M1", kFile1, {{kLine1, "ACSC", "8463.13", ""}, {kLine1, "ACSC", "8463.13", ""}});
  EXPECT_EQ(field(taken, "paid"), "1");
  EXPECT_EQ(book->balance("c:QH01:wage_bank:ccb"), "2091536.87");
  EXPECT_TRUE(book->verified().ok());
}

TEST(Result, AnswersInPartsCloseTheBatchWithTheLastOne) {
  const auto book = county_after("instruct-2");
  const auto all = county_file("result-QH02-202610-01-F1.xml");
  (void)take(*book, "M1", kFile2, {{kLine2, "ACSC", "7262.25", ""}});
  EXPECT_EQ(book->batch_state("QH02-202610-01"), "instructed");
  const auto rest = book->import(book->by("bank.icbc"), all).value();
  EXPECT_EQ(field(rest, "paid"), "22");
  EXPECT_EQ(field(rest, "in_flight"), "0");
  EXPECT_EQ(field(rest, "exceptions"), "0");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, OfALineThatWasReturnedMeanwhileIsAnException) {
  const auto book = county_after("reconcile-1c");
  const std::string returned = "QH01-202610-01-0174";
  ASSERT_EQ(book->state(returned), "returned");
  const auto taken = take(*book, "M9", kFile1, {{returned, "ACSC", "7343.19", ""}});
  EXPECT_EQ(field(taken, "exceptions"), "1");
  EXPECT_EQ(book->state(returned), "returned");
  EXPECT_EQ(book->broken(), "");
}

TEST(Result, OfALineThatWasReplacedIsAnException) {
  const auto book = county_after("approve-repair-1");
  const std::string replaced = "QH01-202610-01-0031";
  ASSERT_EQ(book->state(replaced), "replaced");
  const auto taken = take(*book, "M9", kFile1, {{replaced, "ACSC", "", ""}});
  EXPECT_EQ(field(taken, "exceptions"), "1");
  EXPECT_EQ(book->state(replaced), "replaced");
}

}  // namespace
}  // namespace anxin::payments
