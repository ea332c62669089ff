// What was withheld from wages: remitted from the withholder's own money, due by law, and explained
// to the worker.
#include "payments/service/withholding_service.h"

#include <gtest/gtest.h>

#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::kOctober;
using tests::reason;
using tests::yuan;

const std::string kTaxPayable = "c:QH01:deduction_payable:tax:LW1";

RemitRequest tax(const std::string& amount, const std::string& voucher) {
  return {"QH01", WithheldKind::tax, "LW1", yuan(amount), kOctober, voucher, day("2026-11-17")};
}

class TaxBook : public ArrearsBook {
 public:
  using ArrearsBook::ArrearsBook;
  WithholdingService service() { return WithholdingService(*book); }
  ledger::Receipt must_remit(const RemitRequest& request) {
    return service().remit(by("li.clerk"), request).value();
  }
  std::string refused(const RemitRequest& request, const std::string& actor = "li.clerk") {
    return reason(service().remit(by(actor), request));
  }
  WithheldView of(const std::string& withholder) {
    const auto all = service().list("QH01").value();
    for (const auto& one : all) {
      if (one.withholder == withholder && one.kind == WithheldKind::tax) return one;
    }
    throw std::runtime_error("nothing withheld by " + withholder);
  }
};

// ---- remitted -----------------------------------------------------------------------------------

TEST(Withholding, IsRemittedFromTheWithholdersOwnMoney) {
  TaxBook book("reconcile-1d");
  const auto withheld = book.balance(kTaxPayable);
  const auto bank = book.balance("c:QH01:wage_bank:ccb");
  const auto done = book.must_remit(tax("100.00", "T-1"));
  EXPECT_EQ(field(done, "remittance"), "QH01-W01");
  EXPECT_EQ(field(done, "left"), to_string(yuan(withheld) - yuan("100.00")));
  EXPECT_EQ(book.balance(kTaxPayable), to_string(yuan(withheld) - yuan("100.00")));
  EXPECT_EQ(book.balance("c:QH01:wage_bank:ccb"), bank);
  EXPECT_EQ(book.broken(), "");
}

TEST(Withholding, IsRemittedUpToWhatWasWithheldAndNotAFenMore) {
  TaxBook book("reconcile-1d");
  const auto all = yuan(book.balance(kTaxPayable));
  const auto fen = yuan("0.01");
  EXPECT_EQ(book.refused(tax(to_string(all + fen), "T-1")), "withholding.more-than-payable");
  EXPECT_EQ(book.refused(tax(to_string(all - fen), "T-1")), "ok");
  EXPECT_EQ(book.refused(tax("0.02", "T-2")), "withholding.more-than-payable");
  EXPECT_EQ(book.refused(tax("0.01", "T-2")), "ok");
  EXPECT_EQ(book.refused(tax("0.01", "T-3")), "withholding.more-than-payable");
  EXPECT_EQ(book.balance(kTaxPayable), "0.00");
  EXPECT_EQ(book.broken(), "");
}

TEST(Withholding, IsRefusedWithoutAVoucherOrWithOneThatWasUsed) {
  TaxBook book("reconcile-1d");
  EXPECT_EQ(book.refused(tax("1.00", " ")), "withholding.voucher-missing");
  EXPECT_EQ(book.refused(tax("1.00", std::string(129, 'x'))), "withholding.voucher-missing");
  EXPECT_EQ(book.refused(tax("1.00", std::string(128, 'x'))), "ok");
  EXPECT_EQ(book.refused(tax("1.00", "T-1")), "ok");
  EXPECT_EQ(book.refused(tax("1.00", "T-1")), "withholding.voucher-used");
  auto other_payer = tax("1.00", "T-1");
  other_payer.withholder = "LW2";
  EXPECT_EQ(book.refused(other_payer), "ok");
}

