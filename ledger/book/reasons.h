// The words with which the ledger refuses, in their order of precedence.
//
// Source: the stages of a command: shape, key, references, currency, date, account state, hold
//         state, then posting by posting. The first fault in this order is the one reported.
#pragma once

#include <array>

#include "ledger/base/result.h"

namespace anxin::book {

// 1. shape
inline constexpr Reason kMalformed{"ledger.malformed"};
inline constexpr Reason kTooLarge{"ledger.too-large"};
inline constexpr Reason kAmountNotPositive{"ledger.amount-not-positive"};
inline constexpr Reason kSameAccount{"ledger.same-account"};
// 2. key
inline constexpr Reason kKeyReused{"ledger.key-reused"};
// 3. references
inline constexpr Reason kAccountReserved{"ledger.account-reserved"};
inline constexpr Reason kAccountNotFound{"ledger.account-not-found"};
inline constexpr Reason kEntryNotFound{"ledger.entry-not-found"};
inline constexpr Reason kHoldNotFound{"ledger.hold-not-found"};
inline constexpr Reason kAccountExists{"ledger.account-exists"};
// 4. currency
inline constexpr Reason kCurrencyMismatch{"ledger.currency-mismatch"};
// 5. date
inline constexpr Reason kEffectiveDateInvalid{"ledger.effective-date-invalid"};
inline constexpr Reason kPeriodClosed{"ledger.period-closed"};
// 6. account state
inline constexpr Reason kAccountClosed{"ledger.account-closed"};
inline constexpr Reason kAccountFrozen{"ledger.account-frozen"};
inline constexpr Reason kAccountNotEmpty{"ledger.account-not-empty"};
// 7. state of the entry or hold named
inline constexpr Reason kAlreadyReversed{"ledger.already-reversed"};
inline constexpr Reason kHoldAlreadySettled{"ledger.hold-already-settled"};
inline constexpr Reason kHoldAlreadyVoided{"ledger.hold-already-voided"};
inline constexpr Reason kHoldExpired{"ledger.hold-expired"};
inline constexpr Reason kHoldExceeded{"ledger.hold-exceeded"};
// 8. posting by posting
inline constexpr Reason kConditionFailed{"ledger.condition-failed"};
inline constexpr Reason kOverflow{"ledger.overflow"};
inline constexpr Reason kInsufficientBalance{"ledger.insufficient-balance"};
inline constexpr Reason kAboveMaximum{"ledger.above-maximum"};

/// A domain record that the decision rested on has changed since it was read: decide again.
inline constexpr Reason kRecordChanged{"conflict.record-changed"};

inline constexpr std::array kReasons{
    kMalformed,       kTooLarge,           kAmountNotPositive, kSameAccount,
    kKeyReused,       kAccountReserved,    kAccountNotFound,   kEntryNotFound,
    kHoldNotFound,    kAccountExists,      kCurrencyMismatch,  kEffectiveDateInvalid,
    kPeriodClosed,    kAccountClosed,      kAccountFrozen,     kAccountNotEmpty,
    kAlreadyReversed, kHoldAlreadySettled, kHoldAlreadyVoided, kHoldExpired,
    kHoldExceeded,    kConditionFailed,    kOverflow,          kInsufficientBalance,
    kAboveMaximum,    kRecordChanged};

}  // namespace anxin::book
