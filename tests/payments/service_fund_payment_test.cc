// Payment of wages from an emergency fund: what the scheme allows of each line, two approvals, and
// lines that are paid, fail or come back. The identities hold after every step.
#include "payments/service/fund_payment_service.h"

#include <gtest/gtest.h>

#include "payments/service/monthly_report.h"
#include "payments/service/wage_paper_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::CountyBook;
using tests::field;
using tests::reason;

constexpr const char* kPayingFund = "OH";
constexpr const char* kPayment = "OH-P0001";
const std::string kFirst = "QH02-202610-01-0001";   // 7262.25, of which 30 % are 2178.67
const std::string kSecond = "QH02-202610-01-0002";  // 5633.73, of which 30 % are 1690.11
const std::string kRest = "QH02-202610-01-0041";    // what the scheme does not allow of the first

// The county moved to Ouhai, whose fund pays at most 30 % of a worker's arrears; the wages of
// October are three days overdue.
class FundPaymentBook : public CountyBook {
 public:
  FundPaymentBook() {
    now("2026-11-02 09:30");
    auto files = county_files();
    files[0].bytes = tests::replaced(files[0].bytes, "360799", "330304");
    (void)load(by("zhao.regulator"), files).value();
    (void)load(by("zhao.regulator"), {{"more.toml", tests::kRegulators}}).value();
    (void)EmergencyFundService(*book)
        .open(by("zhao.regulator"), {kPayingFund, "330304", "瓯海区应急周转金", day("2026-10-01")})
        .value();
    now("2026-11-10 10:00");
    (void)submit(by("chen.clerk"), sheet_of("QH02")).value();
    (void)approve(by("wu.manager"), kBatch2).value();
    now("2026-11-16 09:00");
    give("100000.00");
  }

  void give(const std::string& amount) {
    (void)EmergencyFundService(*book)
        .move(by("zhao.regulator"), {kPayingFund,
                                     FundMovementKind::appropriated,
                                     "",
                                     yuan(amount),
                                     {},
                                     "财预〔2026〕" + amount})
        .value();
  }
  static FundPaymentRequest request(std::vector<std::string> lines = {kFirst, kSecond}) {
    FundPaymentRequest made;
    made.fund = kPayingFund;
    made.contract = "QH02";
    made.decision = "瓯应急〔2026〕3号";
    made.bank = "BK2";
    made.cause = FundCause::unable;
    made.incident = FundPaymentRequest::Incident::feared;
    made.lines = std::move(lines);
    return made;
  }
  Result<Receipt> propose(const FundPaymentRequest& asked, const char* actor = "zhao.regulator") {
    return payments().propose(by(actor), asked);
  }
  Result<Receipt> approved_by(const char* actor, const char* id = kPayment) {
    return payments().approve(by(actor), id);
  }
  void both_approve() {
    (void)approved_by("qian.regulator").value();
    (void)approved_by("sun.regulator").value();
  }
  Result<Receipt> answer(LineAnswers answers, const char* actor = "bank.icbc") {
    return payments().answer(by(actor), {kPayment, std::nullopt, std::move(answers)});
  }
  [[nodiscard]] FundPaymentService payments() const { return FundPaymentService(*book); }
  [[nodiscard]] FundPayment payment() const { return payments().show(kPayment).value(); }
  [[nodiscard]] std::string fund_bank() const { return balance("f:OH:fund_bank"); }
  [[nodiscard]] std::string advanced_in(Month month) const {
    const auto report = monthly_report(*book, *RegionCode::parse("330304"), month).value();
    return to_string(report.funds.at(0).advanced);
  }
  /// What the employers owe the fund: LW3 all of it.
  [[nodiscard]] std::string receivable() const { return balance("f:OH:fund_receivable:LW3"); }
  /// What the fund owes LW3.
  [[nodiscard]] std::string owed_back() const {
    const auto account = reader().account(tests::name("c:QH02:claim:LW3:OH"));
    return account ? to_string(account->balance()) : "0.00";
  }
};

