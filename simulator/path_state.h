// What a path knows of each party in a month.
//
// Role: path_player.cc plays it; nothing of it outlives its path.
// Units: fen; months count from the run's first.
// Shape: rings are indexed by month modulo kRing: longer than any wait.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "simulator/case_desk.h"
#include "simulator/draws.h"
#include "simulator/month_policy.h"
#include "simulator/path_result.h"

namespace anxin::simulator {

inline constexpr std::size_t kRing = 16;
[[nodiscard]] constexpr std::size_t slot_of(std::int32_t month) {
  return static_cast<std::size_t>(month) % kRing;
}

/// Wages that fell due together. Teams are paid whole, always in the same drawn order: those who
/// are still unpaid of a younger cohort are therefore among those of an older one, or the other way
/// round, and a worker in arrears is counted once by taking the larger number.
struct Cohort {
  Fen owed = 0;
  std::int32_t teams = 0;  ///< not yet paid
  std::int32_t heads = 0;  ///< in one team
};

/// A case waits for its team, or is worked on.
inline constexpr std::int32_t kInHands = std::numeric_limits<std::int32_t>::max();
/// Long before any month of a run.
inline constexpr std::int32_t kLongAgo = -1'000;

/// Of bills: what arrives in a month.
struct Arriving {
  Fen cash = 0;     ///< at the contractor
  Fen account = 0;  ///< in the wage account
};

/// What a project keeps of one month, side by side: the engine asks for both in the same breath.
struct RingMonth {
  Arriving arriving;  ///< in that month
  Cohort cohort;      ///< what fell due in it
};

/// Three lines of the cache, by who asks: works and bills; wages; deposit and enforcement. Then the
/// ring.
struct alignas(64) ProjectState {
  Words ways{};                     ///< drawn once: Purpose::project_ways
  Words month{};                    ///< drawn this month: Purpose::project_month
  Fen earned = 0;                   ///< labour done so far
  Fen waiting = 0;                  ///< billed and unpaid
  Fen prepaid = 0;                  ///< labour cost in the account before it was billed
  std::int32_t heads = 0;           ///< at work last month
  std::int32_t deferred_heads = 0;  ///< most that were at work while wages were put off

  Fen account = 0;
  Fen owed = 0;                   ///< due and unpaid: all cohorts
  Fen fresh = 0;                  ///< done last month, due this month
  Fen deferred = 0;               ///< put off to a settlement by what was agreed
  Fen due = 0;                    ///< fell due this month
  Cohort old;                     ///< older than the ring
  std::int32_t unpaid_since = 0;  ///< no cohort of the ring is older and still owed
  std::uint8_t unfunded = 0;      ///< months of works without labour cost in the account, in a row
  std::uint8_t last_wait = 0;     ///< months that the last bill waits
  bool is_open = false;           ///< begun, and something is still to be done or paid
  bool in_arrears = false;        ///< at the end of last month

  Fen deposit = 0;     ///< cash at the bank
  Fen letter = 0;      ///< what a letter or an insurance still covers
  Fen collateral = 0;  ///< of the letter
  Fen required = 0;    ///< of deposit or letter
  Fen advanced = 0;    ///< by the fund in the open case
  /// Month in which the order of an open case expires; −1: no case; kInHands: not yet ordered.
  std::int32_t order_at = -1;
  std::int32_t court_at = -1;  ///< month in which a court recovers a part; −1: none is asked
  std::int32_t warned_at = kLongAgo;
  std::uint32_t watch = 0;  ///< drawn once: Purpose::project_watch
  DepositForm form = DepositForm::cash;

  std::array<RingMonth, kRing> ring{};
  [[nodiscard]] Arriving& arriving_in(std::int32_t at) { return ring[slot_of(at)].arriving; }
  [[nodiscard]] Cohort& due_in(std::int32_t at) { return ring[slot_of(at)].cohort; }
  [[nodiscard]] const Cohort& due_in(std::int32_t at) const { return ring[slot_of(at)].cohort; }
};

/// An owner that has stopped all payments, and the part that its creditors will get one day.
struct OwnerState {
  std::int32_t stopped_at = -1;  ///< −1: it pays
  std::int32_t pays_at = -1;     ///< the month of that; −1: not within the run
  std::int64_t part = 0;         ///< of what it owes
};

struct alignas(64) ContractorState {
  Fen cash = 0;        ///< below zero: drawn on credit
  Fen owed_trade = 0;  ///< to its partner
  Fen lacking = 0;     ///< wages due this month that no account covers
  Fen credit = 0;      ///< its line this month
  std::int32_t distressed_until = -1;
  std::int32_t last_arrears = -1;  ///< −1: none in the run
  std::int32_t blacklisted_until = -1;
  bool was_short = false;             ///< cash has been below the credit line
  std::array<Fen, kRing> payables{};  ///< for materials, by the month in which they are paid
};

struct DistrictState {
  double own = 0;  ///< the part of its factor that no other district shares
  MonthChances chances{};
  Fen fund = 0;
  Fen fund_target = 0;
  std::vector<Fen> recoveries;  ///< that the fund will receive, by month
  CaseDesk desk;
};

}  // namespace anxin::simulator
