// An emergency fund (应急周转金) and every movement of its money but payments to workers.
//
// Role: stored as domain records; the fund's balances are ledger accounts (chart.h, "f:…").
// Source: Decree 724 art. 63: a county's government may keep one, and must recover what it
// advanced.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

struct EmergencyFund {
  std::string id;      ///< part of account names
  std::string region;  ///< GB/T 2260: whose scheme it follows
  std::string name;
  Date opened_on;
  std::uint32_t movements = 0;  ///< made so far, whatever became of them
};

enum class FundMovementKind : std::uint8_t {
  appropriated,  ///< 财政拨入
  interest,
  recovered,    ///< 追偿收回, from the debtor
  given_back,   ///< 缴回财政
  written_off,  ///< 核销: the debtor will not pay
  relief,       ///< 基本生活费、路费: living cost or fares paid in the debtor's place
};
/// "appropriated", "interest", "recovered", "given-back", "written-off", "relief".
[[nodiscard]] std::string_view to_word(FundMovementKind kind);
/// Takes something away from the fund for good: two persons decide.
[[nodiscard]] constexpr bool needs_approval(FundMovementKind kind) {
  return kind != FundMovementKind::appropriated && kind != FundMovementKind::interest &&
         kind != FundMovementKind::recovered;
}
/// Ends a part of what one debtor owes.
[[nodiscard]] constexpr bool lowers_debt(FundMovementKind kind) {
  return kind == FundMovementKind::recovered || kind == FundMovementKind::written_off;
}
/// Is about what one debtor owes.
[[nodiscard]] constexpr bool has_debtor(FundMovementKind kind) {
  return lowers_debt(kind) || kind == FundMovementKind::relief;
}

namespace fund_movement {
/// Nothing is booked yet.
struct Proposed {};
struct Booked {
  std::string by;  ///< person; where two decide, the second
  Date on;         ///< the day it counts in the books
};
/// A proposal that came to nothing.
struct Withdrawn {
  std::string by;  ///< person
  Date on;
};
}  // namespace fund_movement
using FundMovementState =
    std::variant<fund_movement::Proposed, fund_movement::Booked, fund_movement::Withdrawn>;
/// "proposed", "booked", "withdrawn".
[[nodiscard]] std::string_view to_word(const FundMovementState& state);

struct FundMovement {
  std::string id;  ///< fund/NNNN
  std::string fund;
  FundMovementKind kind = FundMovementKind::appropriated;
  std::string debtor;  ///< party, where has_debtor(kind)
  Money amount;
  Date on;                  ///< of the document
  std::string document;     ///< 文号, or what the transfer carries
  std::string proposed_by;  ///< person
  FundMovementState state;
};

[[nodiscard]] std::string fund_movement_id(std::string_view fund, std::uint32_t number);

}  // namespace anxin::payments
