// Normal values from words, in whole numbers only.
//
// Role: the inverse normal distribution of the full model. A table of cubics, finer towards the
//       tails, made once from normal_quantile (numeric.h).
// Units: a word w stands for the probability (w + ½) / 2^32, never 0 or 1; values count 2^-32.
// Shape: the nearer end of the distribution is p = n / 2^33 with n odd. Its leading bit names an
//        octave, the next five bits a piece of it, the rest the place within the piece.
// Threads: immutable once made.
// Error: at most 2^-28 against Φ⁻¹ (a test measures it).
#pragma once

#include <cstddef>
#include <cstdint>

#include "simulator/lanes.h"

namespace anxin::simulator {

inline constexpr int kPieceBits = 5;
inline constexpr std::size_t kOctaves = 32;
inline constexpr std::size_t kPieces = kOctaves << kPieceBits;
inline constexpr int kPlaceBits = 26;
/// Factors count 2^-40: finer than the result, which is rounded to 2^-32.
inline constexpr int kFactorExtraBits = 8;

/// The value above zero at place t of a piece, from 0 to 1: ((f₃ t + f₂) t + f₁) t + f₀.
struct NormalPiece {
  std::int64_t factor[4];
};

struct NormalTable {
  NormalPiece piece[kPieces];
};

[[nodiscard]] const NormalTable& normal_table();
/// The normal value of one word, as a plain number: for chances, never for money.
[[nodiscard]] double normal_real(std::uint32_t word);

/// Where a word lies in the table: as a double, n has octave, piece and place one after the other;
/// its sign is that of the value.
template <class L>
[[nodiscard]] typename L::Word normal_place(typename L::Word word) {
  constexpr std::uint64_t kHalf = std::uint64_t{1} << 31U;
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63U;
  const auto lower = L::less(word, L::spread(kHalf));
  const auto nearest = (word ^ ~lower) & kLowHalf;
  return L::double_bits(nearest + nearest + 1U) | (lower & kSign);
}

/// The normal value there. A template only so that each set of kernels has its own.
template <class L>
[[nodiscard]] std::int64_t normal_at(const NormalTable& table, std::uint64_t bits) {
  constexpr std::uint64_t kPieceMask = (std::uint64_t{1} << (11 + kPieceBits)) - 1;
  constexpr std::uint64_t kPlaceMask = (std::uint64_t{1} << kPlaceBits) - 1;
  constexpr std::uint64_t kFirst = std::uint64_t{1023} << kPieceBits;  // n = 1
  const auto& piece = table.piece[(bits >> (52 - kPieceBits) & kPieceMask) - kFirst];
  const auto place = static_cast<std::int64_t>(bits >> (52 - kPieceBits - kPlaceBits) & kPlaceMask);
  auto value = piece.factor[3];
  value = piece.factor[2] + (value * place >> kPlaceBits);
  value = piece.factor[1] + (value * place >> kPlaceBits);
  value = piece.factor[0] + (value * place >> kPlaceBits);
  value >>= kFactorExtraBits;
  const auto sign = static_cast<std::int64_t>(bits) >> 63;
  return (value ^ sign) - sign;
}

}  // namespace anxin::simulator
