// Top-ups and supplement agreements: what one side proposes and the other agrees to.
#include <gtest/gtest.h>

#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::reason;
using tests::yuan;

constexpr Month kNextMonth = std::chrono::year(2026) / std::chrono::November;
constexpr Month kDecember = std::chrono::year(2026) / std::chrono::December;

const std::string kFundingDue = "c:QH02:funding_due:OW2";

TEST(TopUp, IsDueFromTheOwnerOnceItAgrees) {
  AccountBook book("fund-2");
  const auto proposed = book.top_up("chen.clerk", "30000.00").value();
  EXPECT_EQ(field(proposed, "id"), "QH02-T01");
  EXPECT_EQ(book.balance(kFundingDue), "52000.00");
  const auto agreed = book.agree("sun.owner", "QH02-T01").value();
  EXPECT_EQ(field(agreed, "state"), "agreed");
  EXPECT_EQ(field(agreed, "due_on"), "2026-11-06");
  EXPECT_EQ(book.balance(kFundingDue), "82000.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(TopUp, IsADutyOfItsOwnAndMetInItsTurn) {
  AccountBook book("fund-2");
  (void)book.top_up("chen.clerk", "30000.00").value();
  (void)book.agree("sun.owner", "QH02-T01").value();
  EXPECT_EQ(book.state_of("QH02-T01", "2026-11-06"), "open");
  EXPECT_EQ(book.state_of("QH02-T01", "2026-11-07"), "overdue");
  (void)book
      .receive(book.by("sun.owner"),
               {"QH02", FundingSource::owner, yuan("60000.00"), tests::day("2026-11-06"), "FD-2"})
      .value();
  EXPECT_TRUE(book.duty("2026-10").missing().is_zero());  // older
  EXPECT_EQ(to_string(book.duty("QH02-T01").missing()), "22000.00");
}

TEST(TopUp, MovesNothingWhenTheOwnerRefuses) {
  AccountBook book("fund-2");
  (void)book.top_up("chen.clerk", "30000.00").value();
  const auto refused = book.agree("sun.owner", "QH02-T01", "已足额拨付").value();
  EXPECT_EQ(field(refused, "state"), "refused");
  EXPECT_EQ(field(refused, "due_on"), "-");
  EXPECT_EQ(book.balance(kFundingDue), "52000.00");
  EXPECT_EQ(reason(book.agree("sun.owner", "QH02-T01")), "wage-account.proposal-decided");
}

TEST(TopUp, MayBeAsLargeAsFundingMayBe) {
  AccountBook book("fund-2");
  EXPECT_EQ(reason(book.top_up("chen.clerk", "-0.01")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.top_up("chen.clerk", "0.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.top_up("chen.clerk", "0.01")), "ok");
  EXPECT_EQ(reason(book.top_up("chen.clerk", "100000000000.00")), "ok");
  EXPECT_EQ(reason(book.top_up("chen.clerk", "100000000000.01")), "payments.amount-invalid");
}

TEST(TopUp, ARetryOfTheAgreementIsNotDueTwice) {
  AccountBook book("fund-2");
  (void)book.top_up("chen.clerk", "30000.00").value();
  const payments::Caller caller{"sun.owner", "again", Mode::commit};
  (void)book.accounts().decide(caller, {"QH02-T01", ""}).value();
  const auto again = book.accounts().decide(caller, {"QH02-T01", ""}).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(book.balance(kFundingDue), "82000.00");
}

// ---- supplement agreements (补充协议)
// --------------------------------------------------------------

TEST(LabourCostChange, CountsForLaterMonths) {
  AccountBook book("fund-2");
  const auto proposed =
      book.amend("wu.manager", {"", kNextMonth, std::nullopt, "30 %", ""}).value();
  EXPECT_EQ(field(proposed, "id"), "QH02-S01");
  EXPECT_EQ(field(proposed, "monthly"), "325000.00");
  FundingService funding(*book.book);
  (void)book.agree("sun.owner", "QH02-S01").value();
  const auto due = funding.make_due(book.by("chen.clerk"), "QH02", kNextMonth).value();
  EXPECT_EQ(field(due, "amount"), "325000.00");
  EXPECT_EQ(to_string(book.duty("2026-10").due), "260000.00");
  EXPECT_EQ(book.view().contract.labour_share, "24 %");  // the contract stays as it was signed
  EXPECT_EQ(book.broken(), "");
}

TEST(LabourCostChange, DoesNotCountBeforeTheOtherSideAgrees) {
  AccountBook book("fund-2");
  (void)book.amend("wu.manager", {"", kNextMonth, yuan("1.00"), "", ""}).value();
  const auto due =
      FundingService(*book.book).make_due(book.by("chen.clerk"), "QH02", kNextMonth).value();
  EXPECT_EQ(field(due, "amount"), "260000.00");
  EXPECT_EQ(reason(book.agree("sun.owner", "QH02-S01")), "wage-account.month-due-already");
}

TEST(LabourCostChange, OfTheOwnerIsAgreedToByTheContractor) {
  AccountBook book("fund-2");
  (void)book.amend("sun.owner", {"", kNextMonth, yuan("300000.00"), "", ""}).value();
  EXPECT_EQ(reason(book.agree("sun.owner", "QH02-S01")), "access.not-permitted");
  EXPECT_TRUE(book.agree("wu.manager", "QH02-S01"));
  EXPECT_EQ(to_string(book.duty("2026-11", "2026-12-05").due), "300000.00");
}

TEST(LabourCostChange, TheLatestOneCounts) {
  AccountBook book("fund-2");
  (void)book.amend("sun.owner", {"", kNextMonth, yuan("300000.00"), "", ""}).value();
  (void)book.amend("sun.owner", {"", kDecember, yuan("310000.00"), "", ""}).value();
  (void)book.amend("sun.owner", {"", kNextMonth, yuan("305000.00"), "", ""}).value();
  for (const char* id : {"QH02-S01", "QH02-S02", "QH02-S03"}) {
    (void)book.agree("wu.manager", id).value();
  }
  EXPECT_EQ(to_string(book.duty("2026-11", "2027-01-05").due), "305000.00");
  EXPECT_EQ(to_string(book.duty("2026-12", "2027-01-05").due), "310000.00");
}

TEST(LabourCostChange, IsAnAmountOrAShareWithinBounds) {
  AccountBook book("fund-2");
  const auto amend = [&](std::optional<Money> monthly, const std::string& share) {
    return reason(book.amend("wu.manager", {"", kNextMonth, monthly, share, ""}));
  };
  const std::string invalid = "wage-account.labour-cost-invalid";
  EXPECT_EQ(amend(std::nullopt, ""), invalid);
  EXPECT_EQ(amend(yuan("1.00"), "30 %"), invalid);
  EXPECT_EQ(amend(yuan("0.00"), ""), invalid);
  EXPECT_EQ(amend(yuan("0.01"), ""), "ok");
  EXPECT_EQ(amend(yuan("100000000000.01"), ""), invalid);
  EXPECT_EQ(amend(std::nullopt, "0 %"), invalid);
  EXPECT_EQ(amend(std::nullopt, "100 %"), "ok");
  EXPECT_EQ(amend(std::nullopt, "100.01 %"), invalid);
  EXPECT_EQ(amend(std::nullopt, "a third"), invalid);
}

// ---- a replaced contractor
// -------------------------------------------------------------------------

TEST(Succession, LeavesDebtsAndClaimsAndDepositWithTheOldContract) {
  AccountBook book("approve-2");  // October's wages are owed
  (void)book.more(tests::kSuccessor).value();
  std::map<std::string, std::string> before;
  for (const auto& account : book.reader().accounts("c:QH02:")) {
    before[account.name.string()] = to_string(account.balance());
  }
  (void)book.succeed().value();
  for (const auto& account : book.reader().accounts("c:QH02:")) {
    EXPECT_EQ(before[account.name.string()], to_string(account.balance())) << account.name.text();
  }
  for (const auto& account : book.reader().accounts("c:QH02-B:")) {
    EXPECT_TRUE(account.balance().is_zero()) << account.name.text();
  }
  EXPECT_EQ(to_string(book.view("QH02").owed), "267467.83");
  EXPECT_EQ(to_string(book.view("QH02-B").owed), "0.00");
  EXPECT_EQ(book.view("QH02").succession->successor, "QH02-B");
  EXPECT_EQ(book.broken(), "");
}

TEST(Succession, EndsTheOldContractsLabourCost) {
  AccountBook book("approve-2");  // 11 November
  (void)book.more(tests::kSuccessor).value();
  (void)book.succeed().value();
  EXPECT_NO_THROW((void)book.duty("2026-11", "2027-06-01"));
  EXPECT_THROW((void)book.duty("2026-12", "2027-06-01"), std::runtime_error);
}

TEST(Succession, OldDebtsAreStillPaidFromTheOldAccount) {
  AccountBook book("approve-2");
  (void)book.more(tests::kSuccessor).value();
  (void)book.succeed().value();
  EXPECT_TRUE(book.instruct(book.by("wu.manager"), kBatch2, shortfall::Teams{{"土方一班"}}));
  EXPECT_EQ(book.broken(), "");
}

TEST(Succession, GoesInNoRing) {
  AccountBook book("approve-2");
  (void)book.more(tests::kSuccessor).value();
  (void)book.succeed().value();
  const auto back = book.accounts().succeed(book.by("zhao.regulator"), {"QH02-B", "QH02", "X"});
  EXPECT_EQ(reason(back), "wage-account.successor-invalid");
  EXPECT_EQ(reason(book.succeed("QH02")), "wage-account.succeeded-already");
}

}  // namespace
}  // namespace anxin::payments
