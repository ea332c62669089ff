// What the books keep of money from owners and of the bank's own records, as domain records.
//
// Role: funding, results, statements and how each statement entry was explained.
// Source: payments.md, "Reconciliation"; tolerance for wages is 0 fen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"
#include "payments/domain/bank_document.h"

namespace anxin::payments {

/// Where a keyed hash of an identity number or card leads.
struct PersonIndex {
  std::string worker;
};

/// A wage table that was taken, so that the same file is not taken twice.
struct SubmittedFile {
  std::string batch;
};

/// A month's labour cost that the contract makes due from the owner.
struct FundingDue {
  std::string contract;
  Month month;
  Money amount;
  Date due_on;  ///< funding day of the following month
};

enum class FundingSource : std::uint8_t { owner, contractor };

/// Labour cost received, or money the contractor added.
struct FundingReceipt {
  std::string contract;
  std::string wage_account;
  std::string reference;  ///< what the payer's transfer carries
  FundingSource source = FundingSource::owner;
  Money amount;
  Date on;
  std::string matched_by;  ///< the statement entry that proves it, or empty
};

/// Who booked a receipt: another person than this one says what the bank shows of it.
struct ReceiptBooker {
  std::string person;
};

enum class PriceMovementKind : std::uint8_t { certified, paid };
/// "certified", "paid".
[[nodiscard]] std::string_view to_word(PriceMovementKind kind);

/// Progress that the owner certified (进度款确认), or a payment of it.
struct PriceMovement {
  std::string contract;
  PriceMovementKind kind = PriceMovementKind::certified;
  Money amount;
  std::string document;
  Date on;
};

/// A return that the bank told of (pacs.004) before its statement showed the money: booked then, so
/// that the statement's entry only proves it.
struct AdvisedReturn {
  std::string contract;
  std::string wage_account;
  std::string line;
  Money amount;
  Date on;                 ///< of booking
  std::string matched_by;  ///< the statement entry that proves it, or empty
};

/// What the bank answered to the wish to have a payment back (camt.029).
struct RecallNote {
  std::string contract;
  std::string line;    ///< empty where the answer is to a whole file
  std::string file;    ///< may be empty
  std::string status;  ///< CNCL it comes, RJCR it does not, PDCR wait; may be empty
  std::string reason;  ///< ISO reason code, may be empty
  std::string message_id;
  Date on;  ///< of the import
};

/// A result file that was taken.
struct ImportedResult {
  std::string contract;
  std::string file;    ///< instruction file it answers
  std::string digest;  ///< of its bytes
};

/// How a statement entry was explained.
namespace match {
/// Not yet: an instruction it names still waits for the bank's answer.
struct Open {
  std::string why;
};
/// By the exact reference of a payment, a receipt or a failed payment that came back.
struct ByReference {
  std::string reference;
  std::string file;  ///< of the payment, empty for a receipt
};
/// By the sum of a batch.
struct ByBatch {
  std::string file;
  std::uint32_t lines = 0;
};
/// A payment that came back after it was booked as paid.
struct Return {
  std::string line;
};
/// Interest, by the bank's own transaction code.
struct Interest {};
/// Unexplained: booked to suspense, waits for a person.
struct Suspense {};
/// The balance on its way to the contract's account at another bank, or to the contractor at the
/// closing.
struct Transfer {
  std::string of;  ///< move or closing
};
/// Another contract's that shares the account number: it stands in that one's statement.
struct CarriedOver {
  std::string entry;  ///< there
};
/// By amount, card and day, with nothing else on either side that it could be.
struct ByCard {
  std::string line;
  std::string file;
};
/// By a person who did not instruct it: reconciliation.h says who.
struct Confirmed {
  std::string reference;  ///< line or receipt
  std::string file;       ///< of the payment, empty for a receipt
};
}  // namespace match
using Match = std::variant<match::Open, match::ByReference, match::ByBatch, match::Return,
                           match::Interest, match::Suspense, match::Transfer, match::CarriedOver,
                           match::ByCard, match::Confirmed>;

/// "open", "reference", "batch", "return", "interest", "suspense", "transfer", "carried-over",
/// "card", "confirmed".
[[nodiscard]] std::string_view to_word(const Match& match);
[[nodiscard]] bool is_matched(const Match& match);
/// The file whose money the entry shows; empty where it is no payment.
[[nodiscard]] std::string file_of(const Match& match);
/// The one line whose payment or return the entry shows; empty where it shows none, or a batch.
[[nodiscard]] std::string line_of(const Match& match);

/// What the entry was explained by: a line, file, receipt, paper or another entry; empty where
/// nothing names one.
[[nodiscard]] std::string target_of(const Match& match);

/// A booked line of a statement, without the counterparty's personal data.
struct BankEntry {
  std::string id;  ///< statement id in our books + number
  std::string statement;
  std::string reference;  ///< the bank's
  Money amount;
  Direction direction = Direction::credit;
  Date booked;
  std::string transaction_code;
  std::string file;  ///< payment information id, or empty
  std::vector<std::string> end_to_end_ids;
  bool is_return = false;
  std::string return_reason;
  std::string sealed_counterparty;  ///< name and account of the other side
  Match match;
};

enum class StatementState : std::uint8_t { imported, reconciled };

/// A day (or period) of a wage account as the bank reports it.
struct BankStatement {
  std::string id;  ///< contract/number, number rising in order of import
  std::string contract;
  std::string wage_account;
  std::string bank_id;  ///< the bank's own statement id
  std::string digest;   ///< of the file's bytes
  std::optional<std::uint64_t> sequence;
  Date on;  ///< closing date
  Money opening;
  Money closing;
  std::uint32_t entries = 0;
  StatementState state = StatementState::imported;
};

}  // namespace anxin::payments
