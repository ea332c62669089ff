// Cases of discharge: a plan worked out from the books, steps that are carried out under a
// decision, claims that arise as lines settle, and recoveries that go to the oldest debt first.
#include "payments/service/recourse_service.h"

#include <gtest/gtest.h>

#include "payments/service/emergency_fund_service.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/price_service.h"
#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::field;
using tests::kSubsLine;
using tests::reason;

constexpr const char* kCase = "QH02-D01";
const std::string kSub = "LW3";

// Contract QH02, its October wages three days overdue; the subcontractor LW3 owes all but one line.
class RecourseBook : public tests::DepositBook {
 public:
  RecourseBook() {
    now("2026-11-16 09:00");
    (void)load(by("zhao.regulator"), {{"sun.toml", kThirdRegulator}}).value();
  }

  [[nodiscard]] RecourseService cases() const { return RecourseService(*book); }
  static OpenCaseRequest request(DischargeCause cause = DischargeCause::subcontractor) {
    OpenCaseRequest made;
    made.contract = "QH02";
    made.cause = cause;
    made.document = "青人社欠认〔2026〕5号";
    made.employer = kSub;
    return made;
  }
  Result<Receipt> open(const OpenCaseRequest& asked = request()) {
    return cases().open(by("zhao.regulator"), asked);
  }
  Result<Receipt> order_expires() {
    CaseNote note;
    note.case_id = kCase;
    note.order = DischargeOrder::expired;
    note.document = "青人社监令〔2026〕7号";
    return cases().note(by("zhao.regulator"), note);
  }
  Result<Receipt> paper(DischargePaper which) {
    CaseNote note;
    note.case_id = kCase;
    note.papers = {which};
    note.document = "附件";
    return cases().note(by("zhao.regulator"), note);
  }
  static ExecuteStepRequest step(DischargeGround ground) {
    ExecuteStepRequest made;
    made.case_id = kCase;
    made.ground = ground;
    made.decision = "青人社先偿〔2026〕2号";
    return made;
  }
  Result<Receipt> execute(const ExecuteStepRequest& asked) {
    return cases().execute(by("zhao.regulator"), asked);
  }
  [[nodiscard]] CaseView view() const { return cases().show(kCase).value(); }
  [[nodiscard]] const PlannedStep& planned(const CaseView& view, DischargeGround ground) const {
    for (const auto& one : view.plan.steps) {
      if (one.ground == ground) return one;
    }
    throw std::logic_error("no such step");
  }
  Result<Receipt> certify(const std::string& amount, const std::string& document,
                          PriceMovementKind kind = PriceMovementKind::certified) {
    return PriceService(*book).move(by("wu.manager"),
                                    {"QH02", kind, yuan(amount), document, std::nullopt});
  }
  Result<Receipt> recover(const std::string& amount, const std::string& reference) {
    return cases().recover(by("zhao.regulator"),
                           {kSub, yuan(amount), reference, kRecoveredBy, std::nullopt});
  }
  static constexpr const char* kRecoveredBy = "青人社追〔2027〕1号";
  // Puts a debt of the subcontractor on the books, as a payment in its place would.
  void owe(const Move& arises, const std::string& amount, const std::string& on) {
    CommandDraft draft;
    draft.ensure_open(reader(), arises.debit, day("2026-03-01"));
    draft.ensure_open(reader(), arises.credit, day("2026-03-01"));
    draft.post(day(on), {arises}, yuan(amount));
    (void)writer->execute(std::move(draft).build("owe-" + amount, "tester", {})).value();
  }
  // The bank says so of every line of the batch's file.
  Result<Receipt> everything_is_paid() {
    std::vector<tests::LineAnswer> answers;
    const auto october = batch(kBatch2);
    for (const auto& line : october.lines) answers.push_back({line.id, "ACSC", "", ""});
    return import(by("bank.icbc"),
                  tests::result_file("M-1", batch(kBatch2).files.front().id, answers));
  }
  [[nodiscard]] std::string claim() const { return balance("c:QH02:claim:GC2:LW3"); }

