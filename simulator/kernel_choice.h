// Which kernels run on the processor that is here.
//
// Role: apart from kernels.h, which the files compiled for vectors include: those share no inline
//       function with the rest of the program.
// Threads: any.
#pragma once

#include <vector>

#include "simulator/kernels.h"

namespace anxin::simulator {

/// From the slowest, the portable ones, to the fastest.
[[nodiscard]] std::vector<const Kernels*> kernels_here();
/// The last of them.
[[nodiscard]] const Kernels& best_kernels();

}  // namespace anxin::simulator
