// Normal values from words, many at a time: shorter than those of normal_table.h, and faster.
//
// Role: workload W1. A table of cubics that stays in the nearest cache; sums and products of floats
//       alone, each rounded as the standard for them says: the same bits on every path.
// Units: a word w stands for the probability (w + ½) / 2^32; values count 2^-28.
// Shape: with n = w or its mirror image, the nearer end of the distribution is n + ½. As a float,
//        its exponent names an octave, the first bits behind it a piece, the rest the place.
// Threads: immutable once made.
// Error: at most 2^-20, and 2^-24 on average, against Φ⁻¹ (a test measures it).
#pragma once

#include <cstddef>
#include <cstdint>

#include "simulator/lanes.h"

namespace anxin::simulator {

inline constexpr int kShortBits = 28;
inline constexpr int kShortPieceBits = 4;
inline constexpr int kShortPlaceBits = 23 - kShortPieceBits;
/// The first bits of the float ½, and of 2^31, where one piece is met at its first place.
inline constexpr std::size_t kShortFirst = std::size_t{126} << kShortPieceBits;
inline constexpr std::size_t kShortLast = kShortFirst + (std::size_t{32} << kShortPieceBits);

/// The value below zero at place t of a piece, from 0 to 2^19: ((f₃ t + f₂) t + f₁) t + f₀. Those
/// before the first are never met, nor is their memory.
struct ShortNormals {
  alignas(16) float piece[kShortLast + 1][4];
};

[[nodiscard]] const ShortNormals& short_normal_table();

/// Both halves of each lane.
template <class L>
[[nodiscard]] typename L::Word short_normals(const ShortNormals& table, typename L::Word words) {
  constexpr std::int32_t kPlaceMask = (1 << kShortPlaceBits) - 1;
  constexpr std::int32_t kSign = INT32_MIN;
  const auto halves = L::halves(words);
  const auto end = L::floats(halves ^ (halves >> 31)) + 0.5F;
  const auto bits = L::bits(end);
  const auto place = L::floats(bits & kPlaceMask);
  typename L::Floats factor[4];
  L::rows(table.piece, bits >> kShortPlaceBits, factor);
  const auto value = ((factor[3] * place + factor[2]) * place + factor[1]) * place + factor[0];
  return L::words(L::whole(L::of_bits(L::bits(value) ^ (halves & kSign))));
}

}  // namespace anxin::simulator
