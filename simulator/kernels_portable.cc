#include "simulator/block_functions.h"

namespace anxin::simulator {

const Kernels& portable_kernels() {
  static constexpr Kernels kKernels = kernels_over<PortableLanes>("portable");
  return kKernels;
}

}  // namespace anxin::simulator
