#include "payments/rules/tax_rules.h"

#include <algorithm>

#include "ledger/base/invariant.h"

namespace anxin::payments {
namespace {

// tax at the boundary by the lower bracket = tax there by the upper one
bool continuous(const TaxBracket& lower, const TaxBracket& upper) {
  const Rate step = (upper.rate - lower.rate) * lower.up_to->minor();
  return step == upper.quick.minor() - lower.quick.minor();
}

}  // namespace

std::optional<ShapeFault> bracket_fault(const std::vector<TaxBracket>& brackets) {
  if (brackets.empty() || brackets.back().up_to) {
    return ShapeFault{"brackets", "a last bracket without up_to"};
  }
  for (std::size_t i = 1; i < brackets.size(); ++i) {
    const auto& lower = brackets[i - 1];
    const auto& upper = brackets[i];
    if (!lower.up_to || (upper.up_to && *upper.up_to <= *lower.up_to)) {
      return ShapeFault{"brackets", "brackets in rising order"};
    }
    if (!continuous(lower, upper)) {
      return ShapeFault{"brackets", "quick deductions without a jump between brackets"};
    }
  }
  return std::nullopt;
}

const TaxBracket& bracket_of(const std::vector<TaxBracket>& brackets, Money taxable) {
  const auto at = std::find_if(brackets.begin(), brackets.end(), [&](const TaxBracket& bracket) {
    return !bracket.up_to || taxable <= *bracket.up_to;
  });
  LEDGER_INVARIANT(at != brackets.end());
  return *at;
}

}  // namespace anxin::payments
