// Attachment orders: every step recorded, nothing refused to a court, art. 33 made visible.
#include "payments/service/attachment_service.h"

#include <gtest/gtest.h>

#include "payments/service/reconcile_review.h"
#include "payments/service/recourse_service.h"
#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using ledger::Receipt;
using tests::ArrearsBook;
using tests::day;
using tests::field;
using tests::reason;
using tests::yuan;

const std::string kSuspense = "c:QH02:suspense_out";
const std::string kDue = "c:QH02:restitution_due:GC2";
const std::string kLine = "QH02-202610-01-0001";  // 7,262.25

class CourtBook : public ArrearsBook {
 public:
  using ArrearsBook::ArrearsBook;
  AttachmentService cases() { return AttachmentService(*book); }

  static AttachmentOrder order(AttachmentPurpose purpose = AttachmentPurpose::other) {
    return {"QH02",  AttachedAccount::wage, "某县人民法院", "（2026）某执12号", yuan("50000.00"),
            purpose, day("2026-11-11")};
  }
  static AttachmentAct act(const std::string& on = "2026-11-11") {
    return {"QH02-Q01", "（2026）某执12号之一", day(on)};
  }
  Result<Receipt> open(const AttachmentOrder& made, const std::string& actor = "zhao.regulator") {
    return cases().open(by(actor), made);
  }
  Result<Receipt> execute(const std::string& amount, std::vector<std::string> lines = {}) {
    return cases().execute(by("qian.regulator"), {act("2026-11-12"), yuan(amount), lines});
  }
  AttachmentCase of() { return cases().show("QH02-Q01").value().attachment; }

  /// The bank's statement of 12 November, on which the court took the amount.
  void court_takes(const std::string& amount) {
    now("2026-11-12 23:00");
    const auto left = to_string(yuan("208000.00") - yuan(amount));
    const auto file = tests::statement_file({"ST-Q1",
                                             "1502099909300000026",
                                             "2026-11-12",
                                             "208000.00",
                                             left,
                                             {{"B-Q1", "DBIT", amount, "", "", "ICDT/DMCT"}}});
    (void)import(by("bank.icbc"), file).value();
    (void)reconcile(by("chen.clerk"), "QH02").value();
  }
};

TEST(Attachment, PrintsTheExcessOverAllWagesDue) {
  CourtBook book("approve-2");  // 208,000.00 on the account
  const auto opened = book.open(book.order()).value();
  EXPECT_EQ(field(opened, "case"), "QH02-Q01");
  EXPECT_EQ(field(opened, "balance"), "208000.00");
  const auto due = yuan(field(opened, "wages_due"));
  EXPECT_EQ(due, book.overview("QH02").unpaid);
  const auto excess = std::max(Money(), yuan("208000.00") - due);
  EXPECT_EQ(field(opened, "excess"), to_string(excess));
}

TEST(Attachment, HasNoExcessBelowZero) {
  CourtBook book("approve-2");
  book.owe(tests::arrears_row(tests::kMember, "2026-07", "900000"));
  EXPECT_EQ(field(book.open(book.order()).value(), "excess"), "0.00");
}

TEST(Attachment, CountsWhatIsInFlightOnce) {
  CourtBook book("approve-2");
  const auto before = field(book.open(book.order()).value(), "excess");
  book.through("instruct-2");
  EXPECT_EQ(to_string(book.cases().show("QH02-Q01").value().excess), before);
}

TEST(Attachment, RecordsEachStepWithItsDocumentAndPerson) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  auto service = book.cases();
  ASSERT_EQ(reason(service.notice_nature(book.by("bank.icbc"), book.act())), "ok");
  ASSERT_EQ(reason(service.object(book.by("wu.manager"), book.act())), "ok");
  ASSERT_EQ(
      reason(service.decide(book.by("zhao.regulator"), book.act(), AttachmentOutcome::upheld)),
      "ok");
  ASSERT_EQ(reason(service.lift(book.by("zhao.regulator"), book.act())), "ok");
  const auto steps = book.of().steps;
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(to_word(steps[1].state), "nature-noticed");
  EXPECT_EQ(steps[1].by, "S006");
  EXPECT_EQ(steps[3].document, "（2026）某执12号之一");
  EXPECT_EQ(to_word(book.of().state), "lifted");
  EXPECT_EQ(reason(service.object(book.by("wu.manager"), book.act())), "attachment.state");
  EXPECT_EQ(book.broken(), "");
}

