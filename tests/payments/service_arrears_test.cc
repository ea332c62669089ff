// Arrears that a document establishes: who decides, what is booked, what is refused, and that the
// lines are paid like any others.
#include <gtest/gtest.h>

#include <algorithm>

#include "payments/domain/chart.h"
#include "payments/service/deposit_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::arrears_row;
using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::kMember;
using tests::reason;
using tests::stranger;
using tests::yuan;
using Lines = std::vector<std::string>;

const std::string kJuly = "2026-07";

// ---- what is booked -----------------------------------------------------------------------------

TEST(Arrears, AreBookedOnlyWhenAnotherPersonApproves) {
  ArrearsBook book("load");
  const auto proposed = book.establish(book.request(arrears_row(kMember, kJuly, "8000"))).value();
  EXPECT_EQ(field(proposed, "paper"), "QH02-A01");
  EXPECT_EQ(field(proposed, "batches"), "QH02-202607-01");
  EXPECT_EQ(field(proposed, "parked"), "0");
  EXPECT_EQ(field(proposed, "state"), "proposed");
  EXPECT_EQ(book.state("QH02-202607-01-0001"), "drafted");
  EXPECT_EQ(book.overview("QH02").gross, Money());

  const auto approved = book.decide("QH02-A01").value();
  EXPECT_EQ(field(approved, "sum"), "8000.00");
  EXPECT_EQ(book.state("QH02-202607-01-0001"), "accrued");
  EXPECT_EQ(book.balance("c:QH02:wage_payable:2026-07:LW3:W20001"), "8000.00");
  EXPECT_EQ(book.balance("c:QH02:escrow"), "-8000.00");
  EXPECT_EQ(to_string(book.overview("QH02").unpaid), "8000.00");
  EXPECT_EQ(to_string(book.overview("QH02").gross), "8000.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, AreEffectiveOnTheLastDayOfTheirMonthAndOverdueSinceItsPayDay) {
  ArrearsBook book("load");
  book.owe(arrears_row(kMember, kJuly, "8000"));
  EXPECT_EQ(to_string(book.batch("QH02-202607-01").batch.due_on), "2026-08-14");  // 15th: Saturday
  const auto payable = book.reader().account(tests::name("c:QH02:wage_payable:2026-07:LW3:W20001"));
  const auto lines = book.reader().history(*payable, 1, {});
  EXPECT_EQ(to_string(lines.front().effective_on), "2026-07-31");
}

TEST(Arrears, OfOneTableGetABatchForEachMonthOfIt) {
  ArrearsBook book("load");
  book.owe(arrears_row(kMember, "2026-06", "5000") + arrears_row(kMember, kJuly, "6000") +
           arrears_row(stranger(1), kJuly, "700"));
  const auto paper = std::get<ArrearsPaper>(book.arrears().show("QH02-A01").value());
  EXPECT_EQ(paper.batches, (Lines{"QH02-202606-01", "QH02-202607-01"}));
  EXPECT_EQ(to_string(paper.sum), "11700.00");
  EXPECT_EQ(book.batch("QH02-202607-01").lines.size(), 2U);
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, OfASpanOfMonthsAreBookedInItsLast) {
  ArrearsBook book("load");
  book.owe(arrears_row(kMember, "2026-05~2026-07", "18600"));
  EXPECT_EQ(book.balance("c:QH02:wage_payable:2026-07:LW3:W20001"), "18600.00");
  auto again = book.request(arrears_row(kMember, "2026-06", "100"));
  again.document = "another";
  EXPECT_EQ(book.findings(again), Lines{});  // June itself has no accrual of its own
  again.bytes = tests::arrears_table(arrears_row(kMember, "2026-07", "100"));
  EXPECT_EQ(book.findings(again), Lines{"2 arrears.accrued-already"});
}

TEST(Arrears, OfAPersonOutsideTheRosterKeepThePersonSealedAndUnregistered) {
  ArrearsBook book("load");
  book.owe(arrears_row(stranger(1), kJuly, "700", "LW3"));
  const auto line = book.line("QH02-202607-01-0001");
  EXPECT_EQ(line.worker.substr(0, 1), "U");
  EXPECT_EQ(line.employer, "LW3");
  EXPECT_EQ(book.state(line.id), "accrued");
  const auto reader = book.reader();
  const auto member = find(reader, kMemberships, "QH02/" + line.worker);
  ASSERT_TRUE(member);
  EXPECT_FALSE(member->value.registered);
  const auto person = find(reader, kPersons, line.worker);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->value.name.find("甄一"), std::string::npos);
  EXPECT_EQ(book.vault.open_person(person->value).value().id_no, tests::invented_id(1));
}

