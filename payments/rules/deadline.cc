#include "payments/rules/deadline.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::payments {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::year_month_day;

Date add_months(Date date, int count) {
  const year_month_day from(date);
  const auto month = Month(from.year(), from.month()) + months(count);
  return std::min(last_day(month), first_day(month) + (date - first_day(month_of(date))));
}

// Of units that need no calendar.
TermDay plain(Date date) { return {date, true}; }

Result<TermDay> walk(Date from, int count, const WorkCalendar& calendar) {
  const auto to = LEDGER_TRY(count < 0 ? calendar.sub_working_days(from, -count)
                                       : calendar.add_working_days(from, count));
  return TermDay{to, calendar.is_confirmed(std::min(from, to), std::max(from, to))};
}

Result<TermDay> move(Date from, int count, TermUnit unit, const WorkCalendar& calendar) {
  constexpr int kMonthsOfYear = 12;
  switch (unit) {
    case TermUnit::day:
      return plain(from + days(count));
    case TermUnit::working_day:
      return walk(from, count, calendar);
    case TermUnit::month:
      return plain(add_months(from, count));
    case TermUnit::year:
      return plain(add_months(from, count * kMonthsOfYear));
  }
  return plain(from);
}

}  // namespace

Result<TermDay> term_after(Date event, Term term, const WorkCalendar& calendar) {
  LEDGER_INVARIANT(term.count >= 0);
  return move(event, term.count, term.unit, calendar);
}

Result<TermDay> term_before(Date event, Term term, const WorkCalendar& calendar) {
  LEDGER_INVARIANT(term.count >= 0);
  return move(event, -term.count, term.unit, calendar);
}

}  // namespace anxin::payments