TEST(Attachment, IsNoticedByTheBankAndObjectedToByOthers) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  auto service = book.cases();
  EXPECT_EQ(reason(service.notice_nature(book.by("wu.manager"), book.act())),
            "access.not-permitted");
  EXPECT_EQ(reason(service.notice_nature(book.by("bank.ccb"), book.act())),
            "access.not-permitted");  // another contract's bank
  EXPECT_EQ(reason(service.object(book.by("bank.icbc"), book.act())), "access.not-permitted");
  EXPECT_EQ(reason(book.open(book.order(), "zhang.manager")), "access.not-permitted");
}

TEST(Attachment, NeedsACourtADocumentAnAmountAndDaysInOrder) {
  CourtBook book("approve-2");
  auto order = book.order();
  order.court = "";
  EXPECT_EQ(reason(book.open(order)), "attachment.incomplete");
  order = book.order();
  order.document = " ";
  EXPECT_EQ(reason(book.open(order)), "attachment.incomplete");
  order = book.order();
  order.amount = Money();
  EXPECT_EQ(reason(book.open(order)), "payments.amount-invalid");
  order = book.order();
  order.on = day("2026-11-12");  // today is the 11th
  EXPECT_EQ(reason(book.open(order)), "attachment.date");
  ASSERT_EQ(reason(book.open(book.order())), "ok");
  auto service = book.cases();
  EXPECT_EQ(reason(service.object(book.by("wu.manager"), book.act("2026-11-10"))),
            "attachment.date");
  auto unknown = book.act();
  unknown.id = "QH02-Q09";
  EXPECT_EQ(reason(service.lift(book.by("zhao.regulator"), unknown)), "attachment.unknown");
}

// ---- executed -----------------------------------------------------------------------------------

TEST(Attachment, ExecutedForAnotherPurposeIsOwedByTheContractorAndTheFirstAlarm) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  EXPECT_EQ(
      reason(book.cases().execute(book.by("qian.regulator"), {book.act(), yuan("50000.00"), {}})),
      "attachment.not-on-statement");
  book.court_takes("50000.00");
  EXPECT_EQ(book.balance(kSuspense), "50000.00");
  const auto executed = book.execute("50000.00").value();
  EXPECT_EQ(book.balance(kSuspense), "0.00");
  EXPECT_EQ(book.balance(kDue), "50000.00");
  // 208,000.00 less wages due is what the order might have reached.
  const auto excess = std::max(Money(), yuan("208000.00") - book.overview("QH02").unpaid);
  EXPECT_EQ(field(executed, "beyond"), to_string(yuan("50000.00") - excess));
  EXPECT_EQ(book.overview("QH02").taken_beyond, yuan(field(executed, "beyond")));
  EXPECT_GT(book.overview("QH02").taken_beyond, Money());
  EXPECT_EQ(book.broken(), "");
  EXPECT_EQ(reason(book.execute("50000.00")), "attachment.not-on-statement");
}

TEST(Attachment, ExecutedWithinTheExcessRaisesNoAlarm) {
  CourtBook book("statement-2a");  // nothing is owed yet
  book.now("2026-11-11 09:00");
  (void)book.open(book.order()).value();
  book.court_takes("50000.00");
  EXPECT_EQ(field(book.execute("50000.00").value(), "beyond"), "0.00");
  EXPECT_EQ(book.overview("QH02").taken_beyond, Money());
}

// 208,000.00 lay on the account when the court took 50,000.00 on the 12th.
std::string beyond_with_wages_due(const std::string& accrued, const std::string& month) {
  CourtBook book("statement-2a");
  const auto owe_at = [&](const std::string& moment) {
    if (moment != accrued) return;
    book.now(moment);
    book.owe(tests::arrears_row(tests::kMember, month, "200000"));
  };
  book.now("2026-11-11 09:00");
  (void)book.open(book.order()).value();
  owe_at("2026-11-11 10:00");
  owe_at("2026-11-12 10:00");
  book.court_takes("50000.00");
  owe_at("2026-11-13 10:00");
  book.now("2026-11-16 09:00");
  const auto executed = book.execute("50000.00").value();
  EXPECT_EQ(book.broken(), "");
  EXPECT_EQ(to_string(book.of().beyond), field(executed, "beyond"));
  EXPECT_EQ(to_string(book.of().steps.back().excess), field(executed, "excess_then"));
  return field(executed, "excess_then") + " " + field(executed, "beyond");
}

