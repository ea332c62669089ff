// Less is owed than accrued: only with a document, by two persons, never more than is owed.
#include <gtest/gtest.h>

#include "payments/service/withholding_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using tests::arrears_row;
using tests::ArrearsBook;
using tests::field;
using tests::kMember;
using tests::reason;
using tests::yuan;

const std::string kLine = "QH02-202610-01-0001";  // 7,262.25, accrued
const std::string kPayable = "c:QH02:wage_payable:2026-10:LW3:W20001";

TEST(Reduction, LowersWhatIsOwedWhenARegulatorApproves) {
  ArrearsBook book("approve-2");
  const auto escrow = book.balance("c:QH02:escrow");
  const auto proposed = book.reduce(kLine, "262.25").value();
  EXPECT_EQ(field(proposed, "paper"), "QH02-X01");
  EXPECT_EQ(field(proposed, "left"), "7000.00");
  EXPECT_EQ(book.balance(kPayable), "7262.25");

  ASSERT_EQ(reason(book.decide("QH02-X01")), "ok");
  EXPECT_EQ(book.balance(kPayable), "7000.00");
  EXPECT_EQ(to_string(book.line(kLine).net), "7000.00");
  EXPECT_EQ(to_string(book.line(kLine).gross), "7000.00");
  EXPECT_EQ(book.state(kLine), "accrued");
  EXPECT_EQ(yuan(book.balance("c:QH02:escrow")), yuan(escrow) + yuan("262.25"));
  EXPECT_EQ(book.broken(), "");
}

