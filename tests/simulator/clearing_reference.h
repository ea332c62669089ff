// Clearing over fractions, by fictitious default: what the engine's clearing is compared with.
//
// Source: Eisenberg and Noe, "Systemic risk in financial systems" (2001), section 3.1, with a
// senior
//         class as in Elsinger, "Financial networks, cross holdings, and limited liability" (2009).
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "ledger/base/money.h"
#include "simulator/clearing.h"

namespace anxin::simulator {

/// How a node stands: it pays all that it owes, or what its wages leave, or nothing.
enum class Standing : std::uint8_t { pays_all, shares, pays_nothing };
using Standings = std::vector<Standing>;

class ClearingReference {
 public:
  ClearingReference(std::span<const ClearingNode> nodes, std::span<const Claim> claims)
      : nodes_(nodes), claims_(claims), owed_(nodes.size()) {
    for (const auto& claim : claims) owed_[claim.debtor] += claim.amount;
  }
  /// What each node pays in the greatest solution; nothing where nodes that share have claims on
  /// each other alone, so that no single answer follows from their standings.
  [[nodiscard]] std::optional<std::vector<Rate>> greatest() const;
  /// The same by trying all standings.
  [[nodiscard]] std::vector<Rate> greatest_of_all() const;
  /// What a claim gets of what its debtor pays.
  [[nodiscard]] Rate part(const Claim& claim, const std::vector<Rate>& paid) const {
    return owed_[claim.debtor] == 0 ? Rate(0)
                                    : paid[claim.debtor] * claim.amount / owed_[claim.debtor];
  }

 private:
  using Row = std::vector<Rate>;
  [[nodiscard]] std::optional<std::vector<Rate>> settle(Standings& standings) const;
  [[nodiscard]] std::optional<std::vector<Rate>> solve(const Standings& standings) const;
  [[nodiscard]] std::vector<Row> equations(const Standings& standings) const;
  [[nodiscard]] Rate left(std::size_t node, const std::vector<Rate>& paid) const;
  [[nodiscard]] bool fits(const Standings& standings, const std::vector<Rate>& paid) const;

  std::span<const ClearingNode> nodes_;
  std::span<const Claim> claims_;
  std::vector<Rate> owed_;
};

// One row a node, its right side last: paid − Σ received = means − wages for those that share.
inline std::vector<ClearingReference::Row> ClearingReference::equations(
    const Standings& standings) const {
  const auto count = nodes_.size();
  std::vector<Row> rows(count, Row(count + 1));
  for (std::size_t n = 0; n < count; ++n) {
    rows[n][n] = 1;
    if (standings[n] == Standing::pays_all) rows[n][count] = owed_[n];
    if (standings[n] == Standing::shares) rows[n][count] = nodes_[n].means - nodes_[n].senior;
  }
  for (const auto& claim : claims_) {
    if (standings[claim.creditor] != Standing::shares || claim.amount == 0) continue;
    rows[claim.creditor][claim.debtor] -= Rate(claim.amount) / owed_[claim.debtor];
  }
  return rows;
}

// Gauss and Jordan.
inline std::optional<std::vector<Rate>> ClearingReference::solve(const Standings& standings) const {
  auto rows = equations(standings);
  const auto count = rows.size();
  for (std::size_t column = 0; column < count; ++column) {
    const auto pivot = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(column), rows.end(),
                                    [column](const Row& row) { return row[column] != 0; });
    if (pivot == rows.end()) return std::nullopt;
    std::swap(rows[column], *pivot);
    for (std::size_t n = 0; n < count; ++n) {
      if (n == column || rows[n][column] == 0) continue;
      const Rate factor = rows[n][column] / rows[column][column];
      for (std::size_t i = column; i <= count; ++i) rows[n][i] -= factor * rows[column][i];
    }
  }
  std::vector<Rate> paid;
  for (std::size_t n = 0; n < count; ++n) paid.push_back(rows[n][count] / rows[n][n]);
  return paid;
}

inline Rate ClearingReference::left(std::size_t node, const std::vector<Rate>& paid) const {
  Rate sum = nodes_[node].means - nodes_[node].senior;
  for (const auto& claim : claims_) {
    if (claim.creditor == node) sum += part(claim, paid);
  }
  return sum;
}

// Of those that cannot pay all: who shares and who has nothing to share, by Howard's improvement of
// policies.
inline std::optional<std::vector<Rate>> ClearingReference::settle(Standings& standings) const {
  for (;;) {
    auto paid = solve(standings);
    if (!paid) return std::nullopt;
    const auto before = standings;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (standings[n] == Standing::pays_all) continue;
      standings[n] = left(n, *paid) < 0 ? Standing::pays_nothing : Standing::shares;
    }
    if (standings == before) return paid;
  }
}

// Everybody pays until that is seen to be impossible; who has fallen does not pay all again.
inline std::optional<std::vector<Rate>> ClearingReference::greatest() const {
  Standings standings(nodes_.size(), Standing::pays_all);
  for (;;) {
    auto paid = settle(standings);
    if (!paid) return std::nullopt;
    bool fell = false;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (standings[n] != Standing::pays_all || left(n, *paid) >= owed_[n]) continue;
      standings[n] = Standing::shares;
      fell = true;
    }
    if (!fell) return paid;
  }
}

inline bool ClearingReference::fits(const Standings& standings,
                                    const std::vector<Rate>& paid) const {
  for (std::size_t n = 0; n < nodes_.size(); ++n) {
    const auto has = left(n, paid);
    const auto standing = standings[n];
    if (standing == Standing::pays_all && has < owed_[n]) return false;
    if (standing == Standing::shares && (has < 0 || has > owed_[n])) return false;
    if (standing == Standing::pays_nothing && has > 0) return false;
  }
  return true;
}

// Solutions are a lattice: the greatest one is the greatest in every place.
inline std::vector<Rate> ClearingReference::greatest_of_all() const {
  std::vector<Rate> most(nodes_.size());
  std::size_t all = 1;
  for (std::size_t n = 0; n < nodes_.size(); ++n) all *= 3;
  for (std::size_t code = 0; code < all; ++code) {
    Standings standings;
    for (std::size_t n = 0, rest = code; n < nodes_.size(); ++n, rest /= 3) {
      standings.push_back(static_cast<Standing>(rest % 3));
    }
    const auto paid = solve(standings);
    if (!paid || !fits(standings, *paid)) continue;
    for (std::size_t n = 0; n < most.size(); ++n) most[n] = std::max(most[n], (*paid)[n]);
  }
  return most;
}

}  // namespace anxin::simulator
