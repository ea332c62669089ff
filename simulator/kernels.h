// The loops in which the simulator spends its time, for the processor it runs on.
//
// Role: draws, normal values and the months of workload W1, a block of projects at a time. Which
//       loops run is chosen once, by the processor; all give the same bits (a test compares them).
// Units: words are 32 random bits in 64; a fixed-point value counts 2^-32; money is fen.
// Shape: columns of kBlock values. Functions work on the first `count` of them rounded up to
//        kLanesMax, so columns are always whole.
// Threads: any; the columns belong to the caller.
// Source: Philox4x32-10, Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011).
#pragma once

#include <cstddef>
#include <cstdint>

namespace anxin::simulator {

inline constexpr std::size_t kLanesMax = 16;
/// Its draws, 8 KB, or all that W1 knows of it, 16 KB, stay in the nearest cache.
inline constexpr std::size_t kBlock = 256;

/// One fixed-point unit is 2^-32: a word is a number from 0 to 1 in such units.
inline constexpr int kFixedBits = 32;
inline constexpr std::int64_t kFixedOne = std::int64_t{1} << kFixedBits;

/// What a block is drawn for; with the ids of its entities, the counter of the generator.
struct DrawBlock {
  std::uint64_t seed = 0;
  std::uint32_t path = 0;
  std::uint32_t moment = 0;  ///< month and purpose (draws.h)
};

/// The four words of each entity.
struct alignas(32) WordColumns {
  std::uint64_t word[4][kBlock];
};

// ---- W1 -----------------------------------------------------------------------------------------

/// Two numbers of 32 bits in one word: of a month in the low half, of the next in the high half.
using Pair = std::uint64_t;
/// What the first two rounds of the generator make of an entity in every month of a path alike.
struct alignas(32) DrawStarts {
  std::uint64_t round1[kBlock];
  std::uint64_t round2[kBlock];
  std::uint64_t product[kBlock];
};

struct alignas(32) W1Draws {
  Pair chances[kBlock];  ///< words 0 and 2 of the project's draw
  Pair normals[kBlock];  ///< words 1 and 3, then their normal values
};

struct alignas(32) W1State {
  std::int64_t position[kBlock];  ///< the contractor's cash; below zero: arrears
  std::int64_t deposit[kBlock];
  std::int64_t due[kBlock];  ///< billed and unpaid
};

/// Two months of W1: the same for every project. Bounds are for words read as signed numbers.
struct W1Months {
  std::int64_t labour[2] = {};  ///< planned; below 2^27
  Pair late_below = 0;          ///< the owner does not pay when the word is below
  Pair lost_below_late = 0;     ///< the wages are owed twice when the word of a late month is below
  Pair lost_below_paid = 0;     ///< the same of a month that is paid
};

struct ShortNormals;

struct Kernels {
  const char* name;
  /// Fills out.word with the generator's words for each id.
  void (*draw)(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
               WordColumns& out);
  /// The part of the draws of a path that is the same in all its months.
  void (*begin_draws)(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
                      DrawStarts& out);
  /// The words of `draw` in a month, packed; the path is that of the starts.
  void (*draw_w1)(const DrawBlock& block, const DrawStarts& starts, std::size_t count,
                  W1Draws& out);
  /// The normal value of each half, in place (short_normals.h).
  void (*normals)(const ShortNormals& table, std::size_t count, Pair* pairs);
  /// Plays two months and gives the sum of the arrears at the end of each.
  std::int64_t (*w1_months)(const W1Months& months, const W1Draws& draws, std::size_t count,
                            W1State& state);
};

[[nodiscard]] const Kernels& portable_kernels();

}  // namespace anxin::simulator
