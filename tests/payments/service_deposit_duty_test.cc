// Assessments that lower, duties and their days, late answers, and decisions made at once.
#include <gtest/gtest.h>

#include "tests/support/deposit_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::deposit_at;
using tests::DepositBook;
using tests::field;
using tests::kNotice;
using tests::kOwnLine;
using tests::kSubsLine;
using tests::kThirdLine;
using tests::reason;
using tests::Stage;

const std::string kBank = "c:QH02:deposit_bank";

AssessRequest clean_years(std::int32_t years) {
  AssessRequest request;
  request.facts.clean_years = years;
  return request;
}

// Before October's pay day: nothing is overdue.
std::unique_ptr<DepositBook> before_pay_day(Stage stage) {
  auto book = deposit_at(stage);
  book->now("2026-11-12 10:00");
  return book;
}

// ---- assessments --------------------------------------------------------------------------------

TEST(DepositAssessments, TakeTheDurationFromTheContract) {
  const auto book = deposit_at(Stage::assessed);
  EXPECT_EQ(book->deposit().deposit->terms.facts.duration_months, 18);
}

TEST(DepositAssessments, ThatLowerAreProposedWhileThereIsMoneyAndApprovedByAnother) {
  const auto book = before_pay_day(Stage::stored);
  const auto proposed = book->assess("zhao.regulator", clean_years(2)).value();
  EXPECT_EQ(field(proposed, "state"), "proposed");
  EXPECT_EQ(field(proposed, "assessment"), "QH02-A01");
  EXPECT_EQ(to_string(book->deposit().deposit->terms.required), "390000.00");
  const auto approved =
      book->deposits().approve_assessment(book->by("qian.regulator"), "QH02-A01").value();
  EXPECT_EQ(field(approved, "required"), "195000.00");
  EXPECT_EQ(to_string(book->deposit().deposit->terms.required), "195000.00");
  EXPECT_EQ(book->balance(kBank), "390000.00");
  EXPECT_TRUE(book->deposit().covered());
}

TEST(DepositAssessments, ThatLowerAreProposedWhileThereIsALetter) {
  const auto book = before_pay_day(Stage::assessed);
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  EXPECT_EQ(field(book->assess("zhao.regulator", clean_years(3)).value(), "state"), "proposed");
  EXPECT_EQ(reason(book->end("QH02-G01", LetterEnd::given_back)), "deposit.letter-needed");
}

TEST(DepositAssessments, TakenBackMakeRoomForAnother) {
  const auto book = before_pay_day(Stage::stored);
  (void)book->assess("zhao.regulator", clean_years(2)).value();
  (void)book->deposits().withdraw_assessment(book->by("zhao.regulator"), "QH02-A01").value();
  EXPECT_EQ(field(book->assess("zhao.regulator", clean_years(3)).value(), "assessment"),
            "QH02-A02");
}

TEST(DepositAssessments, CountAtOnceWhereThereIsNoCover) {
  const auto book = before_pay_day(Stage::assessed);
  const auto assessed = book->assess("zhao.regulator", clean_years(3)).value();
  EXPECT_EQ(field(assessed, "state"), "assessed");
  EXPECT_EQ(field(assessed, "exempt"), "true");
  EXPECT_TRUE(book->deposit().covered());
}

TEST(DepositAssessments, SayWhatDiffersFromTheOneOnRecord) {
  const auto book = before_pay_day(Stage::assessed);
  AssessRequest raised;
  raised.facts.arrears_within_two_years = true;
  const auto changed =
      tests::fields_named(book->assess("zhao.regulator", raised).value(), "changed");
  ASSERT_EQ(changed.size(), 3U);
  EXPECT_EQ(changed[0], "required|390000.00|585000.00");
  EXPECT_EQ(changed[2], "arrears|no|yes");
}

// ---- the duty to replenish ----------------------------------------------------------------------

