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

Result<Date> WorkCalendar::add_working_days(Date date, int count) const {
  while (count > 0) {
    date += std::chrono::days(1);
    if (LEDGER_TRY(is_working_day(date))) --count;
  }
  return date;
}

}  // namespace anxin
