// Opening balances of projects that have been running.
#include <gtest/gtest.h>

#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::reason;

constexpr const char* kTooEarly = "payments.statement-date";
const std::string kBankAccount = "c:QH02:wage_bank:icbc";

TEST(AccountOpening, IsBookedOnItsDayOnceTheBankAgrees) {
  AccountBook book("load");
  const auto proposed = book.opening("chen.clerk", "81250.30").value();
  EXPECT_EQ(field(proposed, "id"), "QH02-K01");
  EXPECT_EQ(book.balance(kBankAccount), "0.00");
  const auto agreed = book.agree("bank.icbc", "QH02-K01").value();
  EXPECT_EQ(field(agreed, "state"), "agreed");
  EXPECT_EQ(field(agreed, "balance"), "81250.30");
  EXPECT_EQ(book.balance(kBankAccount), "81250.30");
  EXPECT_EQ(book.balance("c:QH02:escrow"), "81250.30");
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountOpening, IsNoPaymentOfTheOwner) {
  AccountBook book("load");
  const auto due = book.balance("c:QH02:funding_due:OW2");
  (void)book.opening("chen.clerk", "81250.30").value();
  (void)book.agree("bank.icbc", "QH02-K01").value();
  EXPECT_EQ(book.balance("c:QH02:funding_due:OW2"), due);
}

TEST(AccountOpening, RefusedItBooksNothingAndAnotherMayFollow) {
  AccountBook book("load");
  (void)book.opening("chen.clerk", "81250.30").value();
  EXPECT_EQ(field(book.agree("bank.icbc", "QH02-K01", "余额不符").value(), "state"), "refused");
  EXPECT_EQ(book.balance(kBankAccount), "0.00");
  EXPECT_EQ(field(book.opening("chen.clerk", "81250.03").value(), "id"), "QH02-K02");
  (void)book.agree("bank.icbc", "QH02-K02").value();
  EXPECT_EQ(book.balance(kBankAccount), "81250.03");
}

TEST(AccountOpening, LiesBetweenTheOpeningOfTheAccountAndToday) {
  for (const auto& [on, expected] :
       {std::pair{"2026-03-19", "wage-account.date"}, std::pair{"2026-03-20", "ok"},
        std::pair{"2026-03-21", "ok"}, std::pair{"2099-01-01", "wage-account.date"}}) {
    AccountBook book("load");
    EXPECT_EQ(reason(book.opening("chen.clerk", "1.00", on)), expected) << on;
  }
}

TEST(AccountOpening, IsMoreThanNothing) {
  AccountBook book("load");
  EXPECT_EQ(reason(book.opening("chen.clerk", "-0.01")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.opening("chen.clerk", "0.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.opening("chen.clerk", "0.01")), "ok");
}

// The statement of QH02's first day: 0 to 208,000.00 on 6 November.
TEST(AccountOpening, HoldsWhatStatementsUntilItsDayWouldBringAgain) {
  for (const auto& [on, expected] :
       {std::pair{"2026-11-05", "payments.statement-gap"}, std::pair{"2026-11-06", kTooEarly},
        std::pair{"2026-11-07", kTooEarly}}) {
    AccountBook book("load");
    book.now("2026-11-08 09:00");
    (void)book.opening("chen.clerk", "208000.00", on).value();
    ASSERT_EQ(reason(book.agree("bank.icbc", "QH02-K01")), "ok") << on;
    EXPECT_EQ(reason(book.import(book.by("bank.icbc"),
                                 tests::county_file("statement-QH02-20261106.xml"))),
              expected)
        << on;
  }
}

TEST(AccountOpening, IsWhatTheFirstStatementBeginsWith) {
  AccountBook book("reconcile-2d");
  EXPECT_EQ(reason(book.opening("chen.clerk", "0.01", "2026-11-05")), "wage-account.opening-late");
}

TEST(AccountOpening, HoldsWhatWasReceivedUntilItsDay) {
  const auto receive = [](const char* on) {
    AccountBook book("load");
    (void)book.opening("chen.clerk", "1.00", "2026-10-30").value();
    (void)book.agree("bank.icbc", "QH02-K01").value();
    return reason(book.receive(
        book.by("chen.clerk"),
        {"QH02", FundingSource::contractor, tests::yuan("2.00"), tests::day(on), "R-1"}));
  };
  EXPECT_EQ(receive("2026-10-29"), "wage-account.date");
  EXPECT_EQ(receive("2026-10-30"), "wage-account.date");
  EXPECT_EQ(receive("2026-10-31"), "ok");
}

TEST(AccountOpening, IsRefusedBesideMoneyOfItsDayAndNotBesideLaterMoney) {
  const auto agree = [](const char* received_on) {
    AccountBook book("load");
    (void)book.opening("chen.clerk", "1.00", "2026-10-30").value();
    (void)book
        .receive(book.by("chen.clerk"), {"QH02", FundingSource::contractor, tests::yuan("2.00"),
                                         tests::day(received_on), "R-1"})
        .value();
    return reason(book.agree("bank.icbc", "QH02-K01"));
  };
  EXPECT_EQ(agree("2026-10-29"), "wage-account.opening-late");
  EXPECT_EQ(agree("2026-10-30"), "wage-account.opening-late");
  EXPECT_EQ(agree("2026-10-31"), "ok");
}

}  // namespace
}  // namespace anxin::payments
