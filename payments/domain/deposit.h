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

/// One for each contract, made when the amount is assessed.
struct Deposit {
  std::string contract;
  std::string bank;  ///< party that keeps the money
  Money required;
  bool exempt = false;
  bool unconfirmed = false;        ///< the amount rests on a rule that nobody has confirmed
  std::vector<std::string> rules;  ///< ids of the rules behind the amount, in their order
  Date counted_from;               ///< permit, or signing where no permit is needed
  Date store_by;
  Money to_replenish;                ///< paid out of it and not put back
  std::optional<Date> replenish_by;  ///< set while there is something to replenish
  std::optional<Date> refunded_on;
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

// ---- notice of payment (支付通知书)
// ---------------------------------------------------------------

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
  Date execute_by;
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

struct DepositNotice {
  std::string id;  ///< contract-N01
  std::string contract;
  std::string decision;  ///< number of the decision that was not obeyed
  std::string proposer;  ///< person
  std::string letter;    ///< that pays; empty: the cash does
  std::string payer;     ///< party: the deposit's bank or the letter's issuer
  std::string hold_key;  ///< idempotency key of the entry that holds its lines
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

// ---- refund (返还)
// --------------------------------------------------------------------------------

namespace refund_state {
struct Applied {
  Date audit_by;
};
struct Passed {
  std::string by;
  Date on;
  Date confirm_by;
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

/// "QH01-N01": the number-th of a contract's papers of one kind (N notice, G letter, R refund).
[[nodiscard]] std::string paper_id(std::string_view contract, char kind, std::uint32_t number);

}  // namespace anxin::payments