TEST(Attachment, IsJudgedByTheWagesDueOnTheDayOfTheTaking) {
  EXPECT_EQ(beyond_with_wages_due("2026-11-11 10:00", "2026-11"), "8000.00 42000.00");
  EXPECT_EQ(beyond_with_wages_due("2026-11-12 10:00", "2026-11"), "8000.00 42000.00");
  EXPECT_EQ(beyond_with_wages_due("2026-11-13 10:00", "2026-11"), "208000.00 0.00");
}

TEST(Attachment, IsJudgedByWagesOfAnEarlierMonthThatWereBookedLater) {
  EXPECT_EQ(beyond_with_wages_due("2026-11-13 10:00", "2026-10"), "8000.00 42000.00");
}

TEST(Attachment, IsJudgedByTheMoneyOnTheAccountOnTheDayOfTheTaking) {
  const auto excess_with_money_of = [](const std::string& on) {
    CourtBook book("statement-2a");
    book.now("2026-11-11 09:00");
    (void)book.open(book.order()).value();
    book.owe(tests::arrears_row(tests::kMember, "2026-10", "208000"));
    book.court_takes("50000.00");
    book.now("2026-11-16 09:00");
    const ReceiveRequest more{"QH02", FundingSource::contractor, yuan("10000.00"), day(on), "F9"};
    (void)FundingService(*book.book).receive(book.by("chen.clerk"), more).value();
    return field(book.execute("50000.00").value(), "excess_then");
  };
  EXPECT_EQ(excess_with_money_of("2026-11-11"), "10000.00");
  EXPECT_EQ(excess_with_money_of("2026-11-12"), "10000.00");
  EXPECT_EQ(excess_with_money_of("2026-11-13"), "0.00");
}

TEST(Attachment, RecordsTheExcessOfTheDayOfEachStep) {
  CourtBook book("statement-2a");
  book.now("2026-11-13 09:00");
  book.owe(tests::arrears_row(tests::kMember, "2026-11", "200000"));  // due on the 13th
  book.now("2026-11-16 09:00");
  auto order = book.order();
  order.on = day("2026-11-12");
  const auto opened = book.open(order).value();
  EXPECT_EQ(field(opened, "excess"), "8000.00");  // today
  auto service = book.cases();
  (void)service.notice_nature(book.by("bank.icbc"), book.act("2026-11-13")).value();
  EXPECT_EQ(to_string(book.of().steps[0].excess), "208000.00");
  EXPECT_EQ(to_string(book.of().steps[1].excess), "8000.00");
}

TEST(Attachment, ThatPaysThisProjectsWagesDischargesTheLines) {
  CourtBook book("approve-2");
  (void)book.open(book.order(AttachmentPurpose::wages)).value();
  book.court_takes("7262.25");
  EXPECT_EQ(reason(book.execute("7262.25")), "attachment.lines");
  EXPECT_EQ(reason(book.execute("7262.25", {kLine, kLine})), "payments.line-unknown");
  EXPECT_EQ(reason(book.execute("7262.25", {"QH02-202610-01-0002"})), "attachment.lines");
  ASSERT_EQ(reason(book.execute("7262.25", {kLine})), "ok");
  EXPECT_EQ(book.state(kLine), "discharged");
  EXPECT_EQ(book.balance(kSuspense), "0.00");
  EXPECT_EQ(book.overview("QH02").taken_beyond, Money());
  EXPECT_EQ(book.broken(), "");
}

// The debit and the case are there before the court's taking is explained.
class CourtsCase : public CourtBook {
 public:
  CourtsCase() : CourtBook("approve-2") {
    (void)open(order(AttachmentPurpose::wages)).value();
    court_takes("7262.25");
    now("2026-11-16 09:00");  // the wages are overdue
    OpenCaseRequest request;
    request.contract = "QH02";
    request.cause = DischargeCause::subcontractor;
    request.document = "青人社欠认〔2026〕5号";
    request.employer = "LW3";
    (void)recourse().open(by("zhao.regulator"), request).value();
    ExecuteStepRequest step;
    step.case_id = "QH02-D01";
    step.ground = DischargeGround::contractor_first;
    step.decision = "青人社先偿〔2026〕2号";
    (void)recourse().execute(by("zhao.regulator"), step).value();
  }
  RecourseService recourse() { return RecourseService(*book); }
};

TEST(Attachment, ThatPaysALineOfACaseMakesTheClaimAndCountsForTheStep) {
  CourtsCase book;
  ASSERT_EQ(reason(book.execute("7262.25", {kLine})), "ok");
  EXPECT_EQ(book.balance("c:QH02:claim:GC2:LW3"), "7262.25");
  EXPECT_EQ(to_string(book.recourse().show("QH02-D01").value().paid.at(0)), "7262.25");
  EXPECT_EQ(book.broken(), "");
}

