// Papers that explain what lies in suspense (待查款项), one each: what a credit or debit that
// nobody could explain was, or that a worker was paid too much.
//
// Role: stored as domain records; the contractor proposes, the bank or a regulator approves, and
//       only the approval books.
// Source: payments.md, "Posting rules" of suspense, and the table of steps.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "payments/domain/arrears.h"
#include "payments/domain/bank_ledger.h"

namespace anxin::payments {

enum class SuspenseWay : std::uint8_t {
  // of a credit
  labour_cost,        ///< the owner's or the contractor's money for wages
  returned_wage,      ///< paid lines came back (退汇) without their reference
  sent_back,          ///< a stranger's, sent back
  restitution,        ///< who took money from the account pays it back
  overpaid_returned,  ///< a worker gives back what was too much
  // of a debit
  was_wage,    ///< it paid lines that are owed
  put_right,   ///< the bank has put it right with a credit (冲正)
  owed_back,   ///< fee, misuse, court: the debtor is to pay it back
  paid_again,  ///< it paid a line that was paid before
  // of either
  booked_already,  ///< a receipt, transfer, bank file or advised return that it shows without its
                   ///< reference
  // of no entry
  over_accrued,       ///< more was accrued and paid than was earned
  overpaid_deducted,  ///< what was too much lowers a wage that is owed
};
/// In the order of the ways.
inline constexpr std::array<std::string_view, 12> kSuspenseWayWords{
    "labour-cost",       "returned-wage",  "sent-back",    "restitution",
    "overpaid-returned", "was-wage",       "put-right",    "owed-back",
    "paid-again",        "booked-already", "over-accrued", "overpaid-deducted"};
[[nodiscard]] std::string_view to_word(SuspenseWay way);
[[nodiscard]] std::optional<SuspenseWay> find_suspense_way(std::string_view word);

/// Explains an entry of this direction.
[[nodiscard]] bool fits(SuspenseWay way, Direction direction);
/// Says what a worker owes or has earned, which no bank knows: only a regulator approves it.
[[nodiscard]] bool needs_regulator(SuspenseWay way);

struct SuspensePaper {
  std::string id;  ///< contract-U01
  std::string contract;
  SuspenseWay way = SuspenseWay::labour_cost;
  std::string entry;  ///< of a statement, explained whole; empty while there is none
  std::string other;  ///< sent_back, put_right: the entry that makes it good, if one is shown
  std::string wage_account;        ///< of what is booked before a statement shows it, or empty
  std::string reference;           ///< of a restitution to come; of what is booked already
  std::vector<std::string> lines;  ///< paid, owed or come back
  std::string party;               ///< debtor, or the worker who was paid too much
  FundingSource source = FundingSource::owner;  ///< of labour cost
  Money amount;
  std::string document;
  std::string proposer;  ///< person
  Date proposed_on;
  PaperState state;
};

}  // namespace anxin::payments
