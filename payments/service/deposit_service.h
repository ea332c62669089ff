// The guarantee deposit (工资保证金): assess, store, pay owed wages out of it by notice; letters in
// its place; refund.
//
// Role: called by every face. Each step is one entry of the ledger; whoever proposes and whoever
//       approves are different persons. Decisions about one deposit collide: each writes its
//       record, so that the second of two at once is decided again on what the first left.
// Source: 人社部发〔2021〕65号; every time limit is a rule of kind "deadline" (duty_rules.h);
//         postings as in payments.md, "Posting rules".
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "payments/rules/deposit_quote.h"
#include "payments/service/deposit_reasons.h"
#include "payments/service/line_answers.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

struct AssessRequest {
  std::string contract;
  std::optional<Date> permit_on;  ///< 施工许可证 or 开工报告批复; default: none needed, the signing
  std::string bank;               ///< that keeps it; default: the wage account's
  DepositFacts facts;             ///< without region and contract amount, which are on record
};

struct DepositMoneyRequest {
  std::string contract;
  DepositMoney kind = DepositMoney::stored;
  Money amount;
  std::optional<Date> on;  ///< default: today
  std::string reference;   ///< of the transfer
};

/// A bank's transfer carries up to 35 characters (ISO 20022, Max35Text), of three bytes each.
inline constexpr std::size_t kReferenceBytesMax = 105;
/// A notice takes what one decision names; two holds a line stay far below kPostingsMax.
inline constexpr std::size_t kNoticeLinesMax = 20'000;
/// A document number and its year; papers live elsewhere.
inline constexpr std::size_t kDecisionBytesMax = 120;
/// Reasons as one letter gives them, of about 300 characters; the letter itself lives elsewhere.
inline constexpr std::size_t kRefusalBytesMax = 900;

struct NoticeRequest {
  std::string contract;
  std::string decision;            ///< number of the order that was not obeyed (责令限期清偿)
  Date order_expired_on;           ///< last day on which it could have been obeyed
  std::vector<std::string> lines;  ///< payroll lines that are owed
  std::string letter;              ///< that pays; empty: the cash does
};

struct NoticeAnswer : LineAnswers {
  std::string notice;
  std::optional<Date> on;  ///< default: today
};

struct LetterRequest {
  std::string contract;
  GuaranteeKind kind = GuaranteeKind::bank_letter;
  std::string issuer;  ///< party
  std::string number;  ///< the issuer's
  Money amount;
  Date valid_from;
  Date valid_to;
  std::string replaces;  ///< letter that this one takes the place of, or empty
};
enum class LetterEnd : std::uint8_t { lapsed, given_back };

struct RefundRequest {
  std::string contract;
  Date completed_on;
  Date public_from;  ///< on the notice board and the regulator's website
};
namespace audit {
struct Passed {};
struct RefusedFor {
  std::string reasons;  ///< that the contractor is told in writing
};
}  // namespace audit
struct RefundAudit {
  std::string refund;
  std::variant<audit::Passed, audit::RefusedFor> verdict;
};

/// Where the deposit of a contract stands.
struct DepositView {
  std::string contract;
  std::string region;
  std::optional<Deposit> deposit;  ///< nothing while nobody has assessed it
  Money cash;                      ///< principal at the bank
  Money held;                      ///< of it, for notices with the bank
  Money interest;
  Money letters;              ///< what active letters are good for today
  OpenPayments to_replenish;  ///< what is still to be put back, with its last day
  std::vector<DepositMovement> movements;
  std::vector<DepositNotice> notices;
  std::vector<GuaranteeLetter> papers;  ///< letters of guarantee, ended ones too
  std::vector<DepositRefund> refunds;
  std::vector<DepositAssessment> assessments;  ///< that needed an approval
  [[nodiscard]] Money cover() const { return cash + letters; }
  /// Exempt, released, or as much as is required.
  [[nodiscard]] bool covered() const { return deposit && missing_of(*deposit, cover()).is_zero(); }
};

class DepositService {
 public:
  explicit DepositService(PaymentsBook& book) : book_(book) {}

