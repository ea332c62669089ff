// What a register of deposits comes to: the figures that labour authorities publish.
#pragma once

#include <vector>

#include "api/cli/context.h"
#include "payments/service/deposit_service.h"

namespace anxin::cli {

/// Of every contract of the register; `covered` of `obliged` are exempt or have what is required.
/// Ensures: balance = stored - paid - refunded, of what came as principal.
struct DepositTotals {
  std::size_t contracts = 0;
  std::size_t obliged = 0;  ///< not refunded; those that nobody has assessed too
  std::size_t covered = 0;
  std::size_t stored_by = 0;  ///< contracts that ever stored cash
  std::size_t refunded_to = 0;
  Money stored;
  Money paid;  ///< wages, from cash
  Money refunded;
  Money balance;
  Money interest;
  Money letters;
};
[[nodiscard]] DepositTotals totals_of(const std::vector<payments::DepositView>& views);

/// With "coverage_percent", rounded down; null where nobody is obliged.
[[nodiscard]] Json totals_view(const DepositTotals& totals);
void print_totals(Context& context, const DepositTotals& totals);

}  // namespace anxin::cli