TEST(Arrears, WithoutACardAreParkedAndOwedAllTheSame) {
  ArrearsBook book("load");
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",", kJuly, "700"));
  EXPECT_EQ(book.state("QH02-202607-01-0001"), "parked");
  EXPECT_EQ(book.line("QH02-202607-01-0001").parked_for, Lines{"payroll.account-missing"});
  EXPECT_EQ(to_string(book.overview("QH02").unpaid), "700.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, ToAnotherPersonsCardAreParked) {
  ArrearsBook book("load");
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",6236991023885496759", kJuly, "700"));
  EXPECT_EQ(book.line("QH02-202607-01-0001").parked_for, Lines{"payroll.card-not-registered"});
}

TEST(Arrears, AreOwedByTheEmployerThatTheRegulatorNames) {
  ArrearsBook book("load");
  auto request = book.request(arrears_row(kMember, kJuly, "8000", "某某施工队"));
  EXPECT_EQ(book.findings(request), Lines{"2 payments.employer-not-in-contract"});
  request.employer = "GC2";
  EXPECT_EQ(reason(book.establish(request)), "ok");
  EXPECT_EQ(book.line("QH02-202607-01-0001").employer, "GC2");
  request.employer = "GC1";  // of another contract
  EXPECT_EQ(book.findings(request),
            (Lines{"2 payments.employer-not-in-contract", "2 arrears.document-used"}));
}

// ---- who ----------------------------------------------------------------------------------------

TEST(Arrears, AreProposedByARegulatorAndAnAdmissionByTheContractorsApprover) {
  ArrearsBook book("load");
  auto request = book.request(arrears_row(kMember, kJuly, "8000"));
  EXPECT_EQ(reason(book.establish(request, "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.establish(request, "")), "access.actor-missing");
  request.kind = ArrearsKind::admission;
  EXPECT_EQ(reason(book.establish(request, "zhao.regulator")), "access.not-permitted");
  EXPECT_EQ(reason(book.establish(request, "chen.clerk")), "access.not-permitted");
  EXPECT_EQ(reason(book.establish(request, "zhang.manager")), "access.not-permitted");  // of QH01
  EXPECT_EQ(reason(book.establish(request, "wu.manager")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-A01", "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.decide("QH02-A01", "zhao.regulator")), "ok");
}

TEST(Arrears, AreApprovedByAnotherPersonWhateverTheLogin) {
  ArrearsBook book("load");
  (void)book.establish(book.request(arrears_row(kMember, kJuly, "8000"))).value();
  EXPECT_EQ(reason(book.decide("QH02-A01", "zhao.regulator")), "access.same-person");
  EXPECT_EQ(reason(book.decide("QH02-A01", "zhao.again")), "access.same-person");
  EXPECT_EQ(reason(book.decide("QH02-A01", "qian.regulator")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-A01", "qian.regulator")), "arrears.paper-state");
}

TEST(Arrears, AreNoPayrollThatTheContractorCouldApproveOrTakeBack) {
  ArrearsBook book("load");
  (void)book.establish(book.request(arrears_row(kMember, kJuly, "8000"))).value();
  EXPECT_EQ(reason(book.approve(book.by("wu.manager"), "QH02-202607-01")),
            "payments.batch-of-arrears");
  EXPECT_EQ(reason(PayrollService(*book.book).withdraw(book.by("wu.manager"), "QH02-202607-01")),
            "payments.batch-of-arrears");
}

TEST(Arrears, AreTakenBackBeforeTheyAreApprovedAndThenProposedAgain) {
  ArrearsBook book("load");
  const auto request = book.request(arrears_row(kMember, kJuly, "8000"));
  (void)book.establish(request).value();
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("wu.manager"), "QH02-A01")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("zhao.regulator"), "QH02-A01")), "ok");
  EXPECT_EQ(book.batch_state("QH02-202607-01"), "withdrawn");
  EXPECT_EQ(reason(book.decide("QH02-A01")), "arrears.paper-state");
  EXPECT_EQ(reason(book.establish(request)), "ok");
  EXPECT_EQ(reason(book.decide("QH02-A02")), "ok");
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("zhao.regulator"), "QH02-A02")),
            "arrears.paper-state");
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("zhao.regulator"), "QH02-A09")),
            "arrears.paper-unknown");
  EXPECT_EQ(book.broken(), "");
}

