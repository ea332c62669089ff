// What bank files say, after parsing: instructions out, results and statements in.
//
// Role: the types between payments/bank (ISO 20022 and other codecs) and the services.
// Source: ISO 20022 pain.001, pain.002, camt.053; names follow the messages' own terms.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"
#include "payments/domain/finding.h"

namespace anxin::payments {

struct BankParty {
  std::string name;
  std::string account;
  std::string bank_code;  ///< CNAPS member id
};

/// One credit transfer to a worker (CdtTrfTxInf).
struct CreditTransfer {
  std::string end_to_end_id;
  Money amount;
  BankParty creditor;
  std::string creditor_id_no;  ///< may be empty
  std::string remittance;      ///< e.g. 2026年10月工资
};

/// A payment instruction with one payment information block (pain.001).
struct Initiation {
  std::string message_id;
  std::string payment_info_id;
  Instant created;
  std::string initiator;
  Date execution;  ///< ReqdExctnDt
  BankParty debtor;
  std::vector<CreditTransfer> transfers;
};

/// What a foreign pain.001 said when it was read back (anxin bank parse).
struct InitiationSummary {
  std::string message;  ///< "pain.001.001.09"
  std::string message_id;
  std::uint64_t transactions = 0;
  Total control_sum;
};

/// Where a payment stands at the bank (formats.md 1.4).
enum class PaymentOutcome : std::uint8_t { in_flight, paid, failed, unknown };
/// 收款行故障, 系统忙, 通讯超时, 交易结果未知: the bank does not know. Query, never assume failed.
[[nodiscard]] bool leaves_outcome_open(std::string_view reason);

struct PaymentStatus {
  std::string end_to_end_id;
  std::string status;  ///< ISO code as received: ACSC, RJCT, …
  PaymentOutcome outcome = PaymentOutcome::unknown;
  std::string reason;           ///< ISO reason code, may be empty
  std::string reason_text;      ///< the bank's own words, may be empty
  std::optional<Money> amount;  ///< OrgnlTxRef/Amt/InstdAmt where the bank repeats it
  std::uint32_t row = 0;        ///< line of the file
};

/// What the bank says it was sent (OrgnlNbOfTxs, OrgnlCtrlSum), where it says so.
struct OriginalTotals {
  std::uint32_t row = 0;  ///< line of the file
  std::optional<std::uint64_t> transactions;
  std::optional<Money> control_sum;
};

/// The bank's answer to an instruction (pain.002).
struct PaymentResult {
  std::string message;  ///< "pain.002.001.10"
  std::string message_id;
  std::string original_message_id;
  std::string original_payment_info_id;   ///< may be empty
  std::string group_status;               ///< PART, ACSC, RJCT, …; may be empty
  std::vector<OriginalTotals> originals;  ///< of the message and of each batch
  std::vector<PaymentStatus> statuses;
};

enum class Direction : std::uint8_t { credit, debit };

/// A transaction within a statement entry (NtryDtls/TxDtls), as evidence.
struct StatementDetail {
  std::string end_to_end_id;
  std::string payment_info_id;
  std::optional<Money> amount;
  std::string return_reason;  ///< RtrInf/Rsn/Cd; the detail is a return when has_return
  bool has_return = false;    ///< an RtrInf element was there
  std::string counterparty;   ///< name of the other side
  std::string counterparty_account;
  std::string remittance;
};

/// A booked line of the bank's statement (Ntry).
struct StatementEntry {
  std::string reference;  ///< AcctSvcrRef, else NtryRef, else empty
  Money amount;           ///< magnitude
  Direction direction = Direction::credit;
  bool reversal = false;  ///< RvslInd
  Date booked;
  std::string transaction_code;  ///< BkTxCd as "PMNT/ICDT/ESCT" or the proprietary code
  std::string payment_info_id;   ///< NtryDtls/Btch/PmtInfId, may be empty
  std::string text;              ///< AddtlNtryInf
  std::vector<StatementDetail> details;
};

/// A bank statement of one account (camt.053 Stmt).
struct Statement {
  std::string message;  ///< "camt.053.001.08"
  std::string message_id;
  std::string id;
  std::string account;
  std::string currency;
  std::optional<std::uint64_t> sequence;  ///< ElctrncSeqNb
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Money> opening;  ///< OPBD, else PRCD
  std::optional<Money> closing;  ///< CLBD
  std::optional<Date> closing_date;
  std::vector<StatementEntry> entries;  ///< status BOOK only
  std::uint32_t unbooked = 0;           ///< PDNG, INFO, FUTR entries that were skipped

  /// opening + credits − debits = closing, all present.
  [[nodiscard]] bool balanced() const;
};

struct ParsedStatements {
  std::vector<Statement> statements;
};

/// A bank file that was understood, or the findings why not.
struct BankDocument {
  std::variant<std::monostate, InitiationSummary, PaymentResult, ParsedStatements> content;
  Findings findings;
  [[nodiscard]] bool refused() const { return worst(findings) == Severity::refuse; }
};

}  // namespace anxin::payments
