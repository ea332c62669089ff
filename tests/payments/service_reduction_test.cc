// Less is owed than accrued: only with a document, by two persons, never more than is owed.
#include <gtest/gtest.h>

#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using tests::arrears_row;
using tests::ArrearsBook;
using tests::field;
using tests::kMember;
using tests::reason;
using tests::yuan;

const std::string kReducedLine = "QH02-202610-01-0001";  // 7,262.25, accrued
const std::string kReducedPayable = "c:QH02:wage_payable:2026-10:LW3:W20001";

TEST(Reduction, LowersWhatIsOwedWhenARegulatorApproves) {
  ArrearsBook book("approve-2");
  const auto escrow = book.balance("c:QH02:escrow");
  const auto proposed = book.reduce(kReducedLine, "262.25").value();
  EXPECT_EQ(field(proposed, "paper"), "QH02-X01");
  EXPECT_EQ(field(proposed, "left"), "7000.00");
  EXPECT_EQ(book.balance(kReducedPayable), "7262.25");

  ASSERT_EQ(reason(book.decide("QH02-X01")), "ok");
  EXPECT_EQ(book.balance(kReducedPayable), "7000.00");
  EXPECT_EQ(to_string(book.line(kReducedLine).net), "7000.00");
  EXPECT_EQ(to_string(book.line(kReducedLine).gross), "7000.00");
  EXPECT_EQ(book.state(kReducedLine), "accrued");
  EXPECT_EQ(yuan(book.balance("c:QH02:escrow")), yuan(escrow) + yuan("262.25"));
  EXPECT_EQ(book.broken(), "");
}

TEST(Reduction, OfAllThatIsOwedClosesTheLine) {
  ArrearsBook book("approve-2");
  const auto before = book.overview("QH02");
  (void)book.reduce(kReducedLine, "7262.25").value();
  (void)book.decide("QH02-X01").value();
  EXPECT_EQ(book.state(kReducedLine), "reduced");
  EXPECT_EQ(book.balance(kReducedPayable), "0.00");
  const auto after = book.overview("QH02");
  EXPECT_EQ(to_string(before.net - after.net), "7262.25");
  EXPECT_EQ(to_string(before.gross - after.gross), "7262.25");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "0.01")), "payments.line-not-at-hand");
  EXPECT_EQ(book.broken(), "");
}

TEST(Reduction, OfTheLastOpenLineClosesTheBatch) {
  ArrearsBook book("load");
  book.owe(arrears_row(kMember, "2026-07", "8000"));
  (void)book.reduce("QH02-202607-01-0001", "8000").value();
  (void)book.decide("QH02-X01").value();
  EXPECT_EQ(book.batch_state("QH02-202607-01"), "closed");
  // What a document has reduced to nothing may be established by another one.
  auto again = book.request(arrears_row(kMember, "2026-07", "7000"));
  again.document = "（2026）青劳人仲案45号";
  EXPECT_EQ(reason(book.establish(again)), "ok");
}

TEST(Reduction, IsNeverMoreThanIsOwed) {
  ArrearsBook book("approve-2");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "7262.26")), "arrears.reduction-too-much");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "0.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "-1.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.reduce("QH02-202610-01-9999", "1.00")), "payments.line-unknown");
  EXPECT_EQ(
      reason(book.arrears().reduce(book.by("zhao.regulator"),
                                   {kReducedLine, yuan("1.00"), ReductionKind::decision, " "})),
      "arrears.document-missing");
}

TEST(Reduction, IsRefusedForALineThatABankMayStillPay) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kReducedLine, "262.25").value();
  book.through("instruct-2");
  EXPECT_EQ(book.state(kReducedLine), "in-flight");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "1.00")), "payments.line-not-at-hand");
  EXPECT_EQ(reason(book.decide("QH02-X01")), "payments.line-not-at-hand");
  book.through("result-2");
  EXPECT_EQ(book.state(kReducedLine), "paid");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "1.00")), "payments.line-not-at-hand");
  EXPECT_EQ(book.broken(), "");
}

TEST(Reduction, IsOvertakenByAnotherOne) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kReducedLine, "262.25").value();
  (void)book.reduce(kReducedLine, "262.25").value();
  EXPECT_EQ(reason(book.decide("QH02-X01")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X02")), "arrears.reduction-overtaken");
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("zhao.regulator"), "QH02-X02")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X02")), "arrears.paper-state");
}

TEST(Reduction, IsNeverTheContractorsAlone) {
  ArrearsBook book("approve-2");
  const auto confirmed = ReductionKind::worker_confirmed;
  EXPECT_EQ(reason(book.reduce(kReducedLine, "1.00", ReductionKind::decision, "wu.manager")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "1.00", confirmed, "zhao.regulator")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.reduce(kReducedLine, "1.00", confirmed, "li.clerk")),
            "access.not-permitted");
  ASSERT_EQ(reason(book.reduce(kReducedLine, "1.00", confirmed, "chen.clerk")), "ok");
  ASSERT_EQ(reason(book.reduce(kReducedLine, "1.00", ReductionKind::mistake, "wu.manager")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X01", "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.decide("QH02-X01", "qian.regulator")), "ok");
}

TEST(Reduction, IsApprovedByAnotherPersonWhateverTheLogin) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kReducedLine, "1.00").value();
  EXPECT_EQ(reason(book.decide("QH02-X01", "zhao.again")), "access.same-person");
}

TEST(Reduction, MakesARepairThatWasProposedBeforeItStandNoMore) {
  ArrearsBook book("load");
  const std::string line = "QH02-202607-01-0001";
  book.owe(arrears_row("甄一," + tests::invented_id(1) + ",", "2026-07", "700"));
  const auto rows =
      repair_rows(line + ",甄一," + tests::invented_id(1) + "," + tests::invented_card(1) + ",\n");
  const auto july = std::chrono::year(2026) / std::chrono::July;
  ASSERT_EQ(reason(book.repair(book.by("chen.clerk"), {"QH02", july, rows})), "ok");
  (void)book.reduce(line, "100.00").value();
  ASSERT_EQ(reason(book.decide("QH02-X01")), "ok");
  EXPECT_EQ(reason(book.approve(book.by("wu.manager"), "QH02-202607-02")),
            "payments.line-not-repairable");
  EXPECT_EQ(reason(PayrollService(*book.book).withdraw(book.by("wu.manager"), "QH02-202607-02")),
            "ok");
  ASSERT_EQ(reason(book.repair(book.by("chen.clerk"), {"QH02", july, rows})), "ok");
  ASSERT_EQ(reason(book.approve(book.by("wu.manager"), "QH02-202607-03")), "ok");
  EXPECT_EQ(to_string(book.line("QH02-202607-03-0001").net), "600.00");
  EXPECT_EQ(book.broken(), "");

  // A reduction of the line that pays again counts for the worker's month all the same.
  (void)book.reduce("QH02-202607-03-0001", "600.00").value();
  ASSERT_EQ(reason(book.decide("QH02-X02")), "ok");
  EXPECT_EQ(book.batch_state("QH02-202607-03"), "closed");
  auto again = book.request(arrears_row(tests::stranger(1), "2026-07", "500"));
  again.document = "（2026）青劳人仲案45号";
  EXPECT_EQ(book.findings(again), std::vector<std::string>{});
  EXPECT_EQ(book.broken(), "");
}

}  // namespace
}  // namespace anxin::payments
