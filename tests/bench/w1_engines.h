// S1: the simulator's workload W1 beside what people would otherwise write.
//
// Shape: all play the same world, one after the other, each on one thread with its best settings
//        and as many paths as take it a second or two. numpy and SimPy twice: as W1 is written,
//        which has a goal, and helped by our own tricks (fewer draws of the same law; a world cut
//        in small ones), which has none. A peer whose arrears lie more than four standard errors
//        from ours ends the program. And how a second thread helps.
// Units: project-months a second of processor time; threads by the wall, the fastest of the runs.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

/// A peer that is not installed leaves its row without a ratio.
[[nodiscard]] Rows measure_w1(std::size_t runs);

}  // namespace anxin::bench
