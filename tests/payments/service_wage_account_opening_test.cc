// Opening balances of projects that have been running.
#include <gtest/gtest.h>

#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::reason;

const std::string kBankAccount = "c:QH02:wage_bank:icbc";

TEST(AccountOpening, IsBookedOnItsDayOnceTheBankAgrees) {
  AccountBook book("load");
  const auto proposed = book.opening("chen.clerk", "81250.30").value();
  EXPECT_EQ(field(proposed, "id"), "QH02-O01");
  EXPECT_EQ(book.balance(kBankAccount), "0.00");
  const auto agreed = book.agree("bank.icbc", "QH02-O01").value();
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
  (void)book.agree("bank.icbc", "QH02-O01").value();
  EXPECT_EQ(book.balance("c:QH02:funding_due:OW2"), due);
}

TEST(AccountOpening, RefusedItBooksNothingAndAnotherMayFollow) {
  AccountBook book("load");
  (void)book.opening("chen.clerk", "81250.30").value();
  EXPECT_EQ(field(book.agree("bank.icbc", "QH02-O01", "余额不符").value(), "state"), "refused");
  EXPECT_EQ(book.balance(kBankAccount), "0.00");
  EXPECT_EQ(field(book.opening("chen.clerk", "81250.03").value(), "id"), "QH02-O02");
  (void)book.agree("bank.icbc", "QH02-O02").value();
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

TEST(AccountOpening, ComesBeforeAnyMoney) {
  AccountBook book("load");
  (void)book.opening("chen.clerk", "1.00").value();
  (void)book
      .receive(book.by("chen.clerk"),
               {"QH02", FundingSource::contractor, tests::yuan("2.00"), book.book->today(), "R-1"})
      .value();
  EXPECT_EQ(reason(book.agree("bank.icbc", "QH02-O01")), "wage-account.opening-late");
  EXPECT_EQ(book.balance(kBankAccount), "2.00");
}

}  // namespace
}  // namespace anxin::payments
