// Lanes: how many whole numbers one instruction works on. What the engine does most often is
// written once, over lanes, and gives the same bits one number at a time and four at a time.
//
// Role: block_functions.h is a set of templates over a type like PortableLanes; lanes_avx2.h has
// the
//       other one.
// Shape: Word = unsigned 64 bits a lane, arithmetic modulo 2^64, with the usual operators.
// Threads: immutable.
#pragma once

#include <cstddef>
#include <cstdint>

namespace anxin::simulator {

inline constexpr std::uint64_t kLowHalf = 0xffffffffU;

struct PortableLanes {
  using Word = std::uint64_t;
  static constexpr std::size_t kWidth = 1;

  static Word load(const std::uint64_t* from) { return *from; }
  static void store(std::uint64_t* to, Word value) { *to = value; }
  static Word spread(std::uint64_t value) { return value; }
  /// The product of the low halves.
  static Word product(Word a, Word b) { return (a & kLowHalf) * (b & kLowHalf); }
  /// The same where the low halves are signed.
  static Word signed_product(Word a, Word b) {
    const auto low = [](Word word) { return std::int64_t{static_cast<std::int32_t>(word)}; };
    return static_cast<Word>(low(a) * low(b));
  }
  /// All ones in the lanes where a < b, both signed.
  static Word less(Word a, Word b) {
    return static_cast<std::int64_t>(a) < static_cast<std::int64_t>(b) ? ~Word{0} : Word{0};
  }
  /// The bits of the double that is this number. Requires: value < 2^52.
  static Word double_bits(Word value) {
    return __builtin_bit_cast(Word, static_cast<double>(static_cast<std::int64_t>(value)));
  }
  static std::uint64_t sum(Word value) { return value; }
};

template <class L>
[[nodiscard]] typename L::Word min_of(typename L::Word a, typename L::Word b) {
  const auto smaller = L::less(a, b);
  return (smaller & a) | (~smaller & b);
}

}  // namespace anxin::simulator
