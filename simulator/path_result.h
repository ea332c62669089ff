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

struct MonthFigures {
  Fen arrears = 0;           ///< overdue beyond the grace, at the end of the month
  std::int64_t workers = 0;  ///< to whom they are owed
  Fen fund = 0;              ///< what the fund holds
  bool operator==(const MonthFigures&) const = default;
};

struct PathResult {
  std::vector<MonthFigures> months;
  std::array<Fen, kLayers> paid{};
  Fen earned = 0;
  Fen paid_on_time = 0;  ///< in the month in which it fell due
  Fen fell_due = 0;
  Fen billed = 0;
  Fen waiting_end = 0;      ///< billed and unpaid
  Fen deposit_months = 0;   ///< cash at the deposits' banks, all month ends added up
  Fen deferred_months = 0;  ///< put off by agreement, all month ends added up
  Fen festival_unpaid = 0;  ///< due and unpaid after the settlement before Spring Festival, at most
  Fen fund_unmet = 0;       ///< allowed, and the fund had no money
  std::int32_t fund_exhausted = -1;  ///< first month of that; −1: never
  std::int32_t owner_defaults = 0;
  std::int32_t contractor_defaults = 0;
  std::int32_t cases = 0;
  /// A running hash of all money, at the end of every twelfth month and at the end.
  std::vector<std::uint64_t> fingerprints;
  bool operator==(const PathResult&) const = default;
};

}  // namespace anxin::simulator
