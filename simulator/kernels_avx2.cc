// Compiled for processors with AVX2 (CMakeLists.txt): includes nothing whose inline functions the
// rest of the program shares, since the linker might keep these.
#include "simulator/block_functions.h"
#include "simulator/lanes_avx2.h"

namespace anxin::simulator {

extern const Kernels kAvx2Kernels;
constexpr Kernels kAvx2Kernels = kernels_over<Avx2Lanes>("avx2");

}  // namespace anxin::simulator
