#include "ledger/base/calendar.h"

namespace anxin {

Result<bool> WorkCalendar::is_working_day(Date date) const {
  using namespace std::chrono;
  const auto year = static_cast<int>(year_month_day(date).year());
  if (!days_.years.contains(year)) {
    return fail(kCalendarYearUnknown, {{"year", std::to_string(year)}});
  }
  if (days_.make_ups.contains(date)) return true;
  if (days_.holidays.contains(date)) return false;
  const weekday day(date);
  return day != Saturday && day != Sunday;
}

Result<Date> WorkCalendar::at_or_before(Date date) const {
  while (!LEDGER_TRY(is_working_day(date))) date -= std::chrono::days(1);
  return date;
}

Result<Date> WorkCalendar::step_working_days(Date date, int count, std::chrono::days step) const {
  while (count > 0) {
    date += step;
    if (LEDGER_TRY(is_working_day(date))) --count;
  }
  return date;
}

Result<Date> WorkCalendar::add_working_days(Date date, int count) const {
  return step_working_days(date, count, std::chrono::days(1));
}

Result<Date> WorkCalendar::sub_working_days(Date date, int count) const {
  return step_working_days(date, count, std::chrono::days(-1));
}

bool WorkCalendar::is_confirmed(Date first, Date last) const {
  using std::chrono::year_month_day;
  const auto last_year = static_cast<int>(year_month_day(last).year());
  const auto from = days_.unconfirmed.lower_bound(static_cast<int>(year_month_day(first).year()));
  return from == days_.unconfirmed.end() || *from > last_year;
}

}  // namespace anxin
