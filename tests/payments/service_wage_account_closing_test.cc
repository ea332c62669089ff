// Closing a wage account, and moving it to another bank.
#include <gtest/gtest.h>

#include "payments/service/deposit_service.h"
#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::kAfterTheMonth;
using tests::reason;
using tests::statement_file;
using tests::yuan;

using BarWords = std::vector<std::string>;

const std::string kOldBank = "c:QH02:wage_bank:icbc";
const std::string kNewBank = "c:QH02:wage_bank:ccb2";
const std::string kNewNumber = "36050199999900000025";

TEST(Closing, PaysTheWholeBalanceToTheContractor) {
  AccountBook book(kAfterTheMonth);
  EXPECT_EQ(book.balance(kOldBank), "532.17");
  book.now("2026-12-18 10:00");
  const auto applied = book.apply("chen.clerk").value();
  EXPECT_EQ(field(applied, "closing"), "QH02-C01");
  EXPECT_EQ(field(book.confirm_closing("zhao.regulator").value(), "state"), "confirmed");
  EXPECT_EQ(book.balance(kOldBank), "532.17");
  const auto closed = book.close("bank.icbc").value();
  EXPECT_EQ(field(closed, "balance"), "532.17");
  EXPECT_EQ(book.balance(kOldBank), "0.00");
  EXPECT_EQ(book.balance("c:QH02:escrow"), "0.00");
  EXPECT_EQ(book.view().accounts.front().state, "closed");
  EXPECT_EQ(book.broken(), "");
  EXPECT_TRUE(book.verified().findings.empty());
}

TEST(Closing, WaitsUntilThePublicityIsOver) {
  for (const auto& [today, expected] : {std::pair{"2026-12-16", "wage-account.closing-barred"},
                                        {"2026-12-17", "wage-account.closing-barred"},
                                        {"2026-12-18", "ok"}}) {
    AccountBook book(kAfterTheMonth);
    book.now(std::string(today) + " 10:00");
    EXPECT_EQ(reason(book.apply("chen.clerk")), expected) << today;
  }
}

TEST(Closing, TellsAllThatStandsInItsWayAtOnce) {
  AccountBook book("reconcile-2b");  // one payment failed, one team not paid, in the middle of it
  (void)book.bar("青人社监案〔2026〕9号").value();
  (void)book.accounts()
      .bar(book.by("zhao.regulator"), {"QH02", BarKind::arbitration, "青劳仲案-4"})
      .value();
  EXPECT_EQ(book.bars("2026-11-12"),
            (BarWords{"wage-account.bar-publicity", "wage-account.bar-not-due",
                      "wage-account.bar-case", "wage-account.bar-arbitration"}));
  book.now("2026-11-16 00:10");  // due on Friday the 13th, before the weekend
  EXPECT_EQ(book.bars("2026-10-01"), (BarWords{"wage-account.bar-overdue", "wage-account.bar-case",
                                               "wage-account.bar-arbitration"}));
}

TEST(Closing, IsBarredWhilePaymentsAreWithTheBank) {
  AccountBook book("instruct-2");
  const auto words = book.bars("2026-10-01");
  EXPECT_EQ(words, (BarWords{"wage-account.bar-not-due", "wage-account.bar-in-flight",
                             "wage-account.bar-unmatched"}));
}

TEST(Closing, IsBarredByASheetThatIsNotApproved) {
  AccountBook book("submit-2");
  EXPECT_EQ(book.bars("2026-10-01"),
            (BarWords{"wage-account.bar-sheet", "wage-account.bar-unmatched"}));
}

TEST(Closing, IsBarredByWhatNobodyHasExplained) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-11-18 23:00");
  (void)book
      .import(book.by("bank.icbc"), statement_file({"ST-X",
                                                    "1502099909300000026",
                                                    "2026-11-18",
                                                    "532.17",
                                                    "542.17",
                                                    {{"R-1", "CRDT", "10.00"}}}))
      .value();
  EXPECT_EQ(book.bars("2026-10-01"), (BarWords{"wage-account.bar-unmatched"}));
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.bars("2026-10-01"), (BarWords{"wage-account.bar-suspense"}));
}

TEST(Closing, IsBarredByABankThatTookMoreThanThereWas) {
  AccountBook book("load");
  (void)book
      .import(book.by("bank.icbc"), statement_file({"ST-X",
                                                    "1502099909300000026",
                                                    "2026-11-02",
                                                    "10.00",
                                                    "0.00",
                                                    {{"R-1", "DBIT", "10.00"}}}))
      .value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.bars("2026-10-01"),
            (BarWords{"wage-account.bar-negative", "wage-account.bar-suspense"}));
}

