// Every word with which a step about the deposit refuses, and that a refusal changes nothing.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::deposit_at;
using tests::DepositBook;
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
      {"TheContractorsClerkStoresNothing", Stage::assessed, "access.not-permitted",
       [](DepositBook& b) { return b.money("chen.clerk", "1.00", "R"); }},
      {"TheContractorsManagerStoresNothing", Stage::assessed, "access.not-permitted",
       [](DepositBook& b) { return b.money("wu.manager", "1.00", "R"); }},
      {"TheContractorTakesNoInterestOutByItself", Stage::stored, "access.not-permitted",
       [](DepositBook& b) {
         return b.money("wu.manager", "1.00", "R", DepositMoney::interest_out);
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
  const auto kept_by = [](const std::string& party) {
    return [party](DepositBook& b) {
      AssessRequest request;
      request.bank = party;
      return b.assess("zhao.regulator", request);
    };
  };
  const auto on = [](const std::string& date, DepositMoney kind) {
    return [date, kind](DepositBook& b) {
      return b.deposits().book_money(b.by("bank.icbc"),
                                     {"QH02", kind, tests::yuan("1.00"), tests::day(date), "R"});
    };
  };
  return {
      {"TheContractorAsItsOwnBank", Stage::owed, "deposit.party-own", kept_by("GC2")},
      {"TheOwnerAsTheBank", Stage::owed, "deposit.party-own", kept_by("OW2")},
      {"ASubcontractorAsTheBank", Stage::owed, "deposit.party-own", kept_by("LW3")},
      {"AnotherBankWhileThereIsCash", Stage::stored, "deposit.bank-in-use", kept_by("BK1")},
      {"AnotherBankWhileANoticeIsOpen", Stage::assessed, "deposit.bank-in-use",
       [kept_by](DepositBook& b) {
         (void)b.propose("zhao.regulator", {kSubsLine}).value();
         return kept_by("BK1")(b);
       }},
      {"TheSameAssessmentAgain", Stage::assessed, "deposit.assessment-same",
       [](DepositBook& b) { return b.assess("zhao.regulator"); }},
      {"ABlankReference", Stage::assessed, "deposit.text",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", " \t"); }},
      {"AReferenceOfTwoLines", Stage::assessed, "deposit.text",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", "a\nb"); }},
      {"AReferenceOfAByteTooMany", Stage::assessed, "deposit.text",
       [](DepositBook& b) {
         (void)b.money("bank.icbc", "1.00", std::string(kReferenceBytesMax, 'x')).value();
         return b.money("bank.icbc", "1.00", std::string(kReferenceBytesMax + 1, 'x'));
       }},
      {"TheSameTransferWithABlank", Stage::stored, "deposit.reference-used",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", " DP-1 "); }},
      {"StoredBeforeTheSigning", Stage::assessed, "deposit.date",
       on("2026-02-28", DepositMoney::stored)},
      {"StoredTomorrow", Stage::assessed, "deposit.date", on("2026-11-17", DepositMoney::stored)},
      {"InterestTakenOutBeforeItCame", Stage::stored, "deposit.interest-short",
       [on](DepositBook& b) {
         (void)b.money("bank.icbc", "1.00", "IN-1", DepositMoney::interest).value();
         return on("2026-11-15", DepositMoney::interest_out)(b);
       }},
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
      {"MoreStoredThanThereCanBe", Stage::assessed, "deposit.amount-max",
       [](DepositBook& b) { return b.money("bank.icbc", "100000000000.01", "R"); }},
      {"TheSameTransferTwice", Stage::stored, "deposit.reference-used",
       [](DepositBook& b) { return b.money("bank.icbc", "1.00", "DP-1"); }},
      {"MoreInterestThanThereIs", Stage::stored, "deposit.interest-short",
       [](DepositBook& b) {
         return b.money("bank.icbc", "0.01", "R", DepositMoney::interest_out);
       }},
  };
}

std::vector<Refusal> notice_refusals() {
  const auto propose = [](std::vector<std::string> lines) {
    return [lines](DepositBook& b) { return b.propose("zhao.regulator", lines); };
  };
  const auto expired_on = [](const std::string& date) {
    return [date](DepositBook& b) {
      auto request = DepositBook::notice_of({kSubsLine});
      request.order_expired_on = tests::day(date);
      return b.propose(request);
    };
  };
  return {
      {"ANoticeWithoutADecision", Stage::stored, "deposit.text",
       [](DepositBook& b) {
         auto request = DepositBook::notice_of({kSubsLine});
         request.decision = " ";
         return b.propose(request);
       }},
      {"AnOrderThatExpiresToday", Stage::stored, "deposit.order-not-expired",
       expired_on("2026-11-16")},
      {"AnOrderThatExpiresTomorrow", Stage::stored, "deposit.order-not-expired",
       expired_on("2026-11-17")},
      {"AnOrderThatExpiredOnThePayDay", Stage::stored, "deposit.line-not-due",
       expired_on("2026-11-13")},
      {"WagesThatAreNotDue", Stage::stored, "deposit.line-not-due",
       [expired_on](DepositBook& b) {
         b.now("2026-11-12 10:00");
         return expired_on("2026-11-11")(b);
       }},
      {"ALineThatAnOpenNoticeNames", Stage::proposed, "deposit.line-noticed", propose({kSubsLine})},
      {"ANoticeWithoutALine", Stage::stored, "deposit.notice-incomplete", propose({})},
      {"ALineTwice", Stage::stored, "deposit.line-twice", propose({kSubsLine, kSubsLine})},
      {"ALineNobodyKnows", Stage::stored, "deposit.line-unknown", propose({"QH02-202610-01-9999"})},
      {"ALineOfAnotherContract", Stage::stored, "deposit.line-unknown",
       [](DepositBook& b) { return b.propose("zhao.regulator", {"QH01-202610-01-0001"}); }},
      {"ALineThatAnotherNoticeHolds", Stage::approved, "deposit.line-not-payable",
       propose({kSubsLine})},
      {"ALineThatIsDischarged", Stage::paid, "deposit.line-not-payable", propose({kOwnLine})},
      {"ALineThatTheWageAccountPaysByNow", Stage::proposed, "deposit.line-not-payable",
       [](DepositBook& b) {
         (void)b.receive(b.by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
         (void)b.instruct(b.by("wu.manager"), kBatch2).value();
         return b.approve_notice("qian.regulator");
       }},
      {"ANoticeAfterTheRefund", Stage::stored, "deposit.done",
       [](DepositBook& b) {
         b.refund();
         return b.propose("zhao.regulator", {kSubsLine});
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
      {"AReasonOfThreeLettersAndADigit", Stage::approved, "deposit.answer-reason",
       answer(DepositBook::failed(kSubsLine, "ABC1"))},
      {"AFailureOfWhichTheBankIsNotSure", Stage::approved, "deposit.answer-open",
       answer(DepositBook::failed(kSubsLine, "FF10"))},
      {"ALineTwiceInOneAnswer", Stage::approved, "deposit.line-twice",
       answer(DepositBook::paid({kSubsLine, kSubsLine}))},
      {"PaidAndFailedInOneAnswer", Stage::approved, "deposit.line-twice",
       [](DepositBook& b) {
         auto given = DepositBook::failed(kSubsLine, "AC01");
         given.paid = {kSubsLine};
         return b.answer("bank.icbc", given);
       }},
      {"PaidAfterItFailedAndWasNoticedAgain", Stage::paid, "deposit.answer-line-moved",
       [](DepositBook& b) {
         (void)b.answer("bank.icbc", DepositBook::failed(kThirdLine, "AC01")).value();
         (void)b.propose("zhao.regulator", {kThirdLine}).value();
         (void)b.approve_notice("qian.regulator", "QH02-N02").value();
         return b.answer("bank.icbc", DepositBook::paid({kThirdLine}));
       }},
      {"PaidBeforeTheDayOnWhichItFailed", Stage::paid, "deposit.answer-date",
       [](DepositBook& b) {
         (void)b.answer("bank.icbc", DepositBook::failed(kThirdLine, "AC01")).value();
         b.now("2026-11-17 09:00");
         auto given = DepositBook::paid({kThirdLine});
         given.on = tests::day("2026-11-15");
         return b.answer("bank.icbc", given);
       }},
      {"PaidAfterItFailedAndTheMoneyIsHeldForAnother", Stage::assessed, "deposit.short",
       [](DepositBook& b) {
         (void)b.money("bank.icbc", "7262.25", "DP-1").value();
         (void)b.propose("zhao.regulator", {kSubsLine}).value();
         (void)b.approve_notice("qian.regulator").value();
         (void)b.answer("bank.icbc", DepositBook::failed(kSubsLine, "AC01")).value();
         (void)b.propose("zhao.regulator", {kOwnLine}).value();
         (void)b.approve_notice("qian.regulator", "QH02-N02").value();
         return b.answer("bank.icbc", DepositBook::paid({kSubsLine}));
       }},
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
  auto of_the_contractor = DepositBook::letter_of("390000.00");
  of_the_contractor.issuer = "GC2";
  auto without_number = DepositBook::letter_of("390000.00");
  without_number.number = "  ";
  auto over = DepositBook::letter_of("390000.00");
  over.valid_from = tests::day("2025-01-01");
  over.valid_to = tests::day("2026-11-15");
  auto not_begun = DepositBook::letter_of("390000.00");
  not_begun.number = "G-2026-99";
  not_begun.valid_from = tests::day("2026-11-17");
  not_begun.valid_to = tests::day("2027-11-17");
  not_begun.replaces = "QH02-G01";
  auto again = DepositBook::letter_of("390000.00");
  again.number = " G-2026-88";
  const auto after = [](LetterRequest request) {
    return [request](DepositBook& b) {
      (void)b.take(DepositBook::letter_of("390000.00")).value();
      return b.take(request);
    };
  };
  auto replacing_nothing = DepositBook::letter_of("390000.00");
  replacing_nothing.replaces = "QH02-G09";
  return {
      {"ALetterFromNobody", Stage::assessed, "deposit.party-unknown", take(of_nobody)},
      {"ALetterThatTheContractorBrings", Stage::assessed, "access.not-permitted",
       [](DepositBook& b) {
         return b.deposits().take_letter(b.by("wu.manager"), DepositBook::letter_of("390000.00"));
       }},
      {"ALetterFromTheContractor", Stage::assessed, "deposit.party-own", take(of_the_contractor)},
      {"ALetterWithoutANumber", Stage::assessed, "deposit.text", take(without_number)},
      {"TheSameLetterAgain", Stage::assessed, "deposit.letter-twice", after(again)},
      {"TheSameLetterAfterItLapsed", Stage::assessed, "deposit.letter-twice",
       [again](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         b.now("2027-11-11 10:00");
         (void)b.end("QH02-G01", LetterEnd::lapsed).value();
         return b.take(again);
       }},
      {"ALetterThatIsOver", Stage::assessed, "deposit.letter-over", take(over)},
      {"ALetterThatReplacesBeforeItBegins", Stage::assessed, "deposit.letter-not-begun",
       after(not_begun)},
      {"ALetterOfMoreThanThereCanBe", Stage::assessed, "deposit.amount-max",
       take(DepositBook::letter_of("100000000000.01"))},
      {"ALetterAfterTheRefund", Stage::stored, "deposit.done",
       [](DepositBook& b) {
         b.refund();
         return b.take(DepositBook::letter_of("390000.00"));
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
         (void)b.propose(DepositBook::notice_of({kSubsLine}, "QH02-G01")).value();
         b.now("2027-11-11 10:00");
         return b.approve_notice("qian.regulator");
       }},
      {"ALetterThatIsNeeded", Stage::assessed, "deposit.letter-needed",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
      {"ALetterWhileWagesAreOwed", Stage::stored, "deposit.refund-arrears",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
      {"ALetterGivenBackTwice", Stage::stored, "deposit.letter-state",
       [](DepositBook& b) {
         b.clear_wages();
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.end("QH02-G01", LetterEnd::given_back).value();
         return b.end("QH02-G01", LetterEnd::given_back);
       }},
      {"ALetterThatAProposedNoticeNames", Stage::assessed, "deposit.letter-held",
       [](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.propose(DepositBook::notice_of({kSubsLine}, "QH02-G01")).value();
         b.now("2027-11-11 10:00");
         return b.end("QH02-G01", LetterEnd::lapsed);
       }},
      {"ALetterThatANoticeHoldsIsNotReplaced", Stage::assessed, "deposit.letter-held",
       [again](DepositBook& b) {
         (void)b.take(DepositBook::letter_of("390000.00")).value();
         (void)b.propose(DepositBook::notice_of({kSubsLine}, "QH02-G01")).value();
         (void)b.approve_notice("qian.regulator").value();
         auto second = again;
         second.number = "G-2026-99";
         second.replaces = "QH02-G01";
         return b.take(second);
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
                       return b.audit("wu.manager");
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
      refund_refusal("RefusedWithoutReasons", "deposit.text",
                     [applied](DepositBook& b) {
                       applied(b);
                       return b.refuse_refund(" ");
                     }),
      refund_refusal("RefusedForAByteTooMany", "deposit.text",
                     [applied](DepositBook& b) {
                       applied(b);
                       return b.refuse_refund(std::string(kRefusalBytesMax + 1, 'x'));
                     }),
      refund_refusal("ACompletionBeforeTheSigning", "deposit.refund-dates",
                     [](DepositBook& b) { return b.apply("2026-11-16", "2026-02-28"); }),
      {"AppliedWithNothingStored", Stage::assessed, "deposit.refund-nothing",
       [](DepositBook& b) { return b.apply("2026-11-16"); }},
      refund_refusal("ConfirmedOfMoreThanWasAudited", "deposit.refund-changed",
                     [passed](DepositBook& b) {
                       passed(b);
                       (void)b.money("bank.icbc", "0.01", "DP-9").value();
                       return b.confirm_refund("qian.regulator");
                     }),
      refund_refusal("StoredAfterTheRefund", "deposit.done",
                     [passed](DepositBook& b) {
                       passed(b);
                       (void)b.confirm_refund("qian.regulator").value();
                       return b.money("bank.icbc", "1.00", "DP-9");
                     }),
      refund_refusal("AssessedAfterTheRefund", "deposit.done",
                     [passed](DepositBook& b) {
                       passed(b);
                       (void)b.confirm_refund("qian.regulator").value();
                       AssessRequest request;
                       request.facts.live_projects = 2;
                       return b.assess("zhao.regulator", request);
                     }),
      refund_refusal("RefundedTwice", "deposit.done",
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

// The contract's own book speaks against clean years, and one regulator alone lowers nothing.
std::vector<Refusal> assessment_refusals() {
  const auto clean = [](DepositBook& b, std::int32_t years) {
    AssessRequest request;
    request.facts.clean_years = years;
    return b.assess("zhao.regulator", request);
  };
  const auto proposed = [clean](DepositBook& b) {
    b.now("2026-11-12 10:00");
    (void)clean(b, 2).value();
  };
  const auto approve = [](const std::string& actor) {
    return [actor](DepositBook& b) {
      return b.deposits().approve_assessment(b.by(actor), "QH02-A01");
    };
  };
  return {
      {"CleanYearsWhileWagesAreOverdue", Stage::assessed, "deposit.history-overdue",
       [clean](DepositBook& b) { return clean(b, 1); }},
      {"CleanYearsInWhichANoticePaid", Stage::stored, "deposit.history-notice",
       [clean](DepositBook& b) {
         b.clear_wages();
         return clean(b, 3);
       }},
      {"AnAssessmentNobodyKnows", Stage::stored, "deposit.assessment-unknown",
       approve("qian.regulator")},
      {"AnAssessmentApprovedByItsProposer", Stage::stored, "access.same-person",
       [proposed, approve](DepositBook& b) {
         proposed(b);
         return approve("zhao.second")(b);
       }},
      {"AnAssessmentApprovedTwice", Stage::stored, "deposit.assessment-state",
       [proposed, approve](DepositBook& b) {
         proposed(b);
         (void)approve("qian.regulator")(b).value();
         return approve("qian.regulator")(b);
       }},
      {"AnAssessmentBesideAProposal", Stage::stored, "deposit.assessment-open",
       [proposed, clean](DepositBook& b) {
         proposed(b);
         return clean(b, 0);
       }},
      {"AProposalThatTheBookSpeaksAgainstByNow", Stage::stored, "deposit.history-overdue",
       [proposed, approve](DepositBook& b) {
         proposed(b);
         b.now("2026-11-14 10:00");
         return approve("qian.regulator")(b);
       }},
  };
}

std::vector<Refusal> all_refusals() {
  std::vector<Refusal> all;
  for (auto list : {access_refusals(), money_refusals(), notice_refusals(), answer_refusals(),
                    letter_refusals(), refund_refusals(), assessment_refusals()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

class DepositStep : public testing::TestWithParam<Refusal> {};
TEST_P(DepositStep, Refuses) {
  const auto book = deposit_at(GetParam().at);
  EXPECT_EQ(reason(GetParam().act(*book)), GetParam().expected);
  EXPECT_EQ(book->entries(), book->entries_at_last_key());
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
