// Opening balances of projects that have been running.
#include <gtest/gtest.h>

#include "payments/service/suspense_service.h"
#include "tests/support/shared_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::reason;
using tests::SharedBook;

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

// QH02 began with 100.00 and QH03 with 50.00, on one number.
class SharedOpenings : public SharedBook {
 public:
  SharedOpenings() {
    for (const auto& [contract, account, amount] :
         {std::tuple{"QH02", "icbc", "100.00"}, std::tuple{"QH03", "icbc-3", "50.00"}}) {
      (void)open(contract, account, amount).value();
      (void)agree("bank.icbc", std::string(contract) + "-K01").value();
    }
  }
  Result<tests::Receipt> open(const std::string& contract, const std::string& account,
                              const std::string& amount) {
    return accounts().propose_opening(by("chen.clerk"), {contract, account, tests::yuan(amount),
                                                         tests::day("2026-11-05"), "询证函-1"});
  }
  Result<tests::Receipt> first_statement(const std::string& opening, const std::string& closing) {
    return take({"ST-1",
                 tests::kSharedNumber,
                 "2026-11-06",
                 opening,
                 closing,
                 {{"R-1", "CRDT", "1.00", "X-1"}}});
  }
};

TEST(AccountOpening, OfSubBooksAddsUpToWhatTheFirstStatementBeginsWith) {
  SharedOpenings book;
  EXPECT_EQ(reason(book.first_statement("149.99", "150.99")), "payments.statement-gap");
  EXPECT_EQ(reason(book.first_statement("150.01", "151.01")), "payments.statement-gap");
  ASSERT_EQ(reason(book.first_statement("150.00", "151.00")), "ok");
  book.explain();
  EXPECT_EQ(to_string(book.reports("QH02").back().closing), "101.00");
  EXPECT_EQ(to_string(book.reports("QH03").back().closing), "50.00");
  for (const char* contract : {"QH02", "QH03"}) {
    EXPECT_TRUE(book.reports(contract).back().balances()) << contract;
  }
  EXPECT_EQ(book.broken(), "");
}

TEST(AccountOpening, IsRefusedOnANumberThatHasStatements) {
  SharedBook book;
  const auto open = [&] {
    return book.accounts().propose_opening(
        book.by("chen.clerk"),
        {"QH03", "icbc-3", tests::yuan("50.00"), tests::day("2026-11-08"), "询证函-1"});
  };
  EXPECT_EQ(reason(open()), "ok");
  (void)book.agree("bank.icbc", "QH03-K01", "余额不符").value();
  (void)book.take({"ST-1", tests::kSharedNumber, "2026-11-06", "0.00", "0.00", {}}).value();
  EXPECT_EQ(reason(open()), "wage-account.opening-late");
}

}  // namespace
}  // namespace anxin::payments
