// Every word with which a step about a wage account refuses, and that a refusal changes nothing.
#include <gtest/gtest.h>

#include <set>

#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::AccountBook;
using tests::day;
using tests::kAfterTheMonth;
using tests::reason;
using tests::yuan;

constexpr Month kMonthAfter = std::chrono::year(2026) / std::chrono::November;
const std::string kTooLong(kAccountDocumentMax + 1, 'x');

struct AccountRefusal {
  std::string name;
  std::string after;  ///< the month's step before it
  std::string expected;
  std::function<Result<Receipt>(AccountBook&)> act;
};
std::ostream& operator<<(std::ostream& out, const AccountRefusal& refusal) {
  return out << refusal.name;
}

std::vector<AccountRefusal> account_access_refusals() {
  const std::string not_permitted = "access.not-permitted";
  return {
      {"AnUnknownContract", "load", "payments.contract-unknown",
       [](AccountBook& b) {
         return b.accounts().file(b.by("chen.clerk"), {"QH99", "icbc", day("2026-04-01"), "X"});
       }},
      {"TheBankFilesNothing", "load", not_permitted,
       [](AccountBook& b) { return b.file("bank.icbc", "2026-04-01"); }},
      {"AnotherContractorFilesNothing", "load", not_permitted,
       [](AccountBook& b) { return b.file("li.clerk", "2026-04-01"); }},
      {"TheOwnerNoticesNothing", "fund-2", not_permitted,
       [](AccountBook& b) { return b.notice("sun.owner"); }},
      {"AnotherBankNoticesNothing", "fund-2", not_permitted,
       [](AccountBook& b) { return b.notice("bank.ccb"); }},
      {"TheBankReportsNothing", "fund-2", not_permitted,
       [](AccountBook& b) { return b.report("bank.icbc"); }},
      {"TheOwnerAsksForNoTopUp", "fund-2", not_permitted,
       [](AccountBook& b) { return b.top_up("sun.owner", "1.00"); }},
      {"TheContractorAgreesToNoTopUp", "fund-2", not_permitted,
       [](AccountBook& b) {
         (void)b.top_up("chen.clerk", "1.00").value();
         return b.agree("wu.manager", "QH02-T01");
       }},
      {"WhoAskedForATopUpDoesNotAgreeByAnotherLogin", "fund-2", "access.same-person",
       [](AccountBook& b) {
         (void)b.top_up("chen.clerk", "1.00").value();
         return b.agree("chen.owner", "QH02-T01");
       }},
      {"WhoProposedAChangeDoesNotAgreeByAnotherLogin", "fund-2", "access.same-person",
       [](AccountBook& b) {
         (void)b.amend("chen.clerk", {"", kMonthAfter, std::nullopt, "30 %", ""}).value();
         return b.agree("chen.owner", "QH02-S01");
       }},
      {"WhoAskedForAMoveDoesNotConfirmByAnotherLogin", kAfterTheMonth, "access.same-person",
       [](AccountBook& b) {
         (void)b.more(tests::kSecondAccount).value();
         (void)b.move("chen.clerk").value();
         return b.agree("chen.regulator", "QH02-M01");
       }},
      {"WhoAppliedForClosingDoesNotConfirmByAnotherLogin", kAfterTheMonth, "access.same-person",
       [](AccountBook& b) {
         b.now("2026-12-18 10:00");
         (void)b.apply("chen.clerk").value();
         return b.confirm_closing("chen.regulator");
       }},
      {"TheContractorBarsNothing", "load", not_permitted,
       [](AccountBook& b) {
         return b.accounts().bar(b.by("chen.clerk"), {"QH02", BarKind::arrears_case, "X"});
       }},
      {"TheRegulatorClosesNothingItself", kAfterTheMonth, not_permitted,
       [](AccountBook& b) {
         b.now("2026-12-18 10:00");
         (void)b.apply("chen.clerk").value();
         (void)b.confirm_closing("zhao.regulator").value();
         return b.close("zhao.regulator");
       }},
  };
}

