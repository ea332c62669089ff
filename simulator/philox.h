// The generator over lanes: Philox4x32-10. Included by the kernels and by draws.cc.
//
// Shape: the counter of an entity is its id (two words), the path, the moment (draws.h).
// Source: kernels.h.
#pragma once

#include <cstddef>
#include <cstdint>

#include "simulator/lanes.h"

namespace anxin::simulator {

inline constexpr std::size_t kPhiloxRounds = 10;
inline constexpr std::uint64_t kPhiloxFirst = 0xD2511F53;
inline constexpr std::uint64_t kPhiloxSecond = 0xCD9E8D57;

/// A word needs only its low half; what stands above it is never read.
template <class L>
struct PhiloxCounter {
  typename L::Word word[4];
};

/// The seed as it stands in each round.
template <class L>
struct PhiloxKeys {
  explicit PhiloxKeys(std::uint64_t seed) {
    for (std::uint64_t round = 0; round < kPhiloxRounds; ++round) {
      key[round][0] = L::spread((seed + round * 0x9E3779B9U) & kLowHalf);
      key[round][1] = L::spread(((seed >> 32U) + round * 0xBB67AE85U) & kLowHalf);
    }
  }
  typename L::Word key[kPhiloxRounds][2];
};

/// The rounds from `first` on: zero unless the counter has been through some.
template <class L, std::size_t N>
void philox(PhiloxCounter<L> (&at)[N], const PhiloxKeys<L>& keys, std::size_t first_round = 0) {
  for (std::size_t round = first_round; round < kPhiloxRounds; ++round) {
    for (auto& counter : at) {
      auto& word = counter.word;
      const auto first = L::product(word[0], L::spread(kPhiloxFirst));
      const auto second = L::product(word[2], L::spread(kPhiloxSecond));
      word[0] = L::high(second) ^ (word[1] ^ keys.key[round][0]);
      word[1] = second;
      word[2] = L::high(first) ^ (word[3] ^ keys.key[round][1]);
      word[3] = first;
    }
  }
}

}  // namespace anxin::simulator
