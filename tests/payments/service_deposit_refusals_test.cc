// Every word with which a step about the deposit refuses, and that a refusal changes nothing.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::deposit_at;
using tests::DepositBook;
using tests::kDecision;
using tests::kNotice;
using tests::kOwnLine;
using tests::kSubsLine;
using tests::kThirdLine;
using tests::reason;
using tests::Stage;

struct Refusal {
  std::string name;
  Stage at;
  std::string expected;
  std::function<Result<Receipt>(DepositBook&)> act;
};
std::ostream& operator<<(std::ostream& out, const Refusal& refusal) { return out << refusal.name; }

std::vector<Refusal> access_refusals() {
  const auto paid = DepositBook::paid({kSubsLine});
  return {
      {"TheContractorDoesNotAssess", Stage::owed, "access.not-permitted",
       [](DepositBook& b) { return b.assess("wu.manager"); }},
      {"AnotherBankStoresNothing", Stage::assessed, "access.not-permitted",
       [](DepositBook& b) { return b.money("bank.ccb", "1.00", "R"); }},
      {"AClerkTakesNoInterestOut", Stage::stored, "access.not-permitted",
       [](DepositBook& b) {
         return b.money("chen.clerk", "1.00", "R", DepositMoney::interest_out);
       }},
      {"TheContractorProposesNoNotice", Stage::stored, "access.not-permitted",
       [](DepositBook& b) { return b.propose("wu.manager", {kSubsLine}); }},
      {"TheContractorApprovesNoNotice", Stage::proposed, "access.not-permitted",
       [](DepositBook& b) { return b.approve_notice("wu.manager"); }},
      {"TheProposerDoesNotApprove", Stage::proposed, "access.same-person",
       [](DepositBook& b) { return b.approve_notice("zhao.regulator"); }},
      {"TheProposerDoesNotApproveByAnotherLogin", Stage::proposed, "access.same-person",
       [](DepositBook& b) { return b.approve_notice("zhao.second"); }},
      {"AnotherBankDoesNotAnswer", Stage::approved, "access.not-permitted",
       [paid](DepositBook& b) { return b.answer("bank.ccb", paid); }},
      {"TheRegulatorDoesNotAnswer", Stage::approved, "access.not-permitted",
       [paid](DepositBook& b) { return b.answer("zhao.regulator", paid); }},
  };
}

