// The caps of a fund's scheme are counted over the case: proposals one after the other, of several
// funds and contracts, before and after settlement and return, never come to more.
#include <gtest/gtest.h>

#include "payments/rules/builtin_rules.h"
#include "payments/service/fund_payment_service.h"
#include "payments/service/recourse_service.h"
#include "tests/support/county_requests.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::CountyBook;
using tests::field;
using tests::reason;

const std::string kDecisionOne = "青应急〔2026〕1号";
const std::string kDecisionTwo = "青应急〔2026〕2号";
const std::string kFinding = "青人社欠认〔2026〕5号";

// The rules that ship, and a scheme of the province with these caps.
PaymentsData with_caps(const std::string& caps) {
  auto data = tests::shipped_data();
  auto file = parse_rules(
      "region = \"360000\"\nname = \"x\"\n[[rule]]\nid = \"own.fund\"\nkind = \"emergency-fund\"\n"
      "causes = [\"absconded\"]\nconstruction = \"covered\"\napprovals = [\"甲\"]\n"
      "recovered_by = \"丙\"\nvalid_from = \"2022-01-01\"\nsource = \"x\"\ngrade = \"summary\"\n" +
      caps);
  EXPECT_TRUE(file.findings.empty()) << caps;
  auto rules = data.rules.rules();
  rules.insert(rules.end(), file.value.rules.begin(), file.value.rules.end());
  data.rules = RuleSet(rules);
  return data;
}

std::string caps_of(const std::string& for_case, const std::string& more = "") {
  return "[rule.per_worker]\namount = \"1000.00\"\n[rule.per_case]\namount = \"" + for_case +
         "\"\n" + more;
}

std::string line_of(const std::string& contract, int number) {
  return contract + "-202610-01-000" + std::to_string(number);
}

// October is overdue in both contracts; LW3 employs workers of both.
class FundCaseBook : public CountyBook {
 public:
  explicit FundCaseBook(const std::string& caps) : CountyBook(1, with_caps(caps)) {
    now("2026-11-02 09:30");
    auto files = county_files();
    files[0].bytes =
        tests::replaced(files[0].bytes, "[\"LW1\", \"LW2\"]", "[\"LW1\", \"LW2\", \"LW3\"]");
    files[1].bytes = tests::replaced(files[1].bytes, ",LW1,", ",LW3,");
    (void)load(by("zhao.regulator"), files).value();
    (void)load(by("zhao.regulator"), {{"more.toml", tests::kRegulators}}).value();
    for (const char* fund : {"F1", "F2"}) give(fund);
    now("2026-11-10 10:00");
    (void)submit(by("li.clerk"), sheet_of("QH01")).value();
    (void)approve(by("zhang.manager"), kBatch1).value();
    (void)submit(by("chen.clerk"), sheet_of("QH02")).value();
    (void)approve(by("wu.manager"), kBatch2).value();
    now("2026-12-01 09:00");
  }

  void give(const std::string& fund) {
    EmergencyFundService funds(*book);
    (void)funds.open(by("zhao.regulator"), {fund, "360799", "应急周转金", day("2026-10-01")})
        .value();
    (void)funds
        .move(by("zhao.regulator"),
              {fund, FundMovementKind::appropriated, "", yuan("500000.00"), {}, "财预〔2026〕1号"})
        .value();
  }
  struct Ask {
    std::vector<int> lines;
    std::string contract = "QH02";
    std::string decision = kDecisionOne;
    std::string case_id = "";
    std::string fund = "F1";
    std::optional<Date> event_on = std::nullopt;
  };
  Result<Receipt> propose(const Ask& ask) {
    FundPaymentRequest made;
    made.fund = ask.fund;
    made.contract = ask.contract;
    made.case_id = ask.case_id;
    made.decision = ask.decision;
    made.bank = "BK2";
    made.event_on = ask.event_on;
    for (const int number : ask.lines) made.lines.push_back(line_of(ask.contract, number));
    return payments().propose(by("zhao.regulator"), made);
  }
  /// Its sum, or the reason of the refusal.
  std::string sum(const Ask& ask) {
    const auto receipt = propose(ask);
    return receipt ? field(*receipt, "sum") : reason(receipt);
  }
  void pay(const std::string& id) {
    (void)payments().approve(by("qian.regulator"), id).value();
    (void)payments().approve(by("sun.regulator"), id).value();
    LineAnswers answers;
    answers.rest_paid = true;
    (void)payments().answer(by("bank.icbc"), {id, std::nullopt, answers}).value();
  }
  void come_back(const std::string& id, const std::string& line) {
    LineAnswers answers;
    answers.returned = {{line, "AC04"}};
    (void)payments().answer(by("bank.icbc"), {id, std::nullopt, answers}).value();
  }
  void september_too() {
    auto request = sheet_of("QH02");
    request.month = kOctober - std::chrono::months(1);
    request.reason = "九月与十月出勤相同";  // the same table
    (void)submit(by("chen.clerk"), request).value();
    (void)approve(by("wu.manager"), "QH02-202609-01").value();
    now("2026-12-02 09:00");
  }
  std::string open(const std::string& contract, const std::string& document = kFinding) {
    OpenCaseRequest request;
    request.contract = contract;
    request.cause = DischargeCause::subcontractor;
    request.document = document;
    request.employer = "LW3";
    return field(RecourseService(*book).open(by("zhao.regulator"), request).value(), "case");
  }
  [[nodiscard]] FundPaymentService payments() const { return FundPaymentService(*book); }
};