class FundPayments : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(book.broken(), ""); }
  FundPaymentBook book;
};

TEST_F(FundPayments, AllowTheSchemesShareOfEachWorkersArrears) {
  const auto receipt = book.propose(book.request()).value();
  EXPECT_EQ(field(receipt, "payment"), kPayment);
  EXPECT_EQ(field(receipt, "workers"), "2");
  EXPECT_EQ(field(receipt, "sum"), "3868.78");
  EXPECT_EQ(to_string(book.payment().lines[0].amount), "2178.67");
  EXPECT_EQ(to_string(book.payment().lines[1].amount), "1690.11");
  EXPECT_FALSE(book.payment().rules.empty());
}

TEST_F(FundPayments, TakeEveryOverdueLineWhereNoneIsNamed) {
  (void)book.propose(book.request({})).value();
  EXPECT_EQ(book.payment().lines.size(), 40U);
}

TEST_F(FundPayments, HoldWhatIsAllowedAndLeaveTheRestOwedAsALineOfItsOwn) {
  (void)book.propose(book.request()).value();
  (void)book.approved_by("qian.regulator").value();
  EXPECT_EQ(book.state(kFirst), "accrued");
  (void)book.approved_by("sun.regulator").value();
  EXPECT_EQ(book.state(kFirst), "in-flight");
  EXPECT_EQ(to_string(book.line(kFirst).net), "2178.67");
  EXPECT_EQ(book.state(kRest), "accrued");
  EXPECT_EQ(to_string(book.line(kRest).net), "5083.58");
  EXPECT_EQ(book.fund_bank(), "100000.00");
}

TEST_F(FundPayments, DischargeWhatTheBankPaidAndMakeTheEmployerOweTheFund) {
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.paid = {kFirst};
  EXPECT_EQ(field(book.answer(answers).value(), "waiting"), "1");
  EXPECT_EQ(book.state(kFirst), "discharged");
  EXPECT_EQ(book.fund_bank(), "97821.33");
  EXPECT_EQ(book.receivable(), "2178.67");
  answers = {};
  answers.rest_paid = true;
  EXPECT_EQ(field(book.answer(answers).value(), "state"), "executed");
  EXPECT_EQ(book.receivable(), "3868.78");
}

TEST_F(FundPayments, ReleaseALineThatFailsAndPayItAgain) {
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.failed = {{kFirst, "AC04"}};
  answers.rest_paid = true;
  (void)book.answer(answers).value();
  EXPECT_EQ(book.state(kFirst), "failed");
  EXPECT_EQ(book.receivable(), "1690.11");
  (void)book.propose(book.request({kFirst})).value();
  EXPECT_EQ(to_string(book.payments().show("OH-P0002").value().sum), "2178.67");
}

TEST_F(FundPayments, PostTheMirrorOfALineThatComesBack) {
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.rest_paid = true;
  (void)book.answer(answers).value();
  answers = {};
  answers.returned = {{kFirst, "AC04"}};
  EXPECT_EQ(field(book.answer(answers).value(), "returned_sum"), "2178.67");
  EXPECT_EQ(book.state(kFirst), "returned");
  EXPECT_EQ(book.receivable(), "1690.11");
  EXPECT_EQ(book.fund_bank(), "98309.89");
}

TEST_F(FundPayments, StandOnceInTheReportOfTheMonthThoughTheyCameBackAndWerePaidAgain) {
  const auto november = tests::kOctober + std::chrono::months(1);
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.rest_paid = true;
  (void)book.answer(answers).value();
  EXPECT_EQ(book.advanced_in(november), "3868.78");
  answers = {};
  answers.returned = {{kFirst, "AC04"}};
  (void)book.answer(answers).value();
  EXPECT_EQ(book.advanced_in(november), "1690.11");
  (void)book.propose(book.request({kFirst})).value();
  (void)book.approved_by("qian.regulator", "OH-P0002").value();
  (void)book.approved_by("sun.regulator", "OH-P0002").value();
  answers = {};
  answers.rest_paid = true;
  (void)book.payments().answer(book.by("bank.icbc"), {"OH-P0002", std::nullopt, answers}).value();
  EXPECT_EQ(book.advanced_in(november), "3868.78");
  EXPECT_EQ(book.advanced_in(tests::kOctober), "0.00");
}

