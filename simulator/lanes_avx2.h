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
  static Word less(Word a, Word b) { return words(_mm256_cmpgt_epi64(bits(b), bits(a))); }
  static Word double_bits(Word value) {
    // 2^52 with the number in its last places, less 2^52.
    const auto large = reinterpret_cast<__m256d>(value | std::uint64_t{0x433} << 52U);
    return reinterpret_cast<Word>(_mm256_sub_pd(large, _mm256_set1_pd(0x1p52)));
  }
  static std::uint64_t sum(Word value) { return value[0] + value[1] + value[2] + value[3]; }

 private:
  static __m256i bits(Word value) { return reinterpret_cast<__m256i>(value); }
  static Word words(__m256i value) { return reinterpret_cast<Word>(value); }
};

}  // namespace anxin::simulator