class FundCases : public ::testing::Test {
 protected:
  FundCaseBook& with(const std::string& caps) {
    made_.push_back(std::make_unique<FundCaseBook>(caps));
    return *made_.back();
  }
  void TearDown() override {
    for (const auto& book : made_) EXPECT_EQ(book->broken(), "");
  }

 private:
  std::vector<std::unique_ptr<FundCaseBook>> made_;
};

// Two workers had 1000.00 each; a third may have what the ceiling leaves.
TEST_F(FundCases, TwoProposalsNeverComeToMoreThanTheCeiling) {
  const auto second = [&](const char* cap) {
    auto& book = with(caps_of(cap));
    EXPECT_EQ(book.sum({{1, 2}}), "2000.00");
    return book.sum({{3}});
  };
  EXPECT_EQ(second("2999.99"), "999.99");
  EXPECT_EQ(second("3000.00"), "1000.00");
  EXPECT_EQ(second("3000.01"), "1000.00");
}

TEST_F(FundCases, WhatIsLeftOfTheCeilingIsSharedInTheSameProportion) {
  auto& book = with(caps_of("3000.00"));
  EXPECT_EQ(book.sum({{1, 2}}), "2000.00");
  EXPECT_EQ(book.sum({{3, 4}}), "1000.00");
  EXPECT_EQ(book.sum({{5}}), "fund.nothing-owed");
}

TEST_F(FundCases, WhatWasPaidCountsAsWhatIsPromised) {
  auto& book = with(caps_of("3000.00"));
  (void)book.propose({{1, 2}}).value();
  book.pay("F1-P0001");
  EXPECT_EQ(book.sum({{3, 4}}), "1000.00");
}

TEST_F(FundCases, WhatCameBackOrWasWithdrawnLeavesRoom) {
  auto& book = with(caps_of("3000.00"));
  (void)book.propose({{1, 2}}).value();
  book.pay("F1-P0001");
  book.come_back("F1-P0001", line_of("QH02", 1));
  EXPECT_EQ(book.sum({{1, 3}}), "2000.00");
  (void)book.payments().withdraw(book.by("zhao.regulator"), "F1-P0002").value();
  EXPECT_EQ(book.sum({{3, 4, 5}}), "1999.98");
}

TEST_F(FundCases, AnotherDecisionWithoutACaseBeginsNothingAnew) {
  auto& book = with(caps_of("3000.00"));
  EXPECT_EQ(book.sum({{1, 2}}), "2000.00");
  EXPECT_EQ(book.sum({.lines = {3, 4}, .decision = kDecisionTwo}), "1000.00");
}

TEST_F(FundCases, AnotherFundBeginsNothingAnew) {
  auto& book = with(caps_of("3000.00"));
  EXPECT_EQ(book.sum({{1, 2}}), "2000.00");
  EXPECT_EQ(book.sum({.lines = {3, 4}, .fund = "F2"}), "1000.00");
}

TEST_F(FundCases, OneDecisionOverTwoContractsIsOneCase) {
  auto& book = with(caps_of("3000.00"));
  EXPECT_EQ(book.sum({.lines = {1, 2}, .contract = "QH01"}), "2000.00");
  EXPECT_EQ(book.sum({{1, 2}}), "1000.00");
  EXPECT_EQ(book.sum({.lines = {3, 4}, .decision = kDecisionTwo}), "2000.00");
}