std::vector<AccountRefusal> paper_refusals() {
  const std::string missing = "wage-account.document-missing";
  return {
      {"AFilingWithoutADocument", "load", missing,
       [](AccountBook& b) {
         return b.accounts().file(b.by("chen.clerk"), {"QH02", "icbc", day("2026-04-01"), " "});
       }},
      {"AFilingWithADocumentThatIsTooLong", "load", missing,
       [](AccountBook& b) {
         return b.accounts().file(b.by("chen.clerk"),
                                  {"QH02", "icbc", day("2026-04-01"), kTooLong});
       }},
      {"ATopUpWithoutAReason", "load", missing,
       [](AccountBook& b) { return b.top_up("chen.clerk", "1.00", ""); }},
      {"AFilingOfAnUnknownAccount", "load", "payments.wage-account-unknown",
       [](AccountBook& b) { return b.file("chen.clerk", "2026-04-01", "ccb"); }},
      {"AFilingBeforeTheOpening", "load", "wage-account.date",
       [](AccountBook& b) { return b.file("chen.clerk", "2026-03-19"); }},
      {"AFilingOfTomorrow", "load", "wage-account.date",
       [](AccountBook& b) { return b.file("chen.clerk", "2026-11-03"); }},
      {"FiledTwice", "load", "wage-account.filed-already",
       [](AccountBook& b) {
         (void)b.file("chen.clerk", "2026-04-01").value();
         return b.file("chen.clerk", "2026-04-02");
       }},
      {"WorksBeforeTheSigning", "load", "wage-account.date",
       [](AccountBook& b) {
         return b.accounts().start_works(b.by("chen.clerk"), {"QH02", day("2026-02-28"), "X"});
       }},
      {"WorksStartedTwice", "load", "wage-account.started-already",
       [](AccountBook& b) {
         (void)b.accounts()
             .start_works(b.by("chen.clerk"), {"QH02", day("2026-03-10"), "X"})
             .value();
         return b.accounts().start_works(b.by("chen.clerk"), {"QH02", day("2026-03-11"), "X"});
       }},
      {"AContractOfAnotherProjectSucceedsNothing", "load", "wage-account.successor-invalid",
       [](AccountBook& b) { return b.succeed("QH01"); }},
      {"AContractDoesNotSucceedItself", "load", "wage-account.successor-invalid",
       [](AccountBook& b) { return b.succeed("QH02"); }},
      {"SucceededTwice", "approve-2", "wage-account.succeeded-already",
       [](AccountBook& b) {
         (void)b.more(tests::kSuccessor).value();
         (void)b.succeed().value();
         return b.succeed();
       }},
  };
}

std::vector<AccountRefusal> funding_refusals() {
  return {
      {"ANoticeOnTheDueDay", "due-2", "wage-account.not-yet-due",
       [](AccountBook& b) { return b.notice("bank.icbc"); }},
      {"ANoticeOfAMonthOutsideTheContract", "fund-2", "wage-account.month-unknown",
       [](AccountBook& b) {
         return b.notice("bank.icbc", std::chrono::year(2026) / std::chrono::February);
       }},
      {"ANoticeOfAMonthThatIsPaid", "fund-2", "wage-account.nothing-missing",
       [](AccountBook& b) {
         (void)b
             .receive(b.by("sun.owner"),
                      {"QH02", FundingSource::owner, yuan("52000.00"), day("2026-11-06"), "FD-2"})
             .value();
         return b.notice("bank.icbc");
       }},
      {"NoticedTwice", "fund-2", "wage-account.noticed-already",
       [](AccountBook& b) {
         (void)b.notice("bank.icbc").value();
         return b.notice("chen.clerk");
       }},
      {"ReportedBeforeANotice", "fund-2", "wage-account.not-noticed",
       [](AccountBook& b) { return b.report("chen.clerk"); }},
      {"ReportedTwice", "fund-2", "wage-account.reported-already",
       [](AccountBook& b) {
         (void)b.notice("chen.clerk").value();
         return b.report("chen.clerk");
       }},
      {"NothingProposedUnderThisId", "fund-2", "wage-account.proposal-unknown",
       [](AccountBook& b) { return b.agree("sun.owner", "QH02-T01"); }},
      {"AgreedToTwice", "fund-2", "wage-account.proposal-decided",
       [](AccountBook& b) {
         (void)b.top_up("chen.clerk", "1.00").value();
         (void)b.agree("sun.owner", "QH02-T01").value();
         return b.agree("sun.owner", "QH02-T01");
       }},
      {"ATopUpAgreedToAfterTheClosing", kAfterTheMonth, "wage-account.closed",
       [](AccountBook& b) {
         (void)b.top_up("chen.clerk", "1.00").value();
         b.closed();
         return b.agree("sun.owner", "QH02-T01");
       }},
      {"AChangeOfAMonthThatIsDue", "fund-2", "wage-account.month-due-already",
       [](AccountBook& b) {
         return b.amend("wu.manager", {"", tests::kOctober, std::nullopt, "30 %", ""});
       }},
      {"AChangeOfNothing", "fund-2", "wage-account.labour-cost-invalid",
       [](AccountBook& b) {
         return b.amend("wu.manager", {"", kMonthAfter, std::nullopt, "", ""});
       }},
  };
}

