// S2: the full monthly model, per core.
//
// Shape: the example county (500 projects, 36 months), everything that a run needs included: the
//        world, the tables of rules, and all paths, on one thread.
// Units: project-months a second of processor time.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

[[nodiscard]] Row measure_full_model(std::size_t runs);

}  // namespace anxin::bench
