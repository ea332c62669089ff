// The guarantee deposit (工资保证金) of a contract, as domain records: what is required, what came
// in, letters in its place, notices of payment, refunds.
//
// Role: stored by DepositService; the money itself stands in the accounts of chart.h.
// Source: 人社部发〔2021〕65号; payments.md, "Deposit, recourse, fund".
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

// ---- what is required ---------------------------------------------------------------------------

/// The last day of a duty.
struct DutyDay {
  Date date;
  bool calendar_confirmed = true;  ///< every year it was counted in was compared with its notice
};

/// What an assessment was told of the contractor and the works.
struct AssessedFacts {
  std::string category;
  std::int32_t duration_months = 0;
  std::int32_t live_projects = 1;
  std::int32_t clean_years = 0;
  bool arrears_within_two_years = false;
  bool blacklisted = false;
  bool duties_kept = true;
};

/// What an assessment says.
struct DepositTerms {
  std::string bank;  ///< party that keeps the money
  Money required;
  bool exempt = false;
  bool unconfirmed = false;        ///< the amount rests on a rule that nobody has confirmed
  std::vector<std::string> rules;  ///< ids of the rules behind the amount, in their order
  Date counted_from;               ///< permit, or signing where no permit is needed
  DutyDay store_by;
  AssessedFacts facts;
};
/// One thing in which two assessments differ, both as text.
struct TermChange {
  std::string_view what;  ///< "bank", "required", "exempt", "unconfirmed", "rules",
                          ///< "counted-from", "store-by", "calendar-confirmed", "category",
                          ///< "months", "projects", "clean-years", "arrears", "blacklisted",
                          ///< "duties-kept"
  std::string from;
  std::string to;
};
/// In the order of the words above; nothing where they say the same.
[[nodiscard]] std::vector<TermChange> changes(const DepositTerms& from, const DepositTerms& to);
/// Asks for less than before.
[[nodiscard]] bool lowers(const DepositTerms& from, const DepositTerms& to);

/// Paid out of the deposit and not put back.
struct OpenPayment {
  Money amount;
  Date on;
  DutyDay by;  ///< last day to put it back
};
/// The one that is to be put back first comes first.
using OpenPayments = std::vector<OpenPayment>;
[[nodiscard]] Money sum_of(const OpenPayments& open);
void add_payment(OpenPayments& open, const OpenPayment& payment);
/// Puts money back, for the first payment first; what is beyond all of them is nobody's duty.
void put_back(OpenPayments& open, Money amount);
/// Takes back a payment of that day which never reached its worker (退汇).
void take_back(OpenPayments& open, Date paid_on, Money amount);
/// What is still to be put back where so much is missing: nobody tops up beyond what is required.
[[nodiscard]] OpenPayments still_open(OpenPayments open, Money missing);

/// One for each contract, made when the amount is assessed.
struct Deposit {
  std::string contract;
  DepositTerms terms;
  OpenPayments to_replenish;
  /// Set while nothing is left: money that comes back (退汇) makes another refund possible.
  std::optional<Date> refunded_on;
  /// Of the first refund: from then on nothing is required any more.
  std::optional<Date> released_on;
};
/// What is missing of what is required, where there is so much cover.
[[nodiscard]] Money missing_of(const Deposit& deposit, Money cover);

namespace assessment_state {
struct Proposed {};
struct Approved {
  std::string by;
  Date on;
};
struct Withdrawn {
  std::string by;
};
}  // namespace assessment_state
using AssessmentState = std::variant<assessment_state::Proposed, assessment_state::Approved,
                                     assessment_state::Withdrawn>;
/// "proposed", "approved", "withdrawn".
[[nodiscard]] std::string_view to_word(const AssessmentState& state);

/// An assessment that lowers what is required while there is cover: another person decides on it.
struct DepositAssessment {
  std::string id;  ///< contract-A01
  std::string contract;
  std::string proposer;  ///< person
  DepositTerms terms;
  AssessmentState state;
};

enum class DepositMoney : std::uint8_t { stored, interest, interest_out };
/// "stored", "interest", "interest-out".
[[nodiscard]] std::string_view to_word(DepositMoney kind);

/// Money that came to the deposit's bank, or interest that the contractor took.
struct DepositMovement {
  std::string contract;
  std::string reference;  ///< of the transfer: what it names is booked once
  DepositMoney kind = DepositMoney::stored;
  Money amount;
  Date on;
};

// ---- notices of payment -------------------------------------------------------------------------

enum class NoticeOutcome : std::uint8_t { waiting, paid, failed, returned };
/// "waiting", "paid", "failed", "returned".
[[nodiscard]] std::string_view to_word(NoticeOutcome outcome);

