// Duties of a wage account with their last days, and notices that labour cost was not paid.
#include <gtest/gtest.h>

#include "tests/support/account_books.h"

namespace anxin::payments {
namespace {

using tests::AccountBook;
using tests::field;
using tests::reason;
using tests::replaced;

constexpr Month kNovember = std::chrono::year(2026) / std::chrono::November;

TEST(WageAccountDuties, OpenedWithinThirtyDaysOfTheSigning) {
  const AccountBook book("load");  // signed on 1 March, opened on the 20th
  const auto duty = book.duty("QH02");
  EXPECT_EQ(to_string(*duty.last_day), "2026-03-31");
  EXPECT_EQ(to_string(*duty.done_on), "2026-03-20");
  EXPECT_EQ(duty.state, DutyState::done);
  EXPECT_EQ(duty.rule->head.id, "national.deadline.open-account");
}

TEST(WageAccountDuties, AnAccountOpenedAfterTheLastDayIsLate) {
  for (const auto& [opened_on, state] :
       {std::pair{"2026-03-30", "done"}, {"2026-03-31", "done"}, {"2026-04-01", "done-late"}}) {
    tests::CountyBook book;
    book.now("2026-11-02 09:30");
    auto files = tests::CountyBook::county_files();
    files[0].bytes =
        replaced(files[0].bytes, "opened_on = 2026-03-20", std::string("opened_on = ") + opened_on);
    (void)book.load(book.by("zhao.regulator"), files).value();
    const auto view = WageAccountService(*book.book).show("QH02").value();
    EXPECT_EQ(to_word(view.duties.front().state), state) << opened_on;
  }
}

TEST(WageAccountDuties, AnAccountNobodyOpenedIsOverdueAfterTheLastDay) {
  AccountBook book("load");
  (void)book
      .more(
          "[[contract]]\nid = \"QH03\"\nproject = \"QH02\"\nowner = \"OW2\"\n"
          "contractor = \"GC1\"\nsubcontractors = []\nsigned_on = 2026-10-01\n"
          "amount = \"100.00\"\nlabour_share = \"24 %\"\nmonths = 2\nfunding_day = 5\n"
          "pay_day = 15\n")
      .value();
  EXPECT_EQ(book.view("QH03", "2026-10-30").duties.front().state, DutyState::open);
  EXPECT_EQ(book.view("QH03", "2026-10-31").duties.front().state, DutyState::open);
  EXPECT_EQ(book.view("QH03", "2026-11-01").duties.front().state, DutyState::overdue);
}

// A place where the time runs from the start of works (开工), not from the signing.
std::unique_ptr<tests::CountyBook> book_in_tibet() {
  auto book = std::make_unique<tests::CountyBook>();
  book->now("2026-11-02 09:30");
  auto files = tests::CountyBook::county_files();
  files[0].bytes = replaced(files[0].bytes, "360799", "540100");
  (void)book->load(book->by("zhao.regulator"), files).value();
  return book;
}

TEST(WageAccountDuties, CountFromTheStartOfWorksWhereThePlaceSaysSo) {
  const auto book = book_in_tibet();
  WageAccountService service(*book->book);
  const auto before = service.show("QH02").value().duties.front();
  EXPECT_EQ(before.rule->head.id, "xizang.deadline.open-account");
  EXPECT_FALSE(before.last_day.has_value());  // nobody has said when the works began
  (void)service
      .start_works(book->by("chen.clerk"), {"QH02", tests::day("2026-03-16"), "开工报告-1"})
      .value();
  const auto after = service.show("QH02").value().duties.front();
  EXPECT_EQ(to_string(*after.last_day), "2026-04-15");
  EXPECT_EQ(after.state, DutyState::done);
}

TEST(WageAccountDuties, AreShownWithoutARuleWhereNoneIsInForce) {
  tests::CountyBook book;
  book.now("2026-11-02 09:30");
  auto files = tests::CountyBook::county_files();
  files[0].bytes = replaced(files[0].bytes, "signed_on = 2026-03-01", "signed_on = 2021-07-06");
  (void)book.load(book.by("zhao.regulator"), files).value();
  const auto duty = WageAccountService(*book.book).show("QH02").value().duties.front();
  EXPECT_EQ(duty.rule, nullptr);
  EXPECT_FALSE(duty.last_day.has_value());
  EXPECT_EQ(duty.state, DutyState::done);
}

TEST(WageAccountDuties, FiledWithinThirtyDaysOfTheOpening) {
  for (const auto& [on, state] :
       {std::pair{"2026-04-18", "done"}, {"2026-04-19", "done"}, {"2026-04-20", "done-late"}}) {
    AccountBook book("load");
    EXPECT_EQ(book.state_of("icbc", "2026-04-19"), "open");
    EXPECT_EQ(book.state_of("icbc", "2026-04-20"), "overdue");
    const auto receipt = book.file("chen.clerk", on).value();
    EXPECT_EQ(field(receipt, "last_day"), "2026-04-19");
    EXPECT_EQ(book.state_of("icbc", "2026-11-02"), state) << on;
  }
}

TEST(WageAccountDuties, TheRegulatorMayPutTheFilingOnRecordToo) {
  AccountBook book("load");
  EXPECT_TRUE(book.file("zhao.regulator", "2026-04-01"));
  EXPECT_EQ(to_string(*book.view().accounts.front().filed_on), "2026-04-01");
}

// ---- labour cost -------------------------------------------------------------------------------

TEST(WageAccountDuties, LabourCostIsMetOldestFirst) {
  AccountBook book("fund-2");
  (void)FundingService(*book.book).make_due(book.by("chen.clerk"), "QH02", kNovember).value();
  const auto october = book.duty("2026-10", "2026-11-06");
  EXPECT_EQ(to_string(october.due), "260000.00");
  EXPECT_EQ(to_string(october.met), "208000.00");
  EXPECT_EQ(to_string(october.missing()), "52000.00");
  EXPECT_EQ(october.state, DutyState::overdue);  // due on 5 November
  const auto november = book.duty("2026-11", "2026-11-06");
  EXPECT_EQ(to_string(november.met), "0.00");
  EXPECT_EQ(november.state, DutyState::open);
  // What the duties miss is what the memo account says.
  EXPECT_EQ(october.missing() + november.missing(), book.overview("QH02").funding_due);
  EXPECT_EQ(book.overview("QH02").overdue_duties, 2U);  // October, and the filing
}

TEST(WageAccountDuties, LabourCostIsOverdueFromTheDayAfterItsDueDay) {
  AccountBook book("due-2");
  EXPECT_EQ(book.state_of("2026-10", "2026-11-04"), "open");
  EXPECT_EQ(book.state_of("2026-10", "2026-11-05"), "open");
  EXPECT_EQ(book.state_of("2026-10", "2026-11-06"), "overdue");
}

TEST(WageAccountDuties, LabourCostPaidAfterItsDueDayIsLate) {
  AccountBook book("fund-2");
  (void)book
      .receive(book.by("sun.owner"), {"QH02", FundingSource::owner, tests::yuan("52000.00"),
                                      tests::day("2026-11-06"), "FD-2"})
      .value();
  EXPECT_EQ(book.state_of("2026-10", "2026-11-06"), "done-late");
  EXPECT_EQ(to_string(*book.duty("2026-10").done_on), "2026-11-06");
  EXPECT_EQ(book.state_of("2026-10", "2026-11-05"), "open");  // as it stood the day before
}

TEST(WageAccountDuties, MoneyThatTheContractorAddsMeetsNothing) {
  AccountBook book("fund-2");
  (void)book.receive(book.by("chen.clerk"), money("QH02", "60000.00", "TU-1")).value();
  EXPECT_EQ(to_string(book.duty("2026-10").met), "208000.00");
}

TEST(WageAccountDuties, AMonthThatNobodyMadeDueIsDueByContractAllTheSame) {
  const AccountBook book("fund-2");
  const auto november = book.duty("2026-11", "2026-12-06");
  EXPECT_FALSE(november.recorded);
  EXPECT_EQ(to_string(november.due), "260000.00");
  EXPECT_EQ(november.state, DutyState::overdue);
  EXPECT_THROW((void)book.duty("2026-11", "2026-12-04"), std::runtime_error);  // not due yet
}

TEST(WageAccountDuties, ABookThatKnowsNoMonthCountsFromTheSigning) {
  const AccountBook book("load");
  EXPECT_EQ(book.duty("2026-03", "2026-11-02").state, DutyState::overdue);
  EXPECT_THROW((void)book.duty("2026-02", "2026-11-02"), std::runtime_error);
}

TEST(WageAccountDuties, LabourCostEndsWithTheContractsMonths) {
  const AccountBook book("load");  // 18 months from March 2026
  EXPECT_EQ(book.duty("2027-08", "2030-01-01").state, DutyState::overdue);
  EXPECT_THROW((void)book.duty("2027-09", "2030-01-01"), std::runtime_error);
}

TEST(WageAccountDuties, TheRegisterHoldsTheContractsOfARegion) {
  const AccountBook book("load");
  const auto list = [&](const char* region) {
    return book.accounts().list(RegionCode::parse(region).value()).value().size();
  };
  EXPECT_EQ(list("360799"), 2U);
  EXPECT_EQ(list("360000"), 2U);
  EXPECT_EQ(list("000000"), 2U);
  EXPECT_EQ(list("350000"), 0U);
}

// ---- non-funding (未拨付)
// ------------------------------------------------------------------------

TEST(NonFunding, IsNoticedByTheBankAndReportedByTheContractor) {
  AccountBook book("fund-2");  // 6 November: due on the 5th, 52 000.00 are missing
  const auto noticed = book.notice("bank.icbc").value();
  EXPECT_EQ(field(noticed, "missing"), "52000.00");
  EXPECT_EQ(field(noticed, "state"), "noticed");
  EXPECT_EQ(book.duty("2026-10").notice, "noticed");
  EXPECT_EQ(field(book.report("chen.clerk").value(), "state"), "reported");
  EXPECT_EQ(book.duty("2026-10").notice, "reported");
  EXPECT_EQ(book.broken(), "");
}

TEST(NonFunding, TheContractorsOwnNoticeGoesToTheRegulatorAtOnce) {
  AccountBook book("fund-2");
  EXPECT_EQ(field(book.notice("wu.manager").value(), "state"), "reported");
}

TEST(NonFunding, KeepsWhatWasMissingOnItsDay) {
  AccountBook book("fund-2");
  (void)book.notice("bank.icbc").value();
  (void)book
      .receive(book.by("sun.owner"), {"QH02", FundingSource::owner, tests::yuan("52000.00"),
                                      tests::day("2026-11-06"), "FD-2"})
      .value();
  EXPECT_EQ(to_string(book.view().notices.front().missing), "52000.00");
  EXPECT_TRUE(book.duty("2026-10").missing().is_zero());
}

TEST(NonFunding, OfAMonthThatNobodyMadeDueIsNoticedToo) {
  AccountBook book("load");
  const auto september = std::chrono::year(2026) / std::chrono::September;
  EXPECT_EQ(field(book.notice("bank.icbc", september).value(), "missing"), "260000.00");
}

TEST(NonFunding, ARetryGivesTheFirstAnswer) {
  AccountBook book("fund-2");
  const payments::Caller caller{"bank.icbc", "again", Mode::commit};
  const auto first = book.accounts().notice_non_funding(caller, "QH02", tests::kOctober).value();
  const auto again = book.accounts().notice_non_funding(caller, "QH02", tests::kOctober).value();
  EXPECT_TRUE(again.replayed);
  EXPECT_EQ(first.entry, again.entry);
  EXPECT_EQ(first.answer, again.answer);
}

}  // namespace
}  // namespace anxin::payments
