#include "simulator/clearing.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::simulator {
namespace {

class Clearer {
 public:
  Clearer(std::span<const ClearingNode> nodes, std::span<const Claim> claims)
      : nodes_(nodes), claims_(claims), owed_(nodes.size(), 0), received_(nodes.size(), 0) {
    for (const auto& claim : claims) {
      LEDGER_INVARIANT(claim.debtor < nodes.size() && claim.creditor < nodes.size());
      owed_[claim.debtor] += claim.amount;
    }
  }
  Clearing solve();

 private:
  /// Pays by what was received before; whether anything changed.
  bool step(std::vector<Fen>& paid);
  [[nodiscard]] Fen part_of(const Claim& claim) const;

  std::span<const ClearingNode> nodes_;
  std::span<const Claim> claims_;
  std::vector<Fen> owed_;
  std::vector<Fen> received_;
};

Clearing Clearer::solve() {
  Clearing clearing;
  for (const auto& claim : claims_) clearing.paid.push_back(claim.amount);
  while (step(clearing.paid)) {
    if (++clearing.rounds < kClearingRounds) continue;
    clearing.greatest = false;
    std::fill(clearing.paid.begin(), clearing.paid.end(), 0);
    for (std::uint32_t round = 0; round < kClearingRounds && step(clearing.paid); ++round) {
    }
    break;
  }
  return clearing;
}

bool Clearer::step(std::vector<Fen>& paid) {
  std::fill(received_.begin(), received_.end(), 0);
  for (std::size_t i = 0; i < claims_.size(); ++i) received_[claims_[i].creditor] += paid[i];
  bool changed = false;
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    const auto part = part_of(claims_[i]);
    changed = changed || part != paid[i];
    paid[i] = part;
  }
  return changed;
}

Fen Clearer::part_of(const Claim& claim) const {
  const auto& node = nodes_[claim.debtor];
  const auto left = std::max<Fen>(0, node.means + received_[claim.debtor] - node.senior);
  const auto owed = owed_[claim.debtor];
  return left >= owed ? claim.amount : pro_rata(left, claim.amount, owed);
}

}  // namespace

Clearing clear(std::span<const ClearingNode> nodes, std::span<const Claim> claims) {
  return Clearer(nodes, claims).solve();
}

}  // namespace anxin::simulator
