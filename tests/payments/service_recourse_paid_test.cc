// What the steps of a case have paid in the end, the treasury's step of two persons, and claims
// whose payments come back.
#include <gtest/gtest.h>

#include "payments/service/emergency_fund_service.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/recourse_service.h"
#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::field;
using tests::kSubsLine;
using tests::kThirdLine;
using tests::reason;

constexpr const char* kPaidCase = "QH02-D01";
const std::string kPaidDebtor = "LW3";

OpenCaseRequest case_request(DischargeCause cause = DischargeCause::subcontractor) {
  OpenCaseRequest made;
  made.contract = "QH02";
  made.cause = cause;
  made.document = "青人社欠认〔2026〕5号";
  made.employer = kPaidDebtor;
  return made;
}

template <class Book>
void note_in_case(Book& book, const CaseNote& asked) {
  auto note = asked;
  note.case_id = kPaidCase;
  note.document = "附件";
  (void)RecourseService(*book.book).note(book.by("zhao.regulator"), note).value();
}

// ---- the treasury -------------------------------------------------------------------------------

// The county moved to Bazhou, where the treasury pays last; the order to pay has expired.
class TreasuryBook : public tests::CountyBook {
 public:
  TreasuryBook() {
    now("2026-11-02 09:30");
    auto files = county_files();
    files[0].bytes = tests::replaced(files[0].bytes, "360799", "511902");
    (void)load(by("zhao.regulator"), files).value();
    (void)load(by("zhao.regulator"), {{"more.toml", std::string(tests::kSecondRegulator)}}).value();
    now("2026-11-10 10:00");
    (void)submit(by("chen.clerk"), sheet_of("QH02")).value();
    (void)approve(by("wu.manager"), kBatch2).value();
    now("2026-11-16 09:00");
    (void)cases().open(by("zhao.regulator"), case_request()).value();
    note_in_case(*this, {"", DischargeOrder::expired, {}, {}, ""});
    decide("1000.00");
  }
  void decide(const char* amount) {
    note_in_case(*this, {"", {}, {DischargePaper::treasury_decision}, yuan(amount), ""});
  }
  Result<Receipt> propose(const std::string& amount, const std::string& reference) {
    ExecuteStepRequest step;
    step.case_id = kPaidCase;
    step.ground = DischargeGround::treasury;
    step.decision = "府办〔2026〕3号";
    step.payer = "HRSS";
    step.amount = yuan(amount);
    step.reference = reference;
    return cases().execute(by("zhao.regulator"), step);
  }
  Result<Receipt> second(const char* actor, const std::string& reference) {
    return cases().approve(by(actor), {kPaidCase, reference});
  }
  Result<Receipt> withdraw(const std::string& reference) {
    return cases().withdraw(by("zhao.regulator"), {kPaidCase, reference});
  }
  [[nodiscard]] RecourseService cases() const { return RecourseService(*book); }
  [[nodiscard]] CaseView view() const { return cases().show(kPaidCase).value(); }
};

class TreasuryStep : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(book.broken(), ""); }
  TreasuryBook book;
};

TEST_F(TreasuryStep, IsBookedOnlyWhenAnotherPersonApprovesIt) {
  EXPECT_EQ(field(book.propose("600.00", "T-1").value(), "state"), "proposed");
  EXPECT_TRUE(book.cases().claims("").value().empty());
  EXPECT_EQ(book.view().value.proposed.size(), 1U);
  EXPECT_EQ(reason(book.second("zhao.regulator", "T-1")), "access.same-person");
  EXPECT_EQ(reason(book.second("zhao.second", "T-1")), "access.same-person");
  EXPECT_EQ(reason(book.second("chen.clerk", "T-1")), "access.not-permitted");
  EXPECT_EQ(field(book.second("qian.regulator", "T-1").value(), "state"), "executed");
  EXPECT_EQ(book.balance("c:QH02:wage_bank:icbc"), "600.00");
  EXPECT_EQ(book.balance("c:QH02:claim:HRSS:LW3"), "600.00");
  const auto& step = book.view().value.executed.at(0);
  EXPECT_EQ(step.by + " " + step.approved_by, "S007 S008");
  EXPECT_TRUE(book.view().value.proposed.empty());
  EXPECT_EQ(reason(book.second("qian.regulator", "T-1")), "recourse.proposal-unknown");
}

