// Time limits in 日, 工作日, months and years, and the days on which they end.
//
// Role: every duty with a time limit counts by these functions.
// Units: a limit runs from the day after the event; 日 are calendar days, 工作日 follow the working
//        calendar; a month or year ends on the same day of the month, or on its last day.
// Source: the limits themselves are rules of kind "deadline" (duty_rules.h).
#pragma once

#include <array>
#include <cstdint>

#include "ledger/base/calendar.h"
#include "payments/rules/words.h"

namespace anxin::payments {

enum class TermUnit : std::uint8_t { day, working_day, month, year };
inline constexpr std::array<Word<TermUnit>, 4> kTermUnitWords{{
    {TermUnit::day, "day"},
    {TermUnit::working_day, "working-day"},
    {TermUnit::month, "month"},
    {TermUnit::year, "year"},
}};
constexpr const auto& words_of(TermUnit) { return kTermUnitWords; }

struct Term {
  std::int32_t count = 0;
  TermUnit unit = TermUnit::day;
};

/// A day that a limit leads to, and whether every year it was counted in has its holidays
/// confirmed.
struct TermDay {
  Date date;
  bool calendar_confirmed = true;
};

/// The last day that is still within `term` after `event`.
///
/// Requires: term.count ≥ 0.
/// Refuses:  calendar.year-unknown, for working days alone.
[[nodiscard]] Result<TermDay> term_after(Date event, Term term, const WorkCalendar& calendar);

/// The day that lies `term` before `event`: from it on, a reminder is due.
///
/// Requires: term.count ≥ 0.
/// Refuses:  calendar.year-unknown, for working days alone.
[[nodiscard]] Result<TermDay> term_before(Date event, Term term, const WorkCalendar& calendar);

}  // namespace anxin::payments
