// Loads the working calendar: the holidays and make-up days of each year's notice.
//
// Role: payments/rules/data/calendar.toml, or a newer file of an operator.
// Shape: [[year]] year, source, grade ("confirmed" or "unconfirmed"), holidays and make_ups as
//        lists of "2026-10-01" or "2026-10-01..2026-10-07".
// Source: the State Council's notice on the holidays of each year.
#pragma once

#include <string_view>

#include "ledger/base/calendar.h"
#include "payments/rules/toml_document.h"

namespace anxin::payments {

/// Reads the days and checks that they belong to their year (a New Year's holiday may begin in the
/// December before), that make-up days fall on weekends outside the holidays, and that no year
/// comes twice.
[[nodiscard]] Loaded<WorkCalendar::Days> parse_calendar(std::string_view text);

}  // namespace anxin::payments
