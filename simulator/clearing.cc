#include "simulator/clearing.h"

#include <algorithm>
#include <numeric>
#include <utility>

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
  void begin_with_all_paid();
  void begin_with_nothing_paid();
  /// Pays by what was received before; whether anything changed.
  bool step();
  /// Whoever has enough of its own pays all, whatever it receives.
  [[nodiscard]] bool is_sure(const Claim& claim) const {
    const auto& node = nodes_[claim.debtor];
    return node.means - node.senior >= owed_[claim.debtor];
  }
  [[nodiscard]] Fen part_of(const Claim& claim) const;

  std::span<const ClearingNode> nodes_;
  std::span<const Claim> claims_;
  std::vector<Fen> owed_;
  std::vector<Fen> received_;
  std::vector<Fen> paid_;          // of each claim
  std::vector<std::size_t> open_;  // claims whose payment may change
  std::vector<Fen> parts_;         // of the open ones, as the step finds them
};

Clearing Clearer::solve() {
  Clearing clearing;
  begin_with_all_paid();
  while (step()) {
    if (++clearing.rounds < kClearingRounds) continue;
    clearing.greatest = false;
    begin_with_nothing_paid();
    for (std::uint32_t round = 0; round < kClearingRounds && step(); ++round) {
    }
    break;
  }
  clearing.paid = std::move(paid_);
  return clearing;
}

void Clearer::begin_with_all_paid() {
  paid_.reserve(claims_.size());
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    const auto& claim = claims_[i];
    paid_.push_back(claim.amount);
    received_[claim.creditor] += claim.amount;
    if (!is_sure(claim)) open_.push_back(i);
  }
}

void Clearer::begin_with_nothing_paid() {
  std::fill(paid_.begin(), paid_.end(), 0);
  std::fill(received_.begin(), received_.end(), 0);
  open_.resize(claims_.size());
  std::iota(open_.begin(), open_.end(), std::size_t{0});
}

bool Clearer::step() {
  parts_.clear();
  for (const auto i : open_) parts_.push_back(part_of(claims_[i]));
  bool changed = false;
  for (std::size_t k = 0; k < open_.size(); ++k) {
    auto& paid = paid_[open_[k]];
    received_[claims_[open_[k]].creditor] += parts_[k] - paid;
    changed = changed || parts_[k] != paid;
    paid = parts_[k];
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
