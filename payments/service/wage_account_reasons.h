// The words with which steps about a wage account refuse, and what stands in the way of closing it.
//
// Source: Decree 724 arts 24 to 27 and 人社部发〔2021〕53号 where a rule stands behind the word.
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::payments {

/// The account is closed: no payroll, no funding. Details: contract, on.
inline constexpr Reason kWageAccountClosed{"wage-account.closed"};
/// The statement's day lies after the account was closed or moved away. Details: account, until.
inline constexpr Reason kStatementAfterEnd{"wage-account.statement-after-end"};
/// No document, or a text that is too long. Details: max.
inline constexpr Reason kDocumentMissing{"wage-account.document-missing"};
/// Before what it follows, or after today. Details: on.
inline constexpr Reason kAccountDate{"wage-account.date"};
/// Filed already. Details: account, on.
inline constexpr Reason kFiledAlready{"wage-account.filed-already"};
/// The start of works is on record already. Details: on.
inline constexpr Reason kStartedAlready{"wage-account.started-already"};
// labour cost that was not paid
/// Nothing is due by contract for this month. Details: month.
inline constexpr Reason kMonthNotDue{"wage-account.month-unknown"};
/// The day on which it is due is not over. Details: month, due_on.
inline constexpr Reason kNotYetDue{"wage-account.not-yet-due"};
/// The month's labour cost has been paid. Details: month.
inline constexpr Reason kNothingMissing{"wage-account.nothing-missing"};
/// Noticed before. Details: month, on.
inline constexpr Reason kNoticedAlready{"wage-account.noticed-already"};
/// Nobody has noticed it yet. Details: month.
inline constexpr Reason kNotNoticed{"wage-account.not-noticed"};
/// The regulator knows already. Details: month, on.
inline constexpr Reason kReportedAlready{"wage-account.reported-already"};
// proposals
/// Nothing with this id is proposed. Details: id.
inline constexpr Reason kProposalUnknown{"wage-account.proposal-unknown"};
/// Decided before. Details: id, proposal (its state).
inline constexpr Reason kProposalDecided{"wage-account.proposal-decided"};
/// Another one of its kind waits for its decision. Details: id.
inline constexpr Reason kProposalOpen{"wage-account.proposal-open"};
/// Neither a month's amount nor a share, or both, or out of bounds.
inline constexpr Reason kLabourCostInvalid{"wage-account.labour-cost-invalid"};
/// A month from which it is to count is due already. Details: month.
inline constexpr Reason kMonthDueAlready{"wage-account.month-due-already"};
// change of bank
/// The money lies on this account already. Details: account.
inline constexpr Reason kMoveNothing{"wage-account.move-nothing"};
/// The account was moved away from before. Details: account, until.
inline constexpr Reason kMoveBack{"wage-account.move-back"};
/// Payments are with the bank. Details: sum.
inline constexpr Reason kMoveInFlight{"wage-account.move-in-flight"};
// opening balance
/// What is on record of the account does not follow from it: a statement or a receipt until its
/// day, a first statement that begins with another balance, another opening, a number in use.
/// Details: account.
inline constexpr Reason kOpeningLate{"wage-account.opening-late"};
// replaced contractor
/// Not two contracts of one project. Details: contract, successor.
inline constexpr Reason kSuccessorInvalid{"wage-account.successor-invalid"};
/// It has a successor already. Details: contract, successor.
inline constexpr Reason kSucceededAlready{"wage-account.succeeded-already"};
// closing
/// Public before the works were complete, or in the future.
inline constexpr Reason kClosingDates{"wage-account.closing-dates"};
/// Another application is open. Details: closing.
inline constexpr Reason kClosingOpen{"wage-account.closing-open"};
inline constexpr Reason kClosingUnknown{"wage-account.closing-unknown"};
/// The application is not where this step needs it. Details: id, closing (its state).
inline constexpr Reason kClosingState{"wage-account.closing-state"};
/// Something stands in its way; all of it is told beside. Details: count.
inline constexpr Reason kClosingBarred{"wage-account.closing-barred"};
/// A bar of this document stands already. Details: document.
inline constexpr Reason kBarExists{"wage-account.bar-exists"};
inline constexpr Reason kBarUnknown{"wage-account.bar-unknown"};
/// Lifted before. Details: bar.
inline constexpr Reason kBarLifted{"wage-account.bar-lifted"};

inline constexpr std::array kWageAccountReasons{
    kWageAccountClosed, kStatementAfterEnd, kDocumentMissing,  kAccountDate,     kFiledAlready,
    kStartedAlready,    kMonthNotDue,       kNotYetDue,        kNothingMissing,  kNoticedAlready,
    kNotNoticed,        kReportedAlready,   kProposalUnknown,  kProposalDecided, kProposalOpen,
    kLabourCostInvalid, kMonthDueAlready,   kMoveNothing,      kMoveBack,        kMoveInFlight,
    kOpeningLate,       kSuccessorInvalid,  kSucceededAlready, kClosingDates,    kClosingOpen,
    kClosingUnknown,    kClosingState,      kClosingBarred,    kBarExists,       kBarUnknown,
    kBarLifted};

// ---- what stands in the way of closing (53号; Decree 724 art. 27)
// ----------------------------------

/// The publicity still runs. Details: until.
inline constexpr Reason kBarPublicity{"wage-account.bar-publicity"};
/// Wages past their due date (拖欠). Details: owed.
inline constexpr Reason kBarOverdue{"wage-account.bar-overdue"};
/// Wages owed and not due yet (应付未到期). Details: owed.
inline constexpr Reason kBarNotDue{"wage-account.bar-not-due"};
/// A sheet is not approved: its wages are not on the books yet. Details: batch.
inline constexpr Reason kBarSheet{"wage-account.bar-sheet"};
/// The bank took more than there was. Details: balance.
inline constexpr Reason kBarNegative{"wage-account.bar-negative"};
/// Money lies on an account that was moved away from. Details: account, balance.
inline constexpr Reason kBarFormerAccount{"wage-account.bar-former-account"};
/// Payments with the bank, or unknown. Details: sum.
inline constexpr Reason kBarInFlight{"wage-account.bar-in-flight"};
/// Credits and debits that nobody has explained. Details: credits, debits.
inline constexpr Reason kBarSuspense{"wage-account.bar-suspense"};
/// Entries of statements that are not explained. Details: count, sum.
inline constexpr Reason kBarUnmatched{"wage-account.bar-unmatched"};
/// The deposit is to pay wages. Details: notice.
inline constexpr Reason kBarNotice{"wage-account.bar-notice"};
/// A court's order against the account is neither lifted nor executed. Details: case.
inline constexpr Reason kBarAttachment{"wage-account.bar-attachment"};
/// A case of arrears is open. Details: document.
inline constexpr Reason kBarCase{"wage-account.bar-case"};
/// Arbitration or a lawsuit is open. Details: document.
inline constexpr Reason kBarArbitration{"wage-account.bar-arbitration"};

inline constexpr std::array kClosingBars{
    kBarPublicity,     kBarOverdue,  kBarNotDue,     kBarSheet,     kBarNegative,
    kBarFormerAccount, kBarInFlight, kBarSuspense,   kBarUnmatched, kBarNotice,
    kBarAttachment,    kBarCase,     kBarArbitration};

}  // namespace anxin::payments
