// The kernels, written once over lanes. Included by the kernels_*.cc files alone.
#pragma once

#include "simulator/kernels.h"
#include "simulator/lanes.h"
#include "simulator/philox.h"
#include "simulator/w1_functions.h"

namespace anxin::simulator {

template <class L>
void draw_block(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
                WordColumns& out) {
  // Two at a time: one multiplies while the other waits for its product.
  constexpr std::size_t kTogether = 2;
  const PhiloxKeys<L> keys(block.seed);
  for (std::size_t i = 0; i < count; i += kTogether * L::kWidth) {
    PhiloxCounter<L> at[kTogether];
    for (std::size_t k = 0; k < kTogether; ++k) {
      const auto id = L::load(ids + i + k * L::kWidth);
      at[k] = {{id, id >> 32U, L::spread(std::uint64_t{block.path}),
                L::spread(std::uint64_t{block.moment})}};
    }
    philox(at, keys);
    for (std::size_t k = 0; k < kTogether; ++k) {
      for (std::size_t word = 0; word < 4; ++word) {
        L::store(&out.word[word][i + k * L::kWidth], at[k].word[word] & kLowHalf);
      }
    }
  }
}

template <class L>
[[nodiscard]] constexpr Kernels kernels_over(const char* name) {
  return {name,
          &draw_block<L>,
          &begin_draws<L>,
          &draw_w1<L>,
          &normal_pairs<TwoLanes<L>>,
          &w1_two_months<TwoLanes<L>>};
}

}  // namespace anxin::simulator
