// The payroll month: check, submit, confirm, approve, instruct, repair.
//
// Role: called by every face. Each step is one entry of the ledger; maker and approver are
//       different persons by construction.
// Source: payments.md, "One payroll month"; Decree 724 art. 31 (monthly assessment, the worker's
//         confirmation, payment straight to the worker's own account).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payments/service/payments_book.h"
#include "payments/service/sheet_match.h"

namespace anxin::payments {

struct SubmitRequest {
  std::string contract;
  Month month;
  std::string bytes;             ///< the wage table as it came
  std::string reason;            ///< for what needs an explanation; may be empty where nothing does
  bool confirmed = false;        ///< the workers have signed the sheet
  bank::TableChoices choices{};  ///< columns and sheet that the captions do not tell
};

struct InstructRequest {
  std::string batch;
  ShortfallChoice choice;
  std::string profile;  ///< outgoing profile; empty: that of the account's bank
};

struct RepairRequest {
  std::string contract;
  Month month;
  std::string bytes;  ///< a table: 批次行, then the corrected fields
};

/// A batch as the books hold it.
struct BatchView {
  PayrollBatch batch;
  std::vector<PayrollLine> lines;
  std::vector<InstructionFile> files;
};

class PayrollService {
 public:
  explicit PayrollService(PaymentsBook& book) : book_(book) {}

  /// What a table would be if it were submitted; changes nothing.
  /// Refuses: payments.contract-unknown, seal.broken.
  [[nodiscard]] Result<MatchedSheet> check(const std::string& contract, Month month,
                                           std::string_view bytes,
                                           const bank::TableChoices& choices) const;

  /// Takes a table as a new batch. Nothing is booked yet.
  /// Answers: batch, lines, parked, gross, net, content, state.
  /// Refuses: access.*, payments.month-ahead, payments.month-before-contract,
  ///          payments.sheet-refused, payments.file-already-submitted,
  ///          payments.file-of-another-month (unless a reason is given), payments.reason-needed.
  Result<ledger::Receipt> submit(const Caller& caller, const SubmitRequest& request);

  /// Records that the workers have confirmed their lines.
  /// Refuses: access.*, payments.batch-unknown, payments.batch-state.
  Result<ledger::Receipt> confirm(const Caller& caller, const std::string& batch);

  /// Takes a batch back that is not approved yet; its file may be submitted again.
  /// Refuses: payments.batch-unknown, access.*, payments.batch-state.
  Result<ledger::Receipt> withdraw(const Caller& caller, const std::string& batch);

  /// Approves the batch by another person and accrues every line, parked ones included, effective
  /// on the last day of the wage month, or today where that is earlier. A repair batch replaces its
  /// old lines instead. Answers: batch, gross, deductions, net, state. Refuses:
  /// payments.batch-unknown, access.* (same-person last), payments.batch-state.
  Result<ledger::Receipt> approve(const Caller& caller, const std::string& batch);

  /// Holds what is paid now and makes the bank files for it.
  /// Answers: batch, files (comma separated), lines, sum, shortfall, state.
  /// Refuses: access.*, payments.batch-unknown, payments.batch-state,
  ///          payments.nothing-to-instruct, payments.team-unknown, payments.cover-short,
  ///          payments.part-too-large, payments.outgoing-profile-unknown, bank.initiation-*,
  ///          bank.outgoing-*.
  Result<ledger::Receipt> instruct(const Caller& caller, const InstructRequest& request);

  /// An instruction file in the layout that it was instructed in, the same bytes at every call. It
  /// names every worker and card in the clear: for the contractor's staff and the bank.
  /// Refuses: payments.file-unknown, access.*, seal.broken.
  [[nodiscard]] Result<std::string> file_bytes(const Caller& caller, const std::string& file) const;
  /// The layout that a file was instructed in.
  /// Refuses: payments.file-unknown, payments.outgoing-profile-unknown.
  [[nodiscard]] Result<OutgoingProfile> file_profile(const std::string& file) const;
  /// Refuses: payments.contract-unknown, access.*: personal data of the contract's workers are for
  /// the contractor's staff and the bank.
  [[nodiscard]] Result<void> may_reveal(const Caller& caller, const std::string& contract) const;

  /// Makes a batch that pays parked, failed or returned lines again, with corrected data.
  /// Answers: batch, lines, net, state.
  /// Refuses: access.*, payments.repair-invalid, payments.line-not-repairable, payments.repair-*.
  Result<ledger::Receipt> repair(const Caller& caller, const RepairRequest& request);

  /// Refuses: payments.batch-unknown.
  [[nodiscard]] Result<BatchView> show(const std::string& batch) const;
  /// All batches of a contract, oldest first.
  [[nodiscard]] Result<std::vector<PayrollBatch>> list(const std::string& contract) const;

 private:
  PaymentsBook& book_;
};

/// The batch and its lines out of one snapshot. Refuses: payments.batch-unknown.
struct LoadedBatch {
  Versioned<PayrollBatch> batch;
  std::vector<Versioned<PayrollLine>> lines;
};
[[nodiscard]] Result<LoadedBatch> load_batch(const ledger::Reader& reader, const std::string& id);

/// The state after some of its lines changed: answered when no line is with the bank any more,
/// closed when every line is paid, replaced or discharged.
[[nodiscard]] BatchState state_after(const PayrollBatch& batch,
                                     const std::vector<Versioned<PayrollLine>>& lines);

}  // namespace anxin::payments
