// One account number for several projects of a contractor, kept apart project by project.
#include <gtest/gtest.h>

#include "tests/support/shared_books.h"

namespace anxin::payments {
namespace {

using tests::field;
using tests::kSharing;
using tests::reason;
using tests::replaced;
using tests::SharedBook;
using tests::StatementText;
using tests::yuan;

const std::string kNumber = tests::kSharedNumber;

StatementText first_day() {
  return {"ST-1", kNumber,  "2026-11-06",
          "0.00", "230.00", {{"R-1", "CRDT", "200.00", "FD-2"}, {"R-2", "CRDT", "30.00", "FD-3"}}};
}

TEST(SharedAccount, EachEntryGoesToTheContractThatItsReferenceNames) {
  SharedBook book;
  book.fund_both();
  const auto taken = book.take(first_day()).value();
  EXPECT_EQ(field(taken, "entries"), "2");
  EXPECT_EQ(field(taken, "closing"), "230.00");
  book.explain();
  EXPECT_EQ(to_string(book.reports("QH02").front().closing), "200.00");
  EXPECT_EQ(to_string(book.reports("QH03").front().closing), "30.00");
  for (const char* contract : {"QH02", "QH03"}) {
    EXPECT_TRUE(book.reports(contract).front().balances()) << contract;
    EXPECT_EQ(book.reports(contract).front().state, StatementState::reconciled) << contract;
  }
  EXPECT_EQ(book.broken(), "");
}

TEST(SharedAccount, TheSubBooksAddUpToTheBanksBalance) {
  SharedBook book;
  book.fund_both();
  (void)book.take(first_day()).value();
  (void)book.take({"ST-2", kNumber, "2026-11-07", "230.00", "237.00", {{"R-3", "CRDT", "7.00"}}})
      .value();
  book.explain();
  EXPECT_EQ(book.of("QH02"), "207.00");
  EXPECT_EQ(book.of("QH03"), "30.00");
  EXPECT_EQ(yuan(book.of("QH02")) + yuan(book.of("QH03")), yuan("237.00"));
}

TEST(SharedAccount, WhatNamesNoContractWaitsInTheFirstOnesSuspense) {
  SharedBook book;
  book.fund_both();
  (void)book.take(first_day()).value();
  (void)book.take({"ST-2", kNumber, "2026-11-07", "230.00", "237.00", {{"R-3", "CRDT", "7.00"}}})
      .value();
  book.explain();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "7.00");
  EXPECT_EQ(book.balance("c:QH03:suspense_in"), "0.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(SharedAccount, AStatementIsTakenOnceAndInTheOrderOfDays) {
  SharedBook book;
  book.fund_both();
  (void)book.take(first_day()).value();
  EXPECT_EQ(reason(book.take(first_day())), "payments.duplicate-file");
  EXPECT_EQ(reason(book.take({"ST-2", kNumber, "2026-11-07", "229.99", "229.99", {}})),
            "payments.statement-gap");
  EXPECT_EQ(reason(book.take({"ST-0", kNumber, "2026-11-05", "230.00", "230.00", {}})),
            "payments.statement-gap-after");
  EXPECT_EQ(reason(book.take({"ST-2", kNumber, "2026-11-07", "230.00", "230.00", {}})), "ok");
}

TEST(SharedAccount, AClosedContractLeavesTheNumberToTheOther) {
  SharedBook book;
  book.fund_both();
  (void)book.take(first_day()).value();
  book.explain();
  book.now("2026-11-26 10:00");
  (void)book.accounts()
      .apply_closing(book.by("chen.clerk"),
                     {"QH03", tests::day("2026-10-25"), tests::day("2026-10-26"), "P"})
      .value();
  (void)book.accounts().confirm_closing(book.by("zhao.regulator"), {"QH03-C01", ""}).value();
  (void)book.accounts().close(book.by("bank.icbc"), "QH03-C01").value();
  book.now("2026-11-28 10:00");
  // The bank shows the transfer a day later than it closed.
  (void)book
      .take({"ST-2",
             kNumber,
             "2026-11-27",
             "230.00",
             "200.00",
             {{"R-4", "DBIT", "30.00", "QH03-C01"}}})
      .value();
  (void)book.take({"ST-3", kNumber, "2026-11-28", "200.00", "200.00", {}}).value();
  book.explain();
  EXPECT_EQ(book.of("QH03"), "0.00");
  EXPECT_EQ(book.reports("QH03").size(), 2U);
  EXPECT_EQ(book.reports("QH02").size(), 3U);
  EXPECT_TRUE(book.reports("QH03").back().balances());
  EXPECT_EQ(book.broken(), "");
}

TEST(SharedAccount, IsRefusedWhereTheBanksOrContractorsDiffer) {
  const std::string taken = "payments.account-number-taken";
  tests::AccountBook book("load");
  EXPECT_EQ(reason(book.more(replaced(kSharing, "contractor = \"GC2\"", "contractor = \"GC1\""))),
            taken);
  EXPECT_EQ(reason(book.more(replaced(kSharing, "bank = \"BK2\"", "bank = \"BK1\""))), taken);
  EXPECT_EQ(reason(book.more(kSharing)), "ok");
}

TEST(SharedAccount, IsRefusedWhereThePlaceDoesNotAllowIt) {
  tests::CountyBook book;
  auto rules = book.data.rules.rules();
  for (auto& rule : rules) {
    if (auto* shared = std::get_if<SharedAccount>(&rule)) shared->allowed = false;
  }
  book.data.rules = RuleSet(std::move(rules));
  book.through("load");
  EXPECT_EQ(reason(book.load(book.by("zhao.regulator"), {{"more.toml", kSharing}})),
            "payments.account-number-taken");
}

}  // namespace
}  // namespace anxin::payments