// The second line's 1690.11 are owed whatever comes back; beyond that the fund keeps what it owes.
TEST_F(FundPayments, OweBackWhatTheEmployerPaidForALineThatComesBack) {
  const auto after = [](const char* recovered) {
    FundPaymentBook fresh;
    (void)fresh.propose(FundPaymentBook::request()).value();
    fresh.both_approve();
    LineAnswers answers;
    answers.rest_paid = true;
    (void)fresh.answer(answers).value();
    (void)EmergencyFundService(*fresh.book)
        .move(fresh.by("zhao.regulator"),
              {kPayingFund, FundMovementKind::recovered, "LW3", yuan(recovered), {}, "T-1"})
        .value();
    answers = {};
    answers.returned = {{kFirst, "AC04"}};
    (void)fresh.answer(answers).value();
    EXPECT_EQ(fresh.broken(), "");
    return fresh.receivable() + " " + fresh.owed_back();
  };
  EXPECT_EQ(after("1690.10"), "0.01 0.00");
  EXPECT_EQ(after("1690.11"), "0.00 0.00");
  EXPECT_EQ(after("1690.12"), "0.00 0.01");
}

TEST_F(FundPayments, OweNothingBackForWhatWasWrittenOff) {
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.rest_paid = true;
  (void)book.answer(answers).value();
  EmergencyFundService funds(*book.book);
  (void)funds
      .move(
          book.by("zhao.regulator"),
          {kPayingFund, FundMovementKind::written_off, "LW3", yuan("3868.78"), {}, "核〔2026〕1号"})
      .value();
  (void)funds.approve(book.by("qian.regulator"), "OH/0002").value();
  answers = {};
  answers.returned = {{kFirst, "AC04"}};
  (void)book.answer(answers).value();
  EXPECT_EQ(book.receivable() + " " + book.owed_back(), "0.00 0.00");
  EXPECT_EQ(book.fund_bank(), "98309.89");
}

// The cap is for the whole case: what was advanced before counts.
TEST_F(FundPayments, GiveNobodyTheSchemesShareTwice) {
  (void)book.propose(book.request()).value();
  book.both_approve();
  LineAnswers answers;
  answers.rest_paid = true;
  (void)book.answer(answers).value();
  EXPECT_EQ(reason(book.propose(book.request({kRest}))), "fund.nothing-owed");
}

// ---- the rest -----------------------------------------------------------------------------------

// The fund's part came back from the worker's card, and a repair names another one.
class RestOfALine : public FundPayments {
 protected:
  void fail_on_the_old_card() {
    (void)book.propose(book.request()).value();
    book.both_approve();
    LineAnswers answers;
    answers.failed = {{kFirst, "AC04"}};
    (void)book.answer(answers).value();
    ASSERT_EQ(book.line(kRest).card_fingerprint, book.line(kFirst).card_fingerprint);
  }
  void repair() {
    const auto rows =
        repair_rows(kFirst + ",肖友祥,999999197002249425," + tests::invented_card(8) + ",\n");
    const auto before = book.line(kRest).card_fingerprint;
    const auto batch =
        field(book.repair(book.by("chen.clerk"), {"QH02", tests::kOctober, rows}).value(), "batch");
    EXPECT_EQ(book.line(kRest).card_fingerprint, before);  // one person alone changes nothing
    (void)book.approve(book.by("wu.manager"), batch).value();
  }
  [[nodiscard]] std::string card_of(int serial) const {
    return book.vault.card_index(tests::invented_card(serial));
  }
};

