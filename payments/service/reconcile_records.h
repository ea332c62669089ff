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
/// By a paper that two persons approved, or by another contract's entry: not taken back here.
/// Details: entry, paper.
inline constexpr Reason kExplainedByPaper{"reconcile.explained-by-paper"};
/// Signed by the bank and the contractor. Details: on.
inline constexpr Reason kDaySigned{"reconcile.day-signed"};
/// The day is not ready to be signed. Details: on, state.
inline constexpr Reason kDayNotReconciled{"reconcile.day-not-reconciled"};
/// The adjusted balance is not the bank's. Details: on, difference.
inline constexpr Reason kDayDiffers{"reconcile.day-differs"};
/// A page says that it is the last, and another has a higher number. Details: last, page.
inline constexpr Reason kPagesContradict{"quarantine.pages-contradict"};
/// Two accounts have statements of that day (a change of bank): say which. Details: accounts.
inline constexpr Reason kDayOfSeveral{"reconcile.day-of-several"};
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
/// A page of a statement: it waits for the others. Details: id.
inline constexpr Reason kQuarantinePage{"quarantine.page"};
inline constexpr std::array kReconcileReasons{
    kEntryUnknown,        kEntryNotOpen,   kEntryNotMatched,   kTargetDiffers,
    kTargetUnknown,       kReasonMissing,  kLineWentOn,        kDaySigned,
    kDayNotReconciled,    kDayDiffers,     kSideSigned,        kExplainedByPaper,
    kQuarantineNotNeeded, kQuarantineOne,  kQuarantineUnknown, kQuarantineState,
    kQuarantineBroken,    kQuarantinePage, kDayOfSeveral,      kPagesContradict};

inline constexpr std::size_t kWhyBytesMax = 200;  // a sentence, as a document's number and title

/// The statement as a file that waits, without its bytes and what is wrong with it.
[[nodiscard]] QuarantinedFile file_to_keep(const PaymentsBook& book, const ledger::Reader& reader,
                                           const WageAccount& account, const Statement& statement);
/// A page of the bank's statement of this id and number.
[[nodiscard]] bool is_page_of(const QuarantinedFile& file, const std::string& bank_id,
                              std::optional<std::uint64_t> sequence);
/// It waits no more; its bytes, which name persons, are kept no longer.
void end_waiting(const Versioned<QuarantinedFile>& file, QuarantineState state,
                 CommandDraft& draft);
/// Pages that wait with this one, read by the same profile, for the rest of the same statement.
[[nodiscard]] std::vector<Versioned<QuarantinedFile>> pages_waiting_for(
    const ledger::Reader& reader, const QuarantinedFile& page);
/// Its bytes, sealed under its id, and their digest.
void keep_bytes(const Vault& vault, std::string_view bytes, QuarantinedFile& file);
/// Refuses: seal.broken.
[[nodiscard]] Result<std::string> bytes_of(const Vault& vault, const QuarantinedFile& file);

/// Refuses: reconcile.reason-missing.
[[nodiscard]] Result<void> check_why(const std::string& reason);
/// Refuses: reconcile.day-signed.
[[nodiscard]] Result<void> check_unsigned(const ledger::Reader& reader, const WageAccount& account,
                                          Date day);

}  // namespace anxin::payments
