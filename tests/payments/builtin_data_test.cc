#include "payments/rules/builtin_data.h"

#include <gtest/gtest.h>

#include "payments/rules/bank_profiles.h"
#include "payments/rules/calendar_data.h"
#include "payments/rules/caption_data.h"
#include "tests/support/values.h"

namespace anxin::payments::data {
std::string_view captions_toml();
std::string_view bank_profiles_toml();
std::string_view calendar_toml();
}  // namespace anxin::payments::data

namespace anxin::payments {
namespace {

using tests::day;

std::string year(std::string_view holidays, std::string_view make_ups = "") {
  return "[[year]]\nyear = 2026\nsource = \"x\"\ngrade = \"unconfirmed\"\nholidays = [" +
         std::string(holidays) + "]\nmake_ups = [" + std::string(make_ups) + "]\n";
}

TEST(BuiltinData, EveryFileLoadsWithoutFindings) {
  EXPECT_TRUE(parse_captions(data::captions_toml()).findings.empty());
  EXPECT_TRUE(parse_bank_profiles(data::bank_profiles_toml()).findings.empty());
  EXPECT_TRUE(parse_calendar(data::calendar_toml()).findings.empty());
}

TEST(BuiltinData, HasTheProfilesOfThePaymentsPage) {
  const auto profiles = builtin_bank_profiles();
  ASSERT_NE(find_profile(profiles, "ccb"), nullptr);
  EXPECT_EQ(find_profile(profiles, "ccb")->debit_mode, DebitMode::net);
  EXPECT_EQ(find_profile(profiles, "icbc")->debit_mode, DebitMode::gross);
  EXPECT_EQ(find_profile(profiles, "iso20022")->lines_max, 2'000U);
  EXPECT_EQ(find_profile(profiles, "none"), nullptr);
}

TEST(BuiltinData, KnowsTheColumnOfNames) {
  EXPECT_TRUE(builtin_captions().captions.contains(Column::name));
}

TEST(BuiltinCalendar, KnowsHolidaysAndMakeUpDays) {
  const auto calendar = builtin_calendar();
  EXPECT_TRUE(calendar.is_working_day(day("2026-09-30")).value());
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-01")).value());
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-07")).value());
  EXPECT_TRUE(calendar.is_working_day(day("2026-10-08")).value());
  EXPECT_TRUE(calendar.is_working_day(day("2026-10-10")).value());   // Saturday, made up
  EXPECT_FALSE(calendar.is_working_day(day("2026-10-11")).value());  // Sunday
  EXPECT_TRUE(calendar.is_working_day(day("2025-02-08")).value());
}

// Working days of a year: by the notice so many days are off and so many weekend days are worked.
TEST(BuiltinCalendar, EveryYearFrom2020HasItsWorkingDays) {
  const std::vector<std::pair<int, int>> years{{2020, 249}, {2021, 250}, {2022, 249}, {2023, 249},
                                               {2024, 251}, {2025, 248}, {2026, 248}, {2027, 254}};
  const auto calendar = builtin_calendar();
  for (const auto& [year, expected] : years) {
    int worked = 0;
    const auto begin = *parse_date(std::to_string(year) + "-01-01");
    const auto end = *parse_date(std::to_string(year + 1) + "-01-01");
    for (auto at = begin; at < end; at += std::chrono::days(1)) {
      if (calendar.is_working_day(at).value()) ++worked;
    }
    EXPECT_EQ(worked, expected) << year;
  }
}

TEST(BuiltinCalendar, SpringFestivalsAreOffToTheirLastDay) {
  const auto calendar = builtin_calendar();
  for (const auto& [last, next] :
       std::vector<std::pair<const char*, const char*>>{{"2020-02-02", "2020-02-03"},
                                                        {"2021-02-17", "2021-02-18"},
                                                        {"2022-02-06", "2022-02-07"},
                                                        {"2023-01-27", "2023-01-28"},
                                                        {"2024-02-17", "2024-02-18"},
                                                        {"2025-02-04", "2025-02-05"},
                                                        {"2026-02-23", "2026-02-24"}}) {
    EXPECT_FALSE(calendar.is_working_day(day(last)).value()) << last;
    EXPECT_TRUE(calendar.is_working_day(day(next)).value()) << next;
  }
}

TEST(BuiltinCalendar, NoYearWasComparedWithItsNoticeYet) {
  for (int year = 2020; year <= 2027; ++year) {
    const auto at = *parse_date(std::to_string(year) + "-07-01");
    EXPECT_FALSE(builtin_calendar().is_confirmed(at, at)) << year;
  }
}

TEST(BuiltinCalendar, RefusesYearsWithoutNotice) {
  EXPECT_FALSE(builtin_calendar().is_working_day(day("2028-01-03")).has_value());
}

TEST(Calendar, ReadsDaysAndSpans) {
  const auto loaded = parse_calendar(year("\"2026-01-01\", \"2026-10-01..2026-10-03\""));
  EXPECT_TRUE(loaded.findings.empty());
  EXPECT_EQ(loaded.value.holidays.size(), 4U);
}

TEST(Calendar, ANewYearHolidayMayBeginInDecember) {
  EXPECT_FALSE(parse_calendar(year("\"2025-12-31..2026-01-02\"")).refused());
  EXPECT_TRUE(parse_calendar(year("\"2025-11-30..2025-12-02\"")).refused());
}

TEST(Calendar, RefusesDaysOfAnotherYearAndSpansThatRunBackwards) {
  EXPECT_TRUE(parse_calendar(year("\"2027-01-01\"")).refused());
  EXPECT_TRUE(parse_calendar(year("\"2026-10-03..2026-10-01\"")).refused());
  EXPECT_TRUE(parse_calendar(year("\"2026-10-01..2026-11-30\"")).refused());
  EXPECT_TRUE(parse_calendar(year("\"Oct 1\"")).refused());
}

TEST(Calendar, RefusesTheSameDayTwice) {
  EXPECT_TRUE(parse_calendar(year("\"2026-10-01\", \"2026-10-01\"")).refused());
}

TEST(Calendar, MakeUpDaysFallOnWeekends) {
  EXPECT_TRUE(parse_calendar(year("", "\"2026-10-09\"")).refused());   // Friday
  EXPECT_FALSE(parse_calendar(year("", "\"2026-10-10\"")).refused());  // Saturday
  EXPECT_FALSE(parse_calendar(year("", "\"2026-10-11\"")).refused());  // Sunday
  EXPECT_TRUE(parse_calendar(year("", "\"2026-10-12\"")).refused());   // Monday
  EXPECT_TRUE(parse_calendar(year("\"2026-10-10\"", "\"2026-10-10\"")).refused());
}

TEST(Calendar, RefusesAYearTwice) { EXPECT_TRUE(parse_calendar(year("") + year("")).refused()); }

TEST(BankProfiles, RefusesUnknownModesAndBoundsLines) {
  const auto profile = [](std::string_view mode, int lines) {
    return "[[profile]]\nid = \"x\"\nname = \"x\"\nsource = \"x\"\ndebit_mode = \"" +
           std::string(mode) + "\"\nlines_max = " + std::to_string(lines) + "\n";
  };
  EXPECT_FALSE(parse_bank_profiles(profile("net", 1)).refused());
  EXPECT_FALSE(parse_bank_profiles(profile("gross", 99'999)).refused());
  EXPECT_TRUE(parse_bank_profiles(profile("both", 1)).refused());
  EXPECT_TRUE(parse_bank_profiles(profile("net", 0)).refused());
  EXPECT_TRUE(parse_bank_profiles(profile("net", 100'000)).refused());
  EXPECT_TRUE(parse_bank_profiles(profile("net", 1) + profile("net", 1)).refused());
}

TEST(Captions, RefusesColumnsThatDoNotExist) {
  EXPECT_FALSE(parse_captions("[captions]\nname = [\"姓名\"]\n").refused());
  EXPECT_TRUE(parse_captions("[captions]\nnames = [\"姓名\"]\n").refused());
  EXPECT_TRUE(parse_captions("[captions]\nname = [\"\"]\n").refused());
  EXPECT_TRUE(parse_captions("").refused());
}

}  // namespace
}  // namespace anxin::payments
