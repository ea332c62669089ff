// The duties of a dedicated wage account (农民工工资专用账户), as domain records: filed, funded,
// topped up, moved to another bank, closed.
//
// Role: stored by WageAccountService; the money itself stands in the accounts of chart.h. Contract
//       and WageAccount stay as they were loaded: what changes them later is a record of its own.
// Source: Decree 724 arts 24 to 27; 人社部发〔2021〕53号; payments.md, "Posting rules".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

// ---- which account
// -------------------------------------------------------------------------------

/// An account that the contract no longer uses; its statements go up to that day.
struct FormerAccount {
  std::string account;
  Date until;
};

/// Which of a contract's accounts is in use. A contract without this record has one account.
struct AccountUse {
  std::string contract;
  std::string account;            ///< in use, or the last one where it is closed
  std::optional<Date> closed_on;  ///< 销户
  std::vector<FormerAccount> former;
};

/// Until when statements of the account are taken; nothing while there is no end.
[[nodiscard]] std::optional<Date> ended_on(const AccountUse& use, const std::string& account);

// ---- papers ------------------------------------------------------------------------------------

/// 开工: some places count the time for opening the account from here.
struct WorksStart {
  std::string contract;
  Date on;
  std::string document;
};

/// 备案: the account was filed with the regulator.
struct AccountFiling {
  std::string contract;
  std::string account;
  Date on;
  std::string document;
  std::string by;  ///< person
};

/// Another contract of the same project goes on in the place of this one. Debts, claims and deposit
/// stay here.
struct Succession {
  std::string contract;
  std::string successor;
  Date on;
  std::string document;
  std::string by;  ///< person
};

// ---- what one proposes and another agrees to
// --------------------------------------------------------

namespace proposal_state {
struct Proposed {};
struct Agreed {
  std::string by;  ///< person
  Date on;
};
struct Refused {
  std::string by;
  Date on;
  std::string why;
};
}  // namespace proposal_state
using ProposalState =
    std::variant<proposal_state::Proposed, proposal_state::Agreed, proposal_state::Refused>;
/// "proposed", "agreed", "refused".
[[nodiscard]] std::string_view to_word(const ProposalState& state);
[[nodiscard]] bool is_agreed(const ProposalState& state);
/// Proposed, and not decided.
[[nodiscard]] bool is_open(const ProposalState& state);

/// 追加拨付: more labour cost than the contract makes due, because there was more labour.
struct TopUp {
  std::string id;  ///< contract-T01
  std::string contract;
  Month month;
  Money amount;
  std::string reason;
  std::string proposer;  ///< person
  Date proposed_on;
  ProposalState state;  ///< due from the owner on the day it agrees
};

/// 补充协议: another labour cost from a month on.
struct LabourCostChange {
  std::string id;  ///< contract-S01
  std::string contract;
  Month from_month;
  std::optional<Money> monthly;  ///< a month's labour cost, or
  std::string share;             ///< of the contract's amount, an exact rate as written: "26 %"
  std::string document;
  std::string proposer;  ///< person
  std::string party;     ///< of the proposer: the other side agrees
  ProposalState state;
};

struct MovedMoney {
  std::string from;  ///< account
  Money amount;
};

/// 变更开户银行: the money goes to another account of the same contract.
struct AccountMove {
  std::string id;  ///< contract-M01; the bank's transfer carries it as its reference
  std::string contract;
  std::string to;  ///< account
  std::string document;
  std::string proposer;  ///< person
  std::vector<MovedMoney> moved;
  ProposalState state;
};

/// 期初余额: what the bank held when a running project came into these books.
struct AccountOpening {
  std::string id;  ///< contract-K01
  std::string contract;
  std::string account;
  Money balance;
  Date on;  ///< at the end of this day; statements begin on the next one
  std::string document;
  std::string proposer;  ///< person
  ProposalState state;   ///< the account's bank agrees
};

// ---- labour cost that was not paid (未拨付)
// --------------------------------------------------------

namespace non_funding_state {
/// The bank has told the contractor.
struct Noticed {};
/// The contractor has told the regulator (53号; Decree 724 art. 27).
struct Reported {
  std::string by;  ///< person
  Date on;
};
}  // namespace non_funding_state
using NonFundingState = std::variant<non_funding_state::Noticed, non_funding_state::Reported>;
/// "noticed", "reported".
[[nodiscard]] std::string_view to_word(const NonFundingState& state);

struct NonFundingNotice {
  std::string contract;
  Month month;
  Date due_on;
  Money missing;  ///< on the day of the notice
  Date on;
  std::string by;  ///< person
  NonFundingState state;
};

// ---- closing (销户)
// --------------------------------------------------------------------------------

enum class BarKind : std::uint8_t { arrears_case, arbitration };
/// "case" (欠薪案件), "arbitration" (仲裁、诉讼).
[[nodiscard]] std::string_view to_word(BarKind kind);
[[nodiscard]] std::optional<BarKind> find_bar_kind(std::string_view word);

/// While it stands the account is not closed (53号).
struct ClosingBar {
  std::string id;  ///< contract-B01
  std::string contract;
  BarKind kind = BarKind::arrears_case;
  std::string document;
  std::string by;  ///< person
  Date on;
  std::string lifted_by;  ///< document; empty while it stands
};

namespace closing_state {
struct Applied {};
/// The bank has the regulator's notice.
struct Confirmed {
  std::string by;  ///< person
  Date on;
};
struct Refused {
  std::string by;
  Date on;
  std::string why;
};
struct Closed {
  std::string by;
  Date on;
};
}  // namespace closing_state
using ClosingState = std::variant<closing_state::Applied, closing_state::Confirmed,
                                  closing_state::Refused, closing_state::Closed>;
/// "applied", "confirmed", "refused", "closed".
[[nodiscard]] std::string_view to_word(const ClosingState& state);
/// Applied or confirmed.
[[nodiscard]] bool is_open(const ClosingState& state);

struct AccountClosing {
  std::string id;  ///< contract-C01; the bank's last transfer carries it as its reference
  std::string contract;
  std::string account;
  std::string applicant;  ///< person
  Date completed_on;
  Date public_from;
  std::string promise;  ///< number of the promise of no arrears (无拖欠承诺书)
  Date applied_on;
  Money balance;  ///< that went to the contractor, once closed
  ClosingState state;
};

}  // namespace anxin::payments
