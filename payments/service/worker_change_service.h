// Corrections of who a worker is paid as and to which card: two persons, and a waiting time.
//
// Role: `worker …`. A roster loaded anew never changes a person (payments.change-needs-approval);
//       this does. A person of the contractor proposes, another one approves; then the roster has
//       the new values, and a new card waits: wages to it are parked until the days of the rule
//       card-waiting are over (sheet_checks.h), so that a card slipped in before a pay day is seen
//       in time. Lines that are instructed keep the card they were instructed to.
// Source: payments.md, table of steps, and step 2: "card in its waiting time".
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/domain/worker_change.h"
#include "payments/service/payments_book.h"
#include "payments/service/records.h"

namespace anxin::payments {

inline constexpr RecordTable<WorkerChange> kWorkerChanges{"worker-change"};  // contract-V01
inline constexpr RecordTable<CardChange> kCardChanges{"card-change"};        // worker

/// Not on the contract's roster as a registered worker. Details: worker.
inline constexpr Reason kWorkerUnknown{"worker.unknown"};
/// Nothing to change, or a name, card, bank number or document that cannot be right. Details: what.
inline constexpr Reason kWorkerChangeInvalid{"worker.change-invalid"};
/// The card is another worker's. Details: worker (whose change it was to be).
inline constexpr Reason kWorkerCardTaken{"worker.card-taken"};
inline constexpr Reason kWorkerChangeUnknown{"worker.change-unknown"};  ///< details: change
/// Approved or withdrawn already. Details: change, state.
inline constexpr Reason kWorkerChangeState{"worker.change-state"};
/// Only who proposed it takes it back. Details: change.
inline constexpr Reason kWorkerChangeNotOwn{"worker.change-not-own"};
inline constexpr std::array kWorkerChangeReasons{kWorkerUnknown,     kWorkerChangeInvalid,
                                                 kWorkerCardTaken,   kWorkerChangeUnknown,
                                                 kWorkerChangeState, kWorkerChangeNotOwn};

/// What is to change; empty fields stay as they are.
struct WorkerChangeRequest {
  std::string contract;
  std::string worker;
  std::string name;
  std::string card;
  std::string bank_no;
  std::string phone;
  std::string document;
};

/// A change with what its second person has to see.
struct WorkerChangeView {
  WorkerChange change;
  std::string card_end;  ///< last four digits of the new card; empty where it is not changed
};

class WorkerChangeService {
 public:
  explicit WorkerChangeService(PaymentsBook& book) : book_(book) {}

  /// Answers: change, worker, what, state.
  /// Refuses: payments.contract-unknown, access.* (clerk, approver), worker.unknown,
  ///          worker.change-invalid, worker.card-taken, seal.broken (the person was erased).
  Result<ledger::Receipt> propose(const Caller& caller, const WorkerChangeRequest& request);
  /// Answers: change, worker, what, state, usable_from (of a new card; else empty).
  /// Refuses: worker.change-unknown, access.*, worker.change-state, access.same-person,
  ///          worker.card-taken, seal.broken (the person was erased).
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& change);
  /// Answers: change, state.
  /// Refuses: worker.change-unknown, access.*, worker.change-not-own, worker.change-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& change);
  /// The contract's changes in the order in which they were proposed.
  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<std::vector<WorkerChangeView>> list(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

/// Notes in the command that the worker's card is another one from today on.
void note_card_change(const CardChange& made, const ledger::Reader& reader, CommandDraft& draft);

/// The first day on which the worker's new card is paid to, while that is still to come. Nothing
/// where the card did not change, or where no rule card-waiting is in force.
/// Requires: the calendar knows the year, else the card waits one day for each working day.
[[nodiscard]] std::optional<Date> card_waits_until(const PaymentsBook& book,
                                                   const ledger::Reader& reader,
                                                   const Contract& contract,
                                                   const CardChange& change);

}  // namespace anxin::payments
