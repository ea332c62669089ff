// What is owed back, restitution and overpaid wages: never more than is owed, and booked once.
#include "payments/service/suspense_service.h"

#include <gtest/gtest.h>

#include "tests/support/suspense_books.h"

namespace anxin::payments {
namespace {

using tests::reason;
using tests::yuan;

// ---- restitution --------------------------------------------------------------------------------

TEST(WaysOut, ACreditThatPutsBackMoneyIsNeverMoreThanIsOwed) {
  const auto put_back = [](const std::string& amount) {
    SuspenseBook book;
    book.fee_owed_back();
    book.statement("19", {credit(amount)});
    auto asked = book.ask(SuspenseWay::restitution, book.item(1));
    asked.party = "BK2";
    const auto said = book.book_it(asked);
    EXPECT_TRUE(book.adds_up());
    return said + " " + book.balance(kOwedBack) + " " + book.balance(kSuspenseIn);
  };
  EXPECT_EQ(put_back("299.99"), "ok 0.01 0.00");
  EXPECT_EQ(put_back("300.00"), "ok 0.00 0.00");
  EXPECT_EQ(put_back("300.01"), "suspense.beyond 300.00 300.01");
}

SuspenseRequest restitution(const std::string& amount, const std::string& reference = "RST-1") {
  auto asked = SuspenseBook::ask(SuspenseWay::restitution, "");
  asked.contract = "QH02";
  asked.party = "BK2";
  asked.amount = yuan(amount);
  asked.reference = reference;
  return asked;
}

TEST(WaysOut, RestitutionThatTheStatementHasBroughtIsNotBookedTwice) {
  SuspenseBook book;
  book.fee_owed_back();
  book.statement("19", {credit("300.00", "RST-1")});
  EXPECT_EQ(book.balance(kSuspenseIn), "300.00");
  const auto bank = book.balance(kSuspenseBank);
  ASSERT_EQ(book.book_it(restitution("300.00")), "ok");
  EXPECT_EQ(book.balance(kSuspenseBank), bank);
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.balance(kOwedBack), "0.00");
  EXPECT_EQ(book.papers().show("QH02-U02").value().entry->id, book.item(1));
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, RestitutionBeforeTheStatementIsShownByItsReference) {
  SuspenseBook book;
  book.fee_owed_back();
  ASSERT_EQ(book.book_it(restitution("300.00")), "ok");
  EXPECT_EQ(book.balance(kOwedBack), "0.00");
  EXPECT_EQ(book.transit(), "transfer RST-1 -300.00;");
  EXPECT_TRUE(book.adds_up());
  book.statement("19", {credit("300.00", "RST-1")});
  EXPECT_EQ(book.match_of(book.item(1)), "transfer");
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.balance(kSuspenseBank), "532.17");
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, RestitutionOfOneTransferIsBookedOnce) {
  SuspenseBook book;
  book.fee_owed_back();
  EXPECT_EQ(reason(book.propose(restitution("0.00"))), "payments.amount-invalid");
  EXPECT_EQ(reason(book.propose(restitution("100.00", " "))), "payments.funding-exists");
  ASSERT_EQ(book.book_it(restitution("100.00")), "ok");
  EXPECT_EQ(reason(book.propose(restitution("100.00"))), "payments.funding-exists");
  book.statement("19", {credit("100.00", "RST-1"), credit("50.00", "RST-2")});
  EXPECT_EQ(book.book_it(restitution("50.00", "RST-2")), "ok");
  EXPECT_EQ(reason(book.propose(restitution("50.00", "RST-2"))), "payments.funding-exists");
  EXPECT_EQ(book.balance(kOwedBack), "150.00");
  EXPECT_EQ(reason(book.propose(restitution("60000.00", "TU-QH02-202610"))),
            "payments.funding-exists");
  EXPECT_EQ(reason(book.propose(restitution("150.01", "RST-3"))), "suspense.beyond");
  EXPECT_EQ(reason(book.propose(restitution("150.00", "RST-3"))), "ok");
}

TEST(WaysOut, ATransferThatARestitutionBookedIsNoReceiptBesides) {
  SuspenseBook book;
  book.fee_owed_back();
  ASSERT_EQ(book.book_it(restitution("300.00")), "ok");
  const auto bank = book.balance(kSuspenseBank);
  EXPECT_EQ(reason(book.receive(book.by("chen.clerk"), {"QH02", FundingSource::contractor,
                                                        yuan("300.00"), std::nullopt, "RST-1"})),
            "payments.funding-exists");
  EXPECT_EQ(book.balance(kSuspenseBank), bank);
}

// ---- paid too much ------------------------------------------------------------------------------

TEST(WaysOut, AWagePaidAgainIsOwedBackByTheWorker) {
  SuspenseBook book;
  book.paid_twice();
  EXPECT_EQ(book.balance(book.overpaid()), "7262.25");
  EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
  EXPECT_EQ(book.state(kPaidLine), "paid");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, AWagePaidAgainIsTheSameAmountOfALineThatIsSettled) {
  const auto again = [](const std::string& amount, const std::string& line) {
    SuspenseBook book;
    book.statement("18", {credit("20000.00"), debit(amount)});
    auto asked = book.ask(SuspenseWay::paid_again, book.item(2));
    asked.lines = {line};
    return reason(book.propose(asked));
  };
  EXPECT_EQ(again("7262.24", kPaidLine), "suspense.lines");
  EXPECT_EQ(again("7262.25", kPaidLine), "ok");
  EXPECT_EQ(again("7262.26", kPaidLine), "suspense.lines");
  EXPECT_EQ(again("7506.18", "QH02-202610-01-0009"), "ok");  // by the line that replaced it
  SuspenseBook owed("approve-2", "208000.00");
  owed.statement("12", {debit("7262.25")});
  auto asked = owed.ask(SuspenseWay::paid_again, owed.item(1));
  asked.lines = {kPaidLine};
  EXPECT_EQ(reason(owed.propose(asked)), "suspense.line-state");
}

