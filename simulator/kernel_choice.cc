#include "simulator/kernel_choice.h"

namespace anxin::simulator {

#ifdef ANXIN_X86
extern const Kernels kAvx2Kernels;
extern const Kernels kAvx512Kernels;
#endif

std::vector<const Kernels*> kernels_here() {
  std::vector<const Kernels*> here{&portable_kernels()};
#ifdef ANXIN_X86
  if (__builtin_cpu_supports("avx2")) here.push_back(&kAvx2Kernels);
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")) {
    here.push_back(&kAvx512Kernels);
  }
#endif
  return here;
}

const Kernels& best_kernels() {
  static const auto* const kBest = kernels_here().back();
  return *kBest;
}

}  // namespace anxin::simulator
