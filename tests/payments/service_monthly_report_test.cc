// The table that a county sends up each month: its sums are the books', its days the month's.
#include "payments/service/monthly_report.h"

#include <gtest/gtest.h>

#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using tests::arrears_row;
using tests::ArrearsBook;
using tests::county_after;
using tests::CountyBook;
using tests::kMember;
using tests::kOctober;
using tests::reason;

constexpr Month kNovember = std::chrono::year(2026) / std::chrono::November;

MonthlyReport report_of(const CountyBook& book, Month month, const char* region = "360799") {
  return monthly_report(*book.book, *RegionCode::parse(region), month).value();
}

MonthlyFigures of(const MonthlyReport& report, const std::string& contract) {
  for (const auto& row : report.contracts) {
    if (row.contract == contract) return row.figures;
  }
  throw std::runtime_error("no contract " + contract);
}

Total overview_sum(const CountyBook& book, Money ContractOverview::*figure) {
  return to_total(book.overview("QH01").*figure) + to_total(book.overview("QH02").*figure);
}

TEST(MonthlyReport, SumsUpTheWagesOfItsMonthWheneverTheyAreApproved) {
  const auto book = county_after("reconcile-2d");
  const auto october = report_of(*book, kOctober);
  EXPECT_EQ(october.total.gross, overview_sum(*book, &ContractOverview::gross));
  EXPECT_EQ(october.total.net, overview_sum(*book, &ContractOverview::net));
  EXPECT_EQ(of(october, "QH02").workers, book->overview("QH02").workers);
  EXPECT_EQ(to_string(of(october, "QH02").funding_due), "260000.00");
  EXPECT_EQ(report_of(*book, kNovember).total.gross, 0);
}

TEST(MonthlyReport, TellsMoneyInTheMonthInWhichItMoved) {
  const auto book = county_after("reconcile-2d");
  const auto october = report_of(*book, kOctober).total;
  EXPECT_EQ(october.paid, 0);
  EXPECT_EQ(october.funding_received, 0);
  EXPECT_EQ(october.balance, 0);
  const auto november = report_of(*book, kNovember);
  EXPECT_EQ(november.total.paid, overview_sum(*book, &ContractOverview::paid));
  EXPECT_EQ(to_string(of(november, "QH01").funding_received), "2100000.00");
  EXPECT_EQ(to_string(of(november, "QH02").funding_received), "208000.00");
  EXPECT_EQ(to_string(of(november, "QH02").topped_up), "60000.00");
  EXPECT_EQ(november.total.balance, overview_sum(*book, &ContractOverview::balance));
  EXPECT_EQ(november.total.owed, overview_sum(*book, &ContractOverview::unpaid));
}

TEST(MonthlyReport, AddsItsContractsUpToItsTotal) {
  const auto book = county_after("reconcile-2d");
  const auto november = report_of(*book, kNovember);
  MonthlyFigures sum;
  for (const auto& row : november.contracts) sum += row.figures;
  for (const auto& one : kMonthlySums) {
    EXPECT_EQ(november.total.*one.value, sum.*one.value) << one.word;
  }
  for (const auto& one : kMonthlyCounts) {
    EXPECT_EQ(november.total.*one.value, sum.*one.value) << one.word;
  }
  EXPECT_EQ(november.with_account, november.contracts.size());
}