TEST_F(FundCases, CasesOfOneFindingAboutOneEmployerAreOneOverTheirContracts) {
  auto& book = with(caps_of("3000.00"));
  (void)book.open("QH01");
  (void)book.open("QH02");
  EXPECT_EQ(book.sum({.lines = {1, 2}, .contract = "QH01"}), "2000.00");
  EXPECT_EQ(book.sum({.lines = {1, 2}, .decision = kDecisionTwo}), "1000.00");
}

TEST_F(FundCases, CasesOfTwoFindingsHaveTheirOwnCaps) {
  auto& book = with(caps_of("3000.00"));
  (void)book.open("QH01");
  (void)book.open("QH02", "青人社欠认〔2026〕6号");
  EXPECT_EQ(book.sum({.lines = {1, 2}, .contract = "QH01"}), "2000.00");
  EXPECT_EQ(book.sum({.lines = {1, 2}, .decision = kDecisionTwo}), "2000.00");
}

TEST_F(FundCases, APaymentBeforeTheCaseWasOpenedCountsInIt) {
  auto& book = with(caps_of("3000.00"));
  (void)book.propose({{1, 2}}).value();
  book.pay("F1-P0001");
  const auto opened = book.open("QH02");
  EXPECT_EQ(book.sum({.lines = {3, 4}, .decision = kDecisionTwo, .case_id = opened}), "1000.00");
  EXPECT_EQ(book.payments().show("F1-P0001").value().case_id, "");
  EXPECT_EQ(book.payments().show("F1-P0002").value().case_id, opened);
}

TEST_F(FundCases, APaymentIsOfTheCaseOfItsLinesWithoutNamingIt) {
  auto& book = with(caps_of("3000.00"));
  const auto opened = book.open("QH02");
  EXPECT_EQ(field(book.propose({{1}}).value(), "case"), opened);
}

TEST_F(FundCases, ANamedCaseIsOnRecordIsTheContractsAndHasTheLines) {
  auto& book = with(caps_of("3000.00"));
  EXPECT_EQ(book.sum({.lines = {1}, .case_id = "QH02-D01"}), "recourse.case-unknown");
  const auto other = book.open("QH01");
  EXPECT_EQ(book.sum({.lines = {1}, .case_id = other}), "recourse.case-unknown");
  EXPECT_EQ(book.sum({.lines = {1}, .contract = "QH01", .case_id = other}), "1000.00");
  FundPaymentRequest request;
  request.fund = "F1";
  request.contract = "QH01";
  request.case_id = other;
  request.decision = kDecisionOne;
  request.bank = "BK2";
  for (const auto& line : book.batch(kBatch1).lines) {
    if (line.employer != "LW3") request.lines = {line.id};
  }
  EXPECT_EQ(reason(book.payments().propose(book.by("zhao.regulator"), request)),
            "fund.line-other-case");
}

// Every worker of QH02 is owed more than 1000.00 twice over.
TEST_F(FundCases, AWorkersCapIsForTheCaseToo) {
  const auto second = [&](const char* cap) {
    auto& book = with("[rule.per_worker]\namount = \"" + std::string(cap) + "\"\n");
    EXPECT_EQ(book.sum({{1}}), cap);
    book.pay("F1-P0001");
    FundCaseBook::Ask rest;
    rest.decision = kDecisionTwo;
    rest.lines = {};
    const auto receipt = book.propose(rest).value();
    return field(receipt, "workers");
  };
  EXPECT_EQ(second("7262.24"), "39");
  EXPECT_EQ(second("7262.25"), "39");
}

TEST_F(FundCases, WhatAnOfficeDecidesOnBeyondTheCeilingIsStored) {
  const auto second = [&](const char* cap) {
    auto& book = with(caps_of(cap, "beyond = \"市局\"\n"));
    EXPECT_EQ(book.sum({{1, 2}}), "2000.00");
    EXPECT_EQ(book.payments().show("F1-P0001").value().beyond, "");
    EXPECT_EQ(book.sum({{3}}), "1000.00");
    const auto payment = book.payments().show("F1-P0002").value();
    return payment.beyond + " " + to_string(payment.above_cap);
  };
  EXPECT_EQ(second("2999.99"), "市局 0.01");
  EXPECT_EQ(second("3000.00"), " 0.00");
  EXPECT_EQ(second("3000.01"), " 0.00");
}

