// The guarantee deposit: assessed, stored, paid out to workers by notice, replenished.
#include <gtest/gtest.h>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using tests::deposit_at;
using tests::DepositBook;
using tests::field;
using tests::kNotice;
using tests::kOwnLine;
using tests::kSubsLine;
using tests::kThirdLine;
using tests::reason;
using tests::Stage;

const std::string kDepositBank = "c:QH02:deposit_bank";
const std::string kPrincipal = "c:QH02:deposit_liability";
const std::string kEscrow = "c:QH02:escrow";
const std::string kSubsPayable = "c:QH02:wage_payable:2026-10:LW3:W20001";

// ---- assess and store ---------------------------------------------------------------------------

TEST(Deposit, IsAssessedByTheTableInForceAndKeepsItsRules) {
  const auto book = deposit_at(Stage::owed);
  const auto assessed = book->assess("zhao.regulator").value();
  EXPECT_EQ(field(assessed, "required"), "390000.00");
  EXPECT_EQ(field(assessed, "store_by"), "2026-04-14");  // 20 working days, Qingming in between
  EXPECT_EQ(field(assessed, "unconfirmed"), "true");
  EXPECT_EQ(field(assessed, "rules"), "national.deposit.base");
  EXPECT_FALSE(book->deposit().covered());
  EXPECT_EQ(book->broken(), "");
}

TEST(Deposit, CountsFromTheSigningWhereNoPermitIsNeeded) {
  const auto book = deposit_at(Stage::owed);
  const auto assessed =
      book->deposits().assess(book->by("zhao.regulator"), {"QH02", std::nullopt, "", {}}).value();
  EXPECT_EQ(field(assessed, "store_by"), "2026-03-27");
}