TEST(Closing, IsBarredByAnOpenNoticeToTheDeposit) {
  AccountBook book("approve-2");
  DepositService deposits(*book.book);
  AssessRequest assess;
  assess.contract = "QH02";
  assess.permit_on = tests::day("2026-03-16");
  (void)deposits.assess(book.by("zhao.regulator"), assess).value();
  book.now("2026-11-17 09:00");
  (void)deposits
      .propose_notice(book.by("zhao.regulator"),
                      {"QH02", "D-7", tests::day("2026-11-16"), {"QH02-202610-01-0001"}, ""})
      .value();
  EXPECT_EQ(book.bars("2026-10-01"),
            (BarWords{"wage-account.bar-overdue", "wage-account.bar-unmatched",
                      "wage-account.bar-notice"}));
}

TEST(Closing, ABarStandsUntilItIsLifted) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  (void)book.bar("青人社监案〔2026〕9号").value();
  EXPECT_EQ(reason(book.apply("chen.clerk")), "wage-account.closing-barred");
  (void)book.accounts().lift_bar(book.by("zhao.regulator"), "QH02-B01", "结案-9").value();
  EXPECT_EQ(reason(book.apply("chen.clerk")), "ok");
}

// Withheld tax is the withholder's own debt and never leaves this account.
TEST(Closing, IsNotBarredByTaxThatIsNotRemitted) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  ASSERT_NE(book.balance("c:QH01:deduction_payable:tax:LW1"), "0.00");
  const auto bars = book.accounts().bars("QH01", tests::day("2026-11-17")).value();
  EXPECT_TRUE(bars.empty()) << bars.front().code.word();
}

TEST(Closing, IsJudgedAgainAtEveryStep) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  (void)book.apply("chen.clerk").value();
  (void)book.bar("CASE-1").value();
  EXPECT_EQ(reason(book.confirm_closing("zhao.regulator")), "wage-account.closing-barred");
  (void)book.accounts().lift_bar(book.by("zhao.regulator"), "QH02-B01", "X").value();
  (void)book.confirm_closing("zhao.regulator").value();
  (void)book.bar("CASE-2").value();
  EXPECT_EQ(reason(book.close("bank.icbc")), "wage-account.closing-barred");
}

TEST(Closing, MayBeAppliedForAgainAfterARefusal) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  (void)book.apply("chen.clerk").value();
  EXPECT_EQ(field(book.confirm_closing("zhao.regulator", "公示不全").value(), "state"), "refused");
  EXPECT_EQ(field(book.apply("chen.clerk").value(), "closing"), "QH02-C02");
}

TEST(Closing, EndsFundingAndPayrollAndStatements) {
  AccountBook book(kAfterTheMonth);
  book.closed();
  const std::string closed = "wage-account.closed";
  EXPECT_EQ(reason(book.due(book.by("chen.clerk"), "QH02")), closed);
  EXPECT_EQ(reason(book.receive(book.by("bank.icbc"), money("QH02", "1.00", "R"))), closed);
  EXPECT_EQ(reason(book.top_up("chen.clerk", "1.00")), closed);
  EXPECT_EQ(reason(book.apply("chen.clerk")), closed);
  book.now("2026-12-19 10:00");
  EXPECT_EQ(reason(book.import(book.by("bank.icbc"), statement_file({"ST-Z",
                                                                     "1502099909300000026",
                                                                     "2026-12-19",
                                                                     "0.00",
                                                                     "1.00",
                                                                     {{"R-9", "CRDT", "1.00"}}}))),
            "wage-account.statement-after-end");
  EXPECT_EQ(book.overview("QH02").balance, Money());  // it can still be looked at
}

// Wages of a sheet that comes late are owed all the same, though not from this account.
TEST(Closing, RefusesToInstructWagesOfALateSheet) {
  AccountBook book("load");
  book.now("2026-11-12 10:00");
  (void)book.apply("chen.clerk", "2026-10-10", "2026-10-09").value();
  (void)book.confirm_closing("zhao.regulator").value();
  (void)book.close("bank.icbc").value();
  (void)book.submit(book.by("chen.clerk"), sheet_of("QH02")).value();
  (void)book.approve(book.by("wu.manager"), kBatch2).value();
  EXPECT_EQ(reason(book.instruct(book.by("wu.manager"), kBatch2)), "wage-account.closed");
  EXPECT_EQ(book.broken(), "");
}

TEST(Closing, IsProvedByTheLastStatement) {
  AccountBook book(kAfterTheMonth);
  book.closed();
  const auto last = statement_file({"ST-LAST",
                                    "1502099909300000026",
                                    "2026-12-18",
                                    "532.17",
                                    "0.00",
                                    {{"R-9", "DBIT", "532.17", "QH02-C01"}}});
  (void)book.import(book.by("bank.icbc"), last).value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  const auto report = book.reports("QH02").back();
  EXPECT_EQ(report.state, StatementState::reconciled);
  EXPECT_EQ(to_word(report.entries.front().match), "transfer");
  EXPECT_TRUE(report.balances());
  EXPECT_EQ(book.balance("c:QH02:suspense_out"), "0.00");
}

