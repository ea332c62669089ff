// Workload W1: the simplest month that still has what costs time, to compare engines by.
//
// Role: `make bench`, row S1. Draws like the engine; blocks of projects stay in the nearest cache
//       through all months of a path.
// Units: fen; a share is in parts of 2^-32, rounded down.
// Shape: simulator.md section 3, with the same law told by fewer draws: a month takes two words of
//        a project. One decides whether the owner is late (below Φ of the bound that the month's
//        systemic factor leaves) and whether wages are lost (in the first .0005 of either part):
//        exact to 2^-32. The other is the labour's normal value, to 2^-20.
// Threads: paths are shared out; sums are whole numbers, so their order does not matter.
#pragma once

#include <cstdint>
#include <vector>

#include "simulator/kernels.h"

namespace anxin::simulator {

inline constexpr std::int64_t kW1Contract = 8'000'000'000;
inline constexpr std::size_t kW1Months = 36;

struct W1Size {
  std::size_t projects = 2'000;  ///< a multiple of kLanesMax
  std::size_t paths = 100;
};

struct W1Result {
  /// Of each path: the arrears of all projects at the end of each month, added up.
  std::vector<std::int64_t> arrears;
  /// The mean share of a contract that is in arrears.
  [[nodiscard]] double mean_share(const W1Size& size) const;
};

struct W1Run {
  std::uint64_t seed = 0;
  const Kernels* kernels = nullptr;
  std::size_t threads = 1;
};

/// Requires: run.kernels is given; at least one thread.
[[nodiscard]] W1Result run_w1(const W1Size& size, const W1Run& run);

}  // namespace anxin::simulator
