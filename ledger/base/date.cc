#include "ledger/base/date.h"

#include <fmt/format.h>

#include "ledger/base/text.h"

namespace anxin {
namespace {

using namespace std::chrono;

constexpr auto kShanghaiOffset = hours(8);

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count || !all_digits(text.substr(at, count))) return std::nullopt;
  int number = 0;
  for (const char digit : text.substr(at, count)) number = number * 10 + (digit - '0');
  return number;
}

// Of eight characters.
std::optional<nanoseconds> parse_time_of_day(std::string_view text) {
  const auto hour = digits(text, 0, 2);
  const auto minute = digits(text, 3, 2);
  const auto second = digits(text, 6, 2);
  if (!hour || !minute || !second || text[2] != ':' || text[5] != ':') return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return hours(*hour) + minutes(*minute) + seconds(*second);
}

// Takes ".123" off the front of `text`.
std::optional<nanoseconds> take_fraction(std::string_view& text) {
  if (!text.starts_with('.')) return nanoseconds(0);
  const auto end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  const auto count = end - 1;
  if (count < 1 || count > 9) return std::nullopt;
  std::int64_t fraction = *digits(text, 1, count);
  for (auto place = count; place < 9; ++place) fraction *= 10;
  text.remove_prefix(end);
  return nanoseconds(fraction);
}

std::optional<minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return minutes(0);
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hour = digits(text, 1, 2);
  const auto minute = digits(text, 4, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const auto offset = hours(*hour) + minutes(*minute);
  return text[0] == '-' ? -offset : offset;
}

std::string fraction_text(nanoseconds part) {
  if (part.count() == 0) return "";
  std::string text = fmt::format(".{:09}", part.count());
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

std::string clock_text(Instant local) {
  const auto day = floor<days>(local);
  const hh_mm_ss time(floor<seconds>(local - day));
  return fmt::format("{}T{:02}:{:02}:{:02}", to_string(Date(day)), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

}  // namespace

std::optional<Month> parse_month(std::string_view text) {
  const auto year_part = digits(text, 0, 4);
  const auto month_part = digits(text, 5, 2);
  if (text.size() != 7 || !year_part || !month_part || text[4] != '-') return std::nullopt;
  const year_month parsed = year(*year_part) / month(static_cast<unsigned>(*month_part));
  if (!parsed.ok() || *year_part < kYearMin || *year_part > kYearMax) return std::nullopt;
  return parsed;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[7] != '-') return std::nullopt;
  const auto month_part = parse_month(text.substr(0, 7));
  const auto day_part = digits(text, 8, 2);
  if (!month_part || !day_part) return std::nullopt;
  const year_month_day parsed = *month_part / day(static_cast<unsigned>(*day_part));
  if (!parsed.ok()) return std::nullopt;
  return sys_days(parsed);
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't')) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const auto time = parse_time_of_day(text.substr(11, 8));
  auto rest = text.substr(19);
  const auto fraction = take_fraction(rest);
  if (!date || !time || !fraction) return std::nullopt;
  const auto offset = parse_offset(rest);
  if (!offset) return std::nullopt;
  return Instant(*date) + *time + *fraction - *offset;
}

std::string to_string(Date date) {
  const year_month_day parts(date);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()),
                     static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
}

std::string to_string(Month month) {
  return fmt::format("{:04}-{:02}", static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

std::string to_string(Instant instant) {
  const auto part = instant - floor<seconds>(instant);
  return clock_text(instant) + fraction_text(part) + "Z";
}

std::string to_shanghai_string(Instant instant) {
  return clock_text(instant + kShanghaiOffset) + "+08:00";
}

Date shanghai_date(Instant instant) { return floor<days>(instant + kShanghaiOffset); }

Instant shanghai_midnight(Date date) { return Instant(date) - kShanghaiOffset; }

Date first_day(Month month) { return month / day(1); }

Date last_day(Month month) { return month / last; }

Month month_of(Date date) {
  const year_month_day parts(date);
  return parts.year() / parts.month();
}

}  // namespace anxin
