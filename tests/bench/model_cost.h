// S2/cost: what a project-month of the full model costs, and where.
//
// Shape: samples of the example county's run (cost_samples.h), put together by the names of the
//        functions. What the compiler has drawn into another function counts there.
// Units: ns of processor time; parts in %.
#pragma once

#include "tests/bench/row.h"

namespace anxin::bench {

[[nodiscard]] Row measure_model_cost();

}  // namespace anxin::bench