 private:
  static constexpr const char* kThirdRegulator =
      "[[staff]]\nactor = \"sun.regulator\"\nperson = \"S020\"\nname = \"孙怀远\"\n"
      "party = \"HRSS\"\nrole = \"regulator\"\n";
};

class Recourse : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(book.broken(), ""); }
  RecourseBook book;
};

TEST_F(Recourse, OpensACaseOverEveryOverdueLineOfTheEmployer) {
  const auto receipt = book.open().value();
  EXPECT_EQ(field(receipt, "case"), kCase);
  EXPECT_EQ(field(receipt, "lines"), "39");
  EXPECT_EQ(to_string(book.view().owed), field(receipt, "arrears"));
}

TEST_F(Recourse, PlansWhatIsOwedNowFromWhatTheBooksHold) {
  (void)book.certify("50000.00", "计量-10").value();
  (void)book.open(RecourseBook::request(DischargeCause::owner_late)).value();
  const auto before = book.view();
  EXPECT_EQ(to_string(book.planned(before, DischargeGround::owner_late).amount), "50000.00");
  EXPECT_EQ(book.planned(before, DischargeGround::owner_late).missing,
            std::vector{DischargePaper::price_statement});
  (void)book.certify("20000.00", "付-10", PriceMovementKind::paid).value();
  (void)book.paper(DischargePaper::price_statement).value();
  const auto after = book.view();
  EXPECT_EQ(to_string(book.planned(after, DischargeGround::owner_late).amount), "30000.00");
  EXPECT_TRUE(book.planned(after, DischargeGround::owner_late).missing.empty());
}

TEST_F(Recourse, TheContractorPaysFirstAndHasAClaimAsEachLineSettles) {
  (void)book.open().value();
  (void)book.execute(RecourseBook::step(DischargeGround::contractor_first)).value();
  (void)book.receive(book.by("wu.manager"), money("QH02", "500000.00", "R-9")).value();
  (void)book.instruct(book.by("wu.manager"), kBatch2).value();
  EXPECT_EQ(book.view().in_flight, book.view().owed);
  EXPECT_EQ(reason(book.everything_is_paid()), "ok");
  EXPECT_EQ(book.claim(), to_string(book.view().value.arrears));
  EXPECT_EQ(to_string(book.view().owed), "0.00");
}

TEST_F(Recourse, TheOwnersAdvanceLowersTheOpenPriceAndMakesNoClaim) {
  (void)book.certify("50000.00", "计量-10").value();
  (void)book.open(RecourseBook::request(DischargeCause::owner_late)).value();
  (void)book.paper(DischargePaper::price_statement).value();
  auto step = RecourseBook::step(DischargeGround::owner_late);
  step.amount = yuan("50000.00");
  step.reference = "OW-ADV-1";
  EXPECT_EQ(field(book.execute(step).value(), "payer"), "OW2");
  EXPECT_EQ(book.balance("c:QH02:price_open:OW2"), "0.00");
  EXPECT_EQ(book.balance("c:QH02:wage_bank:icbc"), "50000.00");
  EXPECT_TRUE(book.cases().claims("").value().empty());
}

TEST_F(Recourse, TheDepositPaysByANoticeUnderTheSameDecision) {
  (void)book.assess("zhao.regulator").value();
  (void)book.money("bank.icbc", "390000.00", "DP-1").value();
  (void)book.open().value();
  const auto notice = field(book.propose("zhao.regulator", {kSubsLine}).value(), "notice");
  auto step = RecourseBook::step(DischargeGround::deposit);
  step.decision = tests::kDecision;
  step.paper = notice;
  EXPECT_EQ(reason(book.execute(step)), "recourse.step-closed");  // the order has not expired
  (void)book.order_expires().value();
  (void)book.paper(DischargePaper::payment_notice).value();
  const auto receipt = book.execute(step).value();
  EXPECT_EQ(field(receipt, "amount"), "7262.25");
  EXPECT_EQ(field(receipt, "payer"), "BK2");
  EXPECT_EQ(book.view().value.executed.front().means, notice);
}