TEST_F(RestOfALine, FollowsTheCardThatTwoPersonsGiveTheWorker) {
  fail_on_the_old_card();
  const auto others = book.line(kSecond).card_fingerprint;
  repair();
  EXPECT_EQ(book.line(kRest).card_fingerprint, card_of(8));
  EXPECT_EQ(book.state(kRest), "accrued");
  EXPECT_EQ(book.line(kSecond).card_fingerprint, others);
  (void)book.receive(book.by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
  (void)book.instruct(book.by("wu.manager"), kBatch2).value();
  const auto bytes =
      PayrollService(*book.book).file_bytes(book.by("bank.icbc"), kBatch2 + "-F1").value();
  EXPECT_NE(bytes.find(tests::invented_card(8)), std::string::npos);
}

TEST_F(RestOfALine, WithAPayeeIsStillPaidToThePayee) {
  fail_on_the_old_card();
  WagePaperService papers(*book.book);
  (void)papers
      .propose_payee(
          book.by("chen.clerk"),
          {kRest, PayeeKind::guardian, {"肖承", tests::invented_card(7), ""}, "监护证明"})
      .value();
  (void)papers.approve(book.by("wu.manager"), "QH02-H01").value();
  repair();
  EXPECT_EQ(book.line(kRest).card_fingerprint, card_of(7));
}

TEST_F(FundPayments, ARetryGivesTheFirstAnswer) {
  (void)book.propose(book.request()).value();
  (void)book.approved_by("qian.regulator").value();
  const auto second = book.payments().approve({"sun.regulator", "k2"}, kPayment).value();
  const auto again = book.payments().approve({"sun.regulator", "k2"}, kPayment).value();
  EXPECT_EQ(second.entry, again.entry);
  EXPECT_TRUE(again.replayed);
}

// ---- refusals -----------------------------------------------------------------------------------

TEST_F(FundPayments, RefuseWhoIsNoRegulator) {
  EXPECT_EQ(reason(book.propose(book.request(), "chen.clerk")), "access.not-permitted");
}

TEST_F(FundPayments, RefuseAnUnknownFundContractOrBankAndAMissingDecision) {
  auto asked = book.request();
  asked.fund = "nobody";
  EXPECT_EQ(reason(book.propose(asked)), "fund.unknown");
  asked = book.request();
  asked.contract = "nobody";
  EXPECT_EQ(reason(book.propose(asked)), "payments.contract-unknown");
  asked = book.request();
  asked.bank = "nobody";
  EXPECT_EQ(reason(book.propose(asked)), "fund.debtor-unknown");
  asked = book.request();
  asked.decision = " ";
  EXPECT_EQ(reason(book.propose(asked)), "fund.document-missing");
}

TEST_F(FundPayments, RefuseALineThatIsNotOverdueYet) {
  book.now("2026-11-13 09:00");  // the agreed pay day itself
  EXPECT_EQ(reason(book.propose(book.request())), "fund.line-not-payable");
  EXPECT_EQ(reason(book.propose(book.request({}))), "fund.nothing-owed");
  book.now("2026-11-14 09:00");
  EXPECT_EQ(reason(book.propose(book.request())), "ok");
}

TEST_F(FundPayments, RefuseALineOfAnotherContract) {
  EXPECT_EQ(reason(book.propose(book.request({"QH01-202610-01-0001"}))), "fund.line-not-payable");
}

TEST_F(FundPayments, RefuseALineThatAnOpenPaymentNames) {
  (void)book.propose(book.request()).value();
  EXPECT_EQ(reason(book.propose(book.request({kFirst}))), "fund.line-taken");
  (void)book.payments().withdraw(book.by("zhao.regulator"), kPayment).value();
  EXPECT_EQ(reason(book.propose(book.request({kFirst}))), "ok");
}

TEST_F(FundPayments, RefuseACauseThatTheSchemeDoesNotCover) {
  auto asked = book.request();
  asked.cause = FundCause::force_majeure;
  const auto refused = book.propose(asked);
  EXPECT_EQ(reason(refused), "fund.barred");
  EXPECT_EQ(refused.error().details, (Fields{{"bars", "fund.cause-not-covered"}}));
}

TEST_F(FundPayments, RefuseTheSecondApprovalWhenTheWageIsAnotherBy) {
  (void)book.propose(book.request()).value();
  (void)book.approved_by("qian.regulator").value();
  auto stored = *find(book.reader(), kLines, kFirst);
  auto less = stored.value;
  less.net -= tests::yuan("0.01");
  CommandDraft draft;
  draft.update(kLines, stored, less);
  draft.post(tests::day("2026-11-16"),
             posting::accrual_reduced({"QH02", tests::kOctober, less.employer, less.worker}),
             tests::yuan("0.01"));
  (void)book.writer->execute(std::move(draft).build("less", "tester", {})).value();
  EXPECT_EQ(reason(book.approved_by("sun.regulator")), "fund.line-not-payable");
}

TEST_F(FundPayments, RefuseAnApprovalByTheProposerOrByOnePersonTwice) {
  (void)book.propose(book.request()).value();
  EXPECT_EQ(reason(book.approved_by("zhao.again")), "access.same-person");
  (void)book.approved_by("qian.regulator").value();
  EXPECT_EQ(reason(book.approved_by("qian.regulator")), "access.same-person");
  EXPECT_EQ(reason(book.approved_by("zhao.regulator")), "access.same-person");
}

TEST_F(FundPayments, RefuseToApproveOrWithdrawWhatIsWithTheBank) {
  EXPECT_EQ(reason(book.approved_by("qian.regulator")), "fund.payment-unknown");
  (void)book.propose(book.request()).value();
  book.both_approve();
  EXPECT_EQ(reason(book.approved_by("qian.regulator")), "fund.payment-state");
  EXPECT_EQ(reason(book.payments().withdraw(book.by("zhao.regulator"), kPayment)),
            "fund.payment-state");
}

TEST_F(FundPayments, RefuseTheSecondApprovalWhereTheFundHoldsLess) {
  (void)EmergencyFundService(*book.book)
      .move(book.by("zhao.regulator"), {kPayingFund,
                                        FundMovementKind::given_back,
                                        "",
                                        tests::yuan("96131.23"),
                                        {},
                                        "财预〔2026〕9号"})
      .value();
  (void)EmergencyFundService(*book.book).approve(book.by("qian.regulator"), "OH/0002").value();
  (void)book.propose(book.request()).value();
  (void)book.approved_by("qian.regulator").value();
  EXPECT_EQ(reason(book.approved_by("sun.regulator")), "fund.more-than-held");  // a fen short
  book.give("0.01");
  EXPECT_EQ(reason(book.approved_by("sun.regulator")), "ok");
}

TEST_F(FundPayments, RefuseALineThatWasPaidMeanwhile) {
  (void)book.propose(book.request()).value();
  (void)book.approved_by("qian.regulator").value();
  (void)book.receive(book.by("wu.manager"), money("QH02", "500000.00", "R-9")).value();
  (void)book.instruct(book.by("wu.manager"), kBatch2).value();
  EXPECT_EQ(reason(book.approved_by("sun.regulator")), "fund.line-not-payable");
}

TEST_F(FundPayments, RefuseAnAnswerBeforeItIsWithTheBankOrFromAnotherBank) {
  (void)book.propose(book.request()).value();
  LineAnswers answers;
  answers.paid = {kFirst};
  EXPECT_EQ(reason(book.answer(answers)), "fund.payment-state");
  book.both_approve();
  EXPECT_EQ(reason(book.answer(answers, "bank.ccb")), "access.not-permitted");
  EXPECT_EQ(reason(book.answer({})), "deposit.answer-empty");
}

TEST_F(FundPayments, RefuseToShowWhatIsNotThere) {
  EXPECT_EQ(reason(book.payments().show("nobody")), "fund.payment-unknown");
  EXPECT_EQ(reason(book.payments().list("nobody")), "fund.unknown");
  EXPECT_TRUE(book.payments().list(kPayingFund).value().empty());
}

}  // namespace
}  // namespace anxin::payments