// With the second account on record.
AccountRefusal move_refusal(const std::string& name, const std::string& after,
                            const std::string& expected,
                            std::function<Result<Receipt>(AccountBook&)> act) {
  return {name, after, expected, [act = std::move(act)](AccountBook& b) {
            if (b.clock.now() < tests::at("2026-11-16T00:00:00Z")) b.now("2026-11-16 08:00");
            (void)b.more(tests::kSecondAccount).value();
            return act(b);
          }};
}

std::vector<AccountRefusal> move_refusals() {
  return {
      move_refusal("AMoveToAnUnknownAccount", "load", "payments.wage-account-unknown",
                   [](AccountBook& b) { return b.move("chen.clerk", "ccb"); }),
      move_refusal("AMoveToTheAccountInUse", "load", "wage-account.move-nothing",
                   [](AccountBook& b) { return b.move("chen.clerk", "icbc"); }),
      {"AMoveWhereThereIsOneAccount", "load", "wage-account.move-nothing",
       [](AccountBook& b) { return b.move("chen.clerk", "icbc"); }},
      move_refusal("AMoveBack", kAfterTheMonth, "wage-account.move-back",
                   [](AccountBook& b) {
                     (void)b.move("chen.clerk").value();
                     (void)b.agree("zhao.regulator", "QH02-M01").value();
                     return b.move("chen.clerk", "icbc");
                   }),
      move_refusal("AMoveWhilePaymentsAreWithTheBank", "instruct-2", "wage-account.move-in-flight",
                   [](AccountBook& b) { return b.move("chen.clerk"); }),
      move_refusal(
          "AMoveConfirmedWhilePaymentsAreWithTheBank", "approve-2", "wage-account.move-in-flight",
          [](AccountBook& b) {
            (void)b.move("chen.clerk").value();
            (void)b.instruct(b.by("wu.manager"), kBatch2, shortfall::Teams{{"土方一班"}}).value();
            return b.agree("zhao.regulator", "QH02-M01");
          }),
      move_refusal("TwoMovesAtATime", "load", "wage-account.proposal-open",
                   [](AccountBook& b) {
                     (void)b.move("chen.clerk").value();
                     return b.move("chen.clerk");
                   }),
      move_refusal("AMoveWhileTheClosingIsOpen", kAfterTheMonth, "wage-account.closing-open",
                   [](AccountBook& b) {
                     b.now("2026-12-18 10:00");
                     (void)b.apply("chen.clerk").value();
                     return b.move("chen.clerk");
                   }),
      move_refusal("AMoveOfAClosedAccount", kAfterTheMonth, "wage-account.closed",
                   [](AccountBook& b) {
                     b.closed();
                     return b.move("chen.clerk");
                   }),
      {"TwoAccountsLoadedAtOnce", "load", "payments.second-wage-account",
       [](AccountBook& b) {
         const std::string one(tests::kSecondAccount);
         return b.more(one + tests::replaced(tests::replaced(one, "ccb2", "ccb3"),
                                             "36050199999900000025", "36050199999900000033"));
       }},
      {"AnAccountWithTheNumberOfAnother", "load", "payments.account-number-taken",
       [](AccountBook& b) {
         return b.more(tests::replaced(std::string(tests::kSecondAccount), "36050199999900000025",
                                       "36050199999900000017"));
       }},
      {"AStatementAfterTheMove", kAfterTheMonth, "wage-account.statement-after-end",
       [](AccountBook& b) {
         b.moved();
         b.now("2026-11-19 10:00");
         return b.import(
             b.by("bank.icbc"),
             tests::statement_file(
                 {"ST-X", "1502099909300000026", "2026-11-19", "532.17", "532.17", {}}));
       }},
  };
}

