// Judges a matched sheet by what the rules of its place say: what parks a line, what has to be
// explained, and the signs that only the books or the whole sheet can show.
//
// Role: the end of match_sheet (sheet_match.h).
// Source: payments.md, "One payroll month", step 2; rules of kind payroll-check (check_rules.h).
#pragma once

#include <array>

#include "payments/service/sheet_match.h"

namespace anxin::payments {

/// Σ of the calendar year on the contract, this line included. Details: sum, limit.
inline constexpr Reason kYearLarge{"payroll.year-large"};
/// Far from the worker's mean of earlier months. Details: mean.
inline constexpr Reason kFarFromMean{"payroll.far-from-mean"};
/// Younger than the law allows at the end of the month: paid, and told. Details: age.
inline constexpr Reason kUnderAge{"payroll.under-age"};
/// Several persons of the sheet have one telephone. Details: persons.
inline constexpr Reason kPhoneShared{"payroll.phone-shared"};
/// Wages of supervisors do not come out of a wage account.
inline constexpr Reason kSupervisor{"payroll.supervisor"};
/// The roster's card was changed a few working days ago. Details: until (the first day it is paid).
inline constexpr Reason kCardWaiting{"payroll.card-waiting"};
/// The sheet leaves the card to the roster, and another contract's persons have changed it.
inline constexpr Reason kCardChangedElsewhere{"payroll.card-changed-elsewhere"};
/// Less than the minimum wage of the place for the days worked. Details: days, paid (gross less
/// overtime and special allowances), least (rounded up to the fen).
inline constexpr Reason kBelowMinimum{"payroll.below-minimum"};
/// The table counts days of attendance, and this row has none.
inline constexpr Reason kNoAttendance{"payroll.no-attendance"};
inline constexpr std::array kSheetCheckReasons{kYearLarge,    kFarFromMean, kUnderAge,
                                               kPhoneShared,  kSupervisor,  kBelowMinimum,
                                               kNoAttendance, kCardWaiting, kCardChangedElsewhere};

/// Adds what it finds and gives each finding that a rule speaks of the rule's answer; what is
/// refused stays refused. The rules are those in force where the project is, on the last day of the
/// wage month; a check without a rule is not made, a finding without one stays as it is.
/// Cost: O(lines of the contract's batches).
void judge_sheet(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract,
                 Month month, MatchedSheet& sheet);

}  // namespace anxin::payments