TEST_F(Recourse, TheFundPaysByAPaymentThatNamesEveryLineOfTheCase) {
  (void)EmergencyFundService(*book.book)
      .open(book.by("zhao.regulator"), {"F1", "360799", "应急周转金", day("2026-10-01")})
      .value();
  (void)EmergencyFundService(*book.book)
      .move(book.by("zhao.regulator"),
            {"F1", FundMovementKind::appropriated, "", yuan("500000.00"), {}, "财预〔2026〕1号"})
      .value();
  auto asked = RecourseBook::request();
  asked.fund = "F1";
  (void)book.open(asked).value();
  (void)book.order_expires().value();  // else the contractor is to pay all of it
  (void)book.paper(DischargePaper::fund_approval).value();
  auto step = RecourseBook::step(DischargeGround::fund);
  FundPaymentRequest request;
  request.fund = "F1";
  request.contract = "QH02";
  request.decision = step.decision;
  request.bank = "BK2";
  const auto october = book.batch(kBatch2);
  for (const auto& line : october.lines) {
    if (line.employer == kSub) request.lines.push_back(line.id);
  }
  const auto proposed =
      FundPaymentService(*book.book).propose(book.by("zhao.regulator"), request).value();
  step.paper = field(proposed, "payment");
  EXPECT_EQ(field(book.execute(step).value(), "amount"), field(proposed, "sum"));
  EXPECT_EQ(book.view().value.executed.front().means, step.paper);
  EXPECT_EQ(reason(book.execute(step)), "recourse.step-closed");  // nothing is left to advance
}

// ---- recoveries ---------------------------------------------------------------------------------

TEST_F(Recourse, ARecoveryGoesToTheOldestDebtFirstWhoeverPaid) {
  (void)EmergencyFundService(*book.book)
      .open(book.by("zhao.regulator"), {"F1", "360799", "应急周转金", day("2026-10-01")})
      .value();
  (void)EmergencyFundService(*book.book)
      .move(book.by("zhao.regulator"),
            {"F1", FundMovementKind::appropriated, "", yuan("1000.00"), {}, "财预〔2026〕1号"})
      .value();
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "300.00", "2026-11-03");
  book.owe(posting::fund_pays_living_cost("F1", kSub), "200.00", "2026-11-02");
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "100.00", "2026-11-05");
  const auto receipt = book.recover("350.00", "T-1").value();
  EXPECT_EQ(field(receipt, "parts"), "2");
  EXPECT_EQ(field(receipt, "left"), "250.00");
  EXPECT_EQ(book.balance("f:F1:fund_receivable:LW3"), "0.00");
  EXPECT_EQ(book.balance("f:F1:fund_bank"), "1000.00");
  const auto left = book.cases().claims(kSub).value();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(to_string(left[0].amount) + " " + to_string(left[0].since), "150.00 2026-11-03");
  EXPECT_EQ(to_string(left[1].amount) + " " + to_string(left[1].since), "100.00 2026-11-05");
}

TEST_F(Recourse, RefusesARecoveryOfMoreThanIsOwedOrTwice) {
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "300.00", "2026-11-03");
  EXPECT_EQ(reason(book.recover("300.01", "T-1")), "recourse.more-than-owed");
  EXPECT_EQ(reason(book.recover("299.99", "T-1")), "ok");
  EXPECT_EQ(reason(book.recover("0.01", "T-1")), "recourse.reference-used");
  EXPECT_EQ(reason(book.recover("0.01", "T-2")), "ok");
  EXPECT_EQ(reason(book.recover("0.01", "T-3")), "recourse.more-than-owed");
  EXPECT_EQ(reason(book.recover("0.00", "T-3")), "payments.amount-invalid");
  EXPECT_EQ(reason(book.recover("0.01", " ")), "recourse.document");
}

