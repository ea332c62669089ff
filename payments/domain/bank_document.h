// What bank files say, after parsing: instructions out, results and statements in.
//
// Role: the types between payments/bank (ISO 20022 and other codecs) and the services.
// Source: ISO 20022 pain.001, pain.002, pacs.004, camt.029, camt.052 to .054; names follow the
//         messages' own terms. Tables in a bank's own format become the same types.
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
/// 收款行故障, 系统忙, 通讯超时, 交易结果未知: the bank does not know. 交易重账: it refuses a
/// duplicate, and what it is a duplicate of may be paid. Query, never assume failed.
[[nodiscard]] bool leaves_outcome_open(std::string_view reason);

struct PaymentStatus {
  std::string end_to_end_id;
  std::string status;  ///< ISO code as received: ACSC, RJCT, …
  PaymentOutcome outcome = PaymentOutcome::unknown;
  std::string reason;           ///< ISO reason code, may be empty
  std::string reason_text;      ///< the bank's own words, may be empty
  std::optional<Money> amount;  ///< OrgnlTxRef/Amt/InstdAmt where the bank repeats it
  std::uint32_t row = 0;        ///< line of the file
  // What a table names the payment by where it has no end-to-end id.
  std::optional<std::uint64_t> sequence;  ///< place in our file, from 1
  std::string account;                    ///< may be masked: 621700******0019
  std::string name;
};

/// What it means that a result does not name a payment of the file: some banks send failures alone.
enum class Absence : std::uint8_t { says_nothing, success };

/// What the bank says it was sent (OrgnlNbOfTxs, OrgnlCtrlSum), where it says so.
struct OriginalTotals {
  std::uint32_t row = 0;  ///< line of the file
  std::optional<std::uint64_t> transactions;
  std::optional<Money> control_sum;
};

/// The bank's answer to an instruction (pain.002, or a table by a profile).
struct PaymentResult {
  std::string message;  ///< "pain.002.001.10", or the profile's id
  std::string message_id;
  std::string original_message_id;
  std::string original_payment_info_id;   ///< may be empty
  std::string group_status;               ///< PART, ACSC, RJCT, …; may be empty
  std::vector<OriginalTotals> originals;  ///< of the message and of each batch
  std::vector<PaymentStatus> statuses;
  Absence absence = Absence::says_nothing;
};

/// A payment that came back, as the bank tells it (pacs.004 TxInf).
struct PaymentReturn {
  std::string end_to_end_id;
  std::optional<Money> amount;  ///< RtrdIntrBkSttlmAmt
  std::string reason;           ///< ISO reason code, may be empty
  std::string reason_text;
  std::optional<Date> settled;  ///< IntrBkSttlmDt
  std::uint32_t row = 0;        ///< line of the file
};

/// Returns between banks that ours passes on (pacs.004).
struct ReturnAdvice {
  std::string message;
  std::string message_id;
  std::string original_message_id;  ///< may be empty
  std::vector<PaymentReturn> returns;
};

/// What became of our wish to have a payment back: CNCL it comes, RJCR it does not, PDCR wait.
struct RecallAnswer {
  std::string end_to_end_id;    ///< empty where the answer is to a whole batch or message
  std::string payment_info_id;  ///< may be empty
  std::string status;
  std::string reason;  ///< ISO reason code, may be empty
  std::string reason_text;
  std::uint32_t row = 0;  ///< line of the file
};

/// The bank's answer to a recall (camt.029).
struct RecallAnswers {
  std::string message;
  std::string message_id;
  std::string status;  ///< of the whole (Sts/Conf), may be empty
  std::vector<RecallAnswer> answers;
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

/// A page of a statement that comes in several (MsgPgntn, StmtPgntn).
struct Page {
  std::uint64_t number = 1;
  bool last = true;
};

/// A bank statement of one account (camt.053 Stmt; camt.052 Rpt and camt.054 Ntfctn alike).
struct Statement {
  std::string message;  ///< "camt.053.001.08"
  std::string message_id;
  std::string id;
  std::string account;
  std::string servicer;  ///< BIC or clearing number of the bank, may be empty
  std::string currency;
  std::optional<std::uint64_t> sequence;  ///< ElctrncSeqNb
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Money> opening;  ///< OPBD, else PRCD
  std::optional<Money> closing;  ///< CLBD
  std::optional<Date> closing_date;
  std::vector<StatementEntry> entries;  ///< status BOOK only
  std::uint32_t unbooked = 0;           ///< PDNG, INFO, FUTR entries that were skipped
  std::optional<Page> page;             ///< where it is one of several

  /// opening + credits − debits = closing, all present.
  [[nodiscard]] bool balanced() const;
};

/// Which message it came in. Only a statement is booked: the others say earlier, or in more detail,
/// what it will say.
enum class ReportKind : std::uint8_t { statement, report, notice };
/// "statement", "report", "notice".
[[nodiscard]] std::string_view to_word(ReportKind kind);

struct ParsedStatements {
  ReportKind kind = ReportKind::statement;
  std::vector<Statement> statements;
};

/// A bank file that was understood, or the findings why not.
struct BankDocument {
  std::variant<std::monostate, InitiationSummary, PaymentResult, ParsedStatements, ReturnAdvice,
               RecallAnswers>
      content;
  Findings findings;
  [[nodiscard]] bool refused() const { return worst(findings) == Severity::refuse; }
};

}  // namespace anxin::payments