// The bank refuses a line; what pays it again is instructed in parts, and each part is paid.
TEST(MonthlyReport, CountsEveryPartOfAWageThatIsPaidAgain) {
  ArrearsBook book("load");
  const auto instruct = [&](const std::string& batch) {
    (void)book.instruct(book.by("zhang.manager"), batch, shortfall::EqualShares{}).value();
  };
  const auto answer = [&](const std::string& message, const std::string& file,
                          const PayrollLine& line, const char* status, const char* code) {
    const tests::LineAnswer said{line.id, status, to_string(line.net), code};
    (void)book.import(book.by("bank.ccb"), tests::result_file(message, file, {said})).value();
  };
  const auto paid = [&] { return of(report_of(book, kNovember), "QH01").paid; };
  book.now("2026-11-11 09:00");
  (void)book.receive(book.by("bank.ccb"), money("QH01", "1000000.00", "FD-1")).value();
  (void)book.submit(book.by("li.clerk"), sheet_of("QH01")).value();
  (void)book.approve(book.by("zhang.manager"), kBatch1).value();
  instruct(kBatch1);
  const auto refused = book.line("QH01-202610-01-0001");
  book.now("2026-11-12 16:00");
  answer("RS-1", "QH01-202610-01-F1", refused, "RJCT", "AC04");
  const auto person =
      book.vault.open_person(find(book.reader(), kPersons, refused.worker)->value).value();
  const auto rows = repair_rows(refused.id + "," + person.name + "," + person.id_no + "," +
                                tests::invented_card(8) + ",\n");
  (void)book.repair(book.by("li.clerk"), {"QH01", kOctober, rows}).value();
  (void)book.approve(book.by("zhang.manager"), "QH01-202610-02").value();
  instruct(kBatch1);  // the others take what the bank gave back
  (void)book.receive(book.by("bank.ccb"), money("QH01", "100.00", "FD-2")).value();
  instruct("QH01-202610-02");
  const auto first = book.line("QH01-202610-02-0001");
  ASSERT_EQ(to_string(first.net), "101.49");  // with what equal shares had left over
  EXPECT_EQ(paid(), 0);
  answer("RS-2", "QH01-202610-02-F1", first, "ACSC", "");
  EXPECT_EQ(paid(), 101'49);
  (void)book.receive(book.by("bank.ccb"), money("QH01", "1000000.00", "FD-3")).value();
  instruct("QH01-202610-02");
  answer("RS-3", "QH01-202610-02-F2", book.line("QH01-202610-02-0002"), "ACSC", "");
  EXPECT_EQ(paid(), to_total(refused.net));
}

// October's pay day is the 13th.
TEST(MonthlyReport, PutsIntoArrearsWhatIsPastItsPayDay) {
  ArrearsBook book("approve-2");
  book.now("2026-11-13 18:00");
  EXPECT_EQ(report_of(book, kNovember).total.overdue, 0);
  EXPECT_EQ(report_of(book, kNovember).in_arrears, 0U);
  book.now("2026-11-14 09:00");
  const auto after = report_of(book, kNovember);
  EXPECT_EQ(to_string(after.as_of), "2026-11-14");
  EXPECT_EQ(after.total.overdue, after.total.owed);
  EXPECT_EQ(after.total.overdue, overview_sum(book, &ContractOverview::unpaid));
  EXPECT_EQ(of(after, "QH02").overdue_workers, book.overview("QH02").workers);
  EXPECT_EQ(after.in_arrears, 2U);
}

TEST(MonthlyReport, CountsAWorkerOnceWhomSeveralMonthsAreOwed) {
  ArrearsBook book("approve-2");
  book.owe(arrears_row(kMember, "2026-07", "8000", "GC2"));
  book.now("2026-11-14 09:00");
  const auto figures = of(report_of(book, kNovember), "QH02");
  EXPECT_EQ(figures.overdue_workers, book.overview("QH02").workers);
  EXPECT_EQ(figures.overdue, figures.owed);
}

TEST(MonthlyReport, OfAMonthThatHasEndedDoesNotMoveWithWhatComesAfter) {
  ArrearsBook book("approve-2");
  book.now("2026-11-30 18:00");
  const auto then = report_of(book, kNovember);
  book.now("2026-12-02 09:00");
  (void)book
      .receive(book.by("bank.icbc"), {"QH02", FundingSource::owner, tests::yuan("1.00"),
                                      tests::day("2026-12-02"), "FD-QH02-202611"})
      .value();
  const auto later = report_of(book, kNovember);
  EXPECT_EQ(to_string(later.as_of), "2026-11-30");
  EXPECT_EQ(later.total.balance, then.total.balance);
  EXPECT_EQ(later.total.funding_received, then.total.funding_received);
  const auto december = report_of(book, kNovember + std::chrono::months(1));
  EXPECT_EQ(to_string(december.total.funding_received), "1.00");
  EXPECT_EQ(december.total.balance, then.total.balance + 100);
}

// Of a wage of 7,262.25 that is owed since October's pay day.
const std::string kOwedLine = "QH02-202610-01-0001";

TEST(MonthlyReport, KeepsWhatWasOwedOnItsLastDayWhateverIsReducedLater) {
  for (const char* amount : {"7262.25", "262.25"}) {
    ArrearsBook book("approve-2");
    book.now("2026-11-30 18:00");
    const auto then = of(report_of(book, kNovember), "QH02");
    ASSERT_GT(then.overdue, 0);
    book.now("2026-12-02 09:00");
    (void)book.reduce(kOwedLine, amount).value();
    (void)book.decide("QH02-X01").value();
    const auto later = of(report_of(book, kNovember), "QH02");
    EXPECT_EQ(later.owed, then.owed);
    EXPECT_EQ(later.overdue, then.overdue);
    EXPECT_EQ(later.overdue_workers, then.overdue_workers);
    const auto december = of(report_of(book, kNovember + std::chrono::months(1)), "QH02");
    EXPECT_EQ(then.overdue - december.overdue, to_total(tests::yuan(amount)));
    EXPECT_EQ(december.overdue, december.owed);
  }
}

TEST(MonthlyReport, IsOfNobodyInArrearsOnceTheOnlyWageIsReducedToNothing) {
  ArrearsBook book("load");
  book.owe(arrears_row(kMember, "2026-07", "8000"));
  book.now("2026-11-30 18:00");
  (void)book.reduce("QH02-202607-01-0001", "8000").value();
  (void)book.decide("QH02-X01").value();
  const auto november = report_of(book, kNovember);
  EXPECT_EQ(november.total.overdue, 0);
  EXPECT_EQ(november.total.overdue_workers, 0U);
  EXPECT_EQ(november.in_arrears, 0U);
  const auto october = report_of(book, kOctober);
  EXPECT_EQ(to_string(october.total.overdue), "8000.00");
  EXPECT_EQ(october.total.overdue_workers, 1U);
  EXPECT_EQ(october.in_arrears, 1U);
  const auto july = report_of(book, kOctober - std::chrono::months(3));
  EXPECT_EQ(july.total.workers, 0U);  // a wage that was none
  EXPECT_EQ(july.total.gross, 0);
}

TEST(MonthlyReport, LessensTheWagesOfItsMonthByWhatALineThatPaysAgainWasReducedBy) {
  ArrearsBook book("load");
  const std::string line = "QH02-202607-01-0001";
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",", "2026-07", "700"));
  const auto july = kOctober - std::chrono::months(3);
  const auto rows =
      repair_rows(line + ",甄一," + tests::invented_id(1) + "," + tests::invented_card(1) + ",\n");
  (void)book.repair(book.by("chen.clerk"), {"QH02", july, rows}).value();
  (void)book.approve(book.by("wu.manager"), "QH02-202607-02").value();
  EXPECT_EQ(to_string(report_of(book, july).total.gross), "700.00");
  (void)book.reduce("QH02-202607-02-0001", "100.00").value();
  (void)book.decide("QH02-X01").value();
  const auto less = report_of(book, july).total;
  EXPECT_EQ(to_string(less.gross) + " " + to_string(less.net), "600.00 600.00");
  EXPECT_EQ(less.workers, 1U);
  (void)book.reduce("QH02-202607-02-0001", "600.00").value();
  (void)book.decide("QH02-X02").value();
  const auto nothing = report_of(book, july).total;
  EXPECT_EQ(to_string(nothing.gross) + " " + to_string(nothing.net), "0.00 0.00");
  EXPECT_EQ(nothing.workers, 0U);
}

