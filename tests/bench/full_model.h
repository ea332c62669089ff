// S2: the full monthly model: per core, by parts, on two threads, as a preview, in a province, and
// its memory.
//
// Shape: the example county (500 projects, 36 months) but for the rows of the province; everything
//        that a run needs included: the world, the tables of rules, and all paths.
// Units: project-months a second of processor time; threads and preview by the wall, the fastest of
//        the runs; memory is that of a child process, the program itself included.
#pragma once

#include <string_view>

#include "tests/bench/row.h"

namespace anxin::bench {

[[nodiscard]] Rows measure_full_model(std::size_t runs);

/// What the child does whose memory is measured. `file` as in simulator::builtin_baseline.
void play_for_memory(std::string_view file);

}  // namespace anxin::bench
