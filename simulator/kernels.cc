#include "simulator/kernels.h"

namespace anxin::simulator {

#ifdef ANXIN_AVX2
extern const Kernels kAvx2Kernels;

const Kernels* avx2_kernels() { return __builtin_cpu_supports("avx2") ? &kAvx2Kernels : nullptr; }
#else
const Kernels* avx2_kernels() { return nullptr; }
#endif

const Kernels& best_kernels() {
  const auto* fast = avx2_kernels();
  return fast != nullptr ? *fast : portable_kernels();
}

}  // namespace anxin::simulator