TEST(MonthlyReport, CountsMonthsThatShouldHaveHadAPayroll) {
  const auto book = county_after("due-2");
  book->now("2026-11-14 09:00");
  EXPECT_EQ(of(report_of(*book, kNovember), "QH02").months_unreported, 1U);
  EXPECT_EQ(of(report_of(*book, kOctober), "QH02").months_unreported, 0U);
}

TEST(MonthlyReport, IsOfARegionAndWhatLiesInIt) {
  const auto book = county_after("load");
  EXPECT_EQ(report_of(*book, kNovember, "360700").contracts.size(), 2U);
  EXPECT_TRUE(report_of(*book, kNovember, "330000").contracts.empty());
}

TEST(MonthlyReport, IsRefusedOfAMonthThatHasNotBegun) {
  const auto book = county_after("load");
  const auto region = *RegionCode::parse("360799");
  book->now("2026-11-30 23:59");
  const auto december = kNovember + std::chrono::months(1);
  const auto refused = monthly_report(*book->book, region, december);
  EXPECT_EQ(reason(refused), "report.month-ahead");
  EXPECT_EQ(refused.error().details, (Fields{{"month", "2026-12"}, {"today", "2026-11-30"}}));
  book->now("2026-12-01 00:00");
  EXPECT_EQ(reason(monthly_report(*book->book, region, december)), "ok");
}

}  // namespace
}  // namespace anxin::payments
