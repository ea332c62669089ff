// An emergency fund: what is given, recovered, given back and written off, by whom, and that its
// identity holds after each.
#include <gtest/gtest.h>

#include "payments/domain/chart.h"
#include "payments/service/emergency_fund_service.h"
#include "payments/service/monthly_report.h"
#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::CountyBook;
using tests::day;
using tests::field;
using tests::reason;
using tests::yuan;

constexpr const char* kFund = "360799";
constexpr const char* kDebtor = "GC2";

class TheFund : public ::testing::Test {
 protected:
  TheFund() {
    must(book.load(book.by("zhao.regulator")));
    must(book.load(book.by("zhao.regulator"), {{"staff.toml", tests::kRegulators}}));
    must(service.open(book.by("zhao.regulator"),
                      {kFund, "360799", "应急周转金", day("2026-10-01")}));
    must(move(FundMovementKind::appropriated, "2000000.00"));
  }
  void must(const Result<Receipt>& result) { ASSERT_EQ(reason(result), "ok"); }
  Result<Receipt> move(FundMovementKind kind, const std::string& amount,
                       const std::string& actor = "zhao.regulator") {
    const std::string debtor = has_debtor(kind) ? kDebtor : "";
    return service.move(book.by(actor), {kFund, kind, debtor, yuan(amount), {}, next_document()});
  }
  // Each movement has its own document, as in life.
  std::string next_document() { return "财预〔2026〕" + std::to_string(++documents_) + "号"; }
  /// As a payment of wages in the debtor's place would leave it.
  void advance(const std::string& amount) {
    book::Post post;
    post.postings.push_back({chart::fund_receivable(kFund, kDebtor),
                             chart::fund_bank(kFund),
                             to_decimal(yuan(amount), Currency::cny()),
                             {}});
    book::Command command;
    command.key = "advance-" + amount;
    command.actor = "test";
    command.steps = {book::OpenAccount{chart::fund_receivable(kFund, kDebtor),
                                       book::Side::debit,
                                       Currency::cny(),
                                       Decimal{},
                                       {},
                                       {}},
                     std::move(post)};
    ASSERT_EQ(reason(book.writer->execute(std::move(command))), "ok");
  }
  std::string sums() {
    EXPECT_EQ(book.broken(), "");
    const auto view = service.show(kFund).value();
    return to_string(view.held) + " + " + to_string(view.receivable) + " = " +
           to_string(view.capital);
  }

  CountyBook book;
  EmergencyFundService service{*book.book};

 private:
  int documents_ = 0;
};

TEST_F(TheFund, HoldsWhatItWasGivenAndEarned) {
  must(move(FundMovementKind::interest, "1500.00"));
  EXPECT_EQ(sums(), "2001500.00 + 0.00 = 2001500.00");
}

TEST_F(TheFund, RecoversUpToWhatTheDebtorOwes) {
  advance("300.00");
  EXPECT_EQ(sums(), "1999700.00 + 300.00 = 2000000.00");
  const auto more = move(FundMovementKind::recovered, "300.01");
  EXPECT_EQ(reason(more), "fund.more-than-owed");
  EXPECT_EQ(more.error().details, (Fields{{"owed", "300.00"}}));
  must(move(FundMovementKind::recovered, "299.99"));
  EXPECT_EQ(sums(), "1999999.99 + 0.01 = 2000000.00");
  must(move(FundMovementKind::recovered, "0.01"));
  EXPECT_TRUE(service.show(kFund).value().debtors.empty());
}

TEST_F(TheFund, StandsInTheTableOfItsRegionAndMonth) {
  advance("300.00");
  must(move(FundMovementKind::recovered, "100.00"));
  must(move(FundMovementKind::interest, "7.00"));
  const auto month = month_of(book.book->today());
  const auto in = [&](const char* region, Month of) {
    return monthly_report(*book.book, *RegionCode::parse(region), of).value().funds;
  };
  const auto rows = in("360700", month);
  ASSERT_EQ(rows.size(), 1U);
  std::string told;
  for (const auto& sum : kFundSums) {
    told += std::string(sum.word) + " " + to_string(rows.front().*sum.value) + "\n";
  }
  // Nothing was advanced by a payment of the fund.
  EXPECT_EQ(told,
            "held 1999807.00\nreceivable 200.00\nappropriated 2000000.00\ninterest 7.00\n"
            "advanced 0.00\nrelief 0.00\nrecovered 100.00\ngiven_back 0.00\n"
            "written_off 0.00\n");
  const auto before = in("360799", month - std::chrono::months(1));
  ASSERT_EQ(before.size(), 1U);  // it was open by then
  EXPECT_EQ(to_string(before.front().held), "0.00");
  EXPECT_EQ(to_string(before.front().appropriated), "0.00");
  EXPECT_TRUE(in("330000", month).empty());
}

