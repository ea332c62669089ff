// Time limits: 30 日 against 20 工作日, ends of months, and properties over every day of the
// calendar.
#include "payments/rules/deadline.h"

#include <gtest/gtest.h>

#include "payments/rules/builtin_data.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::day;

using std::chrono::days;

const WorkCalendar& shipped_calendar() {
  static const WorkCalendar calendar = builtin_calendar();
  return calendar;
}

std::string after(const char* event, std::int32_t count, TermUnit unit) {
  return to_string(term_after(day(event), {count, unit}, shipped_calendar()).value().date);
}
std::string before(const char* event, std::int32_t count, TermUnit unit) {
  return to_string(term_before(day(event), {count, unit}, shipped_calendar()).value().date);
}

TEST(Deadline, DaysCountHolidaysAndWorkingDaysDoNot) {
  // 2026: 25 to 27 September and 1 to 7 October off, 20 September and 10 October worked.
  EXPECT_EQ(after("2026-09-10", 30, TermUnit::day), "2026-10-10");
  EXPECT_EQ(after("2026-09-10", 20, TermUnit::working_day), "2026-10-14");
  EXPECT_EQ(after("2026-09-30", 1, TermUnit::day), "2026-10-01");
  EXPECT_EQ(after("2026-09-30", 1, TermUnit::working_day), "2026-10-08");
}

TEST(Deadline, BoundariesOfAHolidayComeInThrees) {
  EXPECT_EQ(after("2026-09-29", 1, TermUnit::working_day), "2026-09-30");
  EXPECT_EQ(after("2026-09-29", 2, TermUnit::working_day), "2026-10-08");
  EXPECT_EQ(after("2026-09-29", 3, TermUnit::working_day), "2026-10-09");
  EXPECT_EQ(before("2026-10-09", 1, TermUnit::working_day), "2026-10-08");
  EXPECT_EQ(before("2026-10-08", 1, TermUnit::working_day), "2026-09-30");
  EXPECT_EQ(before("2026-10-07", 1, TermUnit::working_day), "2026-09-30");
}

TEST(Deadline, MakeUpDaysAreWorked) {
  EXPECT_EQ(after("2026-10-09", 1, TermUnit::working_day), "2026-10-10");
  EXPECT_EQ(after("2026-10-10", 1, TermUnit::working_day), "2026-10-12");
}

TEST(Deadline, AMonthEndsOnTheSameDayOrOnTheLastOne) {
  EXPECT_EQ(after("2026-01-27", 1, TermUnit::month), "2026-02-27");
  EXPECT_EQ(after("2026-01-28", 1, TermUnit::month), "2026-02-28");
  EXPECT_EQ(after("2026-01-29", 1, TermUnit::month), "2026-02-28");
  EXPECT_EQ(after("2026-01-31", 1, TermUnit::month), "2026-02-28");
  EXPECT_EQ(after("2026-01-31", 13, TermUnit::month), "2027-02-28");
  EXPECT_EQ(before("2026-03-31", 1, TermUnit::month), "2026-02-28");
  EXPECT_EQ(before("2026-01-15", 1, TermUnit::month), "2025-12-15");
}

TEST(Deadline, AYearFromALeapDayEndsOnTheLastOfFebruary) {
  EXPECT_EQ(after("2024-02-28", 1, TermUnit::year), "2025-02-28");
  EXPECT_EQ(after("2024-02-29", 1, TermUnit::year), "2025-02-28");
  EXPECT_EQ(after("2024-02-29", 4, TermUnit::year), "2028-02-29");
  EXPECT_EQ(before("2024-02-29", 3, TermUnit::year), "2021-02-28");
}

TEST(Deadline, OnlyWorkingDaysNeedACalendar) {
  const WorkCalendar none{WorkCalendar::Days{}};
  const auto refused = term_after(day("2026-01-05"), {1, TermUnit::working_day}, none);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, kCalendarYearUnknown);
  for (const auto unit : {TermUnit::day, TermUnit::month, TermUnit::year}) {
    EXPECT_TRUE(term_after(day("2026-01-05"), {1, unit}, none).has_value());
    EXPECT_TRUE(term_before(day("2026-01-05"), {1, unit}, none).has_value());
  }
}

TEST(Deadline, TellsWhetherTheDaysItCountedAreConfirmed) {
  WorkCalendar::Days known;
  known.years = {2025, 2026, 2027};
  known.unconfirmed = {2026};
  const WorkCalendar calendar(known);
  const auto confirmed = [&](const char* event, std::int32_t count) {
    return term_after(day(event), {count, TermUnit::working_day}, calendar)
        .value()
        .calendar_confirmed;
  };
  EXPECT_TRUE(confirmed("2025-12-01", 20));
  EXPECT_FALSE(confirmed("2025-12-31", 1));
  EXPECT_FALSE(confirmed("2026-06-01", 1));
  EXPECT_FALSE(confirmed("2026-12-31", 1));
  EXPECT_TRUE(confirmed("2027-01-01", 1));
  EXPECT_TRUE(
      term_after(day("2026-06-01"), {1, TermUnit::day}, calendar).value().calendar_confirmed);
}

// Every day of the calendar from which the longest limit still ends in it.
template <class Check>
void for_every_day(Check check) {
  for (Date at = day("2020-06-01"); at < day("2027-06-01"); at += days(1)) check(at);
}

Date working(Date event, std::int32_t count) {
  return term_after(event, {count, TermUnit::working_day}, shipped_calendar()).value().date;
}

TEST(DeadlineProperties, AWorkingDayLimitEndsOnAWorkingDay) {
  for_every_day([](Date at) {
    for (const int count : {1, 3, 5, 20}) {
      EXPECT_TRUE(shipped_calendar().is_working_day(working(at, count)).value()) << to_string(at);
    }
  });
}

TEST(DeadlineProperties, TwoLimitsInARowAreTheirSum) {
  for_every_day([](Date at) {
    EXPECT_EQ(working(working(at, 5), 3), working(at, 8)) << to_string(at);
    EXPECT_EQ(working(working(at, 1), 1), working(at, 2)) << to_string(at);
  });
}

TEST(DeadlineProperties, ALaterEventNeverEndsEarlierAndALongerLimitEndsLater) {
  for_every_day([](Date at) {
    EXPECT_LE(working(at, 5), working(at + days(1), 5)) << to_string(at);
    EXPECT_LT(working(at, 5), working(at, 6)) << to_string(at);
    for (const auto unit : {TermUnit::day, TermUnit::month, TermUnit::year}) {
      const auto end = term_after(at, {2, unit}, shipped_calendar()).value().date;
      EXPECT_LE(end, term_after(at + days(1), {2, unit}, shipped_calendar()).value().date)
          << to_string(at);
      EXPECT_LT(end, term_after(at, {3, unit}, shipped_calendar()).value().date) << to_string(at);
    }
  });
}

TEST(DeadlineProperties, FromAWorkingDayThereAndBackAgain) {
  for_every_day([](Date at) {
    if (!shipped_calendar().is_working_day(at).value()) return;
    const auto there = working(at, 7);
    EXPECT_EQ(term_before(there, {7, TermUnit::working_day}, shipped_calendar()).value().date, at);
  });
}

}  // namespace
}  // namespace anxin::payments