TEST_F(TreasuryStep, WhatIsProposedIsNoLongerToBePaid) {
  (void)book.propose("600.00", "T-1").value();
  EXPECT_EQ(reason(book.propose("0.01", "T-1")), "recourse.reference-used");
  EXPECT_EQ(reason(book.propose("400.01", "T-2")), "recourse.too-much");
  EXPECT_EQ(reason(book.propose("399.99", "T-2")), "ok");
  EXPECT_EQ(reason(book.propose("0.01", "T-3")), "ok");
  EXPECT_EQ(reason(book.propose("0.01", "T-4")), "recourse.step-closed");
}

TEST_F(TreasuryStep, AProposalThatIsTakenBackLeavesNothing) {
  (void)book.propose("1000.00", "T-1").value();
  EXPECT_EQ(reason(book.withdraw("T-2")), "recourse.proposal-unknown");
  EXPECT_EQ(field(book.withdraw("T-1").value(), "state"), "withdrawn");
  EXPECT_EQ(reason(book.second("qian.regulator", "T-1")), "recourse.proposal-unknown");
  EXPECT_EQ(reason(book.propose("1000.00", "T-1")), "ok");
}

TEST_F(TreasuryStep, IsNotApprovedBeyondWhatIsDecidedByThen) {
  (void)book.propose("600.00", "T-1").value();
  book.decide("599.99");
  EXPECT_EQ(reason(book.second("qian.regulator", "T-1")), "recourse.too-much");
  book.decide("600.00");
  EXPECT_EQ(reason(book.second("qian.regulator", "T-1")), "ok");
  book.decide("100.00");  // less than was carried out: the case can still be seen
  EXPECT_EQ(reason(book.cases().show(kPaidCase)), "ok");
}

// ---- what was paid ------------------------------------------------------------------------------

class PaidBook : public tests::DepositBook {
 public:
  PaidBook() {
    (void)assess("zhao.regulator").value();
    (void)money("bank.icbc", "390000.00", "DP-1").value();
    now("2026-11-16 09:00");
    (void)cases().open(by("zhao.regulator"), case_request()).value();
  }
  void notice_for(const std::vector<std::string>& lines) {
    note_in_case(*this, {"", DischargeOrder::expired, {DischargePaper::payment_notice}, {}, ""});
    (void)propose("zhao.regulator", lines).value();
    ExecuteStepRequest step;
    step.case_id = kPaidCase;
    step.ground = DischargeGround::deposit;
    step.decision = tests::kDecision;
    step.paper = tests::kNotice;
    (void)cases().execute(by("zhao.regulator"), step).value();
    (void)approve_notice("qian.regulator").value();
  }
  void contractor_pays() {
    ExecuteStepRequest step;
    step.case_id = kPaidCase;
    step.ground = DischargeGround::contractor_first;
    step.decision = "青人社先偿〔2026〕2号";
    (void)cases().execute(by("zhao.regulator"), step).value();
    (void)receive(by("wu.manager"), payments::money("QH02", "500000.00", "R-9")).value();
    (void)instruct(by("wu.manager"), kBatch2).value();
    std::vector<tests::LineAnswer> answers;
    const auto october = batch(kBatch2);
    for (const auto& line : october.lines) answers.push_back({line.id, "ACSC", "", ""});
    (void)import(by("bank.icbc"), tests::result_file("M-1", october.files.front().id, answers))
        .value();
  }
  [[nodiscard]] RecourseService cases() const { return RecourseService(*book); }
  [[nodiscard]] std::string step_paid() const {
    return to_string(cases().show(kPaidCase).value().paid.at(0));
  }
  /// "150.00 2026-11-16, …"
  [[nodiscard]] std::string parts(const std::string& debtor = kPaidDebtor) const {
    std::string text;
    const auto all = cases().claims(debtor).value();
    for (const auto& part : all) {
      text += (text.empty() ? "" : ", ") + to_string(part.amount) + " " + to_string(part.since);
    }
    return text;
  }
  Result<Receipt> recover(const std::string& amount) {
    return cases().recover(by("zhao.regulator"),
                           {kPaidDebtor, yuan(amount), "T-" + amount, "青人社追〔2027〕1号", {}});
  }
  Result<Receipt> end(ClaimEnd how, const std::string& amount) {
    return cases().end_claim(by("zhao.regulator"),
                             {{"QH02", "GC2", kPaidDebtor}, how, yuan(amount), "结算单-1"});
  }
  [[nodiscard]] std::string claim() const { return balance("c:QH02:claim:GC2:LW3"); }
  /// What the contractor owes the subcontractor.
  [[nodiscard]] std::string owed_back() const {
    const auto account = reader().account(tests::name("c:QH02:claim:LW3:GC2"));
    return account ? to_string(account->balance()) : "0.00";
  }
};

