// Ways out of suspense: two persons, never more than the item, and the books agree after each.
#include "payments/service/suspense_service.h"

#include <gtest/gtest.h>

#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::Movement;
using tests::reason;
using tests::yuan;

const std::string kSuspenseIn = "c:QH02:suspense_in";
const std::string kSuspenseOut = "c:QH02:suspense_out";
const std::string kSuspenseBank = "c:QH02:wage_bank:icbc";
const std::string kSuspenseEscrow = "c:QH02:escrow";
const std::string kOwedBack = "c:QH02:restitution_due:BK2";
const std::string kPaidLine = "QH02-202610-01-0001";   // 7,262.25 to 肖友祥
const std::string kPaidLine2 = "QH02-202610-01-0002";  // 5,633.73
const std::string kPaperId = "QH02-U01";

const std::string kClerkAsRegulator = R"(
[[staff]]
actor = "chen.regulator"
person = "S003"
name = "陈小渔"
party = "HRSS"
role = "regulator"
)";

Movement credit(const std::string& amount, const std::string& end_to_end = "") {
  return {"", "CRDT", amount, end_to_end, "", "RCDT/DMCT"};
}
Movement debit(const std::string& amount, const std::string& end_to_end = "") {
  return {"", "DBIT", amount, end_to_end, "", "ICDT/DMCT"};
}

class SuspenseBook : public ArrearsBook {
 public:
  /// After the month: everybody is paid, 532.17 is left on 17 November.
  SuspenseBook() : SuspenseBook("reconcile-2d", "532.17") {}
  SuspenseBook(const std::string& step, const std::string& left)
      : ArrearsBook(step), left_(yuan(left)) {
    (void)load(by("zhao.regulator"), {{"more.toml", kClerkAsRegulator}}).value();
  }

  SuspenseService papers() { return SuspenseService(*book); }

  /// The bank's statement of a day of November, reconciled the same night.
  void statement(const std::string& of, std::vector<Movement> movements) {
    now("2026-11-" + of + " 23:00");
    const auto opening = left_;
    for (auto& one : movements) {
      one.reference = "B-U" + std::to_string(++references_);
      left_ += one.direction == "CRDT" ? yuan(one.amount) : -yuan(one.amount);
    }
    (void)import(by("bank.icbc"),
                 tests::statement_file({"ST-U" + of, "1502099909300000026", "2026-11-" + of,
                                        to_string(opening), to_string(left_), movements}))
        .value();
    (void)reconcile(by("chen.clerk"), "QH02").value();
  }
  /// The id of an entry of the last statement, counted from one.
  std::string item(int number) {
    return reports("QH02").back().statement + "/00000" + std::to_string(number);
  }

  static SuspenseRequest ask(SuspenseWay way, const std::string& entry) {
    SuspenseRequest asked;
    asked.way = way;
    asked.entry = entry;
    asked.document = "待查说明-1";
    return asked;
  }
  Result<Receipt> propose(const SuspenseRequest& asked, const std::string& actor = "chen.clerk") {
    return papers().propose(by(actor), asked);
  }
  Result<Receipt> approve(const std::string& paper = kPaperId,
                          const std::string& actor = "qian.regulator") {
    return papers().approve(by(actor), paper);
  }
  /// Proposed and approved; "ok", or why not.
  std::string book_it(const SuspenseRequest& asked) {
    const auto proposed = propose(asked);
    if (!proposed) return reason(proposed);
    EXPECT_EQ(broken(), "");
    const auto approved = approve(field(*proposed, "paper"));
    EXPECT_EQ(broken(), "");
    return reason(approved);
  }
  std::string match_of(const std::string& entry) {
    return std::string(to_word(find(reader(), kBankEntries, entry)->value.match));
  }
  bool adds_up() {
    const auto report = reports("QH02").back();
    return report.balances() && report.entries_add_up();
  }
  std::string transit() {
    std::string text;
    const auto report = reports("QH02").back();
    for (const auto& one : report.in_transit) {
      text += one.what + " " + one.id + " " + to_string(one.amount) + ";";
    }
    return text;
  }
  /// A fee of 300.00 that the bank took on the 18th, owed back by it.
  void fee_owed_back() {
    statement("18", {debit("300.00")});
    auto asked = ask(SuspenseWay::owed_back, item(1));
    asked.party = "BK2";
    ASSERT_EQ(book_it(asked), "ok");
  }
  /// Line 1 was paid a second time on the 18th: 7,262.25 too much.
  void paid_twice() {
    statement("18", {credit("20000.00"), debit("7262.25")});
    auto asked = ask(SuspenseWay::paid_again, item(2));
    asked.lines = {kPaidLine};
    ASSERT_EQ(book_it(asked), "ok");
  }
  std::string overpaid() { return "c:QH02:overpaid:" + line(kPaidLine).worker; }

