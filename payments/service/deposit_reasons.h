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
/// Nobody has said yet how much is to be stored. Details: contract.
inline constexpr Reason kDepositNotAssessed{"deposit.not-assessed"};
/// A transfer of this reference is booked already. Details: contract, reference.
inline constexpr Reason kDepositReferenceUsed{"deposit.reference-used"};
/// More interest than there is. Details: interest.
inline constexpr Reason kDepositInterestShort{"deposit.interest-short"};
// notices
inline constexpr Reason kNoticeUnknown{"deposit.notice-unknown"};
/// No decision, or no number of one, or no line. Details: max.
inline constexpr Reason kNoticeIncomplete{"deposit.notice-incomplete"};
/// Not a line of the contract. Details: line.
inline constexpr Reason kNoticeLineUnknown{"deposit.line-unknown"};
/// Named twice. Details: line.
inline constexpr Reason kNoticeLineTwice{"deposit.line-twice"};
/// Not owed, with a bank already, or no longer of the amount proposed. Details: line, state.
inline constexpr Reason kNoticeLineNotPayable{"deposit.line-not-payable"};
/// The notice is not where this step needs it. Details: notice, state.
inline constexpr Reason kNoticeState{"deposit.notice-state"};
/// What pays is short. Details: usable, needed, short.
inline constexpr Reason kDepositShort{"deposit.short"};
/// An answer for a line that the notice does not name. Details: line, notice.
inline constexpr Reason kAnswerLineUnknown{"deposit.answer-line-unknown"};
/// The line has been answered, or cannot be returned before it was paid. Details: line, state.
inline constexpr Reason kAnswerLineState{"deposit.answer-line-state"};
/// Not four capital letters and digits. Details: line.
inline constexpr Reason kAnswerReason{"deposit.answer-reason"};
/// Before the notice was approved, or after today. Details: on.
inline constexpr Reason kAnswerDate{"deposit.answer-date"};
/// An answer without any line.
inline constexpr Reason kAnswerEmpty{"deposit.answer-empty"};
// letters
inline constexpr Reason kLetterUnknown{"deposit.letter-unknown"};
/// Ended already. Details: letter, state.
inline constexpr Reason kLetterState{"deposit.letter-state"};
/// Below what is required (65号 art. 15). Details: amount, required.
inline constexpr Reason kLetterAmount{"deposit.letter-amount"};
/// Shorter than the rule or the works (65号 art. 17). Details: valid_to, needed, source.
inline constexpr Reason kLetterTerm{"deposit.letter-term"};
/// A notice that is open is to be paid from it. Details: letter.
inline constexpr Reason kLetterHeld{"deposit.letter-held"};
/// Not over yet, so that it cannot have lapsed. Details: letter, valid_to.
inline constexpr Reason kLetterRuns{"deposit.letter-runs"};
/// Without it less than required would be left. Details: letter, cover, required.
inline constexpr Reason kLetterNeeded{"deposit.letter-needed"};
// refunds
inline constexpr Reason kRefundUnknown{"deposit.refund-unknown"};
/// The refund is not where this step needs it. Details: refund, state.
inline constexpr Reason kRefundState{"deposit.refund-state"};
/// Refunded already. Details: on.
inline constexpr Reason kRefundDone{"deposit.refund-done"};
/// Another application is open. Details: refund.
inline constexpr Reason kRefundOpen{"deposit.refund-open"};
/// Public before the works were complete, or in the future.
inline constexpr Reason kRefundDates{"deposit.refund-dates"};
/// The publicity still runs. Details: until.
inline constexpr Reason kRefundPublicity{"deposit.refund-publicity"};
/// A notice may still be paid from it. Details: notice.
inline constexpr Reason kRefundNoticeOpen{"deposit.refund-notice-open"};
/// Wages are owed. Details: owed.
inline constexpr Reason kRefundArrears{"deposit.refund-arrears"};

inline constexpr std::array kDepositServiceReasons{
    kDepositRegion,        kDepositParty,         kDepositNotAssessed, kDepositReferenceUsed,
    kDepositInterestShort, kNoticeUnknown,        kNoticeIncomplete,   kNoticeLineUnknown,
    kNoticeLineTwice,      kNoticeLineNotPayable, kNoticeState,        kDepositShort,
    kAnswerLineUnknown,    kAnswerLineState,      kAnswerReason,       kAnswerDate,
    kAnswerEmpty,          kLetterUnknown,        kLetterState,        kLetterAmount,
    kLetterTerm,           kLetterHeld,           kLetterRuns,         kLetterNeeded,
    kRefundUnknown,        kRefundState,          kRefundDone,         kRefundOpen,
    kRefundDates,          kRefundPublicity,      kRefundNoticeOpen,   kRefundArrears};

}  // namespace anxin::payments