// Lines 1 and 2 are paid on the 16th; line 3 on the 18th.
std::unique_ptr<DepositBook> paid_on_two_days() {
  auto book = deposit_at(Stage::paid);
  book->now("2026-11-18 10:00");
  (void)book->answer("bank.icbc", DepositBook::paid({kThirdLine})).value();
  return book;
}

TEST(DutyToReplenish, IsDoneForTheFirstPaymentFirst) {
  const auto book = paid_on_two_days();
  const auto open = book->deposit().to_replenish;
  ASSERT_EQ(open.size(), 2U);
  EXPECT_EQ(to_string(open[0].by.date), "2026-11-30");
  EXPECT_EQ(to_string(open[1].by.date), "2026-12-02");
  (void)book->money("bank.icbc", "12895.97", "RE-1").value();
  EXPECT_EQ(to_string(book->deposit().to_replenish.front().by.date), "2026-11-30");
  (void)book->money("bank.icbc", "0.01", "RE-2").value();
  ASSERT_EQ(book->deposit().to_replenish.size(), 1U);
  EXPECT_EQ(to_string(book->deposit().to_replenish.front().by.date), "2026-12-02");
}

TEST(DutyToReplenish, EndsForThePaymentThatCameBack) {
  const auto book = paid_on_two_days();
  const auto third = book->deposit().to_replenish.back().amount;
  (void)book->answer("bank.icbc", DepositBook::returned(kThirdLine, "AC04")).value();
  const auto open = book->deposit().to_replenish;
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(to_string(open[0].amount), "12895.98");
  EXPECT_GT(third, Money());
}

TEST(DutyToReplenish, GoesNoFurtherThanWhatIsRequired) {
  const auto book = deposit_at(Stage::stored);
  (void)book->money("bank.icbc", "7262.24", "DP-2").value();
  (void)book->propose("zhao.regulator", {kSubsLine}).value();
  (void)book->approve_notice("qian.regulator").value();
  const auto paid = book->answer("bank.icbc", DepositBook::paid({kSubsLine})).value();
  EXPECT_EQ(field(paid, "to_replenish"), "0.01");
}

TEST(DutyToReplenish, DoesNotBeginWhileTheRestCovers) {
  const auto book = deposit_at(Stage::stored);
  (void)book->money("bank.icbc", "7262.25", "DP-2").value();
  (void)book->propose("zhao.regulator", {kSubsLine}).value();
  (void)book->approve_notice("qian.regulator").value();
  const auto paid = book->answer("bank.icbc", DepositBook::paid({kSubsLine})).value();
  EXPECT_EQ(field(paid, "to_replenish"), "0.00");
  EXPECT_EQ(field(paid, "replenish_by"), "-");
}

// ---- late answers -------------------------------------------------------------------------------

TEST(NoticeAnswers, PaidAfterFailedAreBookedWhileNobodyElsePaid) {
  const auto book = deposit_at(Stage::paid);
  (void)book->answer("bank.icbc", DepositBook::failed(kThirdLine, "AC01")).value();
  book->now("2026-11-17 10:00");
  const auto net = book->line(kThirdLine).net;
  const auto taken = book->answer("bank.icbc", DepositBook::paid({kThirdLine})).value();
  EXPECT_EQ(field(taken, "paid_sum"), to_string(net));
  EXPECT_EQ(book->state(kThirdLine), "discharged");
  EXPECT_EQ(book->balance(kBank), to_string(tests::yuan("377104.02") - net));
  EXPECT_EQ(book->available(kBank), book->balance(kBank));
  EXPECT_EQ(book->broken(), "");
  EXPECT_TRUE(book->verified().ok());
}

// ---- interest on its day ------------------------------------------------------------------------

