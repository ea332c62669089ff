// Compiled for processors with AVX-512: as kernels_avx2.cc.
#include "simulator/block_functions.h"
#include "simulator/lanes_avx512.h"

namespace anxin::simulator {

extern const Kernels kAvx512Kernels;
constexpr Kernels kAvx512Kernels = kernels_over<Avx512Lanes>("avx512");

}  // namespace anxin::simulator
