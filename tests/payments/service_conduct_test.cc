// What a refusal tells besides its word, who may see what, and what is taken on a second look.
#include <gtest/gtest.h>

#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using tests::county_after;
using tests::CountyBook;
using tests::field;
using tests::reason;
using tests::replaced;

// ---- details ------------------------------------------------------------------------------------

TEST(CoverShort, SaysWhatIsNeededUsableAndShort) {
  const auto book = county_after("approve-2");
  const auto refused = book->instruct(book->by("wu.manager"), kBatch2);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "needed"), "267467.83");
  EXPECT_EQ(field(refused.error().details, "usable"), "208000.00");
  EXPECT_EQ(field(refused.error().details, "short"), "59467.83");
}

TEST(StatementGap, SaysWhatWasExpectedAndWhatCame) {
  const auto book = county_after("reconcile-1b");
  const auto refused =
      book->import(book->by("bank.ccb"), county_file("statement-QH01-20261117.xml"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "expected"), "184682.04");
  EXPECT_EQ(field(refused.error().details, "opening"), "192025.23");
}

TEST(StatementGap, NamesTheStatementsBetweenWhichOneIsMissing) {
  const auto book = county_after("reconcile-1b");
  const auto refused =
      book->import(book->by("bank.ccb"), county_file("statement-QH01-20261117.xml"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "before"), "STM-CCB-20261112");
  EXPECT_EQ(field(refused.error().details, "on"), "2026-11-12");
}

TEST(StatementGap, IsMeasuredPerAccount) {
  const auto book = county_after("statement-1a");
  EXPECT_EQ(reason(book->import(book->by("bank.icbc"), county_file("statement-QH02-20261106.xml"))),
            "ok");
}

TEST(BatchState, NamesTheStateThatWasFound) {
  const auto book = county_after("submit-1");
  const auto refused = book->instruct(book->by("zhang.manager"), kBatch1);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "batch"), kBatch1);
  EXPECT_EQ(field(refused.error().details, "state"), "confirmed");
}

TEST(BatchState, NamesTheNextStepOfTheStateThatWasFound) {
  const auto next = [](const std::string& after, const std::string& actor) {
    const auto book = county_after(after);
    const auto refused = book->confirm(book->by(actor), kBatch1);
    return refused ? "ok" : field(refused.error().details, "next");
  };
  EXPECT_EQ(next("submit-1", "li.clerk"), "approve");
  EXPECT_EQ(next("approve-1", "li.clerk"), "instruct");
  EXPECT_EQ(next("instruct-1", "li.clerk"), "import");
  EXPECT_EQ(next("result-1", "li.clerk"), "repair");
  EXPECT_EQ(next("reconcile-2d", "li.clerk"), "nothing");
}

// ---- personal data ------------------------------------------------------------------------------

TEST(BankFile, IsForTheContractorsStaffAndItsBank) {
  const auto book = county_after("instruct-1");
  const auto asked = [&](const std::string& actor) {
    return reason(PayrollService(*book->book).file_bytes(book->by(actor), kBatch1 + "-F1"));
  };
  EXPECT_EQ(asked(""), "access.actor-missing");
  EXPECT_EQ(asked("wang.nobody"), "access.actor-unknown");
  EXPECT_EQ(asked("zhao.regulator"), "access.not-permitted");
  EXPECT_EQ(asked("chen.clerk"), "access.not-permitted");  // of another contractor
  EXPECT_EQ(asked("bank.icbc"), "access.not-permitted");   // another bank
  for (const char* actor : {"li.clerk", "zhang.manager", "bank.ccb"}) {
    EXPECT_EQ(asked(actor), "ok") << actor;
  }
}

TEST(FourEyes, AnotherPersonOfTheSameFirmMayApprove) {
  const auto book = county_after("submit-1");
  EXPECT_EQ(reason(book->approve(book->by("zhang.manager"), kBatch1)), "ok");
}

TEST(SubmittedSheet, NeedsAReasonWhereSomethingMustBeExplained) {
  const auto book = county_after("due-1");
  auto files = CountyBook::county_files();
  files[1].bytes = replaced(files[1].bytes, "W10003,李来胜,999999200107283691",
                            "W10003,李来胜,"
                            "999999200107283691");
  const auto row = files[1].bytes.find("W10003");
  const auto yes = files[1].bytes.find("是", row);
  files[1].bytes.replace(yes, std::string("是").size(), "否");
  ASSERT_EQ(reason(book->load(book->by("zhao.regulator"), files)), "ok");
  auto request = sheet_of("QH01");
  const auto refused = book->submit(book->by("li.clerk"), request);
  EXPECT_EQ(reason(refused), "payments.reason-needed");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "count"), "1");
  request.reason = "合同补签中";
  EXPECT_EQ(reason(book->submit(book->by("li.clerk"), request)), "ok");
  const auto batch = book->batch(kBatch1).batch;
  ASSERT_EQ(batch.explained.size(), 1U);
  EXPECT_EQ(batch.explained.front().code, "payroll.no-contract");
  EXPECT_EQ(batch.reason, "合同补签中");
}

TEST(SubmittedSheet, ConfirmedLaterIsApprovedLikeOneConfirmedAtOnce) {
  const auto book = county_after("due-2");
  (void)book->submit(book->by("chen.clerk"), unconfirmed("QH02")).value();
  EXPECT_EQ(book->batch_state(kBatch2), "checked");
  EXPECT_EQ(reason(book->confirm(book->by("chen.clerk"), kBatch2)), "ok");
  EXPECT_EQ(book->batch_state(kBatch2), "confirmed");
  EXPECT_EQ(reason(book->approve(book->by("wu.manager"), kBatch2)), "ok");
}

// payments.md, step 2: a second line of a worker in the month is explained before it is paid.
TEST(SubmittedSheet, ASecondTableWithTheSameWorkersAndMonthIsNotTakenWithoutAReason) {
  const auto book = county_after("submit-2");
  auto request = sheet_of("QH02");
  request.bytes += "\r\n";  // the same table, saved once more
  EXPECT_EQ(reason(book->submit(book->by("chen.clerk"), request)), "payments.reason-needed");
}

TEST(Repair, OfAnotherMonthThanTheLinesIsRefused) {
  const auto book = county_after("reconcile-1c");
  const Month november = kOctober + std::chrono::months(1);
  EXPECT_EQ(reason(book->repair(book->by("li.clerk"),
                                {"QH01", november, county_file("repair-QH01.csv")})),
            "payments.repair-month-differs");
}

TEST(MasterKey, AnotherOneThanTheBooksIsRefused) {
  const auto book = county_after("load");
  const Vault stranger(SecretKey::generate(book->entropy), book->entropy);
  const PaymentsBook opened(*book->writer, stranger, book->data);
  EXPECT_EQ(reason(opened.read()), "access.wrong-master-key");
  PaymentsBook changing(*book->writer, stranger, book->data);
  EXPECT_EQ(reason(FundingService(changing).make_due(book->by("li.clerk"), "QH01", kOctober)),
            "access.wrong-master-key");
}

}  // namespace
}  // namespace anxin::payments