// The same money, by both commands and in either order; other money of the same debtor is booked.
TEST_F(Recourse, ARecoveryIsBookedByOneOfTwoCommands) {
  EmergencyFundService funds(*book.book);
  (void)funds.open(book.by("zhao.regulator"), {"F1", "360799", "应急周转金", day("2026-10-01")})
      .value();
  (void)funds
      .move(book.by("zhao.regulator"),
            {"F1", FundMovementKind::appropriated, "", yuan("1000.00"), {}, "财预〔2026〕1号"})
      .value();
  book.owe(posting::fund_pays_living_cost("F1", kSub), "400.00", "2026-11-02");
  const auto by_fund = [&](const std::string& document) {
    return reason(
        funds.move(book.by("zhao.regulator"),
                   {"F1", FundMovementKind::recovered, kSub, yuan("100.00"), {}, document}));
  };
  EXPECT_EQ(by_fund("Y1"), "ok");
  EXPECT_EQ(reason(book.recover("100.00", "Y1")), "recourse.reference-used");
  EXPECT_EQ(reason(book.recover("100.00", "Y2")), "ok");
  EXPECT_EQ(by_fund("Y2"), "fund.document-used");
  EXPECT_EQ(by_fund(RecourseBook::kRecoveredBy), "fund.document-used");
  EXPECT_EQ(by_fund("Y3"), "ok");
  EXPECT_EQ(book.balance("f:F1:fund_receivable:LW3"), "100.00");
}

// What went to the contractor's claim says nothing about the fund's.
TEST_F(Recourse, ARecoveryOfAClaimLeavesItsReferenceToTheFund) {
  EmergencyFundService funds(*book.book);
  (void)funds.open(book.by("zhao.regulator"), {"F1", "360799", "应急周转金", day("2026-10-01")})
      .value();
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "300.00", "2026-11-02");
  EXPECT_EQ(reason(book.recover("300.00", "Y1")), "ok");
  (void)funds
      .move(book.by("zhao.regulator"),
            {"F1", FundMovementKind::appropriated, "", yuan("1000.00"), {}, "财预〔2026〕1号"})
      .value();
  book.owe(posting::fund_pays_living_cost("F1", kSub), "400.00", "2026-11-03");
  EXPECT_EQ(reason(funds.move(book.by("zhao.regulator"),
                              {"F1", FundMovementKind::recovered, kSub, yuan("100.00"), {}, "Y1"})),
            "ok");
}

TEST_F(Recourse, TheCreditorSettlesAClaimOrGivesItUp) {
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "300.00", "2026-11-03");
  const auto end = [&](ClaimEnd how, const std::string& amount, const char* actor) {
    return book.cases().end_claim(book.by(actor),
                                  {{"QH02", "GC2", kSub}, how, yuan(amount), "结算单-1"});
  };
  EXPECT_EQ(reason(end(ClaimEnd::settled, "300.01", "wu.manager")), "recourse.more-than-owed");
  EXPECT_EQ(reason(end(ClaimEnd::settled, "100.00", "zhang.manager")), "access.not-permitted");
  EXPECT_EQ(field(end(ClaimEnd::settled, "100.00", "wu.manager").value(), "left"), "200.00");
  EXPECT_EQ(field(end(ClaimEnd::written_off, "200.00", "wu.manager").value(), "left"), "0.00");
}

// ---- refusals -----------------------------------------------------------------------------------

TEST_F(Recourse, RefusesACaseWithoutADocumentOrAnOverdueWage) {
  auto asked = RecourseBook::request();
  asked.document = "";
  EXPECT_EQ(reason(book.open(asked)), "recourse.document");
  asked = RecourseBook::request();
  asked.employer = "LW1";
  EXPECT_EQ(reason(book.open(asked)), "recourse.nothing-owed");
  asked.employer = "";  // the subcontractor and the contractor
  EXPECT_EQ(reason(book.open(asked)), "recourse.employer");
  asked = RecourseBook::request();
  asked.fund = "nobody";
  EXPECT_EQ(reason(book.open(asked)), "fund.unknown");
  book.now("2026-11-13 09:00");
  EXPECT_EQ(reason(book.open()), "recourse.nothing-owed");  // due today
}