TEST(DepositInterest, LeavesNoDayOnWhichMoreWasTakenOutThanThereWas) {
  const auto book = deposit_at(Stage::stored);
  const auto move = [&](const std::string& on, const std::string& reference, DepositMoney kind) {
    return book->deposits().book_money(
        book->by("bank.icbc"), {"QH02", kind, tests::yuan("10.00"), tests::day(on), reference});
  };
  (void)move("2026-11-11", "IN-1", DepositMoney::interest).value();
  (void)move("2026-11-12", "IO-1", DepositMoney::interest_out).value();
  (void)move("2026-11-14", "IN-2", DepositMoney::interest).value();
  EXPECT_EQ(reason(move("2026-11-11", "IO-2", DepositMoney::interest_out)),
            "deposit.interest-short");
  EXPECT_EQ(reason(move("2026-11-13", "IO-2", DepositMoney::interest_out)),
            "deposit.interest-short");
  EXPECT_TRUE(move("2026-11-14", "IO-2", DepositMoney::interest_out));
  EXPECT_EQ(book->broken(), "");
}

// ---- days that rest on a calendar ---------------------------------------------------------------

TEST(DepositDays, SayThatTheirCalendarIsNotConfirmed) {
  const auto book = deposit_at(Stage::proposed);
  const auto confirmed =
      book->data.calendar.is_confirmed(tests::day("2026-11-16"), tests::day("2026-11-23"));
  const auto expected = confirmed ? "true" : "false";
  EXPECT_EQ(field(book->approve_notice("qian.regulator").value(), "calendar_confirmed"), expected);
  const auto state = std::get<notice_state::WithBank>(book->notice().state);
  EXPECT_EQ(state.execute_by.calendar_confirmed, confirmed);
}

// ---- the wage account's statement ---------------------------------------------------------------

// The line is with the deposit's bank: no file of the wage account will ever answer for this debit.
TEST(DepositLines, DebitedFromTheWageAccountAreSuspect) {
  const auto book = deposit_at(Stage::approved);
  (void)book->receive(book->by("bank.icbc"), money("QH02", "300000.00", "FD")).value();
  tests::StatementText statement;
  statement.id = "S1";
  statement.day = "2026-11-16";
  statement.opening = "0.00";
  statement.closing = "292737.75";
  statement.movements = {{"R1", "CRDT", "300000.00", "FD"},
                         {"R2", "DBIT", "7262.25", kSubsLine, "", "ICDT/DMCT"}};
  (void)book->import(book->by("bank.icbc"), tests::statement_file(statement)).value();
  (void)book->reconcile(book->by("chen.clerk"), "QH02").value();
  EXPECT_EQ(book->balance("c:QH02:suspense_out"), "7262.25");
  EXPECT_EQ(book->state(kSubsLine), "in-flight");
  EXPECT_EQ(book->broken(), "");
}

// ---- the register -------------------------------------------------------------------------------

TEST(DepositRegister, ListsProjectsInNoRegionUnderTheirDigits) {
  tests::CountyBook book;
  book.now("2026-11-02 09:30");
  auto files = tests::CountyBook::county_files();
  files[0].bytes = tests::replaced(files[0].bytes, "360799", "990799");
  (void)book.load(book.by("zhao.regulator"), files).value();
  const DepositService service(*book.book);
  const auto all = service.list(RegionCode()).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].region, "990799");
  EXPECT_TRUE(service.list(RegionCode::parse("360700").value()).value().empty());
}

// ---- decisions at once --------------------------------------------------------------------------

struct Step {
  std::string name;
  Stage at;
  std::function<Result<Receipt>(DepositBook&, const Caller&)> act;
};
std::ostream& operator<<(std::ostream& out, const Step& step) { return out << step.name; }

void refundable(DepositBook& book) {
  book.clear_wages();
  book.now("2026-12-17 10:00");
}

NoticeAnswer rest_of(const std::string& notice) {
  NoticeAnswer rest;
  rest.notice = notice;
  rest.rest_paid = true;
  return rest;
}

