// Where this process spends its time: samples of the instruction that runs, by a clock of processor
// time.
//
// Role: the breakdown of costs (model_cost.h). Nothing of it is in the product.
// Threads: one sampler at a time; the samples are of all threads.
#pragma once

#include <string>
#include <vector>

namespace anxin::bench {

class CostSamples {
 public:
  CostSamples();   ///< begins
  ~CostSamples();  ///< ends
  CostSamples(const CostSamples&) = delete;
  CostSamples& operator=(const CostSamples&) = delete;

  /// Of each sample so far: the function, by the name that the linker knows; empty where the
  /// instruction is in none of this program's own.
  [[nodiscard]] static std::vector<std::string> functions();
};

}  // namespace anxin::bench