  /// Keeps on record how much is to be stored and until when (65号 arts 8, 11, 12), by the tables
  /// in force at the permit or signing; the works last as long as the contract unless it is said
  /// otherwise. A later one replaces it; one that asks for less while there is money or a letter is
  /// proposed, and another regulator approves it.
  /// Answers: contract, state (assessed, proposed), assessment (of a proposal, else "-"), required,
  ///          exempt, unconfirmed, store_by, calendar_confirmed, rules, and once for each thing
  ///          that differs from the assessment on record: changed ("what|from|to").
  /// Refuses: payments.contract-unknown, access.*, deposit.done, deposit.assessment-open,
  ///          payments.wage-account-unknown, payments.bank-profile-unknown (both without a bank),
  ///          deposit.party-unknown, deposit.party-own, deposit.region-unknown,
  ///          deposit.history-overdue, deposit.history-notice, what quote_deposit refuses,
  ///          calendar.year-unknown, deposit.bank-in-use, deposit.assessment-same.
  Result<ledger::Receipt> assess(const Caller& caller, const AssessRequest& request);

  /// Approves a proposed assessment by another person. Answers: as assess().
  /// Refuses: deposit.assessment-unknown, payments.contract-unknown, deposit.not-assessed,
  ///          access.* (same-person last), deposit.assessment-state, deposit.done,
  ///          deposit.bank-in-use, deposit.history-overdue, deposit.history-notice.
  Result<ledger::Receipt> approve_assessment(const Caller& caller, const std::string& assessment);

  /// Takes back a proposed assessment. Answers: assessment, state.
  /// Refuses: deposit.assessment-unknown, payments.contract-unknown, deposit.not-assessed,
  ///          access.*, deposit.assessment-state.
  Result<ledger::Receipt> withdraw_assessment(const Caller& caller, const std::string& assessment);

  /// Books money that the deposit's bank received: principal (which also replenishes), interest, or
  /// interest that the contractor took out, as it may at any time (65号 art. 14). The bank says so,
  /// or a regulator who has seen its paper; the contractor's own word covers nothing.
  /// Answers: contract, kind, amount, balance, interest, to_replenish.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.text,
  ///          deposit.done (principal), payments.amount-invalid, deposit.amount-max, deposit.date,
  ///          deposit.reference-used, deposit.interest-short.
  Result<ledger::Receipt> book_money(const Caller& caller, const DepositMoneyRequest& request);

  /// Proposes that the deposit, or a letter in its place, pays overdue lines (支付通知书) after an
  /// order to pay them was not obeyed (65号 arts 19 and 20). Answers: notice, contract, lines, sum.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.done,
  ///          deposit.text (the decision), deposit.order-not-expired, deposit.notice-incomplete,
  ///          deposit.line-twice, deposit.letter-unknown, deposit.letter-state; line by line
  ///          deposit.line-unknown, deposit.line-not-payable, deposit.line-not-due,
  ///          deposit.line-noticed.
  Result<ledger::Receipt> propose_notice(const Caller& caller, const NoticeRequest& request);

  /// Approves it by another person: every line is held in one entry, against the deposit's bank.
  /// Answers: notice, lines, sum, execute_by, calendar_confirmed.
  /// Refuses: deposit.notice-unknown, payments.contract-unknown, deposit.not-assessed, access.*
  ///          (same-person last), deposit.notice-state, deposit.done, deposit.letter-state,
  ///          deposit.line-not-payable, deposit.short, deposit.region-unknown,
  ///          rules.none-in-force, calendar.year-unknown.
  Result<ledger::Receipt> approve_notice(const Caller& caller, const std::string& notice);

  /// Takes back a notice that is not approved. Answers: notice, state.
  /// Refuses: deposit.notice-unknown, payments.contract-unknown, deposit.not-assessed, access.*,
  ///          deposit.notice-state.
  Result<ledger::Receipt> withdraw_notice(const Caller& caller, const std::string& notice);

