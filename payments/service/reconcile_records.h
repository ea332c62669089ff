// The tables of what persons say of the bank's statements.
#pragma once

#include "payments/domain/reconciliation.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<MatchChange> kMatchChanges{"match-change"};     // entry/number
inline constexpr RecordTable<ReconcileDay> kReconcileDays{"reconcile-day"};  // contract/account/day
inline constexpr RecordTable<QuarantinedFile> kQuarantine{"quarantine"};     // contract-Z01

// Why a person's word about a statement is refused.
/// No entry of a statement has this id. Details: entry.
inline constexpr Reason kEntryUnknown{"reconcile.entry-unknown"};
/// Explained already, or waits for the bank's answer. Details: entry.
inline constexpr Reason kEntryNotOpen{"reconcile.entry-not-open"};
/// Not explained, so that there is nothing to take back. Details: entry.
inline constexpr Reason kEntryNotMatched{"reconcile.entry-not-matched"};
/// Another amount, direction or account, or shown by another entry. Details: entry, target.
inline constexpr Reason kTargetDiffers{"reconcile.target-differs"};
/// Neither a line nor a receipt of the contract. Details: target.
inline constexpr Reason kTargetUnknown{"reconcile.target-unknown"};
/// Blank, too long or with control characters. Details: max (bytes).
inline constexpr Reason kReasonMissing{"reconcile.reason-missing"};
/// The returned wage has gone on since: paid again, replaced, discharged; or a claim ended with its
/// return. Details: line, state.
inline constexpr Reason kLineWentOn{"reconcile.line-went-on"};
/// By another paper than a receipt: it has its own way back. Details: entry, paper.
inline constexpr Reason kExplainedByPaper{"reconcile.explained-by-paper"};
/// Signed by the bank and the contractor. Details: on.
inline constexpr Reason kDaySigned{"reconcile.day-signed"};
/// The day is not ready to be signed. Details: on, state.
inline constexpr Reason kDayNotReconciled{"reconcile.day-not-reconciled"};
/// The adjusted balance is not the bank's. Details: on, difference.
inline constexpr Reason kDayDiffers{"reconcile.day-differs"};
/// This side has signed. Details: on, side.
inline constexpr Reason kSideSigned{"reconcile.side-signed"};
/// The file can be imported as it is.
inline constexpr Reason kQuarantineNotNeeded{"quarantine.not-needed"};
/// Several statements in the file, or an account that contracts share.
inline constexpr Reason kQuarantineOne{"quarantine.one-statement"};
/// No file of this id waits. Details: id.
inline constexpr Reason kQuarantineUnknown{"quarantine.unknown"};
/// Not where this step needs it. Details: id, state.
inline constexpr Reason kQuarantineState{"quarantine.state"};
/// Its equation is broken: only a corrected file helps. Details: id.
inline constexpr Reason kQuarantineBroken{"quarantine.broken"};
inline constexpr std::array kReconcileReasons{
    kEntryUnknown,        kEntryNotOpen,  kEntryNotMatched,   kTargetDiffers,
    kTargetUnknown,       kReasonMissing, kLineWentOn,        kDaySigned,
    kDayNotReconciled,    kDayDiffers,    kSideSigned,        kExplainedByPaper,
    kQuarantineNotNeeded, kQuarantineOne, kQuarantineUnknown, kQuarantineState,
    kQuarantineBroken};

inline constexpr std::size_t kWhyBytesMax = 200;  // a sentence, as a document's number and title

/// Refuses: reconcile.reason-missing.
[[nodiscard]] Result<void> check_why(const std::string& reason);
/// Refuses: reconcile.day-signed.
[[nodiscard]] Result<void> check_unsigned(const ledger::Reader& reader, const WageAccount& account,
                                          Date day);

}  // namespace anxin::payments
