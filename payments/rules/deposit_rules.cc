#include "payments/rules/deposit_rules.h"

namespace anxin::payments {
namespace {

bool is_catch_all(const DepositTier& tier) {
  return tier.categories.empty() && !tier.below && !tier.up_to;
}

}  // namespace

bool DepositTier::covers(ProjectCategory category, Money contract_amount) const {
  if (below && contract_amount >= *below) return false;
  if (up_to && contract_amount > *up_to) return false;
  return payments::covers(categories, category);
}

std::optional<ShapeFault> DepositBase::fault() const {
  if (tiers.empty() || !is_catch_all(tiers.back())) {
    return ShapeFault{"tiers", "a last tier for every category and amount"};
  }
  return std::nullopt;
}

}  // namespace anxin::payments
