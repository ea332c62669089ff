#include "ledger/base/date.h"

#include <gtest/gtest.h>

#include "tests/support/values.h"

namespace anxin {
namespace {

constexpr std::chrono::nanoseconds kTick{1};

using tests::day;

Instant at(std::string_view text) { return parse_instant(text).value(); }

TEST(Dates, AreReadAndWrittenAlike) {
  for (const auto* text : {"2026-10-31", "2024-02-29", "2000-02-29", "1900-01-01", "2199-12-31"}) {
    EXPECT_EQ(to_string(day(text)), text);
  }
}

TEST(Dates, RefuseDaysThatDoNotExistAndOtherText) {
  for (const auto* text :
       {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31",
        "26-1-1", "2026-1-01", "2026/01/01", "20260101", "2026-01-01 ", "", "2026-10-3x",
        "1899-12-31", "2200-01-01", "-026-01-01"}) {
    EXPECT_EQ(parse_date(text), std::nullopt) << text;
  }
}

TEST(Months, AreReadAndWrittenAlike) {
  EXPECT_EQ(to_string(*parse_month("2026-10")), "2026-10");
  for (const auto* text : {"2026-13", "2026-00", "2026-1", "2026", "2026-10-01", "2200-01",
                           "20x6-10", "2026-1x", "2026/10"}) {
    EXPECT_EQ(parse_month(text), std::nullopt) << text;
  }
}

TEST(Months, KnowTheirFirstAndLastDay) {
  const auto february = parse_month("2024-02").value();
  EXPECT_EQ(to_string(first_day(february)), "2024-02-01");
  EXPECT_EQ(to_string(last_day(february)), "2024-02-29");
  EXPECT_EQ(month_of(day("2024-02-29")), february);
}

TEST(Instants, AreWrittenInUtcWithAsManyDecimalsAsNeeded) {
  EXPECT_EQ(to_string(at("2026-10-31T10:00:00+08:00")), "2026-10-31T02:00:00Z");
  EXPECT_EQ(to_string(at("2026-10-31T02:00:00.500Z")), "2026-10-31T02:00:00.5Z");
  EXPECT_EQ(to_string(at("2026-10-31T02:00:00.000000001Z")), "2026-10-31T02:00:00.000000001Z");
  EXPECT_EQ(to_string(at("2026-12-31T23:30:00-01:00")), "2027-01-01T00:30:00Z");
  EXPECT_EQ(to_string(at("1969-12-31T23:59:59.25Z")), "1969-12-31T23:59:59.25Z");
}

TEST(Instants, MayBeWrittenWithSmallLetters) {
  EXPECT_EQ(at("2026-10-31t02:00:00z"), at("2026-10-31T02:00:00Z"));
}

TEST(Instants, AreWrittenForShanghaiInWholeSeconds) {
  EXPECT_EQ(to_shanghai_string(at("2026-10-31T16:00:00.9Z")), "2026-11-01T00:00:00+08:00");
}

TEST(Instants, RefuseLeapSecondsMissingZonesAndOtherText) {
  for (const auto* text : {"2026-12-31T23:59:60Z",
                           "2026-10-31T24:00:00Z",
                           "2026-10-31T10:60:00Z",
                           "2026-10-31T10:00:00",
                           "2026-10-31 10:00:00Z",
                           "2026-10-31T10:00Z",
                           "2026-10-31T10:00:00.Z",
                           "2026-10-31T10:00:00.1234567890Z",
                           "2026-10-31T10:00:00+8:00",
                           "2026-10-31T10:00:00+0800",
                           "2026-10-31T10:00:00+24:00",
                           "2026-10-31T10:00:00ZZ",
                           "2026-02-30T10:00:00Z",
                           "2026-10-31T10:00:00,5Z",
                           "2026-10-31Tx0:00:00Z",
                           "2026-10-31T10:x0:00Z",
                           "2026-10-31T10:00:x0Z",
                           "2026-10-31T10.00:00Z",
                           "2026-10-31T10:00.00Z",
                           "2026-10-31T10:00:00 08:00",
                           "2026-10-31T10:00:00+08-00",
                           "2026-10-31T10:00:00+x8:00",
                           "2026-10-31T10:00:00+08:x0",
                           "2026-10-31T10:00:00+08:60",
                           ""}) {
    EXPECT_EQ(parse_instant(text), std::nullopt) << text;
  }
}

TEST(Shanghai, TheDayBeginsAtFourInTheAfternoonUtc) {
  const auto midnight = at("2026-10-31T16:00:00Z");
  EXPECT_EQ(shanghai_date(midnight - kTick), day("2026-10-31"));
  EXPECT_EQ(shanghai_date(midnight), day("2026-11-01"));
  EXPECT_EQ(shanghai_date(midnight + kTick), day("2026-11-01"));
  EXPECT_EQ(shanghai_midnight(day("2026-11-01")), midnight);
}

TEST(Shanghai, DaysBefore1970AreDaysToo) {
  EXPECT_EQ(shanghai_date(at("1969-12-31T15:59:59.999999999Z")), day("1969-12-31"));
  EXPECT_EQ(shanghai_date(at("1969-12-31T16:00:00Z")), day("1970-01-01"));
}

}  // namespace
}  // namespace anxin
