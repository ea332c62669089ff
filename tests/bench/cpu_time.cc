#include "tests/bench/cpu_time.h"

#include <vector>

#include "tests/bench/statistics.h"
#include "tests/bench/stopwatch.h"

namespace anxin::bench {
namespace {

double cpu_seconds(const Work& work) {
  Spent spent;
  {
    const Stopwatch watch(spent);
    work();
  }
  return spent.cpu.count();
}

}  // namespace

double median_cpu_seconds(std::size_t runs, const Work& work) {
  return median_cpu_seconds(runs, work, [] {}).work;
}

CpuSeconds median_cpu_seconds(std::size_t runs, const Work& work, const Work& reference) {
  std::vector<double> of_work, of_reference;
  for (std::size_t run = 0; run < runs; ++run) {
    of_work.push_back(cpu_seconds(work));
    of_reference.push_back(cpu_seconds(reference));
  }
  return {median(of_work), median(of_reference)};
}

}  // namespace anxin::bench
