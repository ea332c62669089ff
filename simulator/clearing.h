// Who can pay what to whom, when everybody waits for somebody else.
//
// Role: contractors that owe each other for works of a trade; wages come first. Pure.
// Units: fen.
// Source: Eisenberg and Noe, "Systemic risk in financial systems" (2001), with one senior class and
//         whole fen: shares are floored, and the fen that this leaves stay with the payer.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulator/fixed.h"

namespace anxin::simulator {

struct ClearingNode {
  Fen means = 0;   ///< to be spent, before anything is received; not below zero
  Fen senior = 0;  ///< wages: paid before any claim
};

struct Claim {
  std::uint32_t debtor = 0;
  std::uint32_t creditor = 0;
  Fen amount = 0;  ///< not below zero
};

struct Clearing {
  std::vector<Fen> paid;  ///< of each claim
  std::uint32_t rounds = 0;
  bool greatest = true;  ///< false: a solution that pays less than the greatest one might
};

/// After so many rounds downwards the answer is looked for from below.
inline constexpr std::uint32_t kClearingRounds = 1'000;

/// The greatest payments that fit together: each node pays all that it owes, or all that it has and
/// receives beyond its wages, in proportion to its claims.
///
/// Ensures:  nobody pays more than it has and receives; 0 ≤ paid ≤ amount; where a node pays less
///           than it owes, less than a fen for each of its claims is left. The order of nodes and
///           claims does not matter.
/// Bound:    starts from everything paid and lowers until nothing changes: without a cycle as many
///           rounds as the longest chain. A cycle can lower fen by fen; after kClearingRounds the
///           answer rises from nothing for as many, which is a solution or below one, and says so.
/// Requires: debtors and creditors are nodes.
[[nodiscard]] Clearing clear(std::span<const ClearingNode> nodes, std::span<const Claim> claims);

}  // namespace anxin::simulator