TEST(Deposit, IsCoveredByTheLastFenThatIsRequired) {
  const auto book = deposit_at(Stage::assessed);
  (void)book->money("bank.icbc", "389999.99", "DP-1").value();
  EXPECT_FALSE(book->deposit().covered());
  const auto stored = book->money("zhao.regulator", "0.01", "DP-2").value();
  EXPECT_EQ(field(stored, "balance"), "390000.00");
  EXPECT_TRUE(book->deposit().covered());
  EXPECT_EQ(book->balance(kDepositBank), "390000.00");
  EXPECT_EQ(book->balance(kPrincipal), "390000.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(Deposit, GivesItsInterestToTheContractorFreely) {
  const auto book = deposit_at(Stage::stored);
  (void)book->money("bank.icbc", "12.30", "IN-1", DepositMoney::interest).value();
  EXPECT_EQ(book->balance(kDepositBank), "390012.30");
  EXPECT_EQ(book->broken(), "");
  const auto out = book->money("bank.icbc", "12.30", "IO-1", DepositMoney::interest_out).value();
  EXPECT_EQ(field(out, "interest"), "0.00");
  EXPECT_EQ(book->balance(kDepositBank), "390000.00");
  EXPECT_EQ(book->balance(kPrincipal), "390000.00");
  EXPECT_EQ(book->broken(), "");
}

// ---- notice of payment --------------------------------------------------------------------------

TEST(Notice, ProposedMovesNothing) {
  const auto book = deposit_at(Stage::proposed);
  EXPECT_EQ(book->state(kSubsLine), "accrued");
  EXPECT_EQ(book->available(kDepositBank), "390000.00");
  EXPECT_EQ(to_word(book->notice().state), "proposed");
}

TEST(Notice, ApprovedHoldsEveryLineInOneEntryAndGivesTheBankFiveWorkingDays) {
  const auto book = deposit_at(Stage::proposed);
  const auto entries = book->entries();
  const auto approved = book->approve_notice("qian.regulator").value();
  EXPECT_EQ(book->entries(), entries + 1);
  EXPECT_EQ(field(approved, "execute_by"), "2026-11-23");  // from Monday the 16th
  const auto sum = book->notice().sum;
  EXPECT_EQ(field(approved, "sum"), to_string(sum));
  EXPECT_EQ(book->available(kDepositBank), to_string(tests::yuan("390000.00") - sum));
  EXPECT_EQ(book->balance(kDepositBank), "390000.00");
  EXPECT_EQ(book->available(kPrincipal), book->available(kDepositBank));
  EXPECT_EQ(book->state(kSubsLine), "in-flight");
  EXPECT_EQ(book->batch_state(kBatch2), "approved");
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, PaidDischargesTheLineAndUsesTheDeposit) {
  const auto book = deposit_at(Stage::approved);
  const auto escrow = tests::yuan(book->balance(kEscrow));
  const auto taken = book->answer("bank.icbc", DepositBook::paid({kSubsLine})).value();
  EXPECT_EQ(field(taken, "paid"), "1");
  EXPECT_EQ(field(taken, "paid_sum"), "7262.25");
  EXPECT_EQ(field(taken, "waiting"), "2");
  EXPECT_EQ(book->state(kSubsLine), "discharged");
  EXPECT_EQ(std::get<line_state::Discharged>(book->line(kSubsLine).state).by, kNotice);
  EXPECT_EQ(book->balance(kSubsPayable), "0.00");
  EXPECT_EQ(book->balance(kDepositBank), "382737.75");
  EXPECT_EQ(book->balance(kPrincipal), "382737.75");
  EXPECT_EQ(book->balance(kEscrow), to_string(escrow + tests::yuan("7262.25")));
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, GivesTheContractorAClaimOnTheSubcontractorAlone) {
  const auto book = deposit_at(Stage::paid);
  EXPECT_EQ(book->balance("c:QH02:claim:GC2:LW3"), "7262.25");  // not the 5633.73 of its own worker
  EXPECT_EQ(book->balance("c:QH02:claim_contra:GC2:LW3"), "7262.25");
}

TEST(Notice, PaidBeginsTheDutyToReplenishWithinTenWorkingDays) {
  const auto book = deposit_at(Stage::paid);
  const auto open = book->deposit().to_replenish;
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(to_string(open[0].amount), "12895.98");
  EXPECT_EQ(to_string(open[0].by.date), "2026-11-30");
  EXPECT_FALSE(book->deposit().covered());
}

TEST(Notice, TheDutyEndsWithTheLastFenPutBack) {
  const auto book = deposit_at(Stage::paid);
  EXPECT_EQ(field(book->money("bank.icbc", "12895.97", "RE-1").value(), "to_replenish"), "0.01");
  EXPECT_FALSE(book->deposit().to_replenish.empty());
  EXPECT_EQ(field(book->money("bank.icbc", "0.01", "RE-2").value(), "to_replenish"), "0.00");
  EXPECT_TRUE(book->deposit().to_replenish.empty());
  EXPECT_TRUE(book->deposit().covered());
}

TEST(Notice, FailedReleasesTheLineWhichIsOwedAsBefore) {
  const auto book = deposit_at(Stage::paid);
  const auto taken = book->answer("bank.icbc", DepositBook::failed(kThirdLine, "AC01")).value();
  EXPECT_EQ(field(taken, "failed"), "1");
  EXPECT_EQ(book->state(kThirdLine), "failed");
  EXPECT_EQ(book->available(kDepositBank), book->balance(kDepositBank));
  EXPECT_EQ(to_word(book->notice().state), "executed");
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, AFailedLineIsPaidByAnotherNotice) {
  const auto book = deposit_at(Stage::paid);
  (void)book->answer("bank.icbc", DepositBook::failed(kThirdLine, "AC01")).value();
  const auto second = book->propose("qian.regulator", {kThirdLine}).value();
  EXPECT_EQ(field(second, "notice"), "QH02-N02");
  (void)book->approve_notice("zhao.regulator", "QH02-N02").value();
  NoticeAnswer rest;
  rest.notice = "QH02-N02";
  rest.rest_paid = true;
  (void)book->answer("bank.icbc", rest).value();
  EXPECT_EQ(book->state(kThirdLine), "discharged");
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, ReturnedMirrorsEveryPostingOfTheLine) {
  const auto book = deposit_at(Stage::approved);
  const auto due_on = book->batch(kBatch2).batch.due_on;
  const auto escrow = book->balance(kEscrow);
  (void)book->answer("bank.icbc", DepositBook::paid({kSubsLine})).value();
  book->now("2026-11-18 10:00");
  const auto taken = book->answer("bank.icbc", DepositBook::returned(kSubsLine, "AC04")).value();
  EXPECT_EQ(field(taken, "returned_sum"), "7262.25");
  EXPECT_EQ(book->state(kSubsLine), "returned");
  EXPECT_EQ(book->balance(kSubsPayable), "7262.25");
  EXPECT_EQ(book->balance(kDepositBank), "390000.00");
  EXPECT_EQ(book->balance(kPrincipal), "390000.00");
  EXPECT_EQ(book->balance(kEscrow), escrow);
  EXPECT_EQ(book->balance("c:QH02:claim:GC2:LW3"), "0.00");
  EXPECT_EQ(book->batch(kBatch2).batch.due_on, due_on);
  EXPECT_TRUE(book->deposit().to_replenish.empty());
  EXPECT_EQ(book->broken(), "");
  EXPECT_TRUE(book->verified().ok());
}

TEST(Notice, ThatPaysTheLastOwedLineClosesTheBatchAndAReturnOpensItAgain) {
  const auto book = deposit_at(Stage::stored);
  std::vector<std::string> all;
  for (const auto& line : book->batch(kBatch2).lines) all.push_back(line.id);
  (void)book->propose("zhao.regulator", all).value();
  (void)book->approve_notice("qian.regulator").value();
  NoticeAnswer rest;
  rest.notice = kNotice;
  rest.rest_paid = true;
  (void)book->answer("bank.icbc", rest).value();
  EXPECT_EQ(book->batch_state(kBatch2), "closed");
  EXPECT_EQ(book->overview("QH02").unpaid, Money());
  (void)book->answer("bank.icbc", DepositBook::returned(kOwnLine, "AC04")).value();
  EXPECT_EQ(book->batch_state(kBatch2), "answered");
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, OfLinesLeavesTheOthersToTheWageAccount) {
  const auto book = deposit_at(Stage::approved);
  (void)book->receive(book->by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
  const auto instructed = book->instruct(book->by("wu.manager"), kBatch2).value();
  EXPECT_EQ(field(instructed, "lines"), "37");
  EXPECT_EQ(book->broken(), "");
}

// A late answer to the wage account's file must not touch the notice's hold, nor its own again.
TEST(Notice, IsNotMovedByALateAnswerToTheWageAccountsFile) {
  const auto book = deposit_at(Stage::stored);
  (void)book->receive(book->by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
  (void)book->instruct(book->by("wu.manager"), kBatch2).value();
  const std::string file = "QH02-202610-01-F1";
  const auto refused = tests::result_file("M1", file, {}, "RJCT");
  (void)book->import(book->by("bank.icbc"), refused).value();
  (void)book->propose("zhao.regulator", {kSubsLine}).value();
  (void)book->approve_notice("qian.regulator").value();
  const auto late = tests::result_file("M2", file, {{kSubsLine, "ACSC", "7262.25", ""}});
  EXPECT_EQ(field(book->import(book->by("bank.icbc"), late).value(), "exceptions"), "1");
  EXPECT_EQ(book->state(kSubsLine), "in-flight");
  EXPECT_EQ(book->broken(), "");
}

TEST(Notice, AskedForAgainWithTheSameKeyBooksNothingTwice) {
  const auto book = deposit_at(Stage::approved);
  const auto answer = DepositBook::paid({kSubsLine});
  const auto caller = book->by("bank.icbc");
  const auto first = book->deposits().answer_notice(caller, answer).value();
  const auto again = book->deposits().answer_notice(caller, answer).value();
  EXPECT_EQ(again.entry, first.entry);
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.answer, first.answer);
  EXPECT_EQ(reason(book->deposits().answer_notice(caller, DepositBook::paid({kOwnLine}))),
            "ledger.key-reused");
}

TEST(Notice, TakenBackBeforeItsApprovalHoldsNothing) {
  const auto book = deposit_at(Stage::proposed);
  (void)book->deposits().withdraw_notice(book->by("zhao.regulator"), kNotice).value();
  EXPECT_EQ(to_word(book->notice().state), "withdrawn");
  EXPECT_EQ(reason(book->approve_notice("qian.regulator")), "deposit.notice-state");
}

// ---- the register -------------------------------------------------------------------------------

TEST(DepositRegister, ListsTheContractsOfTheRegionAndOfWhatLiesInIt) {
  const auto book = deposit_at(Stage::paid);
  const auto all = book->deposits().list(RegionCode::parse("360700").value()).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_FALSE(all[0].deposit);
  EXPECT_EQ(all[1].contract, "QH02");
  EXPECT_EQ(to_string(all[1].cash), "377104.02");
  EXPECT_EQ(all[1].notices.size(), 1U);
  EXPECT_TRUE(book->deposits().list(RegionCode::parse("350000").value()).value().empty());
}

TEST(DepositBooks, HoldNoPersonalDatum) {
  const auto book = deposit_at(Stage::paid);
  for (const auto& row : tests::all_rows(book->store)) {
    for (const auto& [key, value] : row) {
      if (key.find("deposit") == std::string::npos) continue;
      for (const auto& canary : tests::roster_canaries()) {
        EXPECT_EQ(value.find(canary), std::string::npos) << key;
      }
    }
  }
}

}  // namespace
}  // namespace anxin::payments
