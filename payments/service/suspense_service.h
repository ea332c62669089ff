// Ways out of suspense (待查款项): what nobody could explain is explained by two persons, and what
// a worker was paid too much is recorded and recovered.
//
// Role: `suspense …`, `wage-account restitution …`. The contractor proposes, the account's bank or
//       a regulator approves; of what a worker owes, only a regulator. Nothing is booked before. A
//       proposal is checked as if it were booked, and again when it is.
// Shape: an entry of a statement is explained whole, on the day the bank booked it.
// Source: payments.md, table of steps ("suspense, release from quarantine"), posting rules,
//         "Reconciliation" level 6: open items with their age.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/suspense.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<SuspensePaper> kSuspensePapers{"suspense-paper"};  // contract-U01

/// No statement of ours has this entry. Details: item.
inline constexpr Reason kSuspenseItemUnknown{"suspense.item-unknown"};
/// Not in suspense (any more). Details: item, match.
inline constexpr Reason kSuspenseItemExplained{"suspense.item-explained"};
/// Another paper about it waits for its approval. Details: item, paper.
inline constexpr Reason kSuspenseProposed{"suspense.proposed-already"};
/// No document, or a text that is too long. Details: max.
inline constexpr Reason kSuspenseDocument{"suspense.document-missing"};
/// Not a way out for an entry of this direction, or for anything without one. Details: way.
inline constexpr Reason kSuspenseWay{"suspense.way-unfit"};
inline constexpr Reason kSuspensePaperUnknown{"suspense.paper-unknown"};
/// Approved or withdrawn already. Details: paper, state.
inline constexpr Reason kSuspensePaperState{"suspense.paper-state"};
/// The lines named are another sum than the entry, or one is named twice. Details: sum, amount.
inline constexpr Reason kSuspenseLines{"suspense.lines"};
/// The line is not where this way needs it. Details: line, state.
inline constexpr Reason kSuspenseLineState{"suspense.line-state"};
/// The other entry is not the same amount the other way on the same account, not in suspense, or
/// before what it makes good. Details: item, amount.
inline constexpr Reason kSuspensePair{"suspense.pair"};
/// No party has this id. Details: party.
inline constexpr Reason kSuspenseParty{"suspense.party-unknown"};
/// More than is owed. Details: owed, amount.
inline constexpr Reason kSuspenseBeyond{"suspense.beyond"};
/// Nothing of this reference and amount is booked and not shown yet. Details: of, amount.
inline constexpr Reason kSuspenseNotBooked{"suspense.not-booked"};
inline constexpr std::array kSuspenseReasons{
    kSuspenseItemUnknown, kSuspenseItemExplained, kSuspenseProposed,   kSuspenseDocument,
    kSuspenseWay,         kSuspensePaperUnknown,  kSuspensePaperState, kSuspenseLines,
    kSuspenseLineState,   kSuspensePair,          kSuspenseParty,      kSuspenseBeyond,
    kSuspenseNotBooked};

struct SuspenseRequest {
  SuspenseWay way = SuspenseWay::labour_cost;
  std::string contract;  ///< of a restitution without an entry
  std::string entry;
  std::string other;
  std::string reference;
  std::vector<std::string> lines;
  std::string party;
  FundingSource source = FundingSource::owner;
  Money amount;  ///< where no entry says it
  std::string document;
};

/// An entry that nobody has explained, with how long it has lain there.
struct SuspenseItem {
  BankEntry entry;
  int age_days = 0;
  std::string paper;  ///< that is proposed, or empty
};
/// What a party owes the wage account, or a worker has to give back.
struct SuspenseDebt {
  std::string debtor;
  Money amount;
};
struct SuspenseView {
  std::string contract;
  std::vector<SuspenseItem> items;  ///< oldest first
  Money credits;                    ///< Σ suspense_in
  Money debits;                     ///< Σ suspense_out
  std::vector<SuspenseDebt> restitution;
  std::vector<SuspenseDebt> overpaid;
  std::vector<SuspensePaper> papers;
};
struct SuspensePaperView {
  SuspensePaper paper;
  std::optional<BankEntry> entry;
  std::optional<BankEntry> other;
};

class SuspenseService {
 public:
  explicit SuspenseService(PaymentsBook& book) : book_(book) {}

  /// Proposes what an entry was; with no entry: an overpayment, a deduction, a restitution that the
  /// statement is still to show. Answers: paper, way, item, amount, state.
  /// Refuses: suspense.item-unknown, payments.line-unknown, payments.contract-unknown, access.*,
  ///          suspense.document-missing, suspense.proposed-already, and as approve() from
  ///          suspense.way-unfit on.
  Result<ledger::Receipt> propose(const Caller& caller, const SuspenseRequest& request);

  /// Books what another person proposed. Answers as propose().
  /// Refuses: suspense.paper-unknown, access.* (same-person last), suspense.paper-state,
  ///          suspense.way-unfit, suspense.item-explained, and by way:
  ///          lines: suspense.lines, payments.line-unknown, payments.line-not-at-hand,
  ///          suspense.line-state; pairs: suspense.item-unknown, suspense.pair; debts:
  ///          suspense.party-unknown, suspense.beyond, payments.amount-invalid,
  ///          payments.amount-too-large, payments.funding-exists; booked already:
  ///          suspense.not-booked; money that moves now: wage-account.closed.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& paper);

  /// Takes a paper back that is not approved. Answers: paper, state.
  /// Refuses: suspense.paper-unknown, access.*, suspense.paper-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& paper);

  /// Refuses: suspense.paper-unknown.
  [[nodiscard]] Result<SuspensePaperView> show(const std::string& paper) const;
  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<SuspenseView> list(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