// The bank may transfer first and close then: its own entry bars nothing.
TEST(Closing, WaitsForNoStatementThatShowsIt) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  (void)book.apply("chen.clerk").value();
  (void)book.confirm_closing("zhao.regulator").value();
  (void)book
      .import(book.by("bank.icbc"), statement_file({"ST-LAST",
                                                    "1502099909300000026",
                                                    "2026-12-18",
                                                    "532.17",
                                                    "0.00",
                                                    {{"R-9", "DBIT", "532.17", "QH02-C01"}}}))
      .value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(to_word(book.reports("QH02").back().entries.front().match), "open");
  (void)book.close("bank.icbc").value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(to_word(book.reports("QH02").back().entries.front().match), "transfer");
  EXPECT_EQ(book.balance(kOldBank), "0.00");
}

TEST(Closing, ARetryGivesTheFirstAnswer) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-12-18 10:00");
  (void)book.apply("chen.clerk").value();
  (void)book.confirm_closing("zhao.regulator").value();
  const payments::Caller caller{"bank.icbc", "again", Mode::commit};
  const auto first = book.accounts().close(caller, "QH02-C01").value();
  const auto again = book.accounts().close(caller, "QH02-C01").value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(field(again, "balance"), "532.17");
  EXPECT_EQ(first.entry, again.entry);
}

// ---- change of bank (变更开户银行)
// -----------------------------------------------------------------

TEST(AccountMove, TakesTheWholeBalanceAlong) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-11-18 10:00");
  (void)book.more(tests::kSecondAccount).value();
  EXPECT_EQ(book.view().accounts.front().state, "waiting");  // ccb2, by name before icbc
  const auto proposed = book.move("chen.clerk").value();
  EXPECT_EQ(field(proposed, "id"), "QH02-M01");
  EXPECT_EQ(book.balance(kOldBank), "532.17");
  const auto agreed = book.agree("zhao.regulator", "QH02-M01").value();
  EXPECT_EQ(field(agreed, "moved"), "532.17");
  EXPECT_EQ(book.balance(kOldBank), "0.00");
  EXPECT_EQ(book.balance(kNewBank), "532.17");
  EXPECT_EQ(book.view().accounts.front().state, "in-use");
  EXPECT_EQ(book.view().accounts.back().state, "moved");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountMove, AnAccountThatWaitsIsNotUsed) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-11-18 10:00");
  (void)book.more(tests::kSecondAccount).value();
  (void)book.receive(book.by("bank.icbc"), money("QH02", "1.00", "R")).value();
  EXPECT_EQ(book.balance(kOldBank), "533.17");
  EXPECT_EQ(book.balance(kNewBank), "0.00");
}

TEST(AccountMove, MoneyAndWagesGoThroughTheNewAccount) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  EXPECT_EQ(reason(book.receive(book.by("bank.icbc"), money("QH02", "1.00", "R"))),
            "access.not-permitted");  // its bank no more
  (void)book
      .receive(book.by("bank.ccb"),
               {"QH02", FundingSource::contractor, yuan("1.00"), tests::day("2026-11-18"), "R"})
      .value();
  EXPECT_EQ(book.balance(kNewBank), "533.17");
  EXPECT_EQ(to_string(book.overview("QH02").balance), "533.17");
  const auto account = book.book->wage_account(book.reader(), "QH02").value();
  EXPECT_EQ(account.account.id, "ccb2");
  EXPECT_EQ(account.profile.id, "ccb");
}

TEST(AccountMove, TheFilesOfTheOldAccountStillNameIt) {
  AccountBook book(kAfterTheMonth);
  const PayrollService payroll(*book.book);
  const auto before = payroll.file_bytes(book.by("wu.manager"), "QH02-202610-01-F1").value();
  book.moved();
  EXPECT_EQ(payroll.file_bytes(book.by("wu.manager"), "QH02-202610-01-F1").value(), before);
}

TEST(AccountMove, StatementsOfTheOldAccountGoUpToItsLastDay) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  book.now("2026-11-19 10:00");
  const auto old_day = [&](const std::string& day) {
    return reason(book.import(book.by("bank.icbc"),
                              statement_file({"ST-" + day,
                                              "1502099909300000026",
                                              day,
                                              "532.17",
                                              "0.00",
                                              {{"R-" + day, "DBIT", "532.17", "QH02-M01"}}})));
  };
  EXPECT_EQ(old_day("2026-11-19"), "wage-account.statement-after-end");
  EXPECT_EQ(old_day("2026-11-18"), "ok");
}

