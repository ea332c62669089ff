#include "simulator/path_blocks.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace anxin::simulator {

void share_out(std::size_t paths, std::size_t block, std::size_t threads,
               const std::function<PlayRange()>& begin) {
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    const auto play = begin();
    for (;;) {
      const auto first = next.fetch_add(block);
      if (first >= paths) return;
      play({first, std::min(paths, first + block)});
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
}

}  // namespace anxin::simulator
