// The guarantee deposit (工资保证金): assess, store, pay owed wages out of it by notice; letters in
// its place; refund.
//
// Role: called by every face. Each step is one entry of the ledger; whoever proposes a notice and
//       whoever approves it are different persons.
// Source: 人社部发〔2021〕65号; every time limit is a rule of kind "deadline" (duty_rules.h);
//         postings as in payments.md, "Posting rules".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "payments/rules/deposit_quote.h"
#include "payments/service/deposit_reasons.h"
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

/// A notice takes what one decision names; two holds a line stay far below kPostingsMax.
inline constexpr std::size_t kNoticeLinesMax = 20'000;
/// A document number and its year; papers live elsewhere.
inline constexpr std::size_t kDecisionBytesMax = 120;

struct NoticeRequest {
  std::string contract;
  std::string decision;            ///< number of the order that was not obeyed
  std::vector<std::string> lines;  ///< payroll lines that are owed
  std::string letter;              ///< that pays; empty: the cash does
};

struct NoticeAnswer {
  struct Refused {
    std::string line;
    std::string reason;  ///< ISO code
  };
  std::string notice;
  std::optional<Date> on;  ///< default: today
  std::vector<std::string> paid;
  std::vector<Refused> failed;
  std::vector<Refused> returned;  ///< 退汇: paid before, and sent back
  bool rest_paid = false;         ///< every waiting line that is not named was paid
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
struct RefundAudit {
  std::string refund;
  std::string refused_for;  ///< reasons; empty: passed
};

/// Where the deposit of a contract stands.
struct DepositView {
  std::string contract;
  std::string region;
  std::optional<Deposit> deposit;  ///< nothing while nobody has assessed it
  Money cash;                      ///< principal at the bank
  Money held;                      ///< of it, for notices with the bank
  Money interest;
  Money letters;  ///< what active letters are good for today
  std::vector<DepositMovement> movements;
  std::vector<DepositNotice> notices;
  std::vector<GuaranteeLetter> papers;  ///< letters of guarantee, ended ones too
  std::vector<DepositRefund> refunds;
  [[nodiscard]] Money cover() const { return cash + letters; }
  /// Exempt, or as much as is required.
  [[nodiscard]] bool covered() const {
    return deposit && (deposit->exempt || cover() >= deposit->required);
  }
};

class DepositService {
 public:
  explicit DepositService(PaymentsBook& book) : book_(book) {}

  /// Keeps on record how much is to be stored and until when (65号 arts 8, 11, 12), by the tables
  /// in force at the permit or signing. A later one replaces it.
  /// Answers: contract, required, exempt, unconfirmed, store_by, rules.
  /// Refuses: payments.contract-unknown, access.*, deposit.party-unknown, deposit.region-unknown,
  ///          what quote_deposit refuses, calendar.year-unknown.
  Result<ledger::Receipt> assess(const Caller& caller, const AssessRequest& request);

  /// Books money that came to the deposit's bank: principal (which also replenishes), interest, or
  /// interest that the contractor took out, as it may at any time (65号 art. 14).
  /// Answers: contract, amount, balance, interest, to_replenish.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, payments.amount-invalid,
  ///          deposit.reference-used, deposit.interest-short.
  Result<ledger::Receipt> book_money(const Caller& caller, const DepositMoneyRequest& request);

  /// Proposes that the deposit, or a letter in its place, pays owed lines (支付通知书) after an
  /// order was not obeyed. Answers: notice, lines, sum. Refuses: payments.contract-unknown,
  /// deposit.not-assessed, access.*,
  ///          deposit.notice-incomplete, deposit.line-twice, deposit.letter-unknown,
  ///          deposit.letter-state, deposit.line-unknown, deposit.line-not-payable.
  Result<ledger::Receipt> propose_notice(const Caller& caller, const NoticeRequest& request);

  /// Approves it by another person: every line is held in one entry, against the deposit's bank.
  /// Answers: notice, lines, sum, execute_by.
  /// Refuses: deposit.notice-unknown, access.* (same-person last), deposit.notice-state,
  ///          deposit.line-not-payable, deposit.short, calendar.year-unknown.
  Result<ledger::Receipt> approve_notice(const Caller& caller, const std::string& notice);

  /// Takes back a notice that is not approved.
  /// Refuses: deposit.notice-unknown, access.*, deposit.notice-state.
  Result<ledger::Receipt> withdraw_notice(const Caller& caller, const std::string& notice);

  /// Takes the payer's answer. Paid: settled, the line discharged, the duty to replenish begun.
  /// Failed: released, owed as before. Returned: the mirror of all that the line posted.
  /// Answers: notice, paid, paid_sum, failed, failed_sum, returned, returned_sum, waiting, and
  ///          replenish_by while there is something to replenish.
  /// Refuses: deposit.notice-unknown, access.*, deposit.notice-state, deposit.answer-*,
  ///          rules.none-in-force, calendar.year-unknown.
  Result<ledger::Receipt> answer_notice(const Caller& caller, const NoticeAnswer& answer);

  /// Takes a letter of guarantee or an insurance in place of cash; the one it replaces ends. It
  /// covers what was to be replenished. Answers: contract, letter, amount, valid_to, remind_on.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.party-unknown,
  ///          payments.amount-invalid, deposit.letter-amount, deposit.letter-term,
  ///          deposit.letter-unknown, deposit.letter-state, deposit.letter-held.
  Result<ledger::Receipt> take_letter(const Caller& caller, const LetterRequest& request);

  /// Ends a letter: lapsed after its last day, or given back where the rest covers.
  /// Answers: letter, state.
  /// Refuses: deposit.letter-unknown, deposit.letter-state, access.*, deposit.letter-runs,
  ///          deposit.letter-needed, deposit.letter-held.
  Result<ledger::Receipt> end_letter(const Caller& caller, const std::string& letter,
                                     LetterEnd how);

  /// Applies for the refund after the publicity has run its term (65号 art. 22).
  /// Answers: refund, audit_by.
  /// Refuses: payments.contract-unknown, deposit.not-assessed, access.*, deposit.refund-done,
  ///          deposit.refund-open, deposit.refund-dates, deposit.refund-publicity,
  ///          deposit.refund-notice-open.
  Result<ledger::Receipt> apply_refund(const Caller& caller, const RefundRequest& request);

  /// The audit: passed, or refused with reasons; then it may be applied for again.
  /// Answers: refund, state, confirm_by.
  /// Refuses: deposit.refund-unknown, access.*, deposit.refund-state; to pass also
  ///          deposit.refund-notice-open, deposit.refund-arrears.
  Result<ledger::Receipt> audit_refund(const Caller& caller, const RefundAudit& audit);

  /// Confirms a passed refund by another person: principal and interest go back, letters too.
  /// Answers: refund, principal, interest.
  /// Refuses: deposit.refund-unknown, access.*, deposit.refund-state,
  ///          deposit.refund-notice-open, deposit.refund-arrears.
  Result<ledger::Receipt> confirm_refund(const Caller& caller, const std::string& refund);

  /// Refuses: payments.contract-unknown.
  [[nodiscard]] Result<DepositView> show(const std::string& contract) const;
  /// The register of a region and all that lies in it (保证金管理台账), in contract order.
  /// Refuses: deposit.region-unknown.
  [[nodiscard]] Result<std::vector<DepositView>> list(RegionCode region) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