 private:
  Money left_;
  int references_ = 0;
};

// ---- credits ------------------------------------------------------------------------------------

TEST(WaysOut, ACreditThatWasLabourCostLowersWhatTheOwnerOwes) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00", "OWNER-77")});
  EXPECT_EQ(book.balance(kSuspenseIn), "1000.00");
  const auto due = yuan(book.balance("c:QH02:funding_due:OW2"));
  const auto escrow = yuan(book.balance(kSuspenseEscrow));
  ASSERT_EQ(book.book_it(book.ask(SuspenseWay::labour_cost, book.item(1))), "ok");
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(yuan(book.balance(kSuspenseEscrow)), escrow + yuan("1000.00"));
  EXPECT_EQ(yuan(book.balance("c:QH02:funding_due:OW2")), due - yuan("1000.00"));
  EXPECT_TRUE(book.adds_up());
  EXPECT_EQ(
      reason(book.receive(book.by("chen.clerk"), {"QH02", FundingSource::owner, yuan("1000.00"),
                                                  day("2026-11-18"), "OWNER-77"})),
      "payments.funding-exists");
}

TEST(WaysOut, ACreditOfTheContractorLeavesWhatTheOwnerOwes) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00")});
  const auto due = book.balance("c:QH02:funding_due:OW2");
  auto asked = book.ask(SuspenseWay::labour_cost, book.item(1));
  asked.source = FundingSource::contractor;
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.balance("c:QH02:funding_due:OW2"), due);
}

TEST(WaysOut, AReturnedWageIsOwedAgainAndItsBatchOpenAgain) {
  SuspenseBook book;
  book.statement("18", {credit("7262.25")});
  auto asked = book.ask(SuspenseWay::returned_wage, book.item(1));
  asked.lines = {kPaidLine};
  EXPECT_EQ(book.state(kPaidLine), "paid");
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.state(kPaidLine), "returned");
  EXPECT_EQ(std::get<line_state::Returned>(book.line(kPaidLine).state).on, day("2026-11-18"));
  EXPECT_EQ(book.overview("QH02").unpaid, yuan("7262.25"));
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.match_of(asked.entry), "reference");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, AReturnedWageIsTheWholeCreditToTheFen) {
  const auto returned = [](const std::string& amount, std::vector<std::string> lines) {
    SuspenseBook book;
    book.statement("18", {credit(amount)});
    auto asked = book.ask(SuspenseWay::returned_wage, book.item(1));
    asked.lines = std::move(lines);
    return book.book_it(asked);
  };
  EXPECT_EQ(returned("7262.24", {kPaidLine}), "suspense.lines");
  EXPECT_EQ(returned("7262.25", {kPaidLine}), "ok");
  EXPECT_EQ(returned("7262.26", {kPaidLine}), "suspense.lines");
  EXPECT_EQ(returned("12895.98", {kPaidLine, kPaidLine2}), "ok");
  EXPECT_EQ(returned("14524.50", {kPaidLine, kPaidLine}), "suspense.lines");
  EXPECT_EQ(returned("7262.25", {}), "suspense.lines");
  EXPECT_EQ(returned("7262.25", {"QH01-202610-01-0001"}), "payments.line-unknown");
  EXPECT_EQ(returned("7506.18", {"QH02-202610-01-0009"}), "suspense.line-state");  // replaced
}