  /// Takes the payer's answer. Paid: settled, the line discharged, the duty to replenish begun;
  /// said of a line that had failed, it is booked anew while nobody else has paid or held the line.
  /// Failed: released, owed as before. Returned: the mirror of all that the line posted; a letter
  /// that has ended takes nothing back, and what was refunded is refunded again.
  /// Answers: notice, paid, paid_sum, failed, failed_sum, returned, returned_sum, waiting,
  ///          to_replenish, replenish_by and calendar_confirmed ("-" without a duty).
  /// Refuses: deposit.notice-unknown, payments.contract-unknown, deposit.not-assessed, access.*,
  ///          deposit.notice-state, deposit.answer-date; line by line (failed, returned, paid)
  ///          deposit.answer-reason, deposit.answer-open, deposit.answer-line-unknown,
  ///          deposit.line-twice, deposit.answer-line-state, deposit.answer-date,
  ///          deposit.answer-line-moved, deposit.short; then deposit.answer-empty,
  ///          deposit.region-unknown, rules.none-in-force, calendar.year-unknown.
  Result<ledger::Receipt> answer_notice(const Caller& caller, const NoticeAnswer& answer);

  /// Takes a letter of guarantee or an insurance in place of cash; the one it replaces ends, and
  /// stays until the new one begins. While it runs it covers what was to be replenished.
  /// Answers: contract, letter, amount, valid_to, remind_on, calendar_confirmed.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.text (the number),
  ///          deposit.done, deposit.party-unknown, deposit.party-own, deposit.letter-twice,
  ///          payments.amount-invalid, deposit.amount-max, deposit.letter-amount,
  ///          deposit.letter-over, deposit.letter-not-begun, deposit.region-unknown,
  ///          rules.none-in-force, calendar.year-unknown, deposit.letter-term,
  ///          deposit.letter-unknown, deposit.letter-state, deposit.letter-held.
  Result<ledger::Receipt> take_letter(const Caller& caller, const LetterRequest& request);

  /// Ends a letter: lapsed after its last day, or given back where the rest covers and no wages are
  /// owed. Answers: letter, state.
  /// Refuses: deposit.letter-unknown, deposit.letter-state, payments.contract-unknown,
  ///          deposit.not-assessed, access.*, deposit.letter-runs, deposit.letter-needed,
  ///          deposit.refund-arrears, deposit.letter-held.
  Result<ledger::Receipt> end_letter(const Caller& caller, const std::string& letter,
                                     LetterEnd how);

  /// Applies for the refund after the publicity has run its term (65号 art. 22).
  /// Answers: refund, audit_by, calendar_confirmed.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.done,
  ///          deposit.refund-nothing, deposit.refund-open, deposit.refund-dates,
  ///          deposit.region-unknown, rules.none-in-force, deposit.refund-publicity,
  ///          deposit.refund-notice-open, calendar.year-unknown.
  Result<ledger::Receipt> apply_refund(const Caller& caller, const RefundRequest& request);

  /// The audit: passed, with what there is to refund, or refused with reasons; then it may be
  /// applied for again. A refund that passed may be audited again until it is confirmed.
  /// Answers: refund, state, confirm_by and calendar_confirmed ("-" where refused).
  /// Refuses: deposit.refund-unknown, payments.contract-unknown, deposit.not-assessed, access.*,
  ///          deposit.refund-state, deposit.text (the reasons); to pass also
  ///          deposit.refund-notice-open, deposit.refund-arrears, deposit.region-unknown,
  ///          rules.none-in-force, calendar.year-unknown.
  Result<ledger::Receipt> audit_refund(const Caller& caller, const RefundAudit& asked);

  /// Confirms a passed refund by another person: principal and interest go back, letters too.
  /// Answers: refund, principal, interest.
  /// Refuses: deposit.refund-unknown, payments.contract-unknown, deposit.not-assessed, access.*
  ///          (same-person last), deposit.refund-state, deposit.refund-notice-open,
  ///          deposit.refund-arrears, deposit.refund-changed.
  Result<ledger::Receipt> confirm_refund(const Caller& caller, const std::string& refund);

  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<DepositView> show(const std::string& contract) const;
  /// The register of a region and all that lies in it (保证金管理台账), in contract order. A
  /// project whose region is no code lies where its digits say.
  [[nodiscard]] Result<std::vector<DepositView>> list(RegionCode region) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
