// The words with which the services of payments refuse.
#pragma once

#include <array>

#include "payments/domain/cover.h"

namespace anxin::payments {

// who may
inline constexpr Reason kActorMissing{"access.actor-missing"};
inline constexpr Reason kActorUnknown{"access.actor-unknown"};
inline constexpr Reason kNotPermitted{"access.not-permitted"};
inline constexpr Reason kSamePerson{
    "access.same-person"};  ///< four eyes compare persons, not logins
inline constexpr Reason kWrongMasterKey{"access.wrong-master-key"};
// what there is
inline constexpr Reason kContractUnknown{"payments.contract-unknown"};
inline constexpr Reason kBatchUnknown{"payments.batch-unknown"};
inline constexpr Reason kFileUnknown{"payments.file-unknown"};
inline constexpr Reason kAccountUnknown{"payments.wage-account-unknown"};
inline constexpr Reason kProfileUnknown{"payments.bank-profile-unknown"};
inline constexpr Reason kDataRefused{"payments.data-refused"};
inline constexpr Reason kEmployerNotInContract{"payments.employer-not-in-contract"};
inline constexpr Reason kSecondAccount{"payments.second-wage-account"};
inline constexpr Reason kAccountNumberTaken{"payments.account-number-taken"};
/// What is on record is not changed by loading: a change needs two persons.
inline constexpr Reason kChangeNeedsApproval{"payments.change-needs-approval"};
// the payroll month
inline constexpr Reason kSheetRefused{"payments.sheet-refused"};
inline constexpr Reason kReasonNeeded{"payments.reason-needed"};
inline constexpr Reason kAlreadySubmitted{"payments.file-already-submitted"};
/// The same bytes stand for another month already. Details: month, batch.
inline constexpr Reason kFileOfOtherMonth{"payments.file-of-another-month"};
inline constexpr Reason kMonthAhead{"payments.month-ahead"};  ///< details: month, today
/// Details: month, signed_on.
inline constexpr Reason kMonthBeforeContract{"payments.month-before-contract"};
inline constexpr Reason kBatchState{"payments.batch-state"};
inline constexpr Reason kNothingToInstruct{"payments.nothing-to-instruct"};
inline constexpr Reason kNotRepairable{"payments.line-not-repairable"};
inline constexpr Reason kRepairInvalid{"payments.repair-invalid"};
inline constexpr Reason kRepairPersonDiffers{"payments.repair-person-differs"};
inline constexpr Reason kRepairCardTaken{"payments.repair-card-taken"};
/// Two persons have just put the card on the roster. Details: line, until.
inline constexpr Reason kRepairCardWaits{"payments.repair-card-waits"};
inline constexpr Reason kRepairMonthDiffers{"payments.repair-month-differs"};
/// Two persons decide its paper with `arrears approve`, not a payroll. Details: batch.
inline constexpr Reason kBatchOfArrears{"payments.batch-of-arrears"};
/// No line has this id. Details: line.
inline constexpr Reason kLineUnknown{"payments.line-unknown"};
/// Not owed, or with a bank that may still pay it. Details: line, state.
inline constexpr Reason kLineNotAtHand{"payments.line-not-at-hand"};
// funding
inline constexpr Reason kFundingExists{"payments.funding-exists"};
/// Money without a reference: no statement could prove it.
inline constexpr Reason kReferenceMissing{"payments.reference-missing"};
/// It left a shared account with the balance of the contract whose suspense it was in. Details:
/// contract.
inline constexpr Reason kCreditMovedOn{"payments.credit-moved-on"};
inline constexpr Reason kAmountInvalid{"payments.amount-invalid"};
/// More than any one booking moves. Details: max.
inline constexpr Reason kAmountTooLarge{"payments.amount-too-large"};
// the bank's files
inline constexpr Reason kBankFileRefused{"payments.bank-file-refused"};
inline constexpr Reason kNothingToImport{"payments.nothing-to-import"};
/// camt.052 and camt.054 say what the statement will say. Details: message.
inline constexpr Reason kOnlyStatementsBooked{"payments.only-statements-booked"};
/// No profile of incoming files has this id. Details: profile.
inline constexpr Reason kIncomingProfileUnknown{"payments.incoming-profile-unknown"};
inline constexpr Reason kDuplicateFile{"payments.duplicate-file"};
inline constexpr Reason kStatementGap{"payments.statement-gap"};
inline constexpr Reason kStatementGapAfter{"payments.statement-gap-after"};
inline constexpr Reason kStatementMissing{"payments.statement-missing"};  ///< none of that day
inline constexpr Reason kStatementCurrency{"payments.statement-currency"};
inline constexpr Reason kStatementDate{"payments.statement-date"};

inline constexpr std::array kServiceReasons{kActorMissing,         kActorUnknown,
                                            kNotPermitted,         kSamePerson,
                                            kWrongMasterKey,       kContractUnknown,
                                            kBatchUnknown,         kFileUnknown,
                                            kAccountUnknown,       kProfileUnknown,
                                            kDataRefused,          kSheetRefused,
                                            kReasonNeeded,         kAlreadySubmitted,
                                            kFileOfOtherMonth,     kMonthAhead,
                                            kMonthBeforeContract,  kBatchState,
                                            kNothingToInstruct,    kNotRepairable,
                                            kRepairInvalid,        kFundingExists,
                                            kAmountInvalid,        kReferenceMissing,
                                            kBankFileRefused,      kNothingToImport,
                                            kDuplicateFile,        kStatementGap,
                                            kCoverShort,           kEmployerNotInContract,
                                            kSecondAccount,        kChangeNeedsApproval,
                                            kRepairPersonDiffers,  kRepairCardTaken,
                                            kRepairCardWaits,      kRepairMonthDiffers,
                                            kStatementCurrency,    kStatementDate,
                                            kPartTooLarge,         kTeamUnknown,
                                            kStatementGapAfter,    kStatementMissing,
                                            kAmountTooLarge,       kAccountNumberTaken,
                                            kBatchOfArrears,       kLineUnknown,
                                            kLineNotAtHand,        kCreditMovedOn,
                                            kOnlyStatementsBooked, kIncomingProfileUnknown};

}  // namespace anxin::payments