TEST(WaysOut, WhatAWorkerGivesBackIsNeverMoreThanWasTooMuch) {
  const auto given_back = [](const std::string& amount) {
    SuspenseBook book;
    book.paid_twice();
    book.statement("19", {credit(amount)});
    auto asked = book.ask(SuspenseWay::overpaid_returned, book.item(1));
    asked.party = book.line(kPaidLine).worker;
    const auto said = book.book_it(asked);
    EXPECT_TRUE(book.adds_up());
    return said + " " + book.balance(book.overpaid());
  };
  EXPECT_EQ(given_back("7262.24"), "ok 0.01");
  EXPECT_EQ(given_back("7262.25"), "ok 0.00");
  EXPECT_EQ(given_back("7262.26"), "suspense.beyond 7262.25");
}

TEST(WaysOut, OverAccruedIsNeverMoreThanTheLinePaid) {
  SuspenseBook book;
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, kPaidLine, "0.00"))),
            "payments.amount-invalid");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, kPaidLine, "7262.26"))),
            "suspense.beyond");
  ASSERT_EQ(book.book_it(of_line(SuspenseWay::over_accrued, kPaidLine, "262.25")), "ok");
  EXPECT_EQ(book.balance(book.overpaid()), "262.25");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, kPaidLine, "7000.01"))),
            "suspense.beyond");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, kPaidLine, "7000.00"))), "ok");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, "QH02-202610-01-0009", "1.00"))),
            "suspense.line-state");
}

// Approves, instructs and pays the repair of October; answers the id of its line.
std::string paid_instead(SuspenseBook& book) {
  const std::string batch = "QH02-202610-03";
  (void)PayrollService(*book.book).approve(book.by("wu.manager"), batch).value();
  (void)book.instruct(book.by("wu.manager"), batch).value();
  const auto line = book.batch(batch).lines.front().id;
  (void)book
      .import(book.by("bank.icbc"),
              tests::result_file("M-U1", batch + "-F1", {{line, "ACSC", "", ""}}))
      .value();
  return line;
}

// Line 1 comes back and another line pays it: the same wage, which was too much once.
TEST(WaysOut, AWageIsOverAccruedOnceWhicheverLinePaysIt) {
  SuspenseBook book;
  ASSERT_EQ(book.book_it(of_line(SuspenseWay::over_accrued, kPaidLine, "7000.00")), "ok");
  book.statement("18", {credit("7262.25", kPaidLine)});
  ASSERT_EQ(book.state(kPaidLine), "returned");
  const auto rows =
      repair_rows(kPaidLine + ",肖友祥,999999197002249425," + tests::invented_card(8) + ",\n");
  (void)book.repair(book.by("chen.clerk"), {"QH02", kOctober, rows}).value();
  const auto repaired = paid_instead(book);
  ASSERT_EQ(book.state(repaired), "paid");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, repaired, "262.26"))),
            "suspense.beyond");
  EXPECT_EQ(reason(book.propose(of_line(SuspenseWay::over_accrued, repaired, "262.25"))), "ok");
}

TEST(WaysOut, AnOverpaymentLowersALaterWageAndNeverBelowNothing) {
  SuspenseBook book;
  ASSERT_EQ(book.book_it(of_line(SuspenseWay::over_accrued, kPaidLine, "1000.00")), "ok");
  book.owe(tests::arrears_row(tests::kMember, "2026-07", "600"));
  book.owe(tests::arrears_row(tests::kMember, "2026-08", "5000"));
  const std::string small = "QH02-202607-01-0001";
  const std::string large = "QH02-202608-01-0001";
  const auto deduct = [&](const std::string& line, const std::string& amount) {
    return book.book_it(of_line(SuspenseWay::overpaid_deducted, line, amount));
  };
  EXPECT_EQ(deduct(small, "0.00"), "payments.amount-invalid");
  EXPECT_EQ(deduct(small, "600.01"), "suspense.beyond");
  EXPECT_EQ(deduct(kPaidLine, "1.00"), "payments.line-not-at-hand");
  ASSERT_EQ(deduct(small, "600.00"), "ok");
  EXPECT_EQ(book.state(small), "discharged");
  EXPECT_EQ(deduct(large, "400.01"), "suspense.beyond");
  ASSERT_EQ(deduct(large, "400.00"), "ok");
  EXPECT_EQ(to_string(book.line(large).net), "4600.00");
  EXPECT_EQ(to_string(book.line(large).gross), "5000.00");
  EXPECT_EQ(book.balance(book.overpaid()), "0.00");
  EXPECT_EQ(book.overview("QH02").unpaid, yuan("4600.00"));
}

}  // namespace
}  // namespace anxin::payments
