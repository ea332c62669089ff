// Days worked: exact tenths of a day, and nothing that could be something else.
#include "payments/bank/worked_days.h"

#include <gtest/gtest.h>

#include "payments/bank/wage_table.h"
#include "tests/support/test_captions.h"

namespace anxin::bank {
namespace {

TEST(WorkedDays, AreTenthsOfADay) {
  EXPECT_EQ(read_day_tenths("26"), 260);
  EXPECT_EQ(read_day_tenths("26.5"), 265);
  EXPECT_EQ(read_day_tenths(" 26.50 天"), 265);
  EXPECT_EQ(read_day_tenths("２６．１个工日"), 261);
  EXPECT_EQ(read_day_tenths("0.5日"), 5);
}

TEST(WorkedDays, ABlankCellOrASignOfNothingIsNoDay) {
  for (const char* cell : {"", " ", "-", "/", "无", "0"})
    EXPECT_EQ(read_day_tenths(cell), 0) << cell;
}

TEST(WorkedDays, AMonthHasAtMostThirtyOne) {
  EXPECT_EQ(read_day_tenths("30.9"), 309);
  EXPECT_EQ(read_day_tenths("31"), 310);
  EXPECT_EQ(read_day_tenths("31.0"), 310);
  EXPECT_EQ(read_day_tenths("31.1"), std::nullopt);
}

TEST(WorkedDays, WhatIsNoNumberWithOneDecimalIsNotGuessed) {
  for (const char* cell : {"26.25", "-1", "2.6E1", "二十六", "26天半", "26,5", "1000", "天"}) {
    EXPECT_EQ(read_day_tenths(cell), std::nullopt) << cell;
  }
}

TEST(WorkedDays, AreShownAsPeopleWriteThem) {
  EXPECT_EQ(show_days(260), "26");
  EXPECT_EQ(show_days(265), "26.5");
  EXPECT_EQ(show_days(5), "0.5");
}

TEST(WageTable, CarriesTheDaysAndWhatNoMinimumWageIsMadeOf) {
  const auto table = read_wage_table(
      "姓名,银行卡号,出勤天数,加班工资,高温津贴,应发工资\n甄一,,26.5,200,,3000\n甄二,,x,-1,100.5,"
      "3000\n",
      tests::test_captions());
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].day_tenths, 265);
  EXPECT_EQ(table.rows[0].beyond_minimum, Money::from_minor(20'000));
  EXPECT_EQ(table.rows[1].day_tenths, std::nullopt);
  EXPECT_EQ(table.rows[1].beyond_minimum, Money::from_minor(10'050));
  const auto without =
      read_wage_table("姓名,银行卡号,应发工资\n甄一,,3000\n", tests::test_captions());
  EXPECT_EQ(without.rows.at(0).day_tenths, std::nullopt);
}

}  // namespace
}  // namespace anxin::bank
