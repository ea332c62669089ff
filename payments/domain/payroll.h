// One payroll month: the batch, its lines, and every state they can be in.
//
// Role: states are types (style D.10): a function that needs an approved batch asks for Approved.
// Source: payments.md, "One payroll month". A debt exists because of work: a line accrues with its
//         gross amount whatever becomes of its payment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/digest.h"
#include "ledger/base/money.h"
#include "payments/domain/finding.h"

namespace anxin::payments {

// ---- the line -----------------------------------------------------------------------------------

namespace line_state {
/// In the sheet, not approved: nothing is booked.
struct Drafted {};
/// The wage is owed; nothing stands in the way of paying it.
struct Accrued {};
/// Owed, but not instructed until the reasons are cleared.
struct Parked {};
/// Held in the ledger and with the bank, in one commit (decision 0005).
struct InFlight {
  std::string file;
  std::uint32_t hold_line = 0;
};
struct Paid {
  std::string file;
  Date on;
};
/// Refused by a bank that debits gross: the money has left and not come back yet.
struct FailedMoneyOut {
  std::string file;
  std::uint32_t hold_line = 0;
  std::string reason;  ///< ISO code
};
/// Refused; the wage is owed as before.
struct Failed {
  std::string reason;
};
/// The bank does not know or answered with an unknown code: only a later answer moves it, and it is
/// never instructed again meanwhile.
struct Unknown {
  std::string file;
  std::uint32_t hold_line = 0;
  std::string status;
};
/// Paid, then sent back (退汇): owed again, with its original due date.
struct Returned {
  std::string reason;
  Date on;
};
/// Paid by somebody else in the employer's place: the deposit, a fund, an owner.
struct Discharged {
  std::string by;  ///< id of the payment
  Date on;
};
/// Another line, with a new end-to-end id, pays it.
struct Replaced {
  std::string by;
};
/// Taken off the books whole, with a document or the worker's own confirmation: it was never owed,
/// or is owed no more.
struct Reduced {
  std::string by;  ///< id of the reduction
  Date on;
};
}  // namespace line_state

using LineState = std::variant<line_state::Drafted, line_state::Accrued, line_state::Parked,
                               line_state::InFlight, line_state::Paid, line_state::FailedMoneyOut,
                               line_state::Failed, line_state::Unknown, line_state::Returned,
                               line_state::Replaced, line_state::Discharged, line_state::Reduced>;

/// "drafted", "accrued", "parked", "in-flight", "paid", "failed-money-out", "failed", "unknown",
/// "returned", "replaced", "discharged", "reduced".
[[nodiscard]] std::string_view to_word(const LineState& state);
/// Still owed to the worker: everything but drafted, paid, replaced, discharged and reduced.
[[nodiscard]] bool is_owed(const LineState& state);
/// May be paid by a replacement: parked, failed or returned.
[[nodiscard]] bool is_repairable(const LineState& state);
/// Owed, and with no bank that may still pay it: accrued or repairable.
[[nodiscard]] bool is_at_hand(const LineState& state);

struct PayrollLine {
  std::string id;  ///< end-to-end id: batch-NNNN, unique for ever
  std::string batch;
  std::string contract;
  std::uint32_t row = 0;  ///< of the file it came from
  std::string worker;
  std::string employer;  ///< party
  std::string team;
  Money gross;
  Money advance;            ///< 借支, deducted with the worker's signed slip
  Money tax;                ///< 代扣个税
  Money other;              ///< further amounts withheld, as the sheet shows them
  Money net;                ///< what is to be paid
  std::string sealed_card;  ///< with the worker's data key
  std::string sealed_bank_code;
  std::string card_fingerprint;         ///< keyed hash: an approval freezes it
  std::vector<std::string> parked_for;  ///< codes; empty = free to pay
  std::string replaces;                 ///< the line that this one pays instead, or empty
  LineState state;
};

// ---- the batch ----------------------------------------------------------------------------------

namespace batch_state {
struct Checked {};
/// Signed by the workers; the scan's digest is kept where one was given.
struct Confirmed {
  std::string by;
  std::string sheet_digest;
};
/// By another person than the maker, bound to the content.
struct Approved {
  std::string by;
};
/// Cover is short and the approver chose to wait.
struct AwaitingFunds {
  std::string by;
  Money shortfall;
};
/// At least one file is with the bank.
struct Instructed {
  std::string by;
};
/// Every instructed line has been answered.
struct Answered {};
/// Nothing of it is owed any more.
struct Closed {};
/// Taken back before it was approved: nothing was ever booked.
struct Withdrawn {
  std::string by;
};
}  // namespace batch_state

using BatchState = std::variant<batch_state::Checked, batch_state::Confirmed, batch_state::Approved,
                                batch_state::AwaitingFunds, batch_state::Instructed,
                                batch_state::Answered, batch_state::Closed, batch_state::Withdrawn>;

/// "checked", "confirmed", "approved", "awaiting-funds", "instructed", "answered", "closed",
/// "withdrawn".
[[nodiscard]] std::string_view to_word(const BatchState& state);

enum class BatchKind : std::uint8_t {
  regular,  ///< a month's wages: approval accrues them
  repair,   ///< pays lines of earlier batches again: nothing new accrues
  /// Arrears that a document establishes (arrears.h): its second person's approval accrues them.
  decision,
};
/// "regular", "repair", "decision".
[[nodiscard]] std::string_view to_word(BatchKind kind);
/// Its lines accrue wages of their own.
[[nodiscard]] constexpr bool accrues(BatchKind kind) { return kind != BatchKind::repair; }

/// A fault that was explained instead of mended, with the reason that was given.
struct Explanation {
  std::uint32_t row = 0;
  std::string code;
};

/// What a sheet withholds from a gross wage, all kinds together.
[[nodiscard]] inline Money deductions(const PayrollLine& line) {
  return line.advance + line.tax + line.other;
}

struct PayrollBatch {
  std::string id;  ///< contract-yyyymm-NN
  std::string contract;
  Month month;
  BatchKind kind = BatchKind::regular;
  std::string maker;    ///< person
  std::string content;  ///< SHA-256 of the file, hex: what the approval binds to
  std::uint32_t lines = 0;
  Money gross;  ///< as approved: a later reduction lowers the line alone
  Money deductions;
  Money net;
  std::uint32_t files = 0;  ///< bank files made so far
  std::string reason;       ///< given for what needs an explanation, or empty
  std::vector<Explanation> explained;
  Date due_on;  ///< agreed pay day, moved before holidays
  BatchState state;
};

/// A contract's wage month: changes with every batch of it, so that two can't be decided unaware of
/// each other.
struct PayrollMonth {
  std::uint32_t changes = 0;
};

[[nodiscard]] std::string batch_id(std::string_view contract, Month month, std::uint32_t number);
[[nodiscard]] std::string line_id(std::string_view batch, std::uint32_t number);
[[nodiscard]] std::string file_id(std::string_view batch, std::uint32_t number);

/// What one answer of the bank said of a file.
struct FileOutcome {
  Date on;
  std::uint32_t paid_lines = 0;
  Money paid;
  std::uint32_t failed_lines = 0;
  Money failed;
};

/// A file of instructions that went to the bank.
struct InstructionFile {
  std::string id;  ///< message id and payment information id
  std::string batch;
  std::string contract;
  std::string wage_account;
  std::string hold_key;            ///< idempotency key of the entry that holds its lines
  std::vector<std::string> lines;  ///< in the order of the hold's lines
  Money sum;
  Instant created;
  Date execution;
  std::vector<FileOutcome> outcomes;
};

/// Σ paid over the outcomes up to and including `day`.
[[nodiscard]] Money paid_until(const InstructionFile& file, Date day);
/// Lines that no answer has decided yet.
[[nodiscard]] std::size_t undecided(const InstructionFile& file);

}  // namespace anxin::payments
