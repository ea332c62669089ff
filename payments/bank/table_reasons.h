// Why a wage table or a roster is refused, parked, explained or noted.
//
// Role: the words of wage_table.h and roster_table.h; their sentences:
// api/text/data/payroll_table.tsv. Source: payments.md, "One payroll month", steps 1 and 2. Each
// comment ends with the severity.
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::bank {

// The file.

/// A header without any worker below it. Refuse.
inline constexpr Reason kRowsMissing{"payroll.rows-missing"};
/// Neither a net nor a gross column. Refuse.
inline constexpr Reason kAmountColumnMissing{"payroll.amount-column-missing"};
/// The table's own total differs from the sum of its rows. Details: found, expected. Refuse.
inline constexpr Reason kTotalMismatch{"payroll.total-mismatch"};
/// The total is no amount (in words, or a remark); it was not compared. Note.
inline constexpr Reason kTotalUnreadable{"payroll.total-unreadable"};
/// A second caption for a field that an earlier column gives. Details: caption, used. Note.
inline constexpr Reason kCaptionRepeated{"payroll.caption-repeated"};
/// Gross is paid: there is no net column and nothing is deducted. Note.
inline constexpr Reason kNetFromGross{"payroll.net-from-gross"};
/// Net is gross less the deductions: there is no net column. Note.
inline constexpr Reason kNetComputed{"payroll.net-computed"};

/// A list of people with their days on site, and no amounts: wages were asked for. Refuse.
inline constexpr Reason kTableIsRoster{"payroll.table-is-roster"};
/// A grid of days: `payroll check` counts it, a payroll needs amounts. Refuse.
inline constexpr Reason kTableIsAttendance{"payroll.table-is-attendance"};
/// The workbook has further sheets that are shown; only one was read. Details: sheet, others. Note.
inline constexpr Reason kSheetsUnread{"payroll.sheets-unread"};
/// Amounts of a column that formulas gave when the file was saved. Details: count. Note.
inline constexpr Reason kFormulaValues{"payroll.formula-values"};
/// Amounts of a column that JSON holds as strings. Details: count. Note.
inline constexpr Reason kAmountQuoted{"payroll.amount-quoted"};

// A row.

/// A hidden row of a workbook that pays somebody. Explain.
inline constexpr Reason kRowHidden{"payroll.row-hidden"};
/// A JSON key that stands twice in one object. Refuse.
inline constexpr Reason kKeyRepeated{"payroll.key-repeated"};
/// A JSON object or array where one value belongs. Refuse.
inline constexpr Reason kValueNested{"payroll.value-nested"};
/// A formula without a saved value in a cell that is read. Refuse.
inline constexpr Reason kFormulaUnsaved{"payroll.formula-unsaved"};
/// An amount that shows fewer decimals than it has: what was signed is not what is paid. Explain.
inline constexpr Reason kAmountShownRounded{"payroll.amount-shown-rounded"};
/// A person with an amount stands below the total or the signatures. Refuse.
inline constexpr Reason kRowAfterEnd{"payroll.row-after-end"};
/// More cells than captions: an amount or memo with a separator in it was not quoted. Refuse.
inline constexpr Reason kRowShifted{"payroll.row-shifted"};
/// Excel's #REF!, #N/A, #VALUE! … in a cell that is read. Refuse.
inline constexpr Reason kCellError{"payroll.cell-error"};
/// No name. Refuse.
inline constexpr Reason kNameMissing{"payroll.name-missing"};
/// "?" or U+FFFD in a name: a rare character was lost on the way. Park.
inline constexpr Reason kNameDamaged{"payroll.name-damaged"};
/// A resident id that is not one. Details: why (id.length, id.character, …). Refuse.
inline constexpr Reason kIdInvalid{"payroll.id-invalid"};
/// Passport, permit or 15-digit id: has no check digit that could be tried. Note.
inline constexpr Reason kIdNotChecked{"payroll.id-not-checked"};
/// The id column is there, the cell is blank. Park.
inline constexpr Reason kIdMissing{"payroll.id-missing"};
/// A number that Excel cut after its 15th digit or wrote as 6.217E+18. Refuse.
inline constexpr Reason kDigitsLost{"payroll.digits-lost"};
/// The same zeros in an account, but the Luhn digit fits: may be a real card. Park.
inline constexpr Reason kDigitsDoubtful{"payroll.digits-doubtful"};
/// No card number. Park.
inline constexpr Reason kAccountMissing{"payroll.account-missing"};
/// Not 16 to 19 digits with a Luhn digit. Details: why. Park.
inline constexpr Reason kAccountInvalid{"payroll.account-invalid"};
/// One account for different persons; every row of it. Details: rows. Park.
inline constexpr Reason kAccountShared{"payroll.account-shared"};
/// A branch number (CNAPS) that is not one. Details: why. Explain.
inline constexpr Reason kBankNoInvalid{"payroll.bank-no-invalid"};
/// The same person stands in an earlier row. Details: first (row). Explain.
inline constexpr Reason kPersonRepeated{"payroll.person-repeated"};

/// Days worked that are no number from 0 to 31 with one decimal: not checked. Note.
inline constexpr Reason kDaysUnreadable{"payroll.days-unreadable"};
/// Characters that nobody sees stood in a name and were taken out. Note.
inline constexpr Reason kNameInvisible{"payroll.name-invisible"};
/// A mark that turns the order of what is seen: the name that was signed is another one. Park.
inline constexpr Reason kNameReversed{"payroll.name-reversed"};

// An amount.

/// No amount where one is paid from. Refuse.
inline constexpr Reason kAmountMissing{"payroll.amount-missing"};
/// Scientific notation: digits may be lost. Refuse.
inline constexpr Reason kAmountScientific{"payroll.amount-scientific"};
/// Not an amount. Refuse.
inline constexpr Reason kAmountText{"payroll.amount-text"};
/// Less than a fen: hidden decimals. Refuse.
inline constexpr Reason kAmountDecimals{"payroll.amount-decimals"};
/// More than kRowAmountMax. Details: limit. Refuse.
inline constexpr Reason kAmountTooLarge{"payroll.amount-too-large"};
/// Net is zero or below. Refuse.
inline constexpr Reason kAmountNotPositive{"payroll.amount-not-positive"};
/// A deduction, or what is left of the deductions' total, is below zero. Refuse.
inline constexpr Reason kDeductionNegative{"payroll.deduction-negative"};
/// Net is not gross less deductions. Details: found, expected. Refuse.
inline constexpr Reason kNetMismatch{"payroll.net-mismatch"};
/// … but rounding explains the difference. Details: found, expected. Explain.
inline constexpr Reason kNetRounded{"payroll.net-rounded"};
/// Net above 50,000 yuan in a month. Explain.
inline constexpr Reason kAmountLarge{"payroll.amount-large"};

inline constexpr std::array kWageTableReasons{
    kDeductionNegative, kRowsMissing,        kAmountColumnMissing, kTotalMismatch,
    kTotalUnreadable,   kCaptionRepeated,    kNetFromGross,        kNetComputed,
    kRowAfterEnd,       kRowShifted,         kCellError,           kNameMissing,
    kNameDamaged,       kIdInvalid,          kIdNotChecked,        kIdMissing,
    kDigitsLost,        kDigitsDoubtful,     kAccountMissing,      kAccountInvalid,
    kAccountShared,     kBankNoInvalid,      kPersonRepeated,      kAmountMissing,
    kAmountScientific,  kAmountText,         kAmountDecimals,      kAmountTooLarge,
    kAmountNotPositive, kNetMismatch,        kNetRounded,          kAmountLarge,
    kTableIsRoster,     kTableIsAttendance,  kSheetsUnread,        kFormulaValues,
    kAmountQuoted,      kRowHidden,          kKeyRepeated,         kValueNested,
    kFormulaUnsaved,    kAmountShownRounded, kDaysUnreadable,      kNameInvisible,
    kNameReversed};

// The roster.

/// A column that a roster cannot do without is not there. Details: column. Refuse.
inline constexpr Reason kRosterColumnMissing{"roster.column-missing"};
/// A cell that a roster cannot do without is blank. Refuse.
inline constexpr Reason kRosterCellMissing{"roster.cell-missing"};
/// A worker number stands in an earlier row. Details: first (row). Refuse.
inline constexpr Reason kRosterWorkerRepeated{"roster.worker-repeated"};
/// Not a day written YYYY-MM-DD. Refuse.
inline constexpr Reason kRosterDateInvalid{"roster.date-invalid"};
/// Left the site before coming to it. Refuse.
inline constexpr Reason kRosterExitBeforeEntry{"roster.exit-before-entry"};
/// Neither 是 nor 否; taken for 否. Explain.
inline constexpr Reason kRosterContractUnclear{"roster.contract-unclear"};

/// Not 1 to 24 letters, digits and hyphens, or eleven digits and more: it becomes part of account
/// names, so it must tell nothing about the person. Refuse.
inline constexpr Reason kRosterWorkerInvalid{"roster.worker-invalid"};

inline constexpr std::array kRosterReasons{
    kRosterWorkerInvalid, kRosterColumnMissing,   kRosterCellMissing,    kRosterWorkerRepeated,
    kRosterDateInvalid,   kRosterExitBeforeEntry, kRosterContractUnclear};

}  // namespace anxin::bank
