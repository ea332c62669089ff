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

inline constexpr std::size_t kLanesMax = 8;
/// Its draws and its state, 20 KB, stay in the nearest cache.
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

/// A month of W1: the same for every project.
struct W1Month {
  std::int64_t labour = 0;            ///< planned; below 2^31
  std::int64_t labour_deviation = 0;  ///< for a normal value of 1
  std::uint64_t late_below = 0;       ///< the owner does not pay when word 0 is below
  std::uint64_t lost_below = 0;       ///< the month's wages are owed twice when word 3 is below
};

struct alignas(32) W1Draws {
  WordColumns words;
  std::int64_t normals[kBlock];  ///< of word 1
};

struct alignas(32) W1State {
  std::int64_t cash[kBlock];
  std::int64_t deposit[kBlock];
  std::int64_t due[kBlock];
  std::int64_t arrears[kBlock];
};

struct NormalTable;

struct Kernels {
  const char* name;
  /// Fills out.word with the generator's words for each id.
  void (*draw)(const DrawBlock& block, const std::uint64_t* ids, std::size_t count,
               WordColumns& out);
  /// The normal value of each word, in fixed point.
  void (*normals)(const NormalTable& table, const std::uint64_t* words, std::size_t count,
                  std::int64_t* out);
  /// Plays one month and gives the sum of the arrears at its end.
  std::int64_t (*w1_month)(const W1Month& month, const W1Draws& draws, std::size_t count,
                           W1State& state);
};

[[nodiscard]] const Kernels& portable_kernels();
/// Null where the program or the processor has none.
[[nodiscard]] const Kernels* avx2_kernels();
/// The fastest that this processor runs.
[[nodiscard]] const Kernels& best_kernels();

}  // namespace anxin::simulator
