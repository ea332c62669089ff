#include "payments/rules/deposit_rules.h"

namespace anxin::payments {
namespace {

bool is_catch_all(const DepositTier& tier) {
  return tier.categories.empty() && !tier.below && !tier.up_to;
}

// True when whatever the later tier covers is covered by the earlier one already.
bool hides(const DepositTier& earlier, const DepositTier& later) {
  if (!earlier.categories.empty() && earlier.categories != later.categories) return false;
  if (!earlier.below && !earlier.up_to) return true;
  if (!later.below && !later.up_to) return false;
  const auto end = earlier.below ? *earlier.below : *earlier.up_to;
  const auto later_end = later.below ? *later.below : *later.up_to;
  return later_end < end || (later_end == end && (later.below || !earlier.below));
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
  for (std::size_t i = 1; i < tiers.size(); ++i) {
    if (hides(tiers[i - 1], tiers[i])) {
      return ShapeFault{"tiers", "tiers in rising order, none hidden by the one before"};
    }
  }
  return std::nullopt;
}

}  // namespace anxin::payments