TEST_F(TheFund, WritesOffWhatTwoPersonsHaveDecided) {
  advance("300.00");
  const auto proposed = move(FundMovementKind::written_off, "300.00").value();
  EXPECT_EQ(field(proposed, "state"), "proposed");
  EXPECT_EQ(sums(), "1999700.00 + 300.00 = 2000000.00");
  const auto id = field(proposed, "movement");
  EXPECT_EQ(reason(service.approve(book.by("zhao.regulator"), id)), "access.same-person");
  EXPECT_EQ(reason(service.approve(book.by("zhao.again"), id)), "access.same-person");
  must(service.approve(book.by("qian.regulator"), id));
  EXPECT_EQ(sums(), "1999700.00 + 0.00 = 1999700.00");
  EXPECT_EQ(reason(service.approve(book.by("qian.regulator"), id)), "fund.movement-state");
}

// The debtor paid between the proposal and its approval.
TEST_F(TheFund, WritesOffNoMoreThanIsOwedWhenItIsApproved) {
  advance("300.00");
  const auto id = field(move(FundMovementKind::written_off, "300.00").value(), "movement");
  must(move(FundMovementKind::recovered, "0.01"));
  EXPECT_EQ(reason(service.approve(book.by("qian.regulator"), id)), "fund.more-than-owed");
}

TEST_F(TheFund, GivesBackToTheTreasuryNoMoreThanItHolds) {
  EXPECT_EQ(reason(move(FundMovementKind::given_back, "2000000.01")), "fund.more-than-held");
  const auto id = field(move(FundMovementKind::given_back, "2000000.00").value(), "movement");
  must(service.approve(book.by("qian.regulator"), id));
  EXPECT_EQ(sums(), "0.00 + 0.00 = 0.00");
}

TEST_F(TheFund, PaysLivingCostThatTheDebtorOwesThen) {
  EXPECT_EQ(reason(move(FundMovementKind::relief, "2000000.01")), "fund.more-than-held");
  const auto id = field(move(FundMovementKind::relief, "500.00").value(), "movement");
  EXPECT_EQ(sums(), "2000000.00 + 0.00 = 2000000.00");
  EXPECT_EQ(reason(service.approve(book.by("zhao.again"), id)), "access.same-person");
  must(service.approve(book.by("qian.regulator"), id));
  EXPECT_EQ(sums(), "1999500.00 + 500.00 = 2000000.00");
}

TEST_F(TheFund, AnswersARetryWithTheFirstMovement) {
  const auto caller = book.by("zhao.regulator");
  const FundMovementRequest request{kFund, FundMovementKind::interest, "", yuan("1.00"), {}, "I-1"};
  const auto first = service.move(caller, request).value();
  const auto again = service.move(caller, request).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(field(again, "movement"), field(first, "movement"));
  EXPECT_EQ(service.show(kFund).value().movements.size(), 2U);
}

// ---- documents ----------------------------------------------------------------------------------

TEST_F(TheFund, BooksWhatOneDocumentSaysOnce) {
  const auto given = [&](const std::string& document, const std::string& amount = "1.00") {
    return service.move(book.by("zhao.regulator"),
                        {kFund, FundMovementKind::appropriated, "", yuan(amount), {}, document});
  };
  const auto first = given("拨款7号").value();
  const auto again = given("拨款7号", "2.00");
  ASSERT_EQ(reason(again), "fund.document-used");
  EXPECT_EQ(again.error().details,
            (Fields{{"document", "拨款7号"}, {"movement", field(first, "movement")}}));
  EXPECT_EQ(reason(given("  拨款7号\t")), "fund.document-used");
  EXPECT_EQ(reason(given("拨款8号")), "ok");
  EXPECT_EQ(sums(), "2000002.00 + 0.00 = 2000002.00");
}

// A document about interest is not the one about the appropriation, nor one debtor's another's.
TEST_F(TheFund, TellsDocumentsApartByKindAndDebtor) {
  advance("300.00");
  const auto by = [&](FundMovementKind kind, const std::string& debtor) {
    return reason(
        service.move(book.by("zhao.regulator"), {kFund, kind, debtor, yuan("1.00"), {}, "D-1"}));
  };
  EXPECT_EQ(by(FundMovementKind::appropriated, ""), "ok");
  EXPECT_EQ(by(FundMovementKind::interest, ""), "ok");
  EXPECT_EQ(by(FundMovementKind::recovered, kDebtor), "ok");
  EXPECT_EQ(by(FundMovementKind::written_off, kDebtor), "ok");
  EXPECT_EQ(by(FundMovementKind::recovered, kDebtor), "fund.document-used");
  EXPECT_EQ(by(FundMovementKind::written_off, kDebtor), "fund.document-used");  // a proposal
  EXPECT_EQ(by(FundMovementKind::recovered, "GC1"), "fund.more-than-owed");
  // A debtor named where none belongs does not make it another document.
  EXPECT_EQ(by(FundMovementKind::appropriated, kDebtor), "fund.document-used");
}