TEST(Withholding, IsRefusedForAnotherPeriodKindPartyOrDay) {
  TaxBook book("reconcile-1d");
  auto request = tax("1.00", "T-1");
  request.period = std::chrono::year(2026) / std::chrono::September;
  EXPECT_EQ(book.refused(request), "withholding.more-than-payable");
  request = tax("1.00", "T-1");
  request.kind = WithheldKind::social;
  EXPECT_EQ(book.refused(request), "withholding.more-than-payable");
  request = tax("1.00", "T-1");
  request.withholder = "LW3";
  EXPECT_EQ(book.refused(request), "payments.employer-not-in-contract");
  request = tax("0.00", "T-1");
  EXPECT_EQ(book.refused(request), "payments.amount-invalid");
  request = tax("1.00", "T-1");
  request.on = day("2026-11-18");  // today is the 17th
  EXPECT_EQ(book.refused(request), "withholding.date");
  request.on = day("2026-09-30");
  EXPECT_EQ(book.refused(request), "withholding.date");
}

// October's wages accrued on its last day.
TEST(Withholding, IsNotRemittedBeforeItWasWithheld) {
  TaxBook book("reconcile-1d");
  auto request = tax("1.00", "T-1");
  request.on = day("2026-10-30");
  EXPECT_EQ(book.refused(request), "withholding.date");
  request.on = day("2026-10-31");
  EXPECT_EQ(book.refused(request), "ok");
  request = tax("1.00", "T-2");
  request.on = day("2026-11-01");
  EXPECT_EQ(book.refused(request), "ok");
}

TEST(Withholding, IsRecordedByTheContractorsStaff) {
  TaxBook book("reconcile-1d");
  EXPECT_EQ(book.refused(tax("1.00", "T-1"), "chen.clerk"), "access.not-permitted");
  EXPECT_EQ(book.refused(tax("1.00", "T-1"), "zhao.regulator"), "access.not-permitted");
  EXPECT_EQ(book.refused(tax("1.00", "T-1"), ""), "access.actor-missing");
}

// ---- due ----------------------------------------------------------------------------------------

TEST(Withholding, IsNotDueBeforeTheWagesArePaid) {
  TaxBook book("approve-1");
  const auto view = book.of("LW1");
  EXPECT_EQ(to_string(view.withheld), book.balance(kTaxPayable));
  EXPECT_FALSE(view.due_by);
  EXPECT_EQ(view.overdue, Money());
}

TEST(Withholding, IsDueFifteenDaysAfterTheMonthOfPayment) {
  TaxBook book("reconcile-1d");
  EXPECT_EQ(to_string(*book.of("LW1").due_by), "2026-12-15");
  book.now("2026-12-15 10:00");
  EXPECT_EQ(book.of("LW1").overdue, Money());
  book.now("2026-12-16 10:00");
  const auto late = book.of("LW1");
  EXPECT_EQ(late.overdue, late.withheld);
  auto rest = tax(to_string(late.withheld - yuan("0.01")), "T-1");
  (void)book.must_remit(rest);
  EXPECT_EQ(to_string(book.of("LW1").overdue), "0.01");
}

// ---- the slip -----------------------------------------------------------------------------------

TEST(Slip, TellsGrossDeductionsNetAndHowItWasPaid) {
  TaxBook book("reconcile-1d");
  const auto slip = book.service().slip("QH01", kOctober, "W10001").value();
  EXPECT_EQ(to_string(slip.gross), "8570.24");
  EXPECT_EQ(to_string(slip.tax), "107.11");
  EXPECT_EQ(to_string(slip.net), "8463.13");
  EXPECT_EQ(slip.paid, slip.net);
  EXPECT_EQ(slip.owed, Money());
  EXPECT_EQ(slip.reduced, Money());
  ASSERT_EQ(slip.payments.size(), 1U);
  EXPECT_EQ(slip.payments.front().through, "QH01-202610-01-F1");
  EXPECT_TRUE(slip.payments.front().on);
}

TEST(Slip, WorksTheTaxOutByTheRuleWithItsSteps) {
  TaxBook book("reconcile-1d");
  const auto slip = book.service().slip("QH01", kOctober, "W10001").value();
  ASSERT_EQ(slip.taxes.size(), 1U);
  const auto& tax = slip.taxes.front();
  EXPECT_EQ(tax.employer, "LW1");
  EXPECT_EQ(tax.facts.months, 1);
  ASSERT_TRUE(tax.rule);
  EXPECT_EQ(to_string(tax.rule->tax), "107.11");
  EXPECT_FALSE(tax.rule->steps.empty());
  EXPECT_FALSE(tax.finding);
}