// What comes before each step is in arrange(); the step itself takes the caller it is given.
std::vector<Step> steps() {
  return {
      {"assess", Stage::owed,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().assess(caller, {"QH02", std::nullopt, "", {}});
       }},
      {"store", Stage::assessed,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().book_money(
             caller, {"QH02", DepositMoney::stored, tests::yuan("1.00"), std::nullopt, "R"});
       }},
      {"notice", Stage::stored,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().propose_notice(caller, DepositBook::notice_of({kSubsLine}));
       }},
      {"approve", Stage::proposed,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().approve_notice({"qian.regulator", caller.key, caller.mode}, kNotice);
       }},
      {"result", Stage::approved,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().answer_notice({"bank.icbc", caller.key, caller.mode},
                                           rest_of(kNotice));
       }},
      {"letter", Stage::assessed,
       [](DepositBook& b, const Caller& caller) {
         return b.deposits().take_letter(caller, DepositBook::letter_of("390000.00"));
       }},
  };
}

class DepositDecision : public testing::TestWithParam<Step> {};
TEST_P(DepositDecision, WritesTheDepositSoThatTwoAtOnceCollide) {
  const auto book = deposit_at(GetParam().at);
  const auto receipt = GetParam().act(*book, book->by("zhao.regulator")).value();
  EXPECT_EQ(find(book->reader(), kDeposits, "QH02")->version, receipt.entry);
}
TEST_P(DepositDecision, WithTheSameKeyIsBookedOnce) {
  const auto book = deposit_at(GetParam().at);
  const auto caller = book->by("zhao.regulator");
  const auto first = GetParam().act(*book, caller).value();
  const auto again = GetParam().act(*book, caller).value();
  EXPECT_EQ(again.entry, first.entry);
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.answer, first.answer);
  EXPECT_EQ(book->entries(), first.entry);
}
INSTANTIATE_TEST_SUITE_P(EachStep, DepositDecision, testing::ValuesIn(steps()),
                         [](const auto& test) { return test.param.name; });

using Act = std::function<Result<Receipt>(const Caller&)>;

// Carries the step out twice with one key, and looks at the deposit's version.
void once(DepositBook& book, const std::string& actor, const Act& act) {
  const auto caller = book.by(actor);
  const auto first = act(caller).value();
  const auto again = act(caller).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(again.answer, first.answer);
  EXPECT_EQ(book.entries(), first.entry);
  EXPECT_EQ(find(book.reader(), kDeposits, "QH02")->version, first.entry);
}

TEST(DepositDecisions, OfARefundAreBookedOnceAndCollide) {
  const auto book = deposit_at(Stage::stored);
  refundable(*book);
  auto deposits = book->deposits();
  (void)book->take(DepositBook::letter_of("390000.00")).value();
  once(*book, "zhao.regulator", [&](const Caller& caller) {
    return deposits.end_letter(caller, "QH02-G01", LetterEnd::given_back);
  });
  once(*book, "chen.clerk", [&](const Caller& caller) {
    return deposits.apply_refund(caller,
                                 {"QH02", tests::day("2026-11-12"), tests::day("2026-11-16")});
  });
  once(*book, "zhao.regulator", [&](const Caller& caller) {
    return deposits.audit_refund(caller, {"QH02-R01", audit::Passed{}});
  });
  once(*book, "qian.regulator",
       [&](const Caller& caller) { return deposits.confirm_refund(caller, "QH02-R01"); });
}

TEST(DepositDecisions, TakenBackOrApprovedAreBookedOnce) {
  const auto book = before_pay_day(Stage::stored);
  auto deposits = book->deposits();
  (void)book->assess("zhao.regulator", clean_years(2)).value();
  once(*book, "qian.regulator",
       [&](const Caller& caller) { return deposits.approve_assessment(caller, "QH02-A01"); });
  (void)book->assess("zhao.regulator", clean_years(3)).value();
  once(*book, "zhao.regulator",
       [&](const Caller& caller) { return deposits.withdraw_assessment(caller, "QH02-A02"); });
  book->now("2026-11-16 09:00");
  (void)book->propose("zhao.regulator", {kSubsLine}).value();
  once(*book, "zhao.regulator",
       [&](const Caller& caller) { return deposits.withdraw_notice(caller, kNotice); });
}

}  // namespace
}  // namespace anxin::payments