TEST(Reduction, OfAllThatIsOwedClosesTheLine) {
  ArrearsBook book("approve-2");
  const auto before = book.overview("QH02");
  (void)book.reduce(kLine, "7262.25").value();
  (void)book.decide("QH02-X01").value();
  EXPECT_EQ(book.state(kLine), "reduced");
  EXPECT_EQ(book.balance(kPayable), "0.00");
  const auto after = book.overview("QH02");
  EXPECT_EQ(to_string(before.net - after.net), "7262.25");
  EXPECT_EQ(to_string(before.gross - after.gross), "7262.25");
  EXPECT_EQ(reason(book.reduce(kLine, "0.01")), "payments.line-not-at-hand");
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
  EXPECT_EQ(reason(book.reduce(kLine, "7262.26")), "arrears.reduction-too-much");
  EXPECT_EQ(reason(book.reduce(kLine, "0.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.reduce(kLine, "-1.00")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.reduce("QH02-202610-01-9999", "1.00")), "payments.line-unknown");
  EXPECT_EQ(reason(book.arrears().reduce(book.by("zhao.regulator"),
                                         {kLine, yuan("1.00"), ReductionKind::decision, " "})),
            "arrears.document-missing");
}

TEST(Reduction, IsRefusedForALineThatABankMayStillPay) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kLine, "262.25").value();
  book.through("instruct-2");
  EXPECT_EQ(book.state(kLine), "in-flight");
  EXPECT_EQ(reason(book.reduce(kLine, "1.00")), "payments.line-not-at-hand");
  EXPECT_EQ(reason(book.decide("QH02-X01")), "payments.line-not-at-hand");
  book.through("result-2");
  EXPECT_EQ(book.state(kLine), "paid");
  EXPECT_EQ(reason(book.reduce(kLine, "1.00")), "payments.line-not-at-hand");
  EXPECT_EQ(book.broken(), "");
}

TEST(Reduction, IsOvertakenByAnotherOne) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kLine, "262.25").value();
  (void)book.reduce(kLine, "262.25").value();
  EXPECT_EQ(reason(book.decide("QH02-X01")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X02")), "arrears.reduction-overtaken");
  EXPECT_EQ(reason(book.arrears().withdraw(book.by("zhao.regulator"), "QH02-X02")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X02")), "arrears.paper-state");
}

TEST(Reduction, IsNeverTheContractorsAlone) {
  ArrearsBook book("approve-2");
  const auto confirmed = ReductionKind::worker_confirmed;
  EXPECT_EQ(reason(book.reduce(kLine, "1.00", ReductionKind::decision, "wu.manager")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.reduce(kLine, "1.00", confirmed, "zhao.regulator")),
            "access.not-permitted");
  EXPECT_EQ(reason(book.reduce(kLine, "1.00", confirmed, "li.clerk")), "access.not-permitted");
  ASSERT_EQ(reason(book.reduce(kLine, "1.00", confirmed, "chen.clerk")), "ok");
  ASSERT_EQ(reason(book.reduce(kLine, "1.00", ReductionKind::mistake, "wu.manager")), "ok");
  EXPECT_EQ(reason(book.decide("QH02-X01", "wu.manager")), "access.not-permitted");
  EXPECT_EQ(reason(book.decide("QH02-X01", "qian.regulator")), "ok");
}

TEST(Reduction, IsApprovedByAnotherPersonWhateverTheLogin) {
  ArrearsBook book("approve-2");
  (void)book.reduce(kLine, "1.00").value();
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

// ---- with what was withheld ---------------------------------------------------------------------

const std::string kTaxed = "QH01-202610-01-0001";  // 8,570.24 less 107.11 of tax, of LW1
const std::string kTax = "c:QH01:deduction_payable:tax:LW1";

class TaxedBook : public ArrearsBook {
 public:
  using ArrearsBook::ArrearsBook;
  Result<ledger::Receipt> remit(Money amount, const std::string& voucher = "T-1") {
    return WithholdingService(*book).remit(
        by("li.clerk"), {"QH01", WithheldKind::tax, "LW1", amount, tests::kOctober, voucher,
                         tests::day("2026-11-11")});
  }
  Result<ledger::Receipt> take_off(const std::string& line, const std::string& amount,
                                   RemittedIs remitted = RemittedIs::refused) {
    return arrears().reduce(by("zhao.regulator"), {line, yuan(amount), ReductionKind::decision,
                                                   "青人社核〔2026〕3号", remitted});
  }
  [[nodiscard]] Money tax() const { return yuan(balance(kTax)); }
  /// What an instruction in part has split off the line.
  [[nodiscard]] std::string rest_of(const std::string& id) const {
    const auto from = line(id);
    for (const auto& one : batch(from.batch).lines) {
      if (one.row == from.row && one.worker == from.worker && one.id != id) return one.id;
    }
    throw std::runtime_error("nothing was split off " + id);
  }
};

TEST(WholeReduction, UndoesWhatWasWithheldAndNotRemitted) {
  TaxedBook book("approve-1");
  const auto tax = book.tax();
  const auto escrow = yuan(book.balance("c:QH01:escrow"));
  const auto withheld = WithholdingService(*book.book).list("QH01").value();
  const auto proposed = book.take_off(kTaxed, "8463.13").value();
  EXPECT_EQ(field(proposed, "deductions"), "107.11");
  EXPECT_EQ(book.tax(), tax);  // nothing is booked before the approval
  const auto booked = book.decide("QH01-X01").value();
  EXPECT_EQ(field(booked, "deductions"), "107.11");
  EXPECT_EQ(book.tax(), tax - yuan("107.11"));
  EXPECT_EQ(yuan(book.balance("c:QH01:escrow")), escrow + yuan("8570.24"));
  EXPECT_EQ(book.line(kTaxed).gross, Money());
  EXPECT_EQ(book.line(kTaxed).tax, Money());
  EXPECT_EQ(book.state(kTaxed), "reduced");
  // Nothing of it is to be remitted any more.
  EXPECT_EQ(reason(book.remit(book.tax() + yuan("0.01"))), "withholding.more-than-payable");
  EXPECT_EQ(reason(book.remit(book.tax())), "ok");
  EXPECT_EQ(book.broken(), "");
}

TEST(WholeReduction, IsOneOfTheLastFen) {
  TaxedBook book("approve-1");
  const auto tax = book.tax();
  EXPECT_EQ(field(book.take_off(kTaxed, "8463.12").value(), "deductions"), "0.00");
  (void)book.decide("QH01-X01").value();
  EXPECT_EQ(book.tax(), tax);
  EXPECT_EQ(to_string(book.line(kTaxed).tax), "107.11");
  (void)book.take_off(kTaxed, "0.01").value();
  (void)book.decide("QH01-X02").value();
  EXPECT_EQ(book.tax(), tax - yuan("107.11"));
  EXPECT_EQ(book.broken(), "");
}

TEST(WholeReduction, IsRefusedWhereTheTaxHasBeenRemittedUnlessThatStays) {
  for (const auto& [left, expected] : {std::pair("107.12", "ok"),
                                       {"107.11", "ok"},
                                       {"107.10", "arrears.reduction-remitted"},
                                       {"0.00", "arrears.reduction-remitted"}}) {
    TaxedBook book("approve-1");
    (void)book.remit(book.tax() - yuan(left)).value();
    EXPECT_EQ(reason(book.take_off(kTaxed, "8463.13")), expected) << left;
    EXPECT_EQ(reason(book.take_off(kTaxed, "8463.12")), "ok") << left;
  }
  TaxedBook book("approve-1");
  (void)book.remit(book.tax() - yuan("100.00")).value();
  const auto kept = book.take_off(kTaxed, "8463.13", RemittedIs::kept).value();
  EXPECT_EQ(field(kept, "deductions"), "100.00");
  (void)book.decide("QH01-X01").value();
  EXPECT_EQ(book.tax(), Money());
  EXPECT_EQ(to_string(book.line(kTaxed).tax), "7.11");
  EXPECT_EQ(to_string(book.line(kTaxed).gross), "7.11");
  EXPECT_EQ(book.state(kTaxed), "reduced");
  EXPECT_EQ(reason(book.remit(yuan("0.01"), "T-2")), "withholding.more-than-payable");
  EXPECT_EQ(book.broken(), "");
}

TEST(WholeReduction, LooksAgainAtWhatIsRemittedWhenItIsApproved) {
  TaxedBook book("approve-1");
  (void)book.take_off(kTaxed, "8463.13").value();
  (void)book.remit(book.tax()).value();
  EXPECT_EQ(reason(book.decide("QH01-X01")), "arrears.reduction-remitted");
  EXPECT_EQ(book.state(kTaxed), "accrued");
  EXPECT_EQ(book.broken(), "");
}

TEST(WholeReduction, OfALineThatPaysAgainUndoesTheDeductionOfTheFirst) {
  TaxedBook book("instruct-1");
  const auto tax = book.tax();
  book.now("2026-11-12 16:00");
  const auto answered =
      tests::result_file("RS-1", "QH01-202610-01-F1", {{kTaxed, "RJCT", "8463.13", "AC04"}});
  ASSERT_EQ(reason(book.import(book.by("bank.ccb"), answered)), "ok");
  const auto person =
      book.vault.open_person(find(book.reader(), kPersons, "W10001")->value).value();
  const auto rows = repair_rows(kTaxed + "," + person.name + "," + person.id_no + "," +
                                tests::invented_card(8) + ",\n");
  (void)book.repair(book.by("li.clerk"), {"QH01", tests::kOctober, rows}).value();
  (void)book.approve(book.by("zhang.manager"), "QH01-202610-02").value();
  const std::string again = "QH01-202610-02-0001";
  EXPECT_EQ(field(book.take_off(again, "8463.13").value(), "deductions"), "107.11");
  (void)book.decide("QH01-X01").value();
  EXPECT_EQ(book.tax(), tax - yuan("107.11"));
  EXPECT_EQ(book.line(kTaxed).tax, Money());
  EXPECT_EQ(book.state(again), "reduced");
  EXPECT_EQ(book.broken(), "");
}

TEST(WholeReduction, OfAPartLeavesTheDeductionWhileTheOtherPartStands) {
  TaxedBook book("load");
  book.now("2026-11-11 09:00");
  (void)book.receive(book.by("bank.ccb"), money("QH01", "1000000.00", "FD")).value();
  (void)book.submit(book.by("li.clerk"), sheet_of("QH01")).value();
  (void)book.approve(book.by("zhang.manager"), kBatch1).value();
  (void)book.instruct(book.by("zhang.manager"), kBatch1, shortfall::EqualShares{}).value();
  const auto rest = book.rest_of(kTaxed);
  const auto tax = book.tax();
  EXPECT_EQ(field(book.take_off(rest, to_string(book.line(rest).net)).value(), "deductions"),
            "0.00");
  (void)book.decide("QH01-X01").value();
  EXPECT_EQ(book.state(rest), "reduced");
  EXPECT_EQ(book.tax(), tax);
  // The bank refuses the part it had: then nothing of the wage is left, and the tax goes too.
  book.now("2026-11-12 16:00");
  const auto part = to_string(book.line(kTaxed).net);
  ASSERT_EQ(reason(book.import(
                book.by("bank.ccb"),
                tests::result_file("RS-1", "QH01-202610-01-F1", {{kTaxed, "RJCT", part, "AC04"}}))),
            "ok");
  EXPECT_EQ(field(book.take_off(kTaxed, part).value(), "deductions"), "107.11");
  (void)book.decide("QH01-X02").value();
  EXPECT_EQ(book.tax(), tax - yuan("107.11"));
  EXPECT_EQ(book.broken(), "");
}

}  // namespace
}  // namespace anxin::payments
