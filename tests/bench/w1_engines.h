// S1: the simulator's workload W1 beside what people would otherwise write.
//
// Shape: one row for each peer in tests/bench/peers: numpy, SimPy, a C++ engine with a heap of
//        events; and how a second thread helps. All on one thread of the same machine, one after
//        the other, each in a size that takes it a second or two.
// Units: project-months a second of processor time; threads by the wall.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

/// A peer that is not installed leaves its row without a ratio.
[[nodiscard]] Rows measure_w1(std::size_t runs);

}  // namespace anxin::bench