TEST_F(Recourse, RefusesWhenEveryLineIsAnotherCases) {
  (void)book.open().value();
  EXPECT_EQ(reason(book.open()), "recourse.line-taken");
}

TEST_F(Recourse, RefusesACaseWhosePlanCannotBe) {
  EXPECT_EQ(reason(book.open(RecourseBook::request(DischargeCause::contractor))),
            "discharge.employer-contradicts");
}

TEST_F(Recourse, ADebtorCannotGiveUpWhatItOwes) {
  book.owe(posting::claim_arises({"QH02", "BK2", "GC2"}), "300.00", "2026-11-03");
  const auto waive = [&](const char* actor) {
    return reason(book.cases().end_claim(
        book.by(actor), {{"QH02", "BK2", "GC2"}, ClaimEnd::written_off, yuan("1.00"), "函-1"}));
  };
  EXPECT_EQ(waive("wu.manager"), "access.not-permitted");  // GC2's own approver
  EXPECT_EQ(waive("zhao.regulator"), "ok");
}

TEST_F(Recourse, RefusesARecoveryBeforeTheDebtOrAfterToday) {
  book.owe(posting::claim_arises({"QH02", "GC2", kSub}), "300.00", "2026-11-03");
  const auto on = [&](const char* day) {
    return reason(book.cases().recover(book.by("zhao.regulator"),
                                       {kSub, yuan("1.00"), day, "D", tests::day(day)}));
  };
  EXPECT_EQ(on("2026-11-02"), "recourse.day");
  EXPECT_EQ(on("2026-11-03"), "ok");
  EXPECT_EQ(on("2026-11-16"), "ok");
  EXPECT_EQ(on("2026-11-17"), "recourse.day");
}

TEST_F(Recourse, TheOwnersMoneyThatAStatementBroughtFirstIsBookedOnce) {
  (void)book.certify("50000.00", "计量-10").value();
  (void)book.open(RecourseBook::request(DischargeCause::owner_late)).value();
  (void)book.paper(DischargePaper::price_statement).value();
  tests::StatementText text{
      .id = "S-1", .day = "2026-11-13", .opening = "0.00", .closing = "50000.00"};
  text.movements.push_back({"B-1", "CRDT", "50000.00", "OW-ADV-1"});
  (void)book.import(book.by("bank.icbc"), tests::statement_file(text)).value();
  (void)book.reconcile(book.by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "50000.00");
  auto step = RecourseBook::step(DischargeGround::owner_late);
  step.amount = yuan("50000.00");
  step.reference = "OW-ADV-1";
  (void)book.execute(step).value();
  EXPECT_EQ(book.balance("c:QH02:wage_bank:icbc"), "50000.00");
  EXPECT_EQ(book.balance("c:QH02:suspense_in"), "0.00");
  EXPECT_EQ(book.balance("c:QH02:price_open:OW2"), "0.00");
}

// What the owner has put in is not the contractor's: its claim begins where that ends.
TEST_F(Recourse, TheContractorHasAClaimOnlyForWhatItPaysItself) {
  (void)book.certify("100000.00", "计量-10").value();
  (void)book.open(RecourseBook::request(DischargeCause::owner_late)).value();
  (void)book.paper(DischargePaper::price_statement).value();
  auto step = RecourseBook::step(DischargeGround::owner_late);
  step.amount = yuan("100000.00");
  step.reference = "OW-ADV-1";
  (void)book.execute(step).value();
  const auto view = book.view();
  EXPECT_EQ(to_string(view.received), "100000.00");
  step = RecourseBook::step(DischargeGround::contractor_first);
  (void)book.execute(step).value();
  (void)book.receive(book.by("wu.manager"), money("QH02", "500000.00", "R-9")).value();
  (void)book.instruct(book.by("wu.manager"), kBatch2).value();
  ASSERT_EQ(reason(book.everything_is_paid()), "ok");
  Money claimed;
  const auto parts = book.cases().claims(kSub).value();
  for (const auto& part : parts) claimed += part.amount;
  EXPECT_LE(claimed, view.owed - yuan("100000.00"));
  EXPECT_GT(claimed, view.owed - yuan("110000.00"));
}