TEST(WaysOut, AStrangersCreditIsSentBackAndShownByThePapersId) {
  SuspenseBook book;
  book.statement("18", {credit("4000.00")});
  ASSERT_EQ(book.book_it(book.ask(SuspenseWay::sent_back, book.item(1))), "ok");
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.balance(kSuspenseBank), "532.17");
  EXPECT_EQ(book.transit(), "transfer QH02-U01 4000.00;");
  EXPECT_TRUE(book.adds_up());
  book.statement("19", {debit("4000.00", kPaperId)});
  EXPECT_EQ(book.match_of(book.item(1)), "transfer");
  EXPECT_EQ(book.balance(kSuspenseBank), "532.17");
  EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, WhatWasSentBackIsShownOnceAlsoWithoutItsId) {
  SuspenseBook book;
  book.statement("18", {credit("4000.00")});
  ASSERT_EQ(book.book_it(book.ask(SuspenseWay::sent_back, book.item(1))), "ok");
  book.statement("19", {debit("4000.00"), credit("9000.00"), debit("4000.00", kPaperId + "X")});
  auto shown = book.ask(SuspenseWay::booked_already, book.item(1));
  shown.reference = kPaperId;
  ASSERT_EQ(book.book_it(shown), "ok");
  EXPECT_EQ(book.match_of(shown.entry), "transfer");
  EXPECT_EQ(book.balance(kSuspenseOut), "4000.00");  // the other one
  shown.entry = book.item(3);
  EXPECT_EQ(book.book_it(shown), "suspense.not-booked");
  EXPECT_TRUE(book.adds_up());
}

TEST(WaysOut, ACreditSentBackBeforeAnybodyAskedIsPairedWithItsDebit) {
  SuspenseBook book;
  book.statement("18", {credit("4000.00")});
  const auto stranger = book.item(1);
  book.statement("19", {debit("4000.00")});
  auto asked = book.ask(SuspenseWay::sent_back, stranger);
  asked.other = book.item(1);
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
  EXPECT_EQ(book.balance(kSuspenseBank), "532.17");
  EXPECT_EQ(book.match_of(stranger), "reference");
  EXPECT_EQ(book.match_of(asked.other), "reference");
  EXPECT_TRUE(book.adds_up());
}

// ---- debits -------------------------------------------------------------------------------------

TEST(WaysOut, ADebitThatTheBankPutRightIsPairedWithItsCreditToTheFen) {
  const auto put_right = [](const std::string& back) {
    SuspenseBook book;
    book.statement("18", {debit("300.00")});
    const auto taken = book.item(1);
    book.statement("19", {credit(back)});
    auto asked = book.ask(SuspenseWay::put_right, taken);
    asked.other = book.item(1);
    const auto said = book.book_it(asked);
    if (said == "ok") {
      EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
      EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
    }
    EXPECT_TRUE(book.adds_up());
    return said;
  };
  EXPECT_EQ(put_right("299.99"), "suspense.pair");
  EXPECT_EQ(put_right("300.00"), "ok");
  EXPECT_EQ(put_right("300.01"), "suspense.pair");
}

TEST(WaysOut, WhatMakesGoodComesAfterAndTheOtherWay) {
  SuspenseBook book;
  book.statement("18", {credit("300.00")});
  const auto earlier = book.item(1);
  book.statement("19", {debit("300.00"), credit("300.00"), debit("300.00")});
  auto asked = book.ask(SuspenseWay::put_right, book.item(1));
  asked.other = earlier;
  EXPECT_EQ(reason(book.propose(asked)), "suspense.pair");
  asked.other = book.item(3);
  EXPECT_EQ(reason(book.propose(asked)), "suspense.pair");
  asked.other = "";
  EXPECT_EQ(reason(book.propose(asked)), "suspense.pair");
  asked.other = book.item(2);  // of the same day
  EXPECT_EQ(reason(book.propose(asked)), "ok");
}

TEST(WaysOut, ADebitThatWasAWageDischargesItsLineAndMayComeBack) {
  SuspenseBook book("approve-2", "208000.00");
  book.statement("12", {debit("7262.25")});
  auto asked = book.ask(SuspenseWay::was_wage, book.item(1));
  asked.lines = {kPaidLine2};
  EXPECT_EQ(reason(book.propose(asked)), "suspense.lines");
  asked.lines = {kPaidLine, kPaidLine};
  EXPECT_EQ(reason(book.propose(asked)), "payments.line-unknown");
  asked.lines = {kPaidLine};
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.state(kPaidLine), "discharged");
  EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
  EXPECT_TRUE(book.adds_up());
  book.statement("13", {credit("7262.25")});
  auto back = book.ask(SuspenseWay::returned_wage, book.item(1));
  back.lines = {kPaidLine};
  ASSERT_EQ(book.book_it(back), "ok");
  EXPECT_EQ(book.state(kPaidLine), "returned");
}