TEST_F(FundCases, WhatTheCeilingCutsAwayAndWhoMayRaiseAWorkersCapAreStored) {
  auto& book = with(
      "[rule.per_worker]\namount = \"1000.00\"\nraised_by = \"市政府\"\n"
      "[rule.per_case]\namount = \"1500.00\"\n");
  EXPECT_EQ(book.sum({{1, 2}}), "1500.00");
  const auto payment = book.payments().show("F1-P0001").value();
  EXPECT_EQ(payment.beyond, "");
  EXPECT_EQ(to_string(payment.above_cap), "500.00");
  EXPECT_EQ(payment.raised_by, "市政府");
}

// ---- months -------------------------------------------------------------------------------------

// September is owed too.
class WindowBook : public FundCaseBook {
 public:
  explicit WindowBook(const std::string& caps) : FundCaseBook(caps) { september_too(); }
  /// The months of the lines that a proposal for everybody names.
  std::set<std::string> months(const char* event_on) {
    Ask all;
    all.event_on = tests::day(event_on);
    const auto receipt = propose(all);
    if (!receipt) return {reason(receipt)};
    std::set<std::string> found;
    const auto payment = payments().show(field(*receipt, "payment")).value();
    for (const auto& line : payment.lines) {
      found.insert(line.line.substr(5, 6));
    }
    return found;
  }
};

// October is of the case, September came on the books after it. What is promised for September is
// neither owed nor advanced in the case.
TEST_F(FundCases, APromiseOutsideTheCaseTakesNothingFromWhatIsOwedInIt) {
  const auto october = [](std::optional<const char*> first) {
    FundCaseBook book("[rule.per_worker]\namount = \"20000.00\"\n");
    (void)book.open("QH02");
    book.september_too();
    FundPaymentRequest september;
    september.fund = "F1";
    september.contract = "QH02";
    september.decision = kDecisionOne;
    september.bank = "BK2";
    september.lines = {"QH02-202609-01-0001"};
    if (first) {
      const auto promised = book.payments().propose(book.by("zhao.regulator"), september).value();
      EXPECT_EQ(field(promised, "sum"), *first);
    }
    const auto sum = book.sum({.lines = {1}, .decision = kDecisionTwo, .case_id = "QH02-D01"});
    EXPECT_EQ(book.broken(), "");
    return sum;
  };
  EXPECT_EQ(october(std::nullopt), "7262.25");
  EXPECT_EQ(october("7262.25"), "7262.25");
}

using Found = std::set<std::string>;

TEST(FundWindow, OnlyTheLatestMonthsBeforeTheEventArePaid) {
  const auto months = [](const char* event_on) {
    WindowBook book("[rule.per_worker]\nmonths = 1\n");
    return book.months(event_on);
  };
  EXPECT_EQ(months("2026-09-30"), (Found{"fund.nothing-owed"}));
  EXPECT_EQ(months("2026-10-01"), (Found{"202609"}));
  EXPECT_EQ(months("2026-10-31"), (Found{"202609"}));
  EXPECT_EQ(months("2026-11-01"), (Found{"202610"}));
  EXPECT_EQ(months("2026-12-01"), (Found{"fund.nothing-owed"}));
}

TEST(FundWindow, OfTheMonthsThatCountTheOldestIsPaidFirst) {
  WindowBook book("[rule.per_worker]\nmonths = 2\namount = \"1000.00\"\n");
  EXPECT_EQ(book.months("2026-11-01"), (Found{"202609"}));
}

TEST(FundWindow, NoMonthIsPaidBeyondItsOwnCap) {
  WindowBook book("[rule.per_worker]\nmonths = 2\nmonth_of_average = \"60 %\"\n");
  FundPaymentRequest made;
  made.fund = "F1";
  made.contract = "QH02";
  made.decision = kDecisionOne;
  made.bank = "BK2";
  made.event_on = tests::day("2026-11-01");
  made.average_wage = tests::yuan("1000.00");
  made.lines = {line_of("QH02", 1), "QH02-202609-01-0001"};
  (void)book.payments().propose(book.by("zhao.regulator"), made).value();
  const auto payment = book.payments().show("F1-P0001").value();
  ASSERT_EQ(payment.lines.size(), 2U);
  EXPECT_EQ(to_string(payment.lines[0].amount), "600.00");
  EXPECT_EQ(to_string(payment.lines[1].amount), "600.00");
}

}  // namespace
}  // namespace anxin::payments
