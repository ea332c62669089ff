#include "payments/rules/deposit_rules.h"

#include <algorithm>

namespace anxin::payments {
namespace {

bool has_no_end(const DepositTier& tier) { return !tier.below && !tier.up_to; }

bool is_catch_all(const DepositTier& tier) { return tier.categories.empty() && has_no_end(tier); }

// True when the earlier tier ends no lower than the later one.
bool reaches(const DepositTier& earlier, const DepositTier& later) {
  if (has_no_end(earlier)) return true;
  if (has_no_end(later)) return false;
  const auto end = earlier.below ? *earlier.below : *earlier.up_to;
  const auto later_end = later.below ? *later.below : *later.up_to;
  return later_end < end || (later_end == end && (later.below || !earlier.below));
}

// True when whatever the later tier covers is covered by the earlier one already.
bool hides(const DepositTier& earlier, const DepositTier& later) {
  return reaches(earlier, later) &&
         std::all_of(kProjectCategoryWords.begin(), kProjectCategoryWords.end(),
                     [&](const auto& known) {
                       return !covers(later.categories, known.value) ||
                              covers(earlier.categories, known.value);
                     });
}

bool is_hidden(const std::vector<DepositTier>& tiers, std::size_t at) {
  const auto end = tiers.begin() + static_cast<std::ptrdiff_t>(at);
  return std::any_of(tiers.begin(), end,
                     [&](const DepositTier& earlier) { return hides(earlier, tiers[at]); });
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
    if (is_hidden(tiers, i)) {
      return ShapeFault{"tiers", "tiers in rising order, none hidden by one before"};
    }
  }
  return std::nullopt;
}

}  // namespace anxin::payments