// ---- one case an order --------------------------------------------------------------------------

TEST(Attachment, OfOneDocumentOfACourtIsOpenedOnceForAnAccount) {
  CourtBook book("approve-2");
  ASSERT_EQ(reason(book.open(book.order())), "ok");
  auto again = book.order(AttachmentPurpose::wages);
  again.court = " " + again.court;
  again.document += " ";
  EXPECT_EQ(reason(book.open(again, "chen.clerk")), "attachment.exists");
  auto other = book.order();
  other.court = "另一法院";
  EXPECT_EQ(reason(book.open(other)), "ok");
  other = book.order();
  other.document = "（2026）某执13号";
  EXPECT_EQ(reason(book.open(other)), "ok");
  (void)book.cases().lift(book.by("zhao.regulator"), book.act()).value();
  EXPECT_EQ(reason(book.open(book.order())), "ok");  // in its place
}

// What was taken before the order has another cause.
TEST(Attachment, IsExecutedByADebitOfItsDayOrLaterAndOfTheDebitsDay) {
  CourtBook book("approve-2");
  book.court_takes("7262.25");  // on the 12th
  auto order = book.order(AttachmentPurpose::wages);
  book.now("2026-11-13 09:00");
  order.on = day("2026-11-13");
  (void)book.open(order).value();
  const auto executed = [&](const std::string& id) {
    AttachmentExecution taken{book.act("2026-11-13"), yuan("7262.25"), {kLine}};
    taken.act.id = id;
    return reason(book.cases().execute(book.by("qian.regulator"), taken));
  };
  EXPECT_EQ(executed("QH02-Q01"), "attachment.not-on-statement");
  order.on = day("2026-11-12");
  order.document = "（2026）某执13号";
  (void)book.open(order).value();
  ASSERT_EQ(executed("QH02-Q02"), "ok");
  const auto state = book.line(kLine).state;
  EXPECT_EQ(std::get<line_state::Discharged>(state).on, day("2026-11-12"));
  EXPECT_EQ(book.broken(), "");
}

TEST(Attachment, IsExecutedByTheBankOrARegulatorWhoDidNotOpenIt) {
  CourtBook book("approve-2");
  (void)book.open(book.order(AttachmentPurpose::wages), "chen.clerk").value();
  book.court_takes("7262.25");
  const auto by = [&](const std::string& actor) {
    return reason(
        book.cases().execute(book.by(actor), {book.act("2026-11-12"), yuan("7262.25"), {kLine}}));
  };
  EXPECT_EQ(by("chen.clerk"), "access.not-permitted");
  EXPECT_EQ(by("wu.manager"), "access.not-permitted");
  EXPECT_EQ(book.state(kLine), "accrued");
  EXPECT_EQ(by("bank.icbc"), "ok");

  CourtBook other("approve-2");
  (void)other.open(other.order(AttachmentPurpose::wages)).value();
  other.court_takes("7262.25");
  const AttachmentExecution taken{other.act("2026-11-12"), yuan("7262.25"), {kLine}};
  EXPECT_EQ(reason(other.cases().execute(other.by("zhao.regulator"), taken)), "access.same-person");
  EXPECT_EQ(reason(other.cases().execute(other.by("zhao.again"), taken)), "access.same-person");
  EXPECT_EQ(reason(other.cases().execute(other.by("qian.regulator"), taken)), "ok");
}

TEST(Attachment, ForAnotherPurposePaysNoLines) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  book.court_takes("7262.25");
  EXPECT_EQ(reason(book.execute("7262.25", {kLine})), "attachment.lines");
}

TEST(Attachment, LeavesTheReconciliationInBalance) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  book.court_takes("50000.00");
  (void)book.execute("50000.00").value();
  EXPECT_TRUE(book.reports("QH02").back().balances());
  EXPECT_TRUE(book.verified().ok());
}

TEST(Attachment, IsNotTakenBackFromTheStatement) {
  CourtBook book("approve-2");
  (void)book.open(book.order()).value();
  book.court_takes("50000.00");
  (void)book.execute("50000.00").value();
  const auto entry = book.reports("QH02").back().entries.front().id;
  EXPECT_EQ(reason(ReviewService(*book.book).unmatch(book.by("chen.clerk"), entry, "x")),
            "reconcile.explained-by-paper");
}

}  // namespace
}  // namespace anxin::payments