struct NoticeLine {
  std::string line;  ///< end-to-end id
  Money amount;
  NoticeOutcome outcome = NoticeOutcome::waiting;
  std::string reason;  ///< ISO code of a failure or return
  Date on;             ///< of the outcome
};

namespace notice_state {
struct Proposed {};
/// Approved by another person: held, and with the bank.
struct WithBank {
  std::string by;
  Date on;
  DutyDay execute_by;
};
/// Every line has been answered.
struct Executed {
  Date on;
};
/// Taken back before it was approved: nothing was ever held.
struct Withdrawn {
  std::string by;
};
}  // namespace notice_state
using NoticeState = std::variant<notice_state::Proposed, notice_state::WithBank,
                                 notice_state::Executed, notice_state::Withdrawn>;
/// "proposed", "with-bank", "executed", "withdrawn".
[[nodiscard]] std::string_view to_word(const NoticeState& state);
/// Proposed, or with the bank.
[[nodiscard]] bool is_open(const NoticeState& state);

/// 支付通知书.
struct DepositNotice {
  std::string id;  ///< contract-N01
  std::string contract;
  std::string decision;   ///< number of the order that was not obeyed (责令限期清偿)
  Date order_expired_on;  ///< last day on which it could have been obeyed
  std::string proposer;   ///< person
  std::string letter;     ///< that pays; empty: the cash does
  std::string payer;      ///< party: the deposit's bank or the letter's issuer
  std::string hold_key;   ///< idempotency key of the entry that holds its lines
  std::vector<NoticeLine> lines;
  Money sum;
  NoticeState state;
};

// ---- letters ------------------------------------------------------------------------------------

enum class GuaranteeKind : std::uint8_t { bank_letter, company_letter, insurance };
/// "bank-letter" (银行保函), "company-letter" (担保公司保函), "insurance" (保证保险).
[[nodiscard]] std::string_view to_word(GuaranteeKind kind);
[[nodiscard]] std::optional<GuaranteeKind> find_guarantee_kind(std::string_view word);

namespace letter_state {
struct Active {};
struct Lapsed {
  Date on;
};
struct Replaced {
  std::string by;  ///< letter
  Date on;
};
struct GivenBack {
  Date on;
};
}  // namespace letter_state
using LetterState = std::variant<letter_state::Active, letter_state::Lapsed, letter_state::Replaced,
                                 letter_state::GivenBack>;
/// "active", "lapsed", "replaced", "given-back".
[[nodiscard]] std::string_view to_word(const LetterState& state);

struct GuaranteeLetter {
  std::string id;  ///< contract-G01
  std::string contract;
  GuaranteeKind kind = GuaranteeKind::bank_letter;
  std::string issuer;  ///< party
  std::string number;  ///< the issuer's
  Money amount;
  Date valid_from;
  Date valid_to;
  Date remind_on;  ///< from then on the contractor is reminded to replace or extend it
  LetterState state;
};
/// From its first day to its last.
[[nodiscard]] inline bool runs_on(const GuaranteeLetter& letter, Date day) {
  return letter.valid_from <= day && day <= letter.valid_to;
}
/// How it stands on a day: "not-begun" or "over" while it is active and does not run.
[[nodiscard]] std::string_view standing(const GuaranteeLetter& letter, Date day);

// ---- refunds ------------------------------------------------------------------------------------

namespace refund_state {
struct Applied {
  DutyDay audit_by;
};
/// With what the audit saw: nothing else is confirmed.
struct Passed {
  std::string by;
  Date on;
  DutyDay confirm_by;
  Money principal;
  Money interest;
  Money letters;
};
struct Confirmed {
  std::string by;
  Date on;
};
struct Refused {
  std::string by;
  Date on;
  std::string why;
};
}  // namespace refund_state
using RefundState = std::variant<refund_state::Applied, refund_state::Passed,
                                 refund_state::Confirmed, refund_state::Refused>;
/// "applied", "passed", "confirmed", "refused".
[[nodiscard]] std::string_view to_word(const RefundState& state);
/// Applied or passed.
[[nodiscard]] bool is_open(const RefundState& state);

/// 返还.
struct DepositRefund {
  std::string id;  ///< contract-R01
  std::string contract;
  std::string applicant;  ///< person
  Date completed_on;
  Date public_from;  ///< on the notice board and the regulator's website
  Date applied_on;
  Money principal;  ///< paid back when confirmed
  Money interest;
  RefundState state;
};

/// "QH01-N01": the number-th of a contract's papers of one kind (N notice, G letter, R refund,
/// A assessment).
[[nodiscard]] std::string paper_id(std::string_view contract, char kind, std::uint32_t number);
/// The kind in a paper's id; 0 for what is none.
[[nodiscard]] char kind_of_paper(std::string_view id);

}  // namespace anxin::payments