class PaidSteps : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(book.broken(), ""); }
  PaidBook book;
};

TEST_F(PaidSteps, ThePaperOfAStepPaysLineByLineAndLessWhenOneComesBack) {
  book.notice_for({kSubsLine, kThirdLine});
  EXPECT_EQ(book.step_paid(), "0.00");
  (void)book.answer("bank.icbc", PaidBook::paid({kSubsLine})).value();
  EXPECT_EQ(book.step_paid(), "7262.25");
  (void)book.answer("bank.icbc", PaidBook::paid({kThirdLine})).value();
  EXPECT_EQ(book.step_paid(),
            to_string(book.cases().show(kPaidCase).value().value.executed[0].amount));
  (void)book.answer("bank.icbc", PaidBook::returned(kThirdLine, "AC04")).value();
  EXPECT_EQ(book.step_paid(), "7262.25");
}

TEST_F(PaidSteps, PayrollPaysWhatSettlesWithTheStepsCreditor) {
  book.contractor_pays();
  EXPECT_EQ(book.step_paid(), book.claim());
  EXPECT_EQ(book.step_paid(), to_string(book.cases().show(kPaidCase).value().value.arrears));
}

// ---- claims whose payments come back ------------------------------------------------------------

// The first line is paid on the 16th, the third on the 18th.
class ReturnedClaims : public PaidSteps {
 protected:
  void SetUp() override {
    book.notice_for({kSubsLine, kThirdLine});
    (void)book.answer("bank.icbc", PaidBook::paid({kSubsLine})).value();
    book.now("2026-11-18 09:00");
    (void)book.answer("bank.icbc", PaidBook::paid({kThirdLine})).value();
    third = to_string(book.line(kThirdLine).net);
    book.now("2026-11-20 09:00");
  }
  void come_back(const std::string& line) {
    (void)book.answer("bank.icbc", PaidBook::returned(line, "AC04")).value();
  }
  std::string third;
};

TEST_F(ReturnedClaims, ThePartOfTheLineThatCameBackIsNoMoreWhateverItsAge) {
  EXPECT_EQ(book.parts(), "7262.25 2026-11-16, " + third + " 2026-11-18");
  come_back(kThirdLine);
  EXPECT_EQ(book.parts(), "7262.25 2026-11-16");
  EXPECT_EQ(book.claim(), "7262.25");
}

TEST_F(ReturnedClaims, TheOlderPartFallsWhenItsLineComesBack) {
  come_back(kSubsLine);
  EXPECT_EQ(book.parts(), third + " 2026-11-18");
}

