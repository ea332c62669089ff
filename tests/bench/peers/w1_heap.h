// W1 as one would write it with a heap of events: one event a project and month.
#pragma once

#include <cstddef>

namespace anxin::bench {

/// The mean share of a contract that is in arrears, as in simulator/w1.h.
[[nodiscard]] double run_w1_heap(std::size_t projects, std::size_t paths);

}  // namespace anxin::bench