TEST(WaysOut, ADebitThatWasAWageNeedsALineThatIsOwed) {
  SuspenseBook book;
  book.statement("18", {credit("9000.00"), debit("7262.25")});
  auto asked = book.ask(SuspenseWay::was_wage, book.item(2));
  asked.lines = {kPaidLine};
  EXPECT_EQ(reason(book.propose(asked)), "payments.line-not-at-hand");
}

TEST(WaysOut, AFeeIsOwedBackByWhoTookIt) {
  SuspenseBook book;
  book.fee_owed_back();
  EXPECT_EQ(book.balance(kSuspenseOut), "0.00");
  EXPECT_EQ(book.balance(kOwedBack), "300.00");
  EXPECT_TRUE(book.adds_up());
  book.statement("19", {debit("1.00")});
  auto asked = book.ask(SuspenseWay::owed_back, book.item(1));
  asked.party = "NOBODY";
  EXPECT_EQ(reason(book.propose(asked)), "suspense.party-unknown");
}

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

SuspenseRequest of_line(SuspenseWay way, const std::string& line, const std::string& amount) {
  auto asked = SuspenseBook::ask(way, "");
  asked.lines = {line};
  asked.amount = yuan(amount);
  return asked;
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

// ---- booked already -----------------------------------------------------------------------------

TEST(WaysOut, AReceiptThatWasBookedIsProvedByACreditWithoutItsReference) {
  SuspenseBook book;
  book.now("2026-11-18 09:00");
  (void)book
      .receive(book.by("chen.clerk"),
               {"QH02", FundingSource::contractor, yuan("700.00"), day("2026-11-18"), "TU-9"})
      .value();
  book.statement("18", {credit("700.00"), credit("700.01")});
  EXPECT_EQ(book.balance(kSuspenseIn), "1400.01");
  auto asked = book.ask(SuspenseWay::booked_already, book.item(2));
  asked.reference = "TU-9";
  EXPECT_EQ(reason(book.propose(asked)), "suspense.not-booked");
  asked.entry = book.item(1);
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.balance(kSuspenseIn), "700.01");
  EXPECT_EQ(book.balance(kSuspenseBank), "1932.18");  // 532.17, 700.00 once, 700.01
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
}

// ---- persons, papers, items ---------------------------------------------------------------------

