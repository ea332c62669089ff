// Eight lanes of AVX-512. Included by kernels_avx512.cc alone, compiled for such processors.
#pragma once

#include <immintrin.h>

#include <cstddef>
#include <cstdint>

namespace anxin::simulator {

struct Avx512Lanes {
  using Word = std::uint64_t __attribute__((vector_size(64)));
  static constexpr std::size_t kWidth = 8;

  static Word load(const std::uint64_t* from) { return words(_mm512_loadu_si512(from)); }
  static void store(std::uint64_t* to, Word value) { _mm512_storeu_si512(to, bits(value)); }
  static Word spread(std::uint64_t value) {
    return words(_mm512_set1_epi64(static_cast<std::int64_t>(value)));
  }
  static Word product(Word a, Word b) { return words(_mm512_mul_epu32(bits(a), bits(b))); }
  static Word signed_product(Word a, Word b) { return words(_mm512_mul_epi32(bits(a), bits(b))); }
  static Word high(Word value) { return high_twice(value); }
  static std::uint64_t sum(Word value) {
    return static_cast<std::uint64_t>(_mm512_reduce_add_epi64(bits(value)));
  }
  static Word negative(Word value) { return words(_mm512_srai_epi64(bits(value), 63)); }
  static bool any(Word mask) { return _mm512_test_epi64_mask(bits(mask), bits(mask)) != 0; }
  static Word pick(Word mask, Word a, Word b) {
    return words(_mm512_ternarylogic_epi64(bits(mask), bits(a), bits(b), 0xCA));
  }

  // ---- halves
  using Halves = std::int32_t __attribute__((vector_size(64)));
  using Floats = float __attribute__((vector_size(64)));

  static Halves halves(Word value) { return reinterpret_cast<Halves>(value); }
  static Word words(Halves value) { return reinterpret_cast<Word>(value); }
  static Word pair(Word low, Word high) {
    return words(_mm512_mask_shuffle_epi32(bits(low), 0b1010'1010'1010'1010, bits(high),
                                           static_cast<_MM_PERM_ENUM>(0b1010'0000)));
  }
  static Word low_twice(Word value) {
    return words(_mm512_shuffle_epi32(bits(value), static_cast<_MM_PERM_ENUM>(0b1010'0000)));
  }
  static Word high_twice(Word value) {
    return words(_mm512_shuffle_epi32(bits(value), static_cast<_MM_PERM_ENUM>(0b1111'0101)));
  }
  static Word less_halves(Word a, Word b) {
    return words(_mm512_movm_epi32(_mm512_cmplt_epi32_mask(bits(a), bits(b))));
  }
  static Floats floats(Halves value) { return __builtin_convertvector(value, Floats); }
  static Halves whole(Floats value) { return __builtin_convertvector(value, Halves); }
  static Halves bits(Floats value) { return reinterpret_cast<Halves>(value); }
  static Floats of_bits(Halves value) { return reinterpret_cast<Floats>(value); }
  /// Sixteen loads of whole rows, which this turns, as in lanes_avx2.h.
  static void rows(const float (*table)[4], Halves places, Floats (&columns)[4]) {
    std::uint32_t place[16];
    _mm512_storeu_si512(place, reinterpret_cast<__m512i>(places));
    asm volatile("" : "+m"(place));
    const auto four_rows = [&](int k) {
      const auto row = [&](int at) { return _mm_load_ps(table[place[k + at]]); };
      auto all = _mm512_castps128_ps512(row(0));
      all = _mm512_insertf32x4(all, row(4), 1);
      all = _mm512_insertf32x4(all, row(8), 2);
      return _mm512_insertf32x4(all, row(12), 3);
    };
    const auto a = four_rows(0);
    const auto b = four_rows(1);
    const auto c = four_rows(2);
    const auto d = four_rows(3);
    const auto ab = reinterpret_cast<__m512d>(_mm512_unpacklo_ps(a, b));
    const auto cd = reinterpret_cast<__m512d>(_mm512_unpacklo_ps(c, d));
    const auto ab_high = reinterpret_cast<__m512d>(_mm512_unpackhi_ps(a, b));
    const auto cd_high = reinterpret_cast<__m512d>(_mm512_unpackhi_ps(c, d));
    columns[0] = reinterpret_cast<Floats>(_mm512_unpacklo_pd(ab, cd));
    columns[1] = reinterpret_cast<Floats>(_mm512_unpackhi_pd(ab, cd));
    columns[2] = reinterpret_cast<Floats>(_mm512_unpacklo_pd(ab_high, cd_high));
    columns[3] = reinterpret_cast<Floats>(_mm512_unpackhi_pd(ab_high, cd_high));
  }

 private:
  static __m512i bits(Word value) { return reinterpret_cast<__m512i>(value); }
  static Word words(__m512i value) { return reinterpret_cast<Word>(value); }
};

}  // namespace anxin::simulator
