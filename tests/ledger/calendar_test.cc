#include "ledger/base/calendar.h"

#include <gtest/gtest.h>

#include "tests/support/values.h"

namespace anxin {
namespace {

using tests::day;

// 2026-10-01 to 10-07 off, Saturday 2026-10-10 worked instead.
WorkCalendar october() {
  WorkCalendar::Days days;
  days.years = {2026};
  for (int i = 0; i < 7; ++i) days.holidays.insert(day("2026-10-01") + std::chrono::days(i));
  days.make_ups.insert(day("2026-10-10"));
  return WorkCalendar(days);
}

TEST(Calendar, WeekdaysAreWorkedAndWeekendsAreNot) {
  EXPECT_TRUE(october().is_working_day(day("2026-10-30")).value());   // Friday
  EXPECT_FALSE(october().is_working_day(day("2026-10-31")).value());  // Saturday
  EXPECT_FALSE(october().is_working_day(day("2026-11-01")).value());  // Sunday
}

TEST(Calendar, AHolidayIsOffAndItsMakeUpDayIsWorked) {
  EXPECT_FALSE(october().is_working_day(day("2026-10-07")).value());  // Wednesday
  EXPECT_TRUE(october().is_working_day(day("2026-10-08")).value());
  EXPECT_TRUE(october().is_working_day(day("2026-10-10")).value());  // Saturday
}

TEST(Calendar, APayDayThatFallsOnAHolidayMovesBeforeIt) {
  EXPECT_EQ(october().at_or_before(day("2026-10-05")).value(), day("2026-09-30"));
  EXPECT_EQ(october().at_or_before(day("2026-09-30")).value(), day("2026-09-30"));
}

TEST(Calendar, CountsWorkingDaysAfterTheDayItself) {
  EXPECT_EQ(october().add_working_days(day("2026-09-30"), 0).value(), day("2026-09-30"));
  EXPECT_EQ(october().add_working_days(day("2026-09-30"), 1).value(), day("2026-10-08"));
  EXPECT_EQ(october().add_working_days(day("2026-09-30"), 3).value(), day("2026-10-10"));
  EXPECT_EQ(october().add_working_days(day("2026-09-30"), 4).value(), day("2026-10-12"));
}

TEST(Calendar, CountsWorkingDaysBeforeTheDayItself) {
  EXPECT_EQ(october().sub_working_days(day("2026-10-12"), 0).value(), day("2026-10-12"));
  EXPECT_EQ(october().sub_working_days(day("2026-10-12"), 1).value(), day("2026-10-10"));
  EXPECT_EQ(october().sub_working_days(day("2026-10-12"), 3).value(), day("2026-10-08"));
  EXPECT_EQ(october().sub_working_days(day("2026-10-12"), 4).value(), day("2026-09-30"));
}

TEST(Calendar, IsConfirmedWhereNoYearOfTheSpanIsDoubtful) {
  WorkCalendar::Days days;
  days.unconfirmed = {2026};
  const WorkCalendar calendar(days);
  EXPECT_TRUE(calendar.is_confirmed(day("2025-01-01"), day("2025-12-31")));
  EXPECT_FALSE(calendar.is_confirmed(day("2025-12-31"), day("2026-01-01")));
  EXPECT_FALSE(calendar.is_confirmed(day("2025-12-31"), day("2027-01-01")));
  EXPECT_TRUE(calendar.is_confirmed(day("2027-01-01"), day("2027-01-01")));
}

TEST(Calendar, AYearWithoutANoticeIsRefusedNotGuessed) {
  EXPECT_EQ(october().is_working_day(day("2027-01-01")).error().reason, kCalendarYearUnknown);
  EXPECT_EQ(october().at_or_before(day("2025-12-31")).error().reason, kCalendarYearUnknown);
  EXPECT_EQ(october().add_working_days(day("2026-12-31"), 1).error().reason, kCalendarYearUnknown);
}

}  // namespace
}  // namespace anxin