TEST(WaysOut, IsProposedByTheContractorAndApprovedByBankOrRegulatorAnotherPerson) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00"), credit("2000.00")});
  const auto asked = book.ask(SuspenseWay::labour_cost, book.item(1));
  EXPECT_EQ(reason(book.propose(asked, "qian.regulator")), "access.not-permitted");
  EXPECT_EQ(reason(book.propose(asked, "bank.icbc")), "access.not-permitted");
  EXPECT_EQ(reason(book.propose(asked, "li.clerk")), "access.not-permitted");  // another contractor
  ASSERT_EQ(reason(book.propose(asked)), "ok");
  EXPECT_EQ(reason(book.approve(kPaperId, "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.approve(kPaperId, "bank.ccb")), "access.not-permitted");
  EXPECT_EQ(reason(book.approve(kPaperId, "chen.regulator")), "access.same-person");
  EXPECT_EQ(book.balance(kSuspenseIn), "3000.00");
  ASSERT_EQ(reason(book.approve(kPaperId, "bank.icbc")), "ok");
  EXPECT_EQ(book.balance(kSuspenseIn), "2000.00");
  EXPECT_EQ(reason(book.approve()), "suspense.paper-state");
  EXPECT_EQ(reason(book.approve("QH02-U09")), "suspense.paper-unknown");
}

TEST(WaysOut, WhatAWorkerOwesNoBankApproves) {
  SuspenseBook book;
  (void)book.propose(of_line(SuspenseWay::over_accrued, kPaidLine, "1.00")).value();
  EXPECT_EQ(reason(book.approve(kPaperId, "bank.icbc")), "access.not-permitted");
  EXPECT_EQ(reason(book.approve(kPaperId, "zhao.regulator")), "ok");
}

TEST(WaysOut, AnItemHasOneProposalAtATimeAndIsExplainedOnce) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00"), debit("1000.00")});
  const auto asked = book.ask(SuspenseWay::labour_cost, book.item(1));
  ASSERT_EQ(reason(book.propose(asked)), "ok");
  EXPECT_EQ(reason(book.propose(asked)), "suspense.proposed-already");
  auto pair = book.ask(SuspenseWay::put_right, book.item(2));
  pair.other = book.item(1);
  EXPECT_EQ(reason(book.propose(pair)), "suspense.proposed-already");
  ASSERT_EQ(reason(book.papers().withdraw(book.by("chen.clerk"), kPaperId)), "ok");
  EXPECT_EQ(reason(book.approve()), "suspense.paper-state");
  EXPECT_EQ(reason(book.papers().withdraw(book.by("chen.clerk"), kPaperId)),
            "suspense.paper-state");
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(reason(book.propose(asked)), "suspense.item-explained");
  EXPECT_EQ(reason(book.propose(book.ask(SuspenseWay::labour_cost, "QH02/icbc/9/9"))),
            "suspense.item-unknown");
}

TEST(WaysOut, AWayFitsTheDirectionOfItsEntry) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00"), debit("100.00")});
  for (const auto way :
       {SuspenseWay::was_wage, SuspenseWay::put_right, SuspenseWay::owed_back,
        SuspenseWay::paid_again, SuspenseWay::over_accrued, SuspenseWay::overpaid_deducted}) {
    EXPECT_EQ(reason(book.propose(book.ask(way, book.item(1)))), "suspense.way-unfit")
        << to_word(way);
  }
  for (const auto way :
       {SuspenseWay::labour_cost, SuspenseWay::returned_wage, SuspenseWay::sent_back,
        SuspenseWay::restitution, SuspenseWay::overpaid_returned}) {
    EXPECT_EQ(reason(book.propose(book.ask(way, book.item(2)))), "suspense.way-unfit")
        << to_word(way);
  }
  auto nothing = book.ask(SuspenseWay::labour_cost, "");
  nothing.contract = "QH02";
  EXPECT_EQ(reason(book.propose(nothing)), "suspense.way-unfit");
}

TEST(WaysOut, EveryProposalHasADocument) {
  SuspenseBook book;
  book.statement("18", {credit("1000.00")});
  auto asked = book.ask(SuspenseWay::labour_cost, book.item(1));
  asked.document = " ";
  EXPECT_EQ(reason(book.propose(asked)), "suspense.document-missing");
  for (const auto& [length, said] : {std::pair<std::size_t, std::string>{127, "ok"},
                                     {128, "suspense.proposed-already"},
                                     {129, "suspense.document-missing"}}) {
    asked.document = std::string(length, 'x');
    EXPECT_EQ(reason(book.propose(asked)), said) << length;
  }
}

TEST(WaysOut, ListsWhatLiesThereWithItsAgeAndWhatIsOwed) {
  SuspenseBook book;
  book.fee_owed_back();
  book.statement("19", {credit("1000.00"), debit("20.00")});
  (void)book.propose(book.ask(SuspenseWay::labour_cost, book.item(1))).value();
  book.now("2026-11-24 09:00");
  const auto view = book.papers().list("QH02").value();
  ASSERT_EQ(view.items.size(), 2U);
  EXPECT_EQ(view.items[0].age_days, 5);
  EXPECT_EQ(view.items[0].paper, "QH02-U02");
  EXPECT_EQ(view.items[1].paper, "");
  EXPECT_EQ(view.credits, view.items[0].entry.amount);
  EXPECT_EQ(view.debits, view.items[1].entry.amount);
  ASSERT_EQ(view.restitution.size(), 1U);
  EXPECT_EQ(view.restitution[0].debtor + " " + to_string(view.restitution[0].amount), "BK2 300.00");
  EXPECT_EQ(view.papers.size(), 2U);
  EXPECT_TRUE(book.verified().ok());
}

}  // namespace
}  // namespace anxin::payments
