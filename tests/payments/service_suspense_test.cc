// Ways out of suspense: two persons, never more than the item, and the books agree after each.
#include "payments/service/suspense_service.h"

#include <gtest/gtest.h>

#include "payments/domain/chart.h"
#include "tests/support/suspense_books.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::reason;
using tests::yuan;

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

// The gross bank took the whole file on the 12th and gives line 9 back without its reference.
TEST(WaysOut, RefusedMoneyThatComesBackWithoutItsReferenceFreesTheWage) {
  const std::string refused = "QH02-202610-01-0009";  // 7,506.18
  SuspenseBook book("result-2", "208000.00");
  auto file = debit("160195.21");
  file.payment_file = "QH02-202610-01-F1";
  book.statement("12", {file, credit("7506.18")});
  ASSERT_EQ(book.state(refused), "failed-money-out");
  EXPECT_EQ(book.balance(kSuspenseIn), "7506.18");
  auto asked = SuspenseBook::ask(SuspenseWay::returned_wage, book.item(2));
  asked.lines = {refused, kPaidLine};
  EXPECT_EQ(reason(book.propose(asked)), "suspense.line-state");
  asked.lines = {refused, refused};
  EXPECT_EQ(reason(book.propose(asked)), "suspense.lines");
  asked.lines = {refused};
  ASSERT_EQ(book.book_it(asked), "ok");
  EXPECT_EQ(book.state(refused), "failed");
  EXPECT_EQ(book.balance(kSuspenseIn), "0.00");
  EXPECT_EQ(book.balance(kSuspenseBank), "55310.97");
  EXPECT_EQ(book.reader().account(chart::wage_bank("QH02", "icbc"))->lowering(), Money());
  EXPECT_EQ(book.transit(), "");
  EXPECT_TRUE(book.adds_up());
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
