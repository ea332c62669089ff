// Processor time of work that runs in this process alone: medians of several runs.
#pragma once

#include <cstddef>
#include <functional>

namespace anxin::bench {

using Work = std::function<void()>;

/// Requires: runs > 0, here and below.
[[nodiscard]] double median_cpu_seconds(std::size_t runs, const Work& work);

struct CpuSeconds {
  double work = 0;
  double reference = 0;
};
/// In turn, so that what else the machine does weighs on both.
[[nodiscard]] CpuSeconds median_cpu_seconds(std::size_t runs, const Work& work,
                                            const Work& reference);

}  // namespace anxin::bench
