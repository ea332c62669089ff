// The words with which steps about a guarantee deposit refuse.
//
// Source: 人社部发〔2021〕65号 where a rule stands behind the word.
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::payments {

/// The project lies in no region of GB/T 2260. Details: region.
inline constexpr Reason kDepositRegion{"deposit.region-unknown"};
/// No party has this id. Details: party.
inline constexpr Reason kDepositParty{"deposit.party-unknown"};
/// The contractor, owner or a subcontractor of the contract neither keeps the money nor answers for
/// it. Details: party.
inline constexpr Reason kDepositPartyOwn{"deposit.party-own"};
/// Nobody has said yet how much is to be stored. Details: contract.
inline constexpr Reason kDepositNotAssessed{"deposit.not-assessed"};
/// Refunded: nothing is required any more. Details: on.
inline constexpr Reason kDepositDone{"deposit.done"};
/// Blank, too long, or with control characters. Details: max (bytes).
inline constexpr Reason kDepositText{"deposit.text"};
/// More than any project costs. Details: max.
inline constexpr Reason kDepositAmountMax{"deposit.amount-max"};
/// Before the contract was signed, or after today. Details: on.
inline constexpr Reason kDepositDate{"deposit.date"};
// assessments
inline constexpr Reason kAssessmentUnknown{"deposit.assessment-unknown"};
/// The assessment is not where this step needs it. Details: assessment, state.
inline constexpr Reason kAssessmentState{"deposit.assessment-state"};
/// Another one waits for its approval. Details: assessment.
inline constexpr Reason kAssessmentOpen{"deposit.assessment-open"};
/// The one on record says the same.
inline constexpr Reason kAssessmentSame{"deposit.assessment-same"};
/// The bank keeps money, or has a notice to execute. Details: bank.
inline constexpr Reason kAssessmentBank{"deposit.bank-in-use"};
/// Clean years are claimed while wages of the contract are overdue. Details: clean_years, overdue.
inline constexpr Reason kHistoryOverdue{"deposit.history-overdue"};
/// Clean years are claimed in which a notice was paid. Details: clean_years, notice, on.
inline constexpr Reason kHistoryNotice{"deposit.history-notice"};
/// A transfer of this reference is booked already. Details: contract, reference.
inline constexpr Reason kDepositReferenceUsed{"deposit.reference-used"};
/// More interest than there is, or was on a day since. Details: interest.
inline constexpr Reason kDepositInterestShort{"deposit.interest-short"};
// notices
inline constexpr Reason kNoticeUnknown{"deposit.notice-unknown"};
/// No line, or too many. Details: max.
inline constexpr Reason kNoticeIncomplete{"deposit.notice-incomplete"};
/// The order's term is not over. Details: on.
inline constexpr Reason kNoticeOrder{"deposit.order-not-expired"};
/// Not a line of the contract. Details: line.
inline constexpr Reason kNoticeLineUnknown{"deposit.line-unknown"};
/// Named twice. Details: line.
inline constexpr Reason kNoticeLineTwice{"deposit.line-twice"};
/// Not owed, with a bank already, or no longer of the amount proposed. Details: line, state,
/// amount.
inline constexpr Reason kNoticeLineNotPayable{"deposit.line-not-payable"};
/// Not overdue when the order's term was over: the order cannot have been about it. Details: line,
/// due_on, expired_on.
inline constexpr Reason kNoticeLineNotDue{"deposit.line-not-due"};
/// Another notice that is open names it. Details: line, notice.
inline constexpr Reason kNoticeLineNoticed{"deposit.line-noticed"};
/// The notice is not where this step needs it. Details: notice, state.
inline constexpr Reason kNoticeState{"deposit.notice-state"};
/// What pays is short. Details: usable, needed, short.
inline constexpr Reason kDepositShort{"deposit.short"};
/// An answer for a line that the notice does not name. Details: line, notice.
inline constexpr Reason kAnswerLineUnknown{"deposit.answer-line-unknown"};
/// The line has been answered, or cannot be returned before it was paid. Details: line, state.
inline constexpr Reason kAnswerLineState{"deposit.answer-line-state"};
/// Said to be paid after it failed, and since then paid, held or replaced elsewhere. Details: line,
/// state.
inline constexpr Reason kAnswerLineMoved{"deposit.answer-line-moved"};
/// Neither two letters and two digits nor four letters. Details: line.
inline constexpr Reason kAnswerReason{"deposit.answer-reason"};
/// A code with which the bank says that it does not know. Details: line, reason.
inline constexpr Reason kAnswerOpen{"deposit.answer-open"};
/// Before the notice was approved, or after today. Details: on.
inline constexpr Reason kAnswerDate{"deposit.answer-date"};
/// An answer without any line.
inline constexpr Reason kAnswerEmpty{"deposit.answer-empty"};
// letters
inline constexpr Reason kLetterUnknown{"deposit.letter-unknown"};
/// Ended, over or not begun. Details: letter, state.
inline constexpr Reason kLetterState{"deposit.letter-state"};
/// The issuer's letter of this number is on record. Details: letter, number.
inline constexpr Reason kLetterTwice{"deposit.letter-twice"};
/// Its last day has passed. Details: valid_to.
inline constexpr Reason kLetterOver{"deposit.letter-over"};
/// It cannot replace another before its first day. Details: valid_from.
inline constexpr Reason kLetterNotBegun{"deposit.letter-not-begun"};
/// Below what is required (65号 art. 15). Details: amount, required.
inline constexpr Reason kLetterAmount{"deposit.letter-amount"};
/// Shorter than the rule or the works (65号 art. 17). Details: valid_to, needed, source.
inline constexpr Reason kLetterTerm{"deposit.letter-term"};
/// A notice that is open is to be paid from it. Details: letter, notice.
inline constexpr Reason kLetterHeld{"deposit.letter-held"};
/// Not over yet, so that it cannot have lapsed. Details: letter, valid_to.
inline constexpr Reason kLetterRuns{"deposit.letter-runs"};
/// Without it less than required would be left. Details: letter, cover, required.
inline constexpr Reason kLetterNeeded{"deposit.letter-needed"};
// refunds
inline constexpr Reason kRefundUnknown{"deposit.refund-unknown"};
/// The refund is not where this step needs it. Details: refund, state.
inline constexpr Reason kRefundState{"deposit.refund-state"};
/// There is neither money nor a letter.
inline constexpr Reason kRefundNothing{"deposit.refund-nothing"};
/// Not what the audit saw. Details: audited, found.
inline constexpr Reason kRefundChanged{"deposit.refund-changed"};
/// Another application is open. Details: refund.
inline constexpr Reason kRefundOpen{"deposit.refund-open"};
/// Complete before the signing, public before the completion, or public in the future.
inline constexpr Reason kRefundDates{"deposit.refund-dates"};
/// The publicity still runs. Details: until.
inline constexpr Reason kRefundPublicity{"deposit.refund-publicity"};
/// A notice may still be paid from it. Details: notice.
inline constexpr Reason kRefundNoticeOpen{"deposit.refund-notice-open"};
/// Wages are owed. Details: owed.
inline constexpr Reason kRefundArrears{"deposit.refund-arrears"};

inline constexpr std::array kDepositServiceReasons{
    kDepositRegion,        kDepositParty,    kDepositPartyOwn,      kDepositNotAssessed,
    kDepositDone,          kDepositText,     kDepositAmountMax,     kDepositDate,
    kAssessmentUnknown,    kAssessmentState, kAssessmentOpen,       kAssessmentSame,
    kAssessmentBank,       kHistoryOverdue,  kHistoryNotice,        kDepositReferenceUsed,
    kDepositInterestShort, kNoticeUnknown,   kNoticeIncomplete,     kNoticeOrder,
    kNoticeLineUnknown,    kNoticeLineTwice, kNoticeLineNotPayable, kNoticeLineNotDue,
    kNoticeLineNoticed,    kNoticeState,     kDepositShort,         kAnswerLineUnknown,
    kAnswerLineState,      kAnswerLineMoved, kAnswerReason,         kAnswerOpen,
    kAnswerDate,           kAnswerEmpty,     kLetterUnknown,        kLetterState,
    kLetterTwice,          kLetterOver,      kLetterNotBegun,       kLetterAmount,
    kLetterTerm,           kLetterHeld,      kLetterRuns,           kLetterNeeded,
    kRefundUnknown,        kRefundState,     kRefundNothing,        kRefundChanged,
    kRefundOpen,           kRefundDates,     kRefundPublicity,      kRefundNoticeOpen,
    kRefundArrears};

}  // namespace anxin::payments
