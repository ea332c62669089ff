// Lanes: how many whole numbers one instruction works on. What the engine does most often is
// written once, over lanes, and gives the same bits one number at a time, four or eight.
//
// Role: block_functions.h is a set of templates over a type like PortableLanes; lanes_avx2.h and
//       lanes_avx512.h have the others.
// Shape: Word = unsigned 64 bits a lane, arithmetic modulo 2^64, with the usual operators. Its
//        halves are signed numbers of 32 bits or, as wide, floats.
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
  /// The high half in the low one; what stands above it is never read.
  static Word high(Word value) { return value >> 32U; }
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
  /// All ones in the lanes below zero.
  static Word negative(Word value) { return less(value, 0); }
  static bool any(Word mask) { return mask != 0; }
  /// `a` where the mask is set, else `b`.
  static Word pick(Word mask, Word a, Word b) { return (mask & a) | (~mask & b); }

  // ---- halves
  using Halves = std::int32_t __attribute__((vector_size(8)));
  using Floats = float __attribute__((vector_size(8)));

  static Halves halves(Word value) { return __builtin_bit_cast(Halves, value); }
  static Word words(Halves value) { return __builtin_bit_cast(Word, value); }
  /// The low halves of both, one above the other.
  static Word pair(Word low, Word high) { return (low & kLowHalf) | high << 32U; }
  static Word low_twice(Word value) { return pair(value, value); }
  static Word high_twice(Word value) { return low_twice(value >> 32U); }
  /// All ones in the halves where a < b.
  static Word less_halves(Word a, Word b) { return words(halves(a) < halves(b)); }
  static Floats floats(Halves value) { return __builtin_convertvector(value, Floats); }
  /// Towards zero. Requires: it fits.
  static Halves whole(Floats value) { return __builtin_convertvector(value, Halves); }
  static Halves bits(Floats value) { return __builtin_bit_cast(Halves, value); }
  static Floats of_bits(Halves value) { return __builtin_bit_cast(Floats, value); }
  /// Column k of the rows that `places` names, in columns[k].
  static void rows(const float (*table)[4], Halves places, Floats (&columns)[4]) {
    for (int k = 0; k < 4; ++k) columns[k] = Floats{table[places[0]][k], table[places[1]][k]};
  }
};

/// Two of a kind, step by step side by side: while one waits for its result, the other begins.
template <class T>
struct Two {
  T a;
  T b;

  friend Two operator+(Two x, Two y) { return {x.a + y.a, x.b + y.b}; }
  friend Two operator-(Two x, Two y) { return {x.a - y.a, x.b - y.b}; }
  friend Two operator*(Two x, Two y) { return {x.a * y.a, x.b * y.b}; }
  friend Two operator&(Two x, Two y) { return {x.a & y.a, x.b & y.b}; }
  friend Two operator^(Two x, Two y) { return {x.a ^ y.a, x.b ^ y.b}; }
  friend Two operator~(Two x) { return {~x.a, ~x.b}; }
  template <class Number>
  friend Two operator+(Two x, Number y) {
    return {x.a + y, x.b + y};
  }
  template <class Number>
  friend Two operator-(Two x, Number y) {
    return {x.a - y, x.b - y};
  }
  template <class Number>
  friend Two operator&(Two x, Number y) {
    return {x.a & y, x.b & y};
  }
  template <class Number>
  friend Two operator<<(Two x, Number y) {
    return {x.a << y, x.b << y};
  }
  template <class Number>
  friend Two operator>>(Two x, Number y) {
    return {x.a >> y, x.b >> y};
  }
  Two& operator+=(Two y) { return *this = *this + y; }
};

/// Lanes that work on two words of another kind of lanes at a time.
template <class L>
struct TwoLanes {
  using Word = Two<typename L::Word>;
  using Halves = Two<typename L::Halves>;
  using Floats = Two<typename L::Floats>;
  static constexpr std::size_t kWidth = 2 * L::kWidth;

  static Word load(const std::uint64_t* from) { return {L::load(from), L::load(from + L::kWidth)}; }
  static void store(std::uint64_t* to, Word value) {
    L::store(to, value.a);
    L::store(to + L::kWidth, value.b);
  }
  static Word spread(std::uint64_t value) { return {L::spread(value), L::spread(value)}; }
  static Word product(Word x, Word y) { return {L::product(x.a, y.a), L::product(x.b, y.b)}; }
  static Word signed_product(Word x, Word y) {
    return {L::signed_product(x.a, y.a), L::signed_product(x.b, y.b)};
  }
  static Word high(Word value) { return {L::high(value.a), L::high(value.b)}; }
  static Word negative(Word value) { return {L::negative(value.a), L::negative(value.b)}; }
  static bool any(Word mask) { return L::any(mask.a | mask.b); }
  static Word pick(Word mask, Word x, Word y) {
    return {L::pick(mask.a, x.a, y.a), L::pick(mask.b, x.b, y.b)};
  }
  static std::uint64_t sum(Word value) { return L::sum(value.a) + L::sum(value.b); }

  static Halves halves(Word value) { return {L::halves(value.a), L::halves(value.b)}; }
  static Word words(Halves value) { return {L::words(value.a), L::words(value.b)}; }
  static Word pair(Word low, Word high) { return {L::pair(low.a, high.a), L::pair(low.b, high.b)}; }
  static Word low_twice(Word value) { return {L::low_twice(value.a), L::low_twice(value.b)}; }
  static Word high_twice(Word value) { return {L::high_twice(value.a), L::high_twice(value.b)}; }
  static Word less_halves(Word x, Word y) {
    return {L::less_halves(x.a, y.a), L::less_halves(x.b, y.b)};
  }
  static Floats floats(Halves value) { return {L::floats(value.a), L::floats(value.b)}; }
  static Halves whole(Floats value) { return {L::whole(value.a), L::whole(value.b)}; }
  static Halves bits(Floats value) { return {L::bits(value.a), L::bits(value.b)}; }
  static Floats of_bits(Halves value) { return {L::of_bits(value.a), L::of_bits(value.b)}; }
  static void rows(const float (*table)[4], Halves places, Floats (&columns)[4]) {
    typename L::Floats a[4];
    typename L::Floats b[4];
    L::rows(table, places.a, a);
    L::rows(table, places.b, b);
    for (int k = 0; k < 4; ++k) columns[k] = {a[k], b[k]};
  }
};

}  // namespace anxin::simulator
