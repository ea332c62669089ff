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

inline constexpr std::array kDepositServiceReasons{
    kDepositRegion,        kDepositParty,         kDepositNotAssessed, kDepositReferenceUsed,
    kDepositInterestShort, kNoticeUnknown,        kNoticeIncomplete,   kNoticeLineUnknown,
    kNoticeLineTwice,      kNoticeLineNotPayable, kNoticeState,        kDepositShort,
    kAnswerLineUnknown,    kAnswerLineState,      kAnswerReason,       kAnswerDate,
    kAnswerEmpty};

}  // namespace anxin::payments
