// Statements and reconciliation: what the bank booked is explained by the books, or in suspense.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/county_books.h"

namespace anxin::payments {
namespace {

using tests::county_after;
using tests::county_file;
using tests::CountyBook;
using tests::field;
using tests::reason;
using tests::statement_file;
using tests::StatementText;
using tests::yuan;

const std::string kBank1 = "c:QH01:wage_bank:ccb";
const std::string kBank2 = "c:QH02:wage_bank:icbc";
const std::string kFailed2 = "QH02-202610-01-0009";  // 7506.18, comes back on the 12th

void take(CountyBook& book, const std::string& actor, const std::string& bytes) {
  const auto taken = book.import(book.by(actor), bytes);
  ASSERT_EQ(reason(taken), "ok");
}
void reconcile(CountyBook& book, const std::string& contract) {
  const std::string actor = contract == "QH01" ? "li.clerk" : "chen.clerk";
  ASSERT_EQ(reason(book.reconcile(book.by(actor), contract)), "ok");
}
std::vector<std::string> matches(const ReconcileReport& report) {
  std::vector<std::string> words;
  for (const auto& entry : report.entries) words.emplace_back(to_word(entry.match));
  return words;
}
using Words = std::vector<std::string>;

std::string text_of(const std::vector<ReconcileReport>& reports) {
  std::string text;
  for (const auto& one : reports) {
    text += one.statement + one.bank_statement + to_string(one.on) + to_string(one.opening) +
            to_string(one.closing) + to_string(one.book) + to_string(one.adjusted_book());
    for (const auto& entry : one.entries) text += encode_record(entry);
    for (const auto& item : one.in_transit) text += item.what + item.id + to_string(item.amount);
  }
  return text;
}

// ---- banks that debit what they paid ------------------------------------------------------------

TEST(NetBank, OneDebitOfWhatWasPaidIsTheBatch) {
  const auto book = county_after("reconcile-1b");
  const auto report = book->reports("QH01").back();
  EXPECT_EQ(report.matched.count, report.entries.size());
  EXPECT_EQ(report.unmatched_bank.count, 0U);
  EXPECT_EQ(report.unmatched_ours.count, 0U);
  EXPECT_TRUE(report.balances());
  EXPECT_EQ(to_string(report.book), "184682.04");
}

TEST(NetBank, InterestGoesToTheContract) {
  const auto book = county_after("statement-1d");
  const auto& report = book->reports("QH01");
  std::size_t interest = 0;
  for (const auto& one : report) {
    for (const auto& entry : one.entries) {
      if (std::holds_alternative<match::Interest>(entry.match)) ++interest;
    }
  }
  EXPECT_EQ(interest, 1U);
}

// ---- banks that debit the whole file ------------------------------------------------------------

TEST(GrossBank, TheHoldIsKeptUntilTheMoneyIsBack) {
  const auto book = county_after("result-2");
  EXPECT_EQ(book->state(kFailed2), "failed-money-out");
  EXPECT_EQ(book->available(kBank2), "47804.79");  // 208000.00 less the whole file
  book->through("reconcile-2b");
  EXPECT_EQ(book->state(kFailed2), "failed");
  EXPECT_EQ(book->available(kBank2), "55310.97");
  EXPECT_EQ(book->broken(), "");
}

TEST(GrossBank, ALineWhoseMoneyIsOutCannotBePaidAgain) {
  const auto book = county_after("result-2");
  const auto refused = book->repair(book->by("chen.clerk"),
                                    {"QH02", tests::kOctober, county_file("repair-QH02.csv")});
  EXPECT_EQ(reason(refused), "payments.line-not-repairable");
}

TEST(GrossBank, TheBatchAndWhatCameBackAreBothMatched) {
  const auto book = county_after("reconcile-2b");
  const auto report = book->reports("QH02").back();
  EXPECT_EQ(matches(report), (Words{"batch", "reference"}));
  EXPECT_TRUE(report.balances());
}

// ---- the statement before the result ------------------------------------------------------------

TEST(StatementBeforeTheResult, WaitsOpenAtANetBankAndIsReconciledLater) {
  const auto book = county_after("instruct-2");
  book->now("2026-11-12 09:00");
  take(*book, "bank.ccb", county_file("statement-QH01-20261112.xml"));
  reconcile(*book, "QH01");
  auto report = book->reports("QH01").back();
  EXPECT_EQ(report.state, StatementState::imported);
  EXPECT_EQ(report.unmatched_bank.count, 1U);
  EXPECT_TRUE(report.balances());
  EXPECT_TRUE(report.entries_add_up());
  EXPECT_EQ(book->balance("c:QH01:suspense_out"), "0.00");

  take(*book, "bank.ccb", county_file("result-QH01-202610-01-F1.xml"));
  reconcile(*book, "QH01");
  report = book->reports("QH01").back();
  EXPECT_EQ(report.state, StatementState::reconciled);
  EXPECT_EQ(report.unmatched_bank.count, 0U);
  EXPECT_TRUE(report.balances());
  EXPECT_EQ(book->broken(), "");
}

TEST(StatementBeforeTheResult, WaitsOpenAtAGrossBankAndIsReconciledLater) {
  const auto book = county_after("instruct-2");
  book->now("2026-11-12 09:00");
  take(*book, "bank.icbc", county_file("statement-QH02-20261112.xml"));
  reconcile(*book, "QH02");
  EXPECT_EQ(matches(book->reports("QH02").back()), (Words{"open", "open"}));
  EXPECT_TRUE(book->reports("QH02").back().balances());
  EXPECT_EQ(book->balance("c:QH02:suspense_in"), "0.00");

  take(*book, "bank.icbc", county_file("result-QH02-202610-01-F1.xml"));
  reconcile(*book, "QH02");
  const auto report = book->reports("QH02").back();
  EXPECT_EQ(matches(report), (Words{"batch", "reference"}));
  EXPECT_EQ(report.state, StatementState::reconciled);
  EXPECT_EQ(book->state(kFailed2), "failed");
  EXPECT_EQ(book->broken(), "");
}

TEST(StatementBeforeTheResult, LookedAtTwiceBooksNothingTheSecondTime) {
  const auto book = county_after("instruct-2");
  book->now("2026-11-12 09:00");
  take(*book, "bank.ccb", county_file("statement-QH01-20261112.xml"));
  reconcile(*book, "QH01");
  const auto head = book->head();
  reconcile(*book, "QH01");
  EXPECT_EQ(book->head(), head);
}

// ---- what nobody can explain --------------------------------------------------------------------

TEST(Suspense, TakesACreditNobodyExplainsAndKeepsItFromBeingSpent) {
  const auto book = county_after("statement-2a");
  take(*book, "bank.icbc",
       statement_file({.id = "S1",
                       .day = "2026-11-06",
                       .opening = "208000.00",
                       .closing = "208050.00",
                       .movements = {{"X1", "CRDT", "50.00", "NOBODY"}}}));
  reconcile(*book, "QH02");
  EXPECT_EQ(book->balance("c:QH02:suspense_in"), "50.00");
  EXPECT_EQ(book->balance(kBank2), "208050.00");
  const auto report = book->reports("QH02").back();
  EXPECT_EQ(matches(report), (Words{"suspense"}));
  EXPECT_EQ(report.unmatched_bank.count, 1U);
  EXPECT_EQ(report.unmatched_bank.sum, 5'000);
  EXPECT_TRUE(report.balances());
  EXPECT_EQ(to_string(book->overview("QH02").unreconciled), "50.00");
  EXPECT_EQ(book->broken(), "");
}

TEST(Suspense, TakesADebitNobodyInstructedAndReducesWhatIsUsable) {
  const auto book = county_after("approve-2");
  take(*book, "bank.icbc",
       statement_file({.id = "S1",
                       .day = "2026-11-11",
                       .opening = "208000.00",
                       .closing = "207988.00",
                       .movements = {{"X1", "DBIT", "12.00"}}}));
  reconcile(*book, "QH02");
  EXPECT_EQ(book->balance("c:QH02:suspense_out"), "12.00");
  EXPECT_EQ(book->balance(kBank2), "207988.00");
  EXPECT_TRUE(book->reports("QH02").back().balances());
  EXPECT_EQ(book->broken(), "");
  const auto refused = book->instruct(book->by("wu.manager"), "QH02-202610-01");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(field(refused.error().details, "usable"), "207988.00");
}

// The bank has taken the money whatever we have reserved: the books must be able to say so.
TEST(Suspense, TakesADebitAlsoWhenAllTheMoneyIsHeld) {
  const auto book = county_after("approve-2");
  ASSERT_EQ(reason(book->receive(book->by("chen.clerk"),
                                 {"QH02", FundingSource::contractor, yuan("59467.83"),
                                  tests::day("2026-11-11"), "TU"})),
            "ok");
  ASSERT_EQ(reason(book->instruct(book->by("wu.manager"), "QH02-202610-01")), "ok");
  ASSERT_EQ(book->available(kBank2), "0.00");
  take(*book, "bank.icbc",
       statement_file({.id = "S1",
                       .day = "2026-11-11",
                       .opening = "208000.00",
                       .closing = "207988.00",
                       .movements = {{"X1", "DBIT", "12.00"}}}));
  EXPECT_EQ(reason(book->reconcile(book->by("chen.clerk"), "QH02")), "ok");
}

TEST(Suspense, TakesTheSecondDebitOfTheSameFile) {
  const auto book = county_after("reconcile-1b");
  take(*book, "bank.ccb",
       statement_file({.id = "S1",
                       .account = "36050199999900000017",
                       .opening = "184682.04",
                       .closing = "184682.03",
                       .movements = {{"X1", "DBIT", "0.01", "", "QH01-202610-01-F1"}}}));
  reconcile(*book, "QH01");
  EXPECT_EQ(matches(book->reports("QH01").back()), (Words{"suspense"}));
}

TEST(Suspense, TakesAFundingCreditOfAnotherAmountThanReceived) {
  const auto book = county_after("fund-2");
  take(*book, "bank.icbc",
       statement_file({.id = "S1",
                       .day = "2026-11-06",
                       .opening = "0.00",
                       .closing = "207999.99",
                       .movements = {{"X1", "CRDT", "207999.99", "FD-QH02-202610"}}}));
  reconcile(*book, "QH02");
  const auto report = book->reports("QH02").back();
  EXPECT_EQ(matches(report), (Words{"suspense"}));
  ASSERT_EQ(report.in_transit.size(), 1U);
  EXPECT_EQ(report.in_transit.front().what, "receipt");
  EXPECT_TRUE(report.balances());
}

TEST(Suspense, ThatWasTheOwnersMoneyMeetsItsDebtOnTheDayOfTheCredit) {
  const auto book = county_after("due-2");
  book->now("2026-11-07 09:00");
  take(*book, "bank.icbc",
       statement_file({.id = "S1",
                       .day = "2026-11-06",
                       .opening = "0.00",
                       .closing = "208000.00",
                       .movements = {{"X1", "CRDT", "208000.00", "LATE"}}}));
  reconcile(*book, "QH02");
  book->now("2026-11-10 09:00");
  ASSERT_EQ(
      reason(book->receive(book->by("chen.clerk"), {"QH02", FundingSource::owner, yuan("208000.00"),
                                                    std::nullopt, "LATE"})),
      "ok");
  const auto reader = book->reader();
  const auto due = reader.account(tests::name("c:QH02:funding_due:OW2"));
  std::vector<std::string> days;
  for (const auto& one : reader.history(*due, 10, {})) days.push_back(to_string(one.effective_on));
  std::sort(days.begin(), days.end());
  EXPECT_EQ(days, (Words{"2026-10-31", "2026-11-06"}));
  EXPECT_EQ(book->broken(), "");
}

// ---- returns ------------------------------------------------------------------------------------

TEST(ReturnedPayment, IsOwedAgainFromTheDayTheBankBookedIt) {
  const auto book = county_after("statement-1c");
  const std::string line = "QH01-202610-01-0174";
  ASSERT_EQ(book->state(line), "paid");
  const auto balance = book->balance(kBank1);
  book->now("2026-11-16 08:00");
  reconcile(*book, "QH01");
  EXPECT_EQ(book->state(line), "returned");
  EXPECT_EQ(yuan(book->balance(kBank1)), yuan(balance) + yuan("7343.19"));
  const auto reader = book->reader();
  const auto payable = reader.account(tests::name("c:QH01:wage_payable:2026-10:LW1:W10174"));
  EXPECT_EQ(to_string(payable->balance()), "7343.19");
  const auto bank = reader.account(tests::name(kBank1)).value();
  const auto on = [&](const char* date) {
    return reader.posted_effective(bank, tests::day(date)).debits;
  };
  EXPECT_EQ(to_string(Money(on("2026-11-13") - on("2026-11-12"))), "7343.19");
  EXPECT_EQ(book->broken(), "");
}

TEST(ReturnedPayment, OpensAClosedBatchAgain) {
  const auto book = county_after("reconcile-2d");
  ASSERT_EQ(book->batch_state("QH01-202610-01"), "closed");
  const auto line = book->line("QH01-202610-01-0001");
  take(*book, "bank.ccb",
       statement_file(
           {.id = "S9",
            .account = "36050199999900000017",
            .day = "2026-11-17",
            .opening = "152851.69",
            .closing = to_string(yuan("152851.69") + line.net),
            .movements = {{"X1", "CRDT", to_string(line.net), line.id, "", "ICDT/RRTN"}}}));
  reconcile(*book, "QH01");
  EXPECT_EQ(book->state(line.id), "returned");
  EXPECT_EQ(book->batch_state("QH01-202610-01"), "answered");
  EXPECT_EQ(book->overview("QH01").unpaid, line.net);
  EXPECT_EQ(book->broken(), "");
}

TEST(ReturnedPayment, ComesBackOnce) {
  const auto book = county_after("reconcile-1c");
  take(*book, "bank.ccb",
       statement_file(
           {.id = "S9",
            .account = "36050199999900000017",
            .day = "2026-11-13",
            .opening = "192025.23",
            .closing = "199368.42",
            .movements = {{"X1", "CRDT", "7343.19", "QH01-202610-01-0174", "", "ICDT/RRTN"}}}));
  reconcile(*book, "QH01");
  EXPECT_EQ(matches(book->reports("QH01").back()), (Words{"suspense"}));
  EXPECT_EQ(book->broken(), "");
}

// ---- running it again ---------------------------------------------------------------------------

TEST(Reconciliation, RunAgainGivesTheSameReportsAndBooksNothing) {
  const auto book = county_after("reconcile-2d");
  const auto head = book->head();
  for (const std::string contract : {"QH01", "QH02"}) {
    const auto before = text_of(book->reports(contract));
    reconcile(*book, contract);
    EXPECT_EQ(text_of(book->reports(contract)), before);
  }
  EXPECT_EQ(book->head(), head);
}

TEST(Reconciliation, AReportOfADayStaysAsItWasWhenLaterDaysCome) {
  const auto book = county_after("reconcile-1b");
  const auto before = book->reports("QH01");
  book->through("reconcile-2d");
  auto after = book->reports("QH01");
  after.resize(before.size());
  EXPECT_EQ(text_of(after), text_of(before));
}

TEST(Reconciliation, AllStatementsInOneRunEndAsOneByOne) {
  const auto one_by_one = county_after("statement-1c");
  reconcile(*one_by_one, "QH01");
  const auto at_once = county_after("statement-1b");
  at_once->now("2026-11-13 23:10");
  take(*at_once, "bank.ccb", county_file("statement-QH01-20261113.xml"));
  const auto run = at_once->reconcile(at_once->by("li.clerk"), "QH01").value();
  EXPECT_EQ(field(run, "worked"), "3");
  EXPECT_EQ(at_once->balance(kBank1), one_by_one->balance(kBank1));
  EXPECT_EQ(at_once->state("QH01-202610-01-0174"), "returned");
}

// ---- days ---------------------------------------------------------------------------------------

StatementText quiet_day(const std::string& id, const std::string& date, const std::string& opening,
                        const std::string& closing) {
  StatementText text{.id = id, .day = date, .opening = opening, .closing = closing};
  const auto change = yuan(closing) - yuan(opening);
  if (!change.is_zero()) text.movements = {{"REF-" + id, "CRDT", to_string(change), "NOBODY"}};
  return text;
}

TEST(ReconciledDay, TakesNoStatementOfAnotherDay) {
  const auto book = county_after("fund-2");
  take(*book, "bank.icbc", statement_file(quiet_day("S4", "2026-11-04", "0.00", "1.00")));
  take(*book, "bank.icbc", statement_file(quiet_day("S5", "2026-11-05", "1.00", "3.00")));
  const auto head = book->head();
  const auto caller = book->by("chen.clerk");
  EXPECT_EQ(reason(book->reconcile(caller, "QH02", tests::day("2026-11-06"))),
            "payments.statement-missing");
  EXPECT_EQ(book->head(), head);
  EXPECT_EQ(field(book->reconcile(caller, "QH02", tests::day("2026-11-05")).value(), "worked"),
            "1");
  EXPECT_EQ(book->balance("c:QH02:suspense_in"), "2.00");
  EXPECT_EQ(book->reports("QH02").front().state, StatementState::imported);
  EXPECT_EQ(book->reports("QH02").back().state, StatementState::reconciled);
}

TEST(ReconciledDay, IsShownAlone) {
  const auto book = county_after("reconcile-1c");
  const ReconcileService service(*book->book);
  const auto reports = service.show("QH01", tests::day("2026-11-12")).value();
  ASSERT_EQ(reports.size(), 1U);
  EXPECT_EQ(reports.front().bank_statement, "STM-CCB-20261112");
  EXPECT_EQ(reason(service.show("QH01", tests::day("2026-11-05"))), "payments.statement-missing");
}

TEST(EarlierStatement, IsTakenBeforeALaterOneThatItLeadsTo) {
  const auto book = county_after("fund-2");
  take(*book, "bank.icbc", statement_file(quiet_day("S5", "2026-11-05", "1.00", "3.00")));
  take(*book, "bank.icbc", statement_file(quiet_day("S4", "2026-11-04", "0.00", "1.00")));
  const auto reports = book->reports("QH02");
  ASSERT_EQ(reports.size(), 2U);
  EXPECT_EQ(reports.front().bank_statement, "S4");
  EXPECT_EQ(reports.back().bank_statement, "S5");
  take(*book, "bank.icbc", statement_file(quiet_day("S6", "2026-11-06", "3.00", "3.00")));
  reconcile(*book, "QH02");
  for (const auto& report : book->reports("QH02")) {
    EXPECT_EQ(report.state, StatementState::reconciled) << report.bank_statement;
  }
  EXPECT_EQ(book->broken(), "");
  EXPECT_TRUE(book->verified().ok());
}

TEST(EarlierStatement, IsTakenBetweenTwoWhenNothingMovedOnItsDay) {
  const auto book = county_after("statement-2a");
  book->now("2026-11-10 09:00");
  take(*book, "bank.icbc", statement_file(quiet_day("S9", "2026-11-09", "208000.00", "208000.00")));
  take(*book, "bank.icbc", statement_file(quiet_day("S8", "2026-11-08", "208000.00", "208000.00")));
  EXPECT_EQ(book->reports("QH02").at(1).bank_statement, "S8");
}

TEST(EarlierStatement, ThatDoesNotFitNamesTheNeighbourItShouldLeadTo) {
  const auto book = county_after("fund-2");
  take(*book, "bank.icbc", statement_file(quiet_day("S5", "2026-11-05", "1.00", "3.00")));
  const auto refused = book->import(book->by("bank.icbc"),
                                    statement_file(quiet_day("S3", "2026-11-03", "0.00", "0.50")));
  ASSERT_EQ(reason(refused), "payments.statement-gap-after");
  EXPECT_EQ(field(refused.error().details, "after"), "S5");
  EXPECT_EQ(field(refused.error().details, "expected"), "1.00");
  EXPECT_EQ(field(refused.error().details, "closing"), "0.50");
}

TEST(Reconciliation, ADayWithoutMovementIsReconciled) {
  const auto book = county_after("statement-2a");
  book->now("2026-11-10 09:00");
  take(*book, "bank.icbc",
       statement_file(
           {.id = "S1", .day = "2026-11-09", .opening = "208000.00", .closing = "208000.00"}));
  reconcile(*book, "QH02");
  EXPECT_EQ(book->reports("QH02").back().state, StatementState::reconciled);
}

}  // namespace
}  // namespace anxin::payments