std::vector<Refusal> money_refusals() {
  return {
      {"ABankThatIsNoParty", Stage::owed, "deposit.party-unknown",
       [](DepositBook& b) {
         AssessRequest request;
         request.bank = "BK9";
         return b.assess("zhao.regulator", request);
       }},
      {"ADayBeforeEveryRule", Stage::owed, "rules.none-in-force",
       [](DepositBook& b) {
         AssessRequest request;
         request.permit_on = tests::day("2021-10-31");
         return b.assess("zhao.regulator", request);
       }},
      {"StoredBeforeItIsAssessed", Stage::owed, "deposit.not-assessed",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", "R"); }},
      {"NothingStored", Stage::assessed, "payments.amount-invalid",
       [](DepositBook& b) { return b.money("bank.icbc", "0.00", "R"); }},
      {"MoreStoredThanThereCanBe", Stage::assessed, "payments.amount-invalid",
       [](DepositBook& b) { return b.money("bank.icbc", "100000000000.01", "R"); }},
      {"TheSameTransferTwice", Stage::stored, "deposit.reference-used",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", "DP-1"); }},
      {"MoreInterestThanThereIs", Stage::stored, "deposit.interest-short",
       [](DepositBook& b) {
         return b.money("wu.manager", "0.01", "R", DepositMoney::interest_out);
       }},
  };
}

std::vector<Refusal> notice_refusals() {
  const auto propose = [](std::vector<std::string> lines) {
    return [lines](DepositBook& b) { return b.propose("zhao.regulator", lines); };
  };
  return {
      {"ANoticeWithoutADecision", Stage::stored, "deposit.notice-incomplete",
       [](DepositBook& b) {
         return b.deposits().propose_notice(b.by("zhao.regulator"), {"QH02", " ", {kSubsLine}, ""});
       }},
      {"ANoticeWithoutALine", Stage::stored, "deposit.notice-incomplete", propose({})},
      {"ALineTwice", Stage::stored, "deposit.line-twice", propose({kSubsLine, kSubsLine})},
      {"ALineNobodyKnows", Stage::stored, "deposit.line-unknown", propose({"QH02-202610-01-9999"})},
      {"ALineOfAnotherContract", Stage::stored, "deposit.line-unknown",
       [](DepositBook& b) {
         return b.deposits().propose_notice(b.by("zhao.regulator"),
                                            {"QH02", kDecision, {"QH01-202610-01-0001"}, ""});
       }},
      {"ALineThatAnotherNoticeHolds", Stage::approved, "deposit.line-not-payable",
       propose({kSubsLine})},
      {"ALineThatIsDischarged", Stage::paid, "deposit.line-not-payable", propose({kOwnLine})},
      {"ALineThatAnotherNoticeHoldsByNow", Stage::proposed, "deposit.line-not-payable",
       [](DepositBook& b) {
         (void)b.propose("zhao.regulator", {kSubsLine}).value();
         (void)b.approve_notice("qian.regulator", "QH02-N02").value();
         return b.approve_notice("qian.regulator");
       }},
      {"ANoticeNobodyKnows", Stage::stored, "deposit.notice-unknown",
       [](DepositBook& b) { return b.approve_notice("qian.regulator"); }},
      {"ApprovedTwice", Stage::approved, "deposit.notice-state",
       [](DepositBook& b) { return b.approve_notice("qian.regulator"); }},
      {"TakenBackAfterItsApproval", Stage::approved, "deposit.notice-state",
       [](DepositBook& b) {
         return b.deposits().withdraw_notice(b.by("zhao.regulator"), kNotice);
       }},
      {"MoreThanThereIs", Stage::assessed, "deposit.short",
       [](DepositBook& b) {
         (void)b.money("bank.icbc", "7262.24", "DP-1").value();
         (void)b.propose("zhao.regulator", {kSubsLine}).value();
         return b.approve_notice("qian.regulator");
       }},
      {"InterestIsNotToBeSpent", Stage::assessed, "deposit.short",
       [](DepositBook& b) {
         (void)b.money("bank.icbc", "7262.24", "DP-1").value();
         (void)b.money("bank.icbc", "0.01", "IN-1", DepositMoney::interest).value();
         (void)b.propose("zhao.regulator", {kSubsLine}).value();
         return b.approve_notice("qian.regulator");
       }},
  };
}

std::vector<Refusal> answer_refusals() {
  const auto answer = [](NoticeAnswer given) {
    return [given](DepositBook& b) { return b.answer("bank.icbc", given); };
  };
  auto tomorrow = DepositBook::paid({kSubsLine});
  tomorrow.on = tests::day("2026-11-17");
  auto before = DepositBook::paid({kSubsLine});
  before.on = tests::day("2026-11-11");
  auto back_before = DepositBook::returned(kSubsLine, "AC04");
  back_before.on = tests::day("2026-11-15");
  return {
      {"AnsweredBeforeItsApproval", Stage::proposed, "deposit.notice-state",
       answer(DepositBook::paid({kSubsLine}))},
      {"AnAnswerForALineOfNobody", Stage::approved, "deposit.answer-line-unknown",
       answer(DepositBook::paid({"QH02-202610-01-0004"}))},
      {"PaidTwice", Stage::paid, "deposit.answer-line-state",
       answer(DepositBook::paid({kSubsLine}))},
      {"FailedAfterItWasPaid", Stage::paid, "deposit.answer-line-state",
       answer(DepositBook::failed(kSubsLine, "AC01"))},
      {"ReturnedBeforeItWasPaid", Stage::paid, "deposit.answer-line-state",
       answer(DepositBook::returned(kThirdLine, "AC01"))},
      {"AReasonThatIsNoCode", Stage::approved, "deposit.answer-reason",
       answer(DepositBook::failed(kSubsLine, "账号错"))},
      {"AReturnForAReasonThatIsNoCode", Stage::paid, "deposit.answer-reason",
       answer(DepositBook::returned(kSubsLine, "ac04"))},
      {"PaidTomorrow", Stage::approved, "deposit.answer-date", answer(tomorrow)},
      {"PaidBeforeTheApproval", Stage::approved, "deposit.answer-date", answer(before)},
      {"ReturnedBeforeThePayment", Stage::paid, "deposit.answer-date", answer(back_before)},
      {"AnAnswerWithoutALine", Stage::approved, "deposit.answer-empty",
       answer(DepositBook::paid({}))},
  };
}

std::vector<Refusal> letter_refusals() {
  const auto take = [](LetterRequest request) {
    return [request](DepositBook& b) { return b.take(request); };
  };
  auto of_nobody = DepositBook::letter_of("390000.00");
  of_nobody.issuer = "BK9";
  auto short_of_a_year = DepositBook::letter_of("390000.00");
  short_of_a_year.valid_to = tests::day("2027-11-09");
  auto shorter_than_the_works = DepositBook::letter_of("390000.00");
  shorter_than_the_works.valid_from = tests::day("2026-08-01");
  shorter_than_the_works.valid_to = tests::day("2027-08-31");
  auto replacing_nothing = DepositBook::letter_of("390000.00");
  replacing_nothing.replaces = "QH02-G09";
  return {
      {"ALetterFromNobody", Stage::assessed, "deposit.party-unknown", take(of_nobody)},
      {"ALetterThatTheContractorBrings", Stage::assessed, "access.not-permitted",
       [](DepositBook& b) {
         return b.deposits().take_letter(b.by("wu.manager"), DepositBook::letter_of("390000.00"));
       }},
      {"ALetterOfAFenTooLittle", Stage::assessed, "deposit.letter-amount",
       take(DepositBook::letter_of("389999.99"))},
      {"ALetterOfADayLessThanAYear", Stage::assessed, "deposit.letter-term", take(short_of_a_year)},
      {"ALetterOfADayLessThanTheWorks", Stage::assessed, "deposit.letter-term",
       take(shorter_than_the_works)},
      {"ALetterThatReplacesNone", Stage::assessed, "deposit.letter-unknown",
       take(replacing_nothing)},
      {"ALetterThatLapsesOnItsLastDay", Stage::assessed, "deposit.letter-runs",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         b.now("2027-11-10 10:00");
         return b.end("QH02-G01", LetterEnd::lapsed);
       }},
      {"ALetterThatIsOverPaysNothing", Stage::assessed, "deposit.letter-state",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.deposits()
             .propose_notice(b.by("zhao.regulator"), {"QH02", kDecision, {kSubsLine}, "QH02-G01"})
             .value();
         b.now("2027-11-11 10:00");
         return b.approve_notice("qian.regulator");
       }},
      {"ALetterThatIsNeeded", Stage::assessed, "deposit.letter-needed",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
      {"ALetterGivenBackTwice", Stage::stored, "deposit.letter-state",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.end("QH02-G01", LetterEnd::given_back).value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
      {"ALetterThatANoticeHolds", Stage::stored, "deposit.letter-held",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.deposits()
             .propose_notice(b.by("zhao.regulator"), {"QH02", kDecision, {kSubsLine}, "QH02-G01"})
             .value();
         (void)b.approve_notice("qian.regulator").value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
  };
}

// A book whose wages are cleared, and whose publicity of 16 November has run.
Refusal refund_refusal(const std::string& name, const std::string& expected,
                       std::function<Result<Receipt>(DepositBook&)> act) {
  return {name, Stage::stored, expected, [act = std::move(act)](DepositBook& b) {
            b.clear_wages();
            b.now("2026-12-17 10:00");
            return act(b);
          }};
}

std::vector<Refusal> refund_refusals() {
  const auto applied = [](DepositBook& b) { (void)b.apply("2026-11-16").value(); };
  const auto passed = [applied](DepositBook& b) {
    applied(b);
    (void)b.audit().value();
  };
  return {
      refund_refusal("APublicityBeforeTheCompletion", "deposit.refund-dates",
                     [](DepositBook& b) { return b.apply("2026-11-11"); }),
      refund_refusal("APublicityOfTomorrow", "deposit.refund-dates",
                     [](DepositBook& b) { return b.apply("2026-12-18"); }),
      refund_refusal("AppliedOnTheLastDayOfThePublicity", "deposit.refund-publicity",
                     [](DepositBook& b) { return b.apply("2026-11-17"); }),
      refund_refusal("AppliedTwice", "deposit.refund-open",
                     [applied](DepositBook& b) {
                       applied(b);
                       return b.apply("2026-11-16");
                     }),
      refund_refusal("AuditedWhereThereIsNone", "deposit.refund-unknown",
                     [](DepositBook& b) { return b.audit(); }),
      refund_refusal("AuditedByTheContractor", "access.not-permitted",
                     [applied](DepositBook& b) {
                       applied(b);
                       return b.audit("", "wu.manager");
                     }),
      refund_refusal("ConfirmedBeforeTheAudit", "deposit.refund-state",
                     [applied](DepositBook& b) {
                       applied(b);
                       return b.confirm_refund("qian.regulator");
                     }),
      refund_refusal("ConfirmedByWhoAudited", "access.same-person",
                     [passed](DepositBook& b) {
                       passed(b);
                       return b.confirm_refund("zhao.second");
                     }),
      refund_refusal("RefundedTwice", "deposit.refund-done",
                     [passed](DepositBook& b) {
                       passed(b);
                       (void)b.confirm_refund("qian.regulator").value();
                       return b.apply("2026-11-16");
                     }),
      {"AppliedWhileANoticeIsOpen", Stage::proposed, "deposit.refund-notice-open",
       [](DepositBook& b) {
         b.now("2026-12-17 10:00");
         return b.apply("2026-11-16");
       }},
      {"PassedWhileWagesAreOwed", Stage::stored, "deposit.refund-arrears",
       [](DepositBook& b) {
         b.now("2026-12-17 10:00");
         (void)b.apply("2026-11-16").value();
         return b.audit();
       }},
  };
}

std::vector<Refusal> all_refusals() {
  std::vector<Refusal> all;
  for (auto list : {access_refusals(), money_refusals(), notice_refusals(), answer_refusals(),
                    letter_refusals(), refund_refusals()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

class DepositStep : public testing::TestWithParam<Refusal> {};
TEST_P(DepositStep, Refuses) {
  const auto book = deposit_at(GetParam().at);
  EXPECT_EQ(reason(GetParam().act(*book)), GetParam().expected);
  EXPECT_EQ(book->broken(), "");
}
INSTANTIATE_TEST_SUITE_P(EachReason, DepositStep, testing::ValuesIn(all_refusals()),
                         [](const auto& test) { return test.param.name; });

TEST(DepositRefusals, CoverEveryReason) {
  std::set<std::string> tested{"deposit.region-unknown"};  // below
  for (const auto& one : all_refusals()) tested.insert(one.expected);
  for (const auto& known : kDepositServiceReasons) {
    EXPECT_TRUE(tested.contains(std::string(known.word()))) << known.word();
  }
}

TEST(DepositRefusals, OfAProjectInNoRegion) {
  tests::CountyBook book;
  book.now("2026-11-02 09:30");
  auto files = tests::CountyBook::county_files();
  files[0].bytes = tests::replaced(files[0].bytes, "360799", "990799");
  (void)book.load(book.by("zhao.regulator"), files).value();
  AssessRequest request;
  request.contract = "QH02";
  EXPECT_EQ(reason(DepositService(*book.book).assess(book.by("zhao.regulator"), request)),
            "deposit.region-unknown");
}

}  // namespace
}  // namespace anxin::payments