// ---- what is refused ----------------------------------------------------------------------------

TEST(Arrears, NeedADocumentWithANumberOfADayThatHasBeen) {
  ArrearsBook book("load");
  auto request = book.request(arrears_row(kMember, kJuly, "8000"));
  request.document = "  ";
  EXPECT_EQ(reason(book.establish(request)), "arrears.document-missing");
  request.document = std::string(128, 'x');
  request.on = day("2026-11-03");  // today is the 2nd
  EXPECT_EQ(reason(book.establish(request)), "arrears.document-date");
  request.on = day("2026-11-02");
  EXPECT_EQ(reason(book.establish(request)), "ok");
  request.document = std::string(129, 'x');
  EXPECT_EQ(reason(book.establish(request)), "arrears.document-missing");
  request.contract = "QH09";
  EXPECT_EQ(reason(book.establish(request)), "payments.contract-unknown");
}

TEST(Arrears, AreRefusedForMonthsThatHaveNotBegunOrWereBeforeTheContract) {
  ArrearsBook book("load");
  const auto request = [&](const std::string& month) {
    return book.findings(book.request(arrears_row(kMember, month, "8000")));
  };
  EXPECT_EQ(request("2026-10"), Lines{});
  EXPECT_EQ(request("2026-11"), Lines{});  // this month
  EXPECT_EQ(request("2026-12"), Lines{"2 arrears.month-future"});
  EXPECT_EQ(request("2026-03"), Lines{});  // signed on 1 March
  EXPECT_EQ(request("2026-02"), Lines{"2 arrears.month-before-contract"});
  EXPECT_EQ(reason(book.establish(book.request(arrears_row(kMember, "2026-12", "8000")))),
            "arrears.table-refused");
}

TEST(Arrears, OfOneDocumentAreBookedOnceForAWorkerAndMonth) {
  ArrearsBook book("load");
  const auto twice = arrears_row(kMember, kJuly, "8000") + arrears_row(kMember, kJuly, "1");
  EXPECT_EQ(book.findings(book.request(twice)), Lines{"3 arrears.row-repeated"});
  book.owe(arrears_row(kMember, kJuly, "8000"));
  auto again = book.request(arrears_row(kMember, "2026-06~2026-08", "8000"));
  again.amount_is = AmountIs::in_addition;
  EXPECT_EQ(book.findings(again), Lines{"2 arrears.document-used"});
  again.document = "青人社监理〔2026〕13号";
  EXPECT_EQ(book.findings(again), Lines{});
}

// On the roster of QH01, and no member of QH02.
TEST(Arrears, OfOneDocumentAreSeenOnTwoContracts) {
  ArrearsBook book("load");
  const auto row = arrears_row("宋其定,999999200309289434,", kJuly, "8000");
  auto there = book.request(row);
  there.contract = "QH01";
  const auto proposed = book.establish(there).value();
  (void)book.decide(field(proposed, "paper")).value();
  const auto found = book.findings(book.request(row));
  EXPECT_EQ(std::count(found.begin(), found.end(), "2 arrears.document-used"), 1);
}

