// What persons do to the explanation of a statement's entry: confirm, take back, look at both.
//
// Role: `reconcile suggestions`, `confirm`, `unmatch`, `history`. The machine explains by levels 1
//       to 4 and never confirms a suggestion.
// Source: payments.md, "Reconciliation", level 5 and the four eyes of "Who uses it"; decision 0020.
#pragma once

#include <string>
#include <vector>

#include "payments/service/reconcile_records.h"
#include "payments/service/reconcile_service.h"

namespace anxin::payments {

/// An entry in suspense with what it may be.
struct EntryReview {
  BankEntry entry;
  Review review;
};

/// An entry with what persons did to its explanation, in order.
struct EntryHistory {
  BankEntry entry;
  std::vector<MatchChange> changes;
};

class ReviewService {
 public:
  explicit ReviewService(PaymentsBook& book) : book_(book) {}

  /// Entries that are suggested or ambiguous, oldest first.
  /// Refuses: payments.contract-unknown, and as ReconcileService::show.
  [[nodiscard]] Result<std::vector<EntryReview>> suggestions(const std::string& contract) const;

  /// Says that the entry in suspense is this line's payment, its money coming back, this bank
  /// file's whole sum, or this receipt. What the entry booked to suspense is mirrored; a wage that
  /// came back is owed again. Four eyes: the bank, the contractor or the regulator, but not who
  /// instructed the payment or booked the receipt. Answers: item, target, amount, match. Refuses:
  /// reconcile.entry-unknown, access.*, reconcile.entry-not-open,
  ///          reconcile.target-unknown, reconcile.target-differs, access.same-person.
  Result<ledger::Receipt> confirm(const Caller& caller, const std::string& entry,
                                  const std::string& target);

  /// Takes the explanation of an entry back (a return's only the bank or the regulator; four eyes
  /// as for confirm): what it booked is mirrored, and the entry goes to suspense, from where a
  /// person explains it again. Money of a refused payment that came back is not taken back: the
  /// wage was free to be paid again. Answers: item, amount, was. Refuses:
  /// reconcile.reason-missing, reconcile.entry-unknown, access.*,
  ///          reconcile.entry-not-matched, reconcile.day-signed, reconcile.explained-by-paper,
  ///          access.same-person, reconcile.line-went-on.
  Result<ledger::Receipt> unmatch(const Caller& caller, const std::string& entry,
                                  const std::string& reason);

  /// Refuses: reconcile.entry-unknown.
  [[nodiscard]] Result<EntryHistory> history(const std::string& entry) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
