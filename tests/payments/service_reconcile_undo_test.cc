// What is taken back must not let money be booked, or paid, a second time; and a signature is of
// what was seen.
#include <gtest/gtest.h>

#include "payments/service/overview.h"
#include "payments/service/suspense_service.h"
#include "tests/support/reconcile_books.h"
#include "tests/support/shared_books.h"
#include "tests/support/suspense_books.h"

namespace anxin::payments {
namespace {

using tests::field;
using tests::paid_to;
using tests::reason;
using tests::StatementBook;

const std::string kUndoEntry = StatementBook::entry_id(2, 1);
const std::string kUndoSecond = StatementBook::entry_id(2, 2);

TEST(Undo, OfRefusedMoneyThatCameBackIsRefused) {
  StatementBook book;
  book.explained("2026-11-12", {{"B1", "CRDT", "7506.18", tests::kRefusedLine}});
  ASSERT_EQ(book.match_of(kUndoEntry), "reference");
  ASSERT_EQ(book.state(tests::kRefusedLine), "failed");
  EXPECT_EQ(reason(book.unmatch(kUndoEntry)), "reconcile.line-went-on");
  book.expect_in_balance();
}

TEST(Undo, ByThePersonWhoInstructedIsRefused) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", tests::kPaidName, tests::kPaidCard)});
  const auto by_instructor = book.reviews().unmatch(book.by("wu.manager"), kUndoEntry, "x");
  EXPECT_EQ(reason(by_instructor), "access.same-person");
}

TEST(Undo, OfAReceiptLeavesItsBookerWhoItWas) {
  StatementBook book("statement-2a");
  book.now("2026-11-12 23:00");
  (void)book
      .receive(book.by("chen.clerk"), {"QH02", FundingSource::contractor, tests::yuan("60000.00"),
                                       tests::day("2026-11-12"), "TU"})
      .value();
  book.explained("2026-11-12", {{"B1", "CRDT", "60000.00", "TU"}});
  ASSERT_EQ(book.match_of(kUndoEntry), "reference");
  EXPECT_EQ(reason(book.unmatch(kUndoEntry)), "access.same-person");
  ASSERT_EQ(reason(book.reviews().unmatch(book.by("bank.icbc"), kUndoEntry, "x")), "ok");
  EXPECT_EQ(reason(book.confirm("chen.clerk", kUndoEntry, "TU")), "access.same-person");
  EXPECT_EQ(reason(book.confirm("wu.manager", kUndoEntry, "TU")), "ok");
  book.expect_in_balance();
}

TEST(Undo, OfAReceiptLetsNoPaperBookTheTransferAgain) {
  StatementBook book("statement-2a");
  book.now("2026-11-12 23:00");
  (void)book
      .receive(book.by("bank.icbc"), {"QH02", FundingSource::contractor, tests::yuan("60000.00"),
                                      tests::day("2026-11-12"), "TU"})
      .value();
  book.explained("2026-11-12", {{"B1", "CRDT", "60000.00", "TU"}});
  ASSERT_EQ(reason(book.unmatch(kUndoEntry)), "ok");
  SuspenseRequest asked;
  asked.way = SuspenseWay::labour_cost;
  asked.source = FundingSource::contractor;
  asked.entry = kUndoEntry;
  asked.document = "说明-1";
  EXPECT_EQ(reason(SuspenseService(*book.book).propose(book.by("chen.clerk"), asked)),
            "payments.funding-exists");
}

TEST(Undo, OfAReceiptLetsNoContractOfTheNumberBookTheTransferAgain) {
  tests::SharedBook book;
  (void)book.fund("QH02", "200.00", "FD-2").value();
  (void)book
      .take({.id = "ST-1",
             .day = "2026-11-06",
             .opening = "0.00",
             .closing = "200.00",
             .movements = {{"B1", "CRDT", "200.00", "FD-2"}}})
      .value();
  book.explain();
  const auto entries = find_all(book.reader(), kBankEntries, "QH02/");
  ASSERT_EQ(entries.size(), 1U);
  ASSERT_EQ(
      reason(ReviewService(*book.book).unmatch(book.by("chen.clerk"), entries.front().key, "x")),
      "ok");
  EXPECT_EQ(reason(book.fund("QH03", "200.00", "FD-2")), "payments.funding-exists");
  EXPECT_EQ(book.of("QH03"), "0.00");
}

TEST(Undo, OfAReturnWhoseWageWasLoweredSinceIsRefused) {
  SuspenseBook book;
  ASSERT_EQ(book.book_it(of_line(SuspenseWay::over_accrued, "QH02-202610-01-0001", "1.00")), "ok");
  book.statement("18", {credit("7262.25", "QH02-202610-01-0001")});
  ASSERT_EQ(book.state("QH02-202610-01-0001"), "returned");
  ASSERT_EQ(book.book_it(of_line(SuspenseWay::overpaid_deducted, "QH02-202610-01-0001", "1.00")),
            "ok");
  const auto undone = ReviewService(*book.book).unmatch(book.by("bank.icbc"), book.item(1), "x");
  EXPECT_EQ(reason(undone), "reconcile.line-went-on");
}

TEST(Levels, ABatchIsExplainedBeforeACardWhateverComesFirst) {
  StatementBook book("reconcile-2b");
  const auto report = book.reports("QH02").back();
  ASSERT_EQ(report.entries.size(), 2U);
  for (const bool card_first : {true, false}) {
    StatementBook other;
    auto batch = tests::Movement{"B1", "DBIT", "160195.21", "", "QH02-202610-01-F1", "ICDT/SALA"};
    auto card = paid_to("B2", "7262.25", tests::kPaidName, tests::kPaidCard);
    other.explained("2026-11-12", card_first ? std::vector{card, batch} : std::vector{batch, card});
    EXPECT_EQ(other.match_of(card_first ? kUndoSecond : kUndoEntry), "batch");
    EXPECT_EQ(other.match_of(card_first ? kUndoEntry : kUndoSecond), "suspense");
    other.expect_in_balance();
  }
}

TEST(SignedDay, ASignatureFallsWithWhatItWasOf) {
  StatementBook book("reconcile-2d");
  const auto entry = book.reports("QH02").at(1).entries.front().id;
  ASSERT_EQ(field(book.sign("bank.icbc", "2026-11-12").value(), "state"), "half-signed");
  ASSERT_EQ(reason(book.unmatch(entry)), "ok");
  ASSERT_EQ(reason(book.confirm("chen.clerk", entry, "QH02-202610-01-F1")), "ok");
  // The same explanation again is what was signed.
  EXPECT_EQ(reason(book.sign("bank.icbc", "2026-11-12")), "reconcile.side-signed");
}

TEST(SignedDay, ASignatureFallsWithAnotherExplanation) {
  StatementBook book;
  book.explained("2026-11-12", {paid_to("B1", "7262.25", tests::kPaidName, tests::kPaidCard)});
  ASSERT_EQ(field(book.sign("bank.icbc", "2026-11-12").value(), "state"), "half-signed");
  ASSERT_EQ(reason(book.unmatch(kUndoEntry)), "ok");
  ASSERT_EQ(reason(book.confirm("chen.clerk", kUndoEntry, tests::kPaidLine)), "ok");
  EXPECT_EQ(field(book.sign("chen.clerk", "2026-11-12").value(), "state"), "half-signed");
  EXPECT_EQ(field(book.sign("bank.icbc", "2026-11-12").value(), "state"), "signed");
}

TEST(SignedDay, IsTouchedByNoReceipt) {
  StatementBook book("reconcile-2d");
  ASSERT_EQ(reason(book.sign("bank.icbc", "2026-11-12")), "ok");
  ASSERT_EQ(reason(book.sign("chen.clerk", "2026-11-12")), "ok");
  const auto late = [&](const std::string& on) {
    return reason(book.receive(
        book.by("bank.icbc"),
        {"QH02", FundingSource::contractor, tests::yuan("1.00"), tests::day(on), "LATE-" + on}));
  };
  EXPECT_EQ(late("2026-11-11"), "ok");
  EXPECT_EQ(late("2026-11-12"), "reconcile.day-signed");
  EXPECT_EQ(late("2026-11-13"), "ok");
}

TEST(Statements, OfOneDayBalanceEach) {
  StatementBook book("statement-2a");
  book.now("2026-11-10 09:00");
  book.day_comes("2026-11-09", {tests::paid_by("B1", "100.00", "NOBODY")});
  const auto second = tests::statement_file({.id = "ST-B",
                                             .day = "2026-11-09",
                                             .opening = "208100.00",
                                             .closing = "208300.00",
                                             .movements = {tests::paid_by("B2", "200.00", "X")}});
  ASSERT_EQ(reason(book.import(book.by("bank.icbc"), second)), "ok");
  book.run_levels();
  book.expect_in_balance();
  EXPECT_EQ(to_string(overview(*book.book).value().at(1).unreconciled), "300.00");
}

TEST(Statements, OfADayToComeAreRefused) {
  StatementBook book("statement-2a");
  book.now("2026-11-10 23:59");
  const auto of_day = [&](const std::string& day) {
    return reason(book.import(
        book.by("bank.icbc"),
        tests::statement_file(
            {.id = "ST-" + day, .day = day, .opening = "208000.00", .closing = "208000.00"})));
  };
  EXPECT_EQ(of_day("2026-11-11"), "payments.statement-date");
  EXPECT_EQ(of_day("2026-11-10"), "ok");
}

TEST(Overview, CountsWhatEarlierStatementsLeftOpen) {
  StatementBook book;
  book.explained("2026-11-12", {tests::paid_by("B1", "5.00", "NOBODY")});
  book.now("2026-11-13 23:00");
  const auto before = overview(*book.book).value().at(1).unreconciled;
  book.explained("2026-11-13", {});
  EXPECT_EQ(overview(*book.book).value().at(1).unreconciled, before);
}

}  // namespace
}  // namespace anxin::payments