TEST_F(TheFund, TakesADocumentOfOneLine) {
  const auto given = [&](const std::string& document) {
    return reason(
        service.move(book.by("zhao.regulator"),
                     {kFund, FundMovementKind::interest, "", yuan("1.00"), {}, document}));
  };
  const std::string longest(kFundTextMax - 1, 'x');
  EXPECT_EQ(given(" \t"), "fund.document-missing");
  EXPECT_EQ(given("a\nb"), "fund.document-invalid");
  EXPECT_EQ(given("a\x7f"), "fund.document-invalid");
  EXPECT_EQ(given("a\xC2\x80"), "fund.document-invalid");
  EXPECT_EQ(given("\xff"), "fund.document-invalid");
  EXPECT_EQ(given(longest), "ok");
  EXPECT_EQ(given(longest + "号"), "ok");
  EXPECT_EQ(given(longest + "号x"), "fund.document-invalid");
}

// ---- days ---------------------------------------------------------------------------------------

TEST_F(TheFund, DatesMovementsFromItsFirstDayToToday) {
  const auto on = [&](Date when, FundMovementKind kind = FundMovementKind::interest) {
    return service.move(book.by("zhao.regulator"),
                        {kFund, kind, "", yuan("1.00"), when, next_document()});
  };
  const Date today = book.book->today();
  const auto early = on(day("2026-09-30"));
  ASSERT_EQ(reason(early), "fund.day");
  EXPECT_EQ(early.error().details,
            (Fields{{"on", "2026-09-30"}, {"from", "2026-10-01"}, {"to", to_string(today)}}));
  EXPECT_EQ(reason(on(day("2026-10-01"))), "ok");
  EXPECT_EQ(reason(on(today)), "ok");
  EXPECT_EQ(reason(on(today + std::chrono::days(1))), "fund.day");
  // A proposal as well: nobody approves tomorrow's letter.
  EXPECT_EQ(reason(on(today + std::chrono::days(1), FundMovementKind::given_back)), "fund.day");
}

TEST_F(TheFund, BooksWhatTwoPersonsDecideOnTheDayOfTheApproval) {
  const auto proposed = service.move(
      book.by("zhao.regulator"),
      {kFund, FundMovementKind::given_back, "", yuan("2000000.00"), day("2026-10-01"), "缴1号"});
  must(proposed);
  must(service.approve(book.by("qian.regulator"), field(proposed.value(), "movement")));
  const auto movement = service.show(kFund).value().movements.back();
  EXPECT_EQ(to_string(movement.on), "2026-10-01");
  EXPECT_EQ(std::get<fund_movement::Booked>(movement.state).on, book.book->today());
  // On no day did the fund hold less than nothing.
  const auto reader = book.book->read().value();
  const auto bank = reader.account(chart::fund_bank(kFund)).value();
  for (Date at = day("2026-10-01"); at <= book.book->today(); at += std::chrono::days(1)) {
    const auto posted = reader.posted_effective(bank, at);
    EXPECT_GE(posted.debits, posted.credits) << to_string(at);
  }
}

TEST_F(TheFund, RecoversOnNoDayMoreThanWasOwedThen) {
  advance("300.00");  // today
  const auto yesterday = book.book->today() - std::chrono::days(1);
  const auto early = service.move(
      book.by("zhao.regulator"),
      {kFund, FundMovementKind::recovered, kDebtor, yuan("0.01"), yesterday, next_document()});
  ASSERT_EQ(reason(early), "fund.more-than-owed");
  EXPECT_EQ(early.error().details, (Fields{{"owed", "0.00"}}));
  must(move(FundMovementKind::recovered, "300.00"));
}

TEST_F(TheFund, IsNotOpenedInTheFuture) {
  const auto today = book.book->today();
  const auto opened = [&](const char* id, Date on) {
    return reason(service.open(book.by("zhao.regulator"), {id, "360799", "x", on}));
  };
  EXPECT_EQ(opened("F2", today + std::chrono::days(1)), "fund.opens-later");
  EXPECT_EQ(opened("F2", today), "ok");
  EXPECT_EQ(opened("F3", today - std::chrono::days(1)), "ok");
}

// ---- proposals that come to nothing -------------------------------------------------------------