std::vector<AccountRefusal> closing_refusals() {
  const auto applied = [](AccountBook& b) {
    b.now("2026-12-18 10:00");
    (void)b.apply("chen.clerk").value();
  };
  return {
      {"APublicityBeforeTheCompletion", kAfterTheMonth, "wage-account.closing-dates",
       [](AccountBook& b) { return b.apply("chen.clerk", "2026-11-16"); }},
      {"APublicityOfTomorrow", kAfterTheMonth, "wage-account.closing-dates",
       [](AccountBook& b) { return b.apply("chen.clerk", "2026-11-18"); }},
      {"WorksCompleteBeforeTheContract", kAfterTheMonth, "wage-account.closing-dates",
       [](AccountBook& b) { return b.apply("chen.clerk", "2026-11-17", "2026-02-28"); }},
      {"AClosingWithoutAPromise", kAfterTheMonth, "wage-account.document-missing",
       [](AccountBook& b) {
         return b.accounts().apply_closing(b.by("chen.clerk"),
                                           {"QH02", day("2026-11-17"), day("2026-11-17"), ""});
       }},
      {"AClosingWithSomethingInItsWay", "approve-2", "wage-account.closing-barred",
       [](AccountBook& b) { return b.apply("chen.clerk", "2026-11-11", "2026-11-11"); }},
      {"AppliedTwice", kAfterTheMonth, "wage-account.closing-open",
       [applied](AccountBook& b) {
         applied(b);
         return b.apply("chen.clerk");
       }},
      {"ConfirmedWhereNobodyApplied", kAfterTheMonth, "wage-account.closing-unknown",
       [](AccountBook& b) { return b.confirm_closing("zhao.regulator"); }},
      {"ClosedBeforeItIsConfirmed", kAfterTheMonth, "wage-account.closing-state",
       [applied](AccountBook& b) {
         applied(b);
         return b.close("bank.icbc");
       }},
      {"ClosedTwice", kAfterTheMonth, "wage-account.closing-state",
       [](AccountBook& b) {
         b.closed();
         return b.close("bank.icbc");
       }},
      {"FundedAfterTheClosing", kAfterTheMonth, "wage-account.closed",
       [](AccountBook& b) {
         b.closed();
         return b.receive(b.by("chen.clerk"), money("QH02", "1.00", "R"));
       }},
      {"OpenedTwice", "load", "wage-account.opening-late",
       [](AccountBook& b) {
         (void)b.opening("chen.clerk", "1.00").value();
         return b.opening("chen.clerk", "1.00");
       }},
      {"OpenedAfterTheMonth", kAfterTheMonth, "wage-account.opening-late",
       [](AccountBook& b) { return b.opening("chen.clerk", "1.00"); }},
      {"TheOwnerConfirmsNoOpening", "load", "access.not-permitted",
       [](AccountBook& b) {
         (void)b.opening("chen.clerk", "1.00").value();
         return b.agree("sun.owner", "QH02-K01");
       }},
      {"BarredTwice", "load", "wage-account.bar-exists",
       [](AccountBook& b) {
         (void)b.bar("CASE-1").value();
         return b.bar("CASE-1");
       }},
      {"LiftedWhereThereIsNone", "load", "wage-account.bar-unknown",
       [](AccountBook& b) {
         return b.accounts().lift_bar(b.by("zhao.regulator"), "QH02-B01", "X");
       }},
      {"LiftedTwice", "load", "wage-account.bar-lifted",
       [](AccountBook& b) {
         (void)b.bar("CASE-1").value();
         (void)b.accounts().lift_bar(b.by("zhao.regulator"), "QH02-B01", "X").value();
         return b.accounts().lift_bar(b.by("zhao.regulator"), "QH02-B01", "X");
       }},
  };
}

std::vector<AccountRefusal> all_account_refusals() {
  std::vector<AccountRefusal> all;
  for (auto list : {account_access_refusals(), paper_refusals(), funding_refusals(),
                    move_refusals(), closing_refusals()}) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

class WageAccountStep : public testing::TestWithParam<AccountRefusal> {};
TEST_P(WageAccountStep, Refuses) {
  AccountBook book(GetParam().after);
  EXPECT_EQ(reason(GetParam().act(book)), GetParam().expected);
  EXPECT_EQ(book.broken(), "");
}
INSTANTIATE_TEST_SUITE_P(EachReason, WageAccountStep, testing::ValuesIn(all_account_refusals()),
                         [](const auto& test) { return test.param.name; });

TEST(WageAccountRefusals, CoverEveryReason) {
  std::set<std::string> tested;
  for (const auto& one : all_account_refusals()) tested.insert(one.expected);
  for (const auto& known : kWageAccountReasons) {
    EXPECT_TRUE(tested.contains(std::string(known.word()))) << known.word();
  }
}

}  // namespace
}  // namespace anxin::payments