TEST_F(Recourse, RefusesAStepThatThePlanHasNot) {
  EXPECT_EQ(reason(book.execute(RecourseBook::step(DischargeGround::deposit))),
            "recourse.case-unknown");
  (void)book.open().value();
  EXPECT_EQ(reason(book.execute(RecourseBook::step(DischargeGround::licence_lent))),
            "recourse.no-step");
  auto step = RecourseBook::step(DischargeGround::contractor_first);
  step.decision = "";
  EXPECT_EQ(reason(book.execute(step)), "recourse.document");
}

TEST_F(Recourse, RefusesAnotherDecisionsPaperAndOneThatIsUsed) {
  (void)book.assess("zhao.regulator").value();
  (void)book.money("bank.icbc", "390000.00", "DP-1").value();
  (void)book.open().value();
  (void)book.order_expires().value();
  (void)book.paper(DischargePaper::payment_notice).value();
  auto step = RecourseBook::step(DischargeGround::deposit);
  step.paper = field(book.propose("zhao.regulator", {kSubsLine}).value(), "notice");
  EXPECT_EQ(reason(book.execute(step)), "recourse.paper");
  step.decision = tests::kDecision;
  EXPECT_EQ(reason(book.execute(step)), "ok");
  EXPECT_EQ(reason(book.execute(step)), "recourse.paper");
}

TEST_F(Recourse, RefusesAnOwnersAdvanceBeyondTheOpenPriceOrWithAUsedReference) {
  (void)book.certify("100.00", "计量-10").value();
  (void)book.open(RecourseBook::request(DischargeCause::owner_late)).value();
  (void)book.paper(DischargePaper::price_statement).value();
  auto step = RecourseBook::step(DischargeGround::owner_late);
  step.reference = "OW-1";
  EXPECT_EQ(reason(book.execute(step)), "payments.amount-invalid");
  step.amount = yuan("100.01");
  EXPECT_EQ(reason(book.execute(step)), "recourse.too-much");
  step.amount = yuan("99.99");
  EXPECT_EQ(reason(book.execute(step)), "ok");
  step.amount = yuan("0.01");
  EXPECT_EQ(reason(book.execute(step)), "recourse.reference-used");
}

TEST_F(Recourse, RefusesAPayerThatNobodyKnows) {
  auto asked = RecourseBook::request(DischargeCause::licence_lent);
  asked.employer = "GC2";  // who lent it its licence is for a person to say
  (void)book.open(asked).value();
  auto step = RecourseBook::step(DischargeGround::licence_lent);
  EXPECT_EQ(reason(book.execute(step)), "recourse.payer");
  step.payer = "GC1";
  EXPECT_EQ(reason(book.execute(step)), "ok");
}

TEST_F(Recourse, RefusesWhoIsNoRegulator) {
  EXPECT_EQ(reason(book.cases().open(book.by("chen.clerk"), RecourseBook::request())),
            "access.not-permitted");
  EXPECT_EQ(reason(book.cases().recover(book.by("chen.clerk"), {kSub, yuan("1.00"), "T", "D", {}})),
            "access.not-permitted");
}

// ---- the open price -----------------------------------------------------------------------------

TEST_F(Recourse, ThePriceRisesWithProgressAndFallsWithPayment) {
  EXPECT_EQ(field(book.certify("300.00", "计量-1").value(), "open"), "300.00");
  EXPECT_EQ(reason(book.certify("1.00", "计量-1")), "price.document");
  EXPECT_EQ(reason(book.certify("1.00", " ")), "price.document");
  EXPECT_EQ(reason(book.certify("300.01", "付-1", PriceMovementKind::paid)),
            "price.more-than-open");
  EXPECT_EQ(field(book.certify("299.99", "付-1", PriceMovementKind::paid).value(), "open"), "0.01");
  EXPECT_EQ(reason(book.certify("0.00", "付-2", PriceMovementKind::paid)),
            "payments.amount-invalid");
}

}  // namespace
}  // namespace anxin::payments