TEST_F(TheFund, AnyRegulatorTakesAProposalBack) {
  const FundMovementRequest request{kFund,  FundMovementKind::given_back, "", yuan("5.00"), {},
                                    "缴2号"};
  const auto id = field(service.move(book.by("zhao.regulator"), request).value(), "movement");
  EXPECT_EQ(reason(service.withdraw(book.by("li.clerk"), id)), "access.not-permitted");
  EXPECT_EQ(reason(service.withdraw(book.by("qian.regulator"), "360799/0099")),
            "fund.movement-unknown");
  const auto withdrawn = service.withdraw(book.by("qian.regulator"), id).value();
  EXPECT_EQ(field(withdrawn, "state"), "withdrawn");
  EXPECT_EQ(sums(), "2000000.00 + 0.00 = 2000000.00");
  const auto approved = service.approve(book.by("qian.regulator"), id);
  ASSERT_EQ(reason(approved), "fund.movement-state");
  EXPECT_EQ(approved.error().details, (Fields{{"movement", id}, {"state", "withdrawn"}}));
  EXPECT_EQ(reason(service.withdraw(book.by("zhao.regulator"), id)), "fund.movement-state");
  // It has booked nothing, so the letter may be proposed again.
  must(service.move(book.by("zhao.regulator"), request));
}

TEST_F(TheFund, WhatIsBookedIsNotTakenBack) {
  const auto booked = move(FundMovementKind::interest, "1.00").value();
  EXPECT_EQ(reason(service.withdraw(book.by("zhao.regulator"), field(booked, "movement"))),
            "fund.movement-state");
}

// ---- lists and refusals -------------------------------------------------------------------------

TEST_F(TheFund, IsListedWithItsMovementsInOrder) {
  advance("300.00");
  must(move(FundMovementKind::recovered, "100.00"));
  const auto all = service.list().value();
  ASSERT_EQ(all.size(), 1U);
  ASSERT_EQ(all[0].movements.size(), 2U);
  EXPECT_EQ(all[0].movements[0].id, "360799/0001");
  EXPECT_EQ(to_word(all[0].movements[1].kind), "recovered");
  ASSERT_EQ(all[0].debtors.size(), 1U);
  EXPECT_EQ(to_string(all[0].debtors[0].owed), "200.00");
}

TEST_F(TheFund, RefusesWithAWordOfItsOwn) {
  const auto zhao = [&] { return book.by("zhao.regulator"); };
  const auto given = [&](const FundMovementRequest& request) {
    return reason(service.move(zhao(), request));
  };
  constexpr auto kGiven = FundMovementKind::appropriated;
  EXPECT_EQ(reason(move(kGiven, "1.00", "li.clerk")), "access.not-permitted");
  EXPECT_EQ(reason(move(kGiven, "1.00", "bank.ccb")), "access.not-permitted");
  EXPECT_EQ(reason(service.open(book.by("li.clerk"), {"F2", "360799", "x", {}})),
            "access.not-permitted");
  EXPECT_EQ(reason(service.open(zhao(), {kFund, "360799", "x", {}})), "fund.exists");
  for (const char* id : {"", "a:b", "a b", "周转金", "1234567890123456789012345"}) {
    EXPECT_EQ(reason(service.open(zhao(), {id, "360799", "x", {}})), "fund.id-invalid") << id;
  }
  for (const auto& name :
       {std::string(), std::string(" "), std::string("a\nb"), std::string(kFundTextMax + 1, 'x')}) {
    EXPECT_EQ(reason(service.open(zhao(), {"F2", "360799", name, {}})), "fund.name-invalid");
  }
  EXPECT_EQ(given({"F9", kGiven, "", yuan("1.00"), {}, "D"}), "fund.unknown");
  EXPECT_EQ(given({kFund, kGiven, "", yuan("0.00"), {}, "D"}), "payments.amount-invalid");
  EXPECT_EQ(given({kFund, kGiven, "", kFundingMax + yuan("0.01"), {}, "D"}),
            "payments.amount-too-large");
  EXPECT_EQ(given({kFund, kGiven, "", yuan("1.00"), {}, ""}), "fund.document-missing");
  EXPECT_EQ(given({kFund, FundMovementKind::recovered, "NOBODY", yuan("1.00"), {}, "D"}),
            "fund.debtor-unknown");
  EXPECT_EQ(given({kFund, FundMovementKind::recovered, kDebtor, yuan("0.01"), {}, "D"}),
            "fund.more-than-owed");
  EXPECT_EQ(reason(service.approve(zhao(), "360799/0099")), "fund.movement-unknown");
  EXPECT_EQ(reason(service.show("F9")), "fund.unknown");
  EXPECT_EQ(sums(), "2000000.00 + 0.00 = 2000000.00");
}

}  // namespace
}  // namespace anxin::payments
