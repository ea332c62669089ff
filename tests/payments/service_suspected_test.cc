// Suspected arrears: months that should have a payroll, and lines past their pay day.
#include "payments/service/suspected_arrears.h"

#include <gtest/gtest.h>

#include "tests/support/arrears_books.h"

namespace anxin::payments {
namespace {

using tests::arrears_row;
using tests::ArrearsBook;
using tests::day;
using tests::kMember;

std::vector<SuspectedArrears> look(ArrearsBook& book, const std::string& on,
                                   const std::string& region = "360799") {
  return suspected_arrears(*book.book, RegionCode::parse(region), day(on)).value();
}

// October's pay day is the 15th of November, a Sunday: the 13th.
TEST(Suspected, AreMonthsWithoutAPayrollOncePayDayHasPassed) {
  ArrearsBook book("due-2");
  EXPECT_TRUE(look(book, "2026-11-12").empty());
  EXPECT_TRUE(look(book, "2026-11-13").empty());
  const auto found = look(book, "2026-11-14");
  ASSERT_EQ(found.size(), 2U);
  ASSERT_EQ(found[1].months.size(), 1U);
  const auto& october = found[1].months.front();
  EXPECT_EQ(to_string(october.month), "2026-10");
  EXPECT_EQ(to_string(october.pay_day), "2026-11-13");
  EXPECT_GT(october.workers_on_site, 20U);
  EXPECT_FALSE(october.drafted);
  EXPECT_EQ(to_string(october.funding_due), "260000.00");
  EXPECT_EQ(found[1].owed, Money());
}

TEST(Suspected, SayNothingOfMonthsBeforeTheBook) {
  ArrearsBook book("load");
  const auto found = look(book, "2026-11-14");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(to_string(found.front().judged_from), "2026-11-02");
  EXPECT_EQ(found.front().months.size(), 1U);  // September was to be paid in October
}

TEST(Suspected, AreOfAContractOlderThanTheCalendarAndWithoutAnAccountToo) {
  ArrearsBook book("load");
  const auto before = look(book, "2026-11-14").size();
  const std::string old =
      "[[contract]]\nid = \"QH00\"\nproject = \"QH02\"\nowner = \"OW2\"\ncontractor = \"GC1\"\n"
      "subcontractors = [\"LW1\"]\nsigned_on = 2010-11-10\namount = \"9000000.00\"\n"
      "labour_share = \"24 %\"\nmonths = 9\nfunding_day = 5\npay_day = 15\n";
  (void)book.load(book.by("zhao.regulator"), {{"old.toml", old}}).value();
  EXPECT_EQ(look(book, "2026-11-14").size(), before);  // nobody works there
  EXPECT_EQ(book.overview("QH00").balance, Money());
  EXPECT_EQ(book.overview("QH02").contract, "QH02");
}

TEST(Suspected, AreMonthsWhosePayrollNobodyHasApproved) {
  ArrearsBook book("submit-2");
  const auto found = look(book, "2026-11-14");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_TRUE(found[1].months.front().drafted);
}

TEST(Suspected, AreLinesPastTheirPayDayWithTheirAge) {
  ArrearsBook book("approve-2");
  book.owe(arrears_row(kMember, "2026-07", "8000", "GC2"));
  const auto found = look(book, "2026-11-13");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().contract, "QH02");
  ASSERT_EQ(found.front().overdue.size(), 1U);
  EXPECT_EQ(found.front().overdue.front().days, 91);  // since 14 August
  EXPECT_EQ(to_string(found.front().owed), "8000.00");
  EXPECT_EQ(found.front().workers, 1U);

  const auto later = look(book, "2026-11-14");
  ASSERT_EQ(later.size(), 2U);
  const auto& both = later[1];
  EXPECT_EQ(both.overdue.front().days, 92);  // the oldest first
  EXPECT_EQ(both.overdue.back().days, 1);
  ASSERT_EQ(both.sums.size(), 2U);
  EXPECT_EQ(both.sums[0].employer, "GC2");
  EXPECT_EQ(to_string(both.sums[0].owed), "8000.00");
  EXPECT_EQ(both.sums[0].oldest_days, 92);
  EXPECT_EQ(both.sums[1].oldest_days, 1);
  EXPECT_EQ(to_string(both.owed), to_string(book.overview("QH02").unpaid));
}

TEST(Suspected, AreOfARegionAndWhatLiesInIt) {
  ArrearsBook book("due-2");
  EXPECT_EQ(look(book, "2026-11-14", "360700").size(), 2U);
  EXPECT_EQ(look(book, "2026-11-14", "360000").size(), 2U);
  EXPECT_TRUE(look(book, "2026-11-14", "350000").empty());
  EXPECT_EQ(suspected_arrears(*book.book, std::nullopt, day("2026-11-14")).value().size(), 2U);
}

TEST(Suspected, ChangeNothing) {
  ArrearsBook book("due-2");
  const auto head = book.head();
  (void)look(book, "2026-11-14");
  EXPECT_EQ(book.head(), head);
}

}  // namespace
}  // namespace anxin::payments
