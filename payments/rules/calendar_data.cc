#include "payments/rules/calendar_data.h"

#include <chrono>
#include <optional>
#include <utility>

namespace anxin::payments {
namespace {

using std::chrono::days;

// The longest holiday so far had nine days; a month is a slip of the pen.
constexpr days kHolidayDaysMax{31};

struct Span {
  Date first;
  Date last;
};

std::optional<Span> parse_span(std::string_view text) {
  const auto dots = text.find("..");
  const auto first = parse_date(text.substr(0, dots));
  const auto last = dots == std::string_view::npos ? first : parse_date(text.substr(dots + 2));
  if (!first || !last || *last < *first || *last - *first >= kHolidayDaysMax) return std::nullopt;
  return Span{*first, *last};
}

bool is_weekend(Date date) {
  const std::chrono::weekday day(date);
  return day == std::chrono::Saturday || day == std::chrono::Sunday;
}

bool belongs_to(const Span& span, int year) {
  const std::chrono::year_month_day first(span.first);
  const std::chrono::year_month_day last(span.last);
  const bool december_before =
      first.month() == std::chrono::December && static_cast<int>(first.year()) == year - 1;
  return static_cast<int>(last.year()) == year &&
         (static_cast<int>(first.year()) == year || december_before);
}

void read_days(TomlTable& table, std::string_view key, int year, std::set<Date>& into) {
  for (const auto& text : table.texts(key)) {
    const auto span = parse_span(text);
    if (!span || !belongs_to(*span, year)) {
      table.refuse(key, kDataBadValue, {{"expected", "days of the year, first..last"}});
      continue;
    }
    for (Date day = span->first; day <= span->last; day += days(1)) {
      if (!into.insert(day).second) table.refuse(key, kDataDuplicate);
    }
  }
}

void check_make_ups(TomlTable& table, const WorkCalendar::Days& calendar) {
  for (const auto day : calendar.make_ups) {
    if (!is_weekend(day) || calendar.holidays.contains(day)) {
      table.refuse("make_ups", kDataBadValue, {{"expected", "weekend days outside the holidays"}});
    }
  }
}

void read_year(TomlTable& table, WorkCalendar::Days& calendar) {
  const auto year = static_cast<int>(table.integer("year", {kYearMin, kYearMax}));
  (void)table.text("source");
  const auto grade = table.text("grade");
  if (!grade.empty() && grade != "confirmed" && grade != "unconfirmed") {
    table.refuse("grade", kDataUnknownWord, {{"expected", "confirmed, unconfirmed"}});
  }
  if (grade != "confirmed") calendar.unconfirmed.insert(year);
  (void)table.text_if("note");
  if (!calendar.years.insert(year).second) table.refuse("year", kDataDuplicate);
  WorkCalendar::Days own;
  read_days(table, "holidays", year, own.holidays);
  read_days(table, "make_ups", year, own.make_ups);
  check_make_ups(table, own);
  calendar.holidays.merge(own.holidays);
  calendar.make_ups.merge(own.make_ups);
  table.finish();
}

}  // namespace

Loaded<WorkCalendar::Days> parse_calendar(std::string_view text) {
  Loaded<WorkCalendar::Days> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (!root) return loaded;
  for (auto& table : root->tables("year")) read_year(table, loaded.value);
  root->finish();
  return loaded;
}

}  // namespace anxin::payments
