// What a register of deposits comes to: the figures that labour authorities publish.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "api/json/json.h"
#include "payments/service/deposit_service.h"

namespace anxin::views {

using json::Json;

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

/// How many of 100 that are obliged are covered, rounded down: 100 means every one of them. Nothing
/// where nobody is obliged.
[[nodiscard]] std::optional<std::size_t> coverage_percent(const DepositTotals& totals);

/// With "coverage_percent", null where nobody is obliged.
[[nodiscard]] Json totals_view(const DepositTotals& totals);

}  // namespace anxin::views
