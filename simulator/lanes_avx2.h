// Four lanes of AVX2. Included by kernels_avx2.cc alone, which is compiled for such processors.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace anxin::simulator {

struct Avx2Lanes {
  using Word = std::uint64_t __attribute__((vector_size(32)));
  static constexpr std::size_t kWidth = 4;

  static Word load(const std::uint64_t* from) {
    return words(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(from)));
  }
  static void store(std::uint64_t* to, Word value) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), bits(value));
  }
  static Word spread(std::uint64_t value) { return Word{value, value, value, value}; }
  static Word product(Word a, Word b) { return words(_mm256_mul_epu32(bits(a), bits(b))); }
  static Word signed_product(Word a, Word b) { return words(_mm256_mul_epi32(bits(a), bits(b))); }
  /// A shuffle: processors have more units for those than for shifts.
  static Word high(Word value) { return high_twice(value); }
  static Word less(Word a, Word b) { return words(_mm256_cmpgt_epi64(bits(b), bits(a))); }
  static std::uint64_t sum(Word value) { return value[0] + value[1] + value[2] + value[3]; }
  static Word negative(Word value) { return less(value, Word{}); }
  static bool any(Word mask) { return _mm256_movemask_epi8(bits(mask)) != 0; }
  static Word pick(Word mask, Word a, Word b) {
    return words(_mm256_blendv_epi8(bits(b), bits(a), bits(mask)));
  }

  // ---- halves
  using Halves = std::int32_t __attribute__((vector_size(32)));
  using Floats = float __attribute__((vector_size(32)));

  static Halves halves(Word value) { return reinterpret_cast<Halves>(value); }
  static Word words(Halves value) { return reinterpret_cast<Word>(value); }
  static Word pair(Word low, Word high) {
    return words(_mm256_blend_epi32(bits(low), bits(low_twice(high)), 0b1010'1010));
  }
  static Word low_twice(Word value) {
    return words(_mm256_shuffle_epi32(bits(value), 0b1010'0000));
  }
  static Word high_twice(Word value) {
    return words(_mm256_shuffle_epi32(bits(value), 0b1111'0101));
  }
  static Word less_halves(Word a, Word b) { return words(halves(a) < halves(b)); }
  static Floats floats(Halves value) { return __builtin_convertvector(value, Floats); }
  static Halves whole(Floats value) { return __builtin_convertvector(value, Halves); }
  static Halves bits(Floats value) { return reinterpret_cast<Halves>(value); }
  static Floats of_bits(Halves value) { return reinterpret_cast<Floats>(value); }
  /// Eight loads of whole rows, which this turns; the processor's own gathering is slower.
  static void rows(const float (*table)[4], Halves places, Floats (&columns)[4]) {
    std::uint32_t place[8];
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(place), reinterpret_cast<__m256i>(places));
    // The compiler would take them out of the register one by one, which is slower than memory.
    asm volatile("" : "+m"(place));
    const auto two_rows = [&](int k) {
      return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm_load_ps(table[place[k]])),
                                  _mm_load_ps(table[place[k + 4]]), 1);
    };
    const auto a = two_rows(0);
    const auto b = two_rows(1);
    const auto c = two_rows(2);
    const auto d = two_rows(3);
    const auto ab = reinterpret_cast<__m256d>(_mm256_unpacklo_ps(a, b));
    const auto cd = reinterpret_cast<__m256d>(_mm256_unpacklo_ps(c, d));
    const auto ab_high = reinterpret_cast<__m256d>(_mm256_unpackhi_ps(a, b));
    const auto cd_high = reinterpret_cast<__m256d>(_mm256_unpackhi_ps(c, d));
    columns[0] = reinterpret_cast<Floats>(_mm256_unpacklo_pd(ab, cd));
    columns[1] = reinterpret_cast<Floats>(_mm256_unpackhi_pd(ab, cd));
    columns[2] = reinterpret_cast<Floats>(_mm256_unpacklo_pd(ab_high, cd_high));
    columns[3] = reinterpret_cast<Floats>(_mm256_unpackhi_pd(ab_high, cd_high));
  }

 private:
  static __m256i bits(Word value) { return reinterpret_cast<__m256i>(value); }
  static Word words(__m256i value) { return reinterpret_cast<Word>(value); }
};

}  // namespace anxin::simulator