// 100.00 of the first part are recovered; then the newer line comes back, or the older one.
TEST_F(ReturnedClaims, ARecoveryKeepsItsPlaceWhenAnotherLineComesBack) {
  (void)book.recover("100.00").value();
  come_back(kThirdLine);
  EXPECT_EQ(book.parts(), "7162.25 2026-11-16");
}

TEST_F(ReturnedClaims, WhatWasPaidOfALineThatComesBackPaysWhatElseIsOwed) {
  (void)book.recover("100.00").value();
  come_back(kSubsLine);
  EXPECT_EQ(book.parts(), to_string(tests::yuan(third) - tests::yuan("100.00")) + " 2026-11-18");
  EXPECT_EQ(book.owed_back(), "0.00");
}

TEST_F(ReturnedClaims, WhatWasRecoveredBeyondWhatIsLeftIsOwedBack) {
  const auto recovered_then_back = [&](const char* more) {
    PaidBook fresh;
    fresh.notice_for({kSubsLine, kThirdLine});
    (void)fresh.answer("bank.icbc", PaidBook::paid({kSubsLine, kThirdLine})).value();
    const auto amount = tests::yuan(third) + tests::yuan(more);
    (void)fresh.recover(to_string(amount)).value();
    (void)fresh.answer("bank.icbc", PaidBook::returned(kSubsLine, "AC04")).value();
    EXPECT_EQ(fresh.broken(), "");
    return fresh.claim() + " " + fresh.owed_back();
  };
  EXPECT_EQ(recovered_then_back("-0.01"), "0.01 0.00");
  EXPECT_EQ(recovered_then_back("0.00"), "0.00 0.00");
  EXPECT_EQ(recovered_then_back("0.01"), "0.00 0.01");
}

TEST_F(ReturnedClaims, WhatIsOwedBackIsAClaimThatTheDebtorSettles) {
  (void)book.recover(book.claim()).value();
  come_back(kSubsLine);
  EXPECT_EQ(book.parts("GC2"), "7262.25 2026-11-20");
  const EndClaimRequest settle{
      {"QH02", kPaidDebtor, "GC2"}, ClaimEnd::settled, tests::yuan("7262.25"), "结算单-2"};
  EXPECT_EQ(field(book.cases().end_claim(book.by("zhao.regulator"), settle).value(), "left"),
            "0.00");
}

TEST_F(ReturnedClaims, BothLinesInOneAnswerNeverEndMoreThanIsOpen) {
  (void)book.recover("100.00").value();
  NoticeAnswer both = PaidBook::returned(kSubsLine, "AC04");
  both.returned.push_back({kThirdLine, "AC04"});
  (void)book.answer("bank.icbc", both).value();
  EXPECT_EQ(book.claim() + " " + book.owed_back(), "0.00 100.00");
}

TEST_F(ReturnedClaims, WhatWasGivenUpWithoutMoneyIsNotOwedBack) {
  (void)book.recover("100.00").value();
  const auto rest = tests::yuan(book.claim());
  (void)book.end(ClaimEnd::written_off, to_string(rest)).value();
  come_back(kSubsLine);
  come_back(kThirdLine);
  EXPECT_EQ(book.claim() + " " + book.owed_back(), "0.00 100.00");
}

TEST_F(ReturnedClaims, APaymentThatCameBackAndIsPaidAgainMakesAPartOfItsDay) {
  come_back(kSubsLine);
  (void)book.propose("zhao.regulator", {kSubsLine}).value();
  (void)book.approve_notice("qian.regulator", "QH02-N02").value();
  NoticeAnswer paid = PaidBook::paid({kSubsLine});
  paid.notice = "QH02-N02";
  (void)book.answer("bank.icbc", paid).value();
  EXPECT_EQ(book.parts(), third + " 2026-11-18, 7262.25 2026-11-20");
}

}  // namespace
}  // namespace anxin::payments
