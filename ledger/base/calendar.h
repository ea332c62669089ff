// Working days: weekends, statutory holidays and the make-up days (调休) that replace them.
//
// Role: deadlines in 工作日 and pay days that fall on a holiday. The days are data, published by
//       the State Council each autumn for the year after; nothing can be computed ahead of it.
// Source: payments/rules/data/calendar.toml, with the notice of each year.
#pragma once

#include <set>

#include "ledger/base/date.h"
#include "ledger/base/result.h"

namespace anxin {

/// The date lies in a year for which no holiday notice is on record (law 7: a refusal, no guess).
inline constexpr Reason kCalendarYearUnknown{"calendar.year-unknown"};

/// Immutable after it is built.
class WorkCalendar {
 public:
  struct Days {
    std::set<int> years;        ///< years whose notice is on record
    std::set<int> unconfirmed;  ///< those of them not compared with the notice itself
    std::set<Date> holidays;    ///< weekdays and weekends off by the notice
    std::set<Date> make_ups;    ///< weekend days worked by the notice
  };
  explicit WorkCalendar(Days days) : days_(std::move(days)) {}

  /// Refuses: calendar.year-unknown.
  [[nodiscard]] Result<bool> is_working_day(Date date) const;
  /// The last working day at or before `date` (a pay day on a holiday moves before it).
  /// Refuses: calendar.year-unknown.
  [[nodiscard]] Result<Date> at_or_before(Date date) const;
  /// The day `count` working days after `date`; the day itself is not counted.
  /// Refuses: calendar.year-unknown.
  [[nodiscard]] Result<Date> add_working_days(Date date, int count) const;
  /// The day `count` working days before `date`; the day itself is not counted.
  /// Refuses: calendar.year-unknown.
  [[nodiscard]] Result<Date> sub_working_days(Date date, int count) const;
  /// True when the days of every year from `first` to `last` were compared with their notice.
  [[nodiscard]] bool is_confirmed(Date first, Date last) const;

 private:
  [[nodiscard]] Result<Date> step_working_days(Date date, int count, std::chrono::days step) const;

  Days days_;
};

}  // namespace anxin