TEST(Slip, CountsWagesOfEarlierMonthsOfTheYear) {
  TaxBook book("approve-2");
  book.owe(tests::arrears_row(tests::kMember, "2026-09", "9000"));
  const auto slip = book.service().slip("QH02", kOctober, "W20001").value();
  const auto& tax = slip.taxes.front();
  EXPECT_EQ(tax.facts.months, 2);
  EXPECT_EQ(to_string(tax.facts.prior_income), "9000.00");
  ASSERT_TRUE(tax.rule);
  EXPECT_EQ(to_string(tax.rule->tax), "187.87");  // (16,262.25 − 10,000) × 3 %
  ASSERT_TRUE(tax.finding);
  EXPECT_EQ(tax.finding->code, kTaxBelowRule);
  EXPECT_EQ(tax.finding->severity, Severity::note);
  EXPECT_EQ(field(tax.finding->details, "sheet"), "0.00");
  EXPECT_EQ(slip.tax, Money());  // told, never changed
}

TEST(Slip, TellsATaxAboveTheRule) {
  TaxBook book("approve-1");
  auto request =
      book.request(tests::arrears_row("宋其定,999999200309289434,", "2026-09", "1000", "LW1"));
  request.contract = "QH01";
  (void)book.decide(field(book.establish(request).value(), "paper")).value();
  const auto slip = book.service().slip("QH01", kOctober, "W10001").value();
  ASSERT_TRUE(slip.taxes.front().finding);
  EXPECT_EQ(slip.taxes.front().finding->code, kTaxAboveRule);
  EXPECT_EQ(slip.taxes.front().finding->severity, Severity::explain);
  EXPECT_EQ(field(slip.taxes.front().finding->details, "rule"), "0.00");  // 9,570.24 < 10,000
  EXPECT_EQ(to_string(slip.tax), "107.11");
}

TEST(Slip, ShowsWhatIsOwedDischargedOrReduced) {
  TaxBook book("approve-2");
  const auto owed = book.service().slip("QH02", kOctober, "W20001").value();
  EXPECT_EQ(owed.owed, owed.net);
  EXPECT_EQ(owed.paid, Money());
  (void)book.reduce("QH02-202610-01-0001", "262.25").value();
  (void)book.decide("QH02-X01").value();
  const auto less = book.service().slip("QH02", kOctober, "W20001").value();
  EXPECT_EQ(to_string(less.net), "7000.00");
  EXPECT_EQ(less.owed, less.net);
}

TEST(Slip, OfAMonthWithoutAnApprovedWageIsRefused) {
  TaxBook book("submit-2");
  EXPECT_EQ(reason(book.service().slip("QH02", kOctober, "W20001")), "withholding.slip-empty");
  EXPECT_EQ(reason(book.service().slip("QH09", kOctober, "W20001")), "payments.contract-unknown");
}

// Every slip adds up: of each worker of the month, at its beginning and its end.
TEST(Slip, AddsUpForEveryWorker) {
  for (const char* step : {"approve-2", "instruct-2", "reconcile-2d"}) {
    TaxBook book(step);
    const auto reader = book.reader();
    std::size_t slips = 0;
    for (const auto& contract : {"QH01", "QH02"}) {
      for (const auto& member : find_all(reader, kMemberships, std::string(contract) + "/")) {
        const auto slip = book.service().slip(contract, kOctober, member.value.worker);
        if (!slip || slips++ % 20 != 0) continue;  // each takes a walk over the contract
        EXPECT_EQ(slip->gross - slip->advance - slip->tax - slip->other, slip->net);
        EXPECT_EQ(slip->paid + slip->owed + slip->reduced, slip->net) << slip->worker;
        EXPECT_EQ(slip->reduced, Money());
      }
    }
    EXPECT_GT(slips, 300U);
  }
}

}  // namespace
}  // namespace anxin::payments
