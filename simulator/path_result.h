// What a path leaves behind.
//
// Role: the raw material of every figure (statistics.h).
// Units: fen, months, heads, counts.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "simulator/fixed.h"

namespace anxin::simulator {

/// Who paid wages.
enum class Layer : std::uint8_t { account, contractor, owner, deposit, fund, court };
inline constexpr std::size_t kLayers = 6;
[[nodiscard]] constexpr std::size_t place_of(Layer layer) {
  return static_cast<std::size_t>(layer);
}

/// Wages paid, by the whole months since they fell due: 0 to 12, and longer.
inline constexpr std::size_t kAges = 14;
using PaidByAge = std::array<Fen, kAges>;

/// Arrears by age: fallen due up to so many months ago; what is older stands last.
inline constexpr std::array<std::int32_t, 4> kAgeBuckets{1, 3, 6, 12};
using AgedArrears = std::array<Fen, kAgeBuckets.size() + 1>;

/// How a project stores its deposit (工资保证金): in cash, by a bank's letter (银行保函) or by a
/// surety insurance (工资支付保证保险).
enum class DepositForm : std::uint8_t { cash, letter, insurance };
inline constexpr std::size_t kDepositForms = 3;
[[nodiscard]] constexpr std::size_t place_of(DepositForm form) {
  return static_cast<std::size_t>(form);
}

/// What enforcement did; waits count 2^-32 months.
struct CaseFigures {
  std::int32_t opened = 0;
  std::int64_t waited = 0;        ///< for a team, all cases added up
  std::int64_t month_ends = 0;    ///< at which a case waited or was worked on, all cases added up
  std::int32_t over_60_days = 0;  ///< working days from arrival to its close
  std::int32_t over_90_days = 0;
  std::int32_t criminal = 0;  ///< proposals for transfer (拒不支付劳动报酬罪)
  bool operator==(const CaseFigures&) const = default;
};

/// What early warning saw: whether a warning was right is known when arrears begin.
struct WarningFigures {
  std::int32_t raised = 0;
  std::int32_t arrears_began = 0;  ///< at projects under early warning
  std::int32_t foretold = 0;       ///< of these, within two months after a warning
  bool operator==(const WarningFigures&) const = default;
};

struct MonthFigures {
  Fen arrears = 0;           ///< overdue beyond the grace, at the end of the month
  std::int64_t workers = 0;  ///< to whom they are owed
  Fen fund = 0;              ///< what the fund holds
  bool operator==(const MonthFigures&) const = default;
};

struct PathResult {
  std::vector<MonthFigures> months;
  std::array<Fen, kLayers> paid{};
  PaidByAge paid_by_age{};
  AgedArrears unpaid_by_age{};  ///< at the end
  Fen earned = 0;
  Fen paid_on_time = 0;  ///< in the month in which it fell due
  Fen fell_due = 0;
  Fen billed = 0;
  Fen waiting_end = 0;      ///< billed and unpaid
  Fen deposit_months = 0;   ///< cash at the deposits' banks, all month ends added up
  Fen deferred_months = 0;  ///< put off by agreement, all month ends added up
  Fen festival_unpaid = 0;  ///< due and unpaid after the settlement before Spring Festival, at most
  Fen account_months = 0;   ///< in wage accounts, all month ends added up
  Fen government_months = 0;  ///< arrears at projects of government bodies, month ends added up
  std::array<Fen, kDepositForms> deposit_cost{};  ///< to contractors, by form
  Fen interest = 0;                               ///< paid by contractors on their debts
  Fen absconded = 0;                              ///< paid to subcontractors and taken by them
  Fen fund_outstanding = 0;                       ///< advanced and not recovered at the end
  std::int64_t groups_10 = 0;  ///< projects with so many unpaid workers, month ends added up
  std::int64_t groups_50 = 0;
  std::int32_t short_contractors = 0;  ///< whose cash ever fell below their credit line
  Fen trade_unpaid = 0;                ///< among contractors, at the end
  std::int32_t clearings_below = 0;  ///< months in which contractors may have paid each other less
                                     ///< than they could (Clearing::greatest)
  Fen fund_unmet = 0;                ///< allowed, and the fund had no money
  std::int32_t fund_exhausted = -1;  ///< first month of that; −1: never
  std::int32_t owner_defaults = 0;
  std::int32_t contractor_defaults = 0;
  CaseFigures cases;
  WarningFigures warnings;
  /// A running hash of all money, at the end of every twelfth month and at the end.
  std::vector<std::uint64_t> fingerprints;
  bool operator==(const PathResult&) const = default;
};

}  // namespace anxin::simulator