TEST(Arrears, BesidesAccruedWagesNeedToBeCalledInAddition) {
  ArrearsBook book("approve-2");
  auto request = book.request(arrears_row(kMember, "2026-10", "8000"));
  const auto checked = book.arrears().check(request).value();
  ASSERT_EQ(checked.findings.size(), 1U);
  EXPECT_EQ(checked.findings.front().code, kArrearsAccrued);
  EXPECT_EQ(field(checked.findings.front().details, "accrued"), "7262.25");
  EXPECT_EQ(field(checked.findings.front().details, "decided"), "8000.00");
  request.amount_is = AmountIs::in_addition;
  const auto proposed = book.establish(request).value();
  EXPECT_EQ(reason(book.decide(field(proposed, "paper"))), "ok");
  EXPECT_EQ(book.balance("c:QH02:wage_payable:2026-10:LW3:W20001"), "15262.25");
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, AreNotApprovedWhenAPayrollHasAccruedTheSameMeanwhile) {
  ArrearsBook book("submit-2");
  const auto proposed = book.establish(book.request(arrears_row(kMember, "2026-10", "8000")));
  ASSERT_EQ(reason(proposed), "ok");
  ASSERT_EQ(reason(book.approve(book.by("wu.manager"), kBatch2)), "ok");
  const auto refused = book.decide(field(*proposed, "paper"));
  ASSERT_EQ(reason(refused), "arrears.accrued-since");
  EXPECT_EQ(field(refused.error().details, "accrued"), "7262.25");
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, AreASecondLineForAPayrollOfTheSameMonth) {
  ArrearsBook book("statement-2a");
  book.now("2026-11-10 09:00");
  book.owe(arrears_row(kMember, "2026-10", "8000"));
  auto sheet = sheet_of("QH02");
  EXPECT_EQ(reason(book.submit(book.by("chen.clerk"), sheet)), "payments.reason-needed");
}

// ---- paid like any other line -------------------------------------------------------------------

TEST(Arrears, ArePaidFromTheWageAccountByAnInstruction) {
  ArrearsBook book("statement-2a");
  book.owe(arrears_row(kMember, kJuly, "8000") + arrears_row(stranger(1), kJuly, "700"));
  const auto sent = book.instruct(book.by("wu.manager"), "QH02-202607-01");
  ASSERT_EQ(reason(sent), "ok");
  EXPECT_EQ(field(*sent, "sum"), "8700.00");
  EXPECT_EQ(book.state("QH02-202607-01-0002"), "in-flight");
  const auto bytes =
      PayrollService(*book.book).file_bytes(book.by("wu.manager"), "QH02-202607-01-F1").value();
  EXPECT_NE(bytes.find("2026年7月工资"), std::string::npos);
  EXPECT_NE(bytes.find("甄一"), std::string::npos);
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, ThatTheContractorAdmittedArePaidByWhoAdmittedThem) {
  ArrearsBook book("statement-2a");
  auto request = book.request(arrears_row(kMember, kJuly, "8000"));
  request.kind = ArrearsKind::admission;
  (void)book.establish(request, "wu.manager").value();
  EXPECT_EQ(reason(book.instruct(book.by("wu.manager"), "QH02-202607-01")),
            "payments.batch-state");  // not approved yet
  (void)book.decide("QH02-A01").value();
  EXPECT_EQ(reason(book.instruct(book.by("wu.manager"), "QH02-202607-01")), "ok");
}

TEST(Arrears, ThatAreParkedAreRepairedAndThePersonIsRegistered) {
  ArrearsBook book("statement-2a");
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",", kJuly, "700"));
  const auto rows = repair_rows("QH02-202607-01-0001,甄一," + tests::invented_id(1) + "," +
                                tests::invented_card(1) + ",\n");
  const auto july = std::chrono::year(2026) / std::chrono::July;
  ASSERT_EQ(reason(book.repair(book.by("chen.clerk"), {"QH02", july, rows})), "ok");
  ASSERT_EQ(reason(book.approve(book.by("wu.manager"), "QH02-202607-02")), "ok");
  EXPECT_EQ(book.state("QH02-202607-01-0001"), "replaced");
  EXPECT_EQ(book.batch_state("QH02-202607-01"), "closed");
  EXPECT_EQ(reason(book.instruct(book.by("wu.manager"), "QH02-202607-02")), "ok");
  EXPECT_EQ(book.broken(), "");
}

TEST(Arrears, LeaveNoPersonalDatumInTheClear) {
  ArrearsBook book("load");
  book.owe(arrears_row(stranger(1), kJuly, "700"));
  for (const auto& row : tests::all_rows(book.store)) {
    for (const auto& [key, value] : row) {
      for (const auto& canary :
           {tests::invented_id(1), tests::invented_card(1), std::string("甄一")}) {
        EXPECT_EQ(value.find(canary), std::string::npos) << key;
      }
    }
  }
}

}  // namespace
}  // namespace anxin::payments
