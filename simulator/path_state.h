// What a path knows of each party in a month.
//
// Role: path_player.cc plays it; nothing of it outlives its path.
// Units: fen; months count from the run's first.
// Shape: rings are indexed by month modulo kRing: longer than any wait.
#pragma once

#include <array>
#include <cstdint>

#include "simulator/draws.h"
#include "simulator/fixed.h"

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

/// What is looked at every month stands first, in the same lines of the cache.
struct ProjectState {
  Words ways{};  ///< drawn once: Purpose::project_ways
  Fen account = 0;
  Fen deposit = 0;             ///< cash at the bank
  Fen letter = 0;              ///< what a letter still guarantees
  Fen required = 0;            ///< of deposit or letter
  Fen earned = 0;              ///< labour done so far
  Fen fresh = 0;               ///< done last month, due this month
  Fen deferred = 0;            ///< put off to a settlement by what was agreed
  Fen owed = 0;                ///< due and unpaid: all cohorts
  Fen waiting = 0;             ///< billed and unpaid
  Fen advanced = 0;            ///< by the fund in the open case
  std::int32_t heads = 0;      ///< at work last month
  std::int32_t order_at = -1;  ///< month in which the order of an open case expires; −1: no case
  std::int32_t court_at = -1;  ///< month in which a court recovers a part; −1: none is asked
  bool is_open = false;        ///< begun, and something is still to be done or paid
  std::array<Fen, kRing> bills{};          ///< that arrive at the contractor, by month
  std::array<Fen, kRing> account_bills{};  ///< that arrive in the account
  std::array<Cohort, kRing> cohorts{};     ///< by the month in which they fell due
  Cohort old;                              ///< older than the ring
};

/// An owner that has stopped all payments, and the part that its creditors will get one day.
struct OwnerState {
  std::int32_t stopped_at = -1;  ///< −1: it pays
  std::int32_t pays_at = -1;     ///< the month of that; −1: not within the run
  std::int64_t part = 0;         ///< of what it owes
};

struct ContractorState {
  Fen cash = 0;  ///< below zero: drawn on credit
  std::int32_t distressed_until = -1;
  std::int32_t last_arrears = -1;  ///< −1: none in the run
};

}  // namespace anxin::simulator
