// Wages that a document establishes without a payroll, and accruals that a document reduces.
//
// Role: payments.md, posting rules. One person proposes a paper, another approves it; only then is
//       anything booked. What is established becomes lines of a batch of kind decision, on which
//       everything works that works on lines: repair, notice, fund, instruct.
// Source: Decree 724 arts 40 to 43, 50 (who establishes that wages are owed).
#pragma once

#include <array>
#include <string>
#include <variant>
#include <vector>

#include "payments/bank/arrears_table.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// No number of the document.
inline constexpr Reason kArrearsDocumentMissing{"arrears.document-missing"};
/// The document is of a day to come. Details: on.
inline constexpr Reason kArrearsDate{"arrears.document-date"};
/// The table has faults: they are listed. Details: count.
inline constexpr Reason kArrearsRefused{"arrears.table-refused"};
inline constexpr Reason kArrearsPaperUnknown{"arrears.paper-unknown"};
/// Approved or withdrawn already. Details: paper, state.
inline constexpr Reason kArrearsPaperState{"arrears.paper-state"};
/// Since the paper was proposed, wages of the same worker and month have accrued.
/// Details: worker, month, accrued, decided.
inline constexpr Reason kArrearsAccruedSince{"arrears.accrued-since"};
/// More than the line owes. Details: line, owed.
inline constexpr Reason kReductionTooMuch{"arrears.reduction-too-much"};
/// The line owes another amount than when the reduction was proposed. Details: line, owed.
inline constexpr Reason kReductionOvertaken{"arrears.reduction-overtaken"};

/// The wage is taken off whole, and of what was withheld from it some has been remitted.
/// Details: kind, period, left (withheld in the period and not remitted), withheld (from the line).
inline constexpr Reason kReductionRemitted{"arrears.reduction-remitted"};

// Findings about a row, all of them refused; beside payments.employer-not-in-contract and those of
// the table.

/// A wage month that has not begun.
inline constexpr Reason kArrearsMonthFuture{"arrears.month-future"};
/// A wage month before the contract was signed. Details: signed_on.
inline constexpr Reason kArrearsMonthEarly{"arrears.month-before-contract"};
/// The same worker and month in an earlier row. Details: first (row).
inline constexpr Reason kArrearsRowRepeated{"arrears.row-repeated"};
/// The same document is on record for the worker and month. Details: paper.
inline constexpr Reason kArrearsDocumentUsed{"arrears.document-used"};
/// Wages of the worker for these months have accrued. Details: accrued, decided.
inline constexpr Reason kArrearsAccrued{"arrears.accrued-already"};

inline constexpr std::array kArrearsReasons{
    kArrearsDocumentMissing, kArrearsDate,         kArrearsRefused,     kArrearsPaperUnknown,
    kArrearsPaperState,      kArrearsAccruedSince, kReductionTooMuch,   kReductionOvertaken,
    kArrearsMonthFuture,     kArrearsMonthEarly,   kArrearsRowRepeated, kArrearsDocumentUsed,
    kArrearsAccrued,         kReductionRemitted};

// Numbers of documents are short; a longer text is a slip of the pen.
inline constexpr std::size_t kDocumentBytesMax = 128;

/// What the document's amount is to wages of the same worker and month that have accrued.
enum class AmountIs : std::uint8_t {
  all,          ///< nothing may have accrued
  in_addition,  ///< owed besides
};

struct EstablishRequest {
  std::string contract;
  std::string bytes;  ///< the table (arrears_table.h)
  ArrearsKind kind = ArrearsKind::decision;
  std::string document;
  Date on;               ///< of the document
  std::string employer;  ///< party that owes; empty: the table's, else the roster's
  AmountIs amount_is = AmountIs::all;
};

struct ReduceRequest {
  std::string line;
  Money amount;
  ReductionKind kind = ReductionKind::decision;
  std::string document;
  RemittedIs remitted = RemittedIs::refused;
};

/// A table as it would be booked.
struct CheckedArrears {
  bank::ArrearsTable table;
  std::vector<std::string> workers;    ///< one per row of the table
  std::vector<std::string> employers;  ///< the same, parties
  Findings findings;                   ///< the table's own and the book's
  [[nodiscard]] bool accepted() const { return worst(findings) != Severity::refuse; }
};

using ArrearsView = std::variant<ArrearsPaper, Reduction>;

class ArrearsService {
 public:
  explicit ArrearsService(PaymentsBook& book) : book_(book) {}

  /// What the table would be if it were proposed; changes nothing.
  /// Refuses: payments.contract-unknown, seal.broken.
  [[nodiscard]] Result<CheckedArrears> check(const EstablishRequest& request) const;

  /// Proposes what a document establishes: by the regulator, or for an admission by an approver of
  /// the contractor. Nothing is booked.
  /// Answers: paper, batches (comma separated), lines, parked, sum, state.
  /// Refuses: payments.contract-unknown, access.*, arrears.document-missing,
  ///          arrears.document-date, arrears.table-refused, calendar.year-unknown.
  Result<ledger::Receipt> establish(const Caller& caller, const EstablishRequest& request);

  /// Proposes that less is owed for a line. A document's: by the regulator; otherwise by the
  /// contractor. Where nothing of the wage is left, what was withheld from it and is not remitted
  /// is undone with it.
  /// Answers: paper, line, amount, left, deductions (to be undone), state.
  /// Refuses: payments.line-unknown, access.*, arrears.document-missing,
  ///          payments.line-not-at-hand, payments.amount-invalid, arrears.reduction-too-much,
  ///          arrears.reduction-remitted.
  Result<ledger::Receipt> reduce(const Caller& caller, const ReduceRequest& request);

  /// Books what another person proposed: by a regulator.
  /// Answers: paper, sum, deductions (undone, of a reduction), state.
  /// Refuses: arrears.paper-unknown, access.* (same-person last), arrears.paper-state,
  ///          arrears.accrued-since, payments.line-not-at-hand, arrears.reduction-overtaken,
  ///          arrears.reduction-remitted.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& paper);

  /// Takes a paper back that is not approved. Answers: paper, state.
  /// Refuses: arrears.paper-unknown, access.*, arrears.paper-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& paper);

  /// Refuses: arrears.paper-unknown.
  [[nodiscard]] Result<ArrearsView> show(const std::string& paper) const;
  /// All papers of a contract, oldest first, reductions last.
  [[nodiscard]] Result<std::vector<ArrearsView>> list(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
