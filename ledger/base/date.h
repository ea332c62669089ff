// Dates, months and instants, and their text forms.
//
// Units: Date = a calendar day in Asia/Shanghai (UTC+8 all year since 1992); Instant = UTC
//        nanoseconds; Month = a calendar month.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace anxin {

using Date = std::chrono::sys_days;
using Month = std::chrono::year_month;
using Instant = std::chrono::sys_time<std::chrono::nanoseconds>;

/// Years the program works with; anything outside is taken for a slip of the pen.
inline constexpr int kYearMin = 1900;
inline constexpr int kYearMax = 2199;

/// "2026-10-31"; nothing for a day that does not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// "2026-10".
[[nodiscard]] std::optional<Month> parse_month(std::string_view text);
/// RFC 3339 with 'Z' or an offset and up to nine decimals; leap seconds are refused.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

[[nodiscard]] std::string to_string(Date date);
[[nodiscard]] std::string to_string(Month month);
/// RFC 3339 in UTC, with as many decimals as needed: "2026-10-31T02:00:00Z".
[[nodiscard]] std::string to_string(Instant instant);
/// RFC 3339 with the offset of Shanghai and whole seconds: "2026-10-31T10:00:00+08:00".
[[nodiscard]] std::string to_shanghai_string(Instant instant);

/// The day it is in Shanghai at this instant.
[[nodiscard]] Date shanghai_date(Instant instant);
/// Midnight in Shanghai at which the day begins.
[[nodiscard]] Instant shanghai_midnight(Date date);

[[nodiscard]] Date first_day(Month month);
[[nodiscard]] Date last_day(Month month);
[[nodiscard]] Month month_of(Date date);

}  // namespace anxin