TEST(AccountMove, IsProvedByTheStatementsOfBothBanks) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  const auto transit = [&] { return to_string(book.overview("QH02").unreconciled); };
  (void)book
      .import(book.by("bank.icbc"), statement_file({"ST-OLD",
                                                    "1502099909300000026",
                                                    "2026-11-18",
                                                    "532.17",
                                                    "0.00",
                                                    {{"R-1", "DBIT", "532.17", "QH02-M01"}}}))
      .value();
  (void)book
      .import(book.by("bank.ccb"), statement_file({"ST-NEW",
                                                   kNewNumber,
                                                   "2026-11-18",
                                                   "0.00",
                                                   "532.17",
                                                   {{"R-2", "CRDT", "532.17", "QH02-M01"}}}))
      .value();
  EXPECT_NE(transit(), "0.00");
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(transit(), "0.00");
  for (const auto& report : book.reports("QH02")) {
    EXPECT_TRUE(report.balances()) << report.statement;
    EXPECT_EQ(report.state, StatementState::reconciled) << report.statement;
  }
  EXPECT_EQ(book.balance(kNewBank), "532.17");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountMove, ASecondTransferOfTheSameNameIsUnexplained) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  (void)book
      .import(book.by("bank.ccb"), statement_file({"ST-NEW",
                                                   kNewNumber,
                                                   "2026-11-18",
                                                   "0.00",
                                                   "1064.34",
                                                   {{"R-2", "CRDT", "532.17", "QH02-M01"},
                                                    {"R-3", "CRDT", "532.17", "QH02-M01"}}}))
      .value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "532.17");
  EXPECT_EQ(book.balance(kNewBank), "1064.34");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountMove, WhatCameToTheOldAccountIsBroughtAfter) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  (void)book
      .import(book.by("bank.icbc"),
              statement_file({"ST-OLD",
                              "1502099909300000026",
                              "2026-11-18",
                              "532.17",
                              "3.00",
                              {{"R-1", "DBIT", "532.17", "QH02-M01"},
                               {"R-2", "CRDT", "3.00", "", "", "RCDT/INTR"}}}))
      .value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.balance(kOldBank), "3.00");
  EXPECT_EQ(book.bars("2026-10-01"), (BarWords{"wage-account.bar-former-account"}));
  (void)book.move("chen.clerk").value();
  (void)book.agree("zhao.regulator", "QH02-M02").value();
  EXPECT_EQ(book.balance(kOldBank), "0.00");
  EXPECT_EQ(book.balance(kNewBank), "535.17");
  EXPECT_EQ(book.view().accounts.front().state, "in-use");
  EXPECT_EQ(book.view().accounts.back().state, "moved");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountMove, TheNewAccountIsToBeFiledToo) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  EXPECT_EQ(to_string(*book.duty("ccb2").last_day), "2026-12-16");
  (void)book.file("chen.clerk", "2026-11-18", "ccb2").value();
  EXPECT_EQ(book.duty("ccb2").state, DutyState::done);
}

TEST(AccountMove, TheNewAccountIsClosedInTheEnd) {
  AccountBook book(kAfterTheMonth);
  book.moved();
  book.now("2026-12-18 10:00");
  (void)book.apply("chen.clerk").value();
  (void)book.confirm_closing("zhao.regulator").value();
  EXPECT_EQ(reason(book.close("bank.icbc")), "access.not-permitted");
  const auto closed = book.close("bank.ccb").value();
  EXPECT_EQ(field(closed, "account"), "ccb2");
  EXPECT_EQ(book.balance(kNewBank), "0.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountMove, ARefusedMoveChangesNothing) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-11-18 10:00");
  (void)book.more(tests::kSecondAccount).value();
  (void)book.move("chen.clerk").value();
  (void)book.agree("zhao.regulator", "QH02-M01", "协议不全").value();
  EXPECT_EQ(book.balance(kOldBank), "532.17");
  EXPECT_TRUE(book.move("chen.clerk"));  // and may be asked for again
}

TEST(AccountMove, ARetryMovesNothingTwice) {
  AccountBook book(kAfterTheMonth);
  book.now("2026-11-18 10:00");
  (void)book.more(tests::kSecondAccount).value();
  (void)book.move("chen.clerk").value();
  const payments::Caller caller{"zhao.regulator", "again", Mode::commit};
  (void)book.accounts().decide(caller, {"QH02-M01", ""}).value();
  EXPECT_TRUE(book.accounts().decide(caller, {"QH02-M01", ""}).value().replayed);
  EXPECT_EQ(book.balance(kNewBank), "532.17");
}

}  // namespace
}  // namespace anxin::payments
