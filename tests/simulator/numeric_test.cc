// Our own functions against tabulated values, and the table of normal values against them.
#include "simulator/numeric.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "simulator/kernel_choice.h"
#include "simulator/normal_table.h"
#include "simulator/short_normals.h"

namespace anxin::simulator {
namespace {

struct Tabulated {
  double at;
  double value;
};

void expect_close(double found, double value, double relative) {
  EXPECT_NEAR(found, value, relative * std::abs(value));
}

constexpr double kUnits = 5e-16;  // about two units in the last place

// Abramowitz and Stegun, table 4.2, and powers of two.
TEST(Numeric, LogarithmAgreesWithTables) {
  constexpr Tabulated kLogs[] = {{2, 0.69314718055994530942},    {10, 2.30258509299404568402},
                                 {0.5, -0.69314718055994530942}, {1.5, 0.40546510810816438198},
                                 {1.25, 0.22314355131420975577}, {1e-10, -23.0258509299404568402},
                                 {3, 1.09861228866810969140},    {1e10, 23.0258509299404568402}};
  EXPECT_EQ(natural_log(1), 0);
  for (const auto& known : kLogs) expect_close(natural_log(known.at), known.value, kUnits);
}

// Abramowitz and Stegun, table 4.4.
TEST(Numeric, ExponentialAgreesWithTables) {
  constexpr Tabulated kExponentials[] = {{1, 2.71828182845904523536},
                                         {-1, 0.36787944117144232160},
                                         {10, 22026.4657948067165170},
                                         {0.1, 1.10517091807564762481},
                                         {-50, 1.92874984796391776e-22}};
  EXPECT_EQ(exponential(0), 1);
  EXPECT_GT(exponential(-700), 0);
  EXPECT_EQ(exponential(-700.5), 0);
  EXPECT_EQ(exponential(-5'000), 0);
  for (const auto& known : kExponentials) {
    expect_close(exponential(known.at), known.value, kUnits);
  }
}

TEST(Numeric, LogarithmAndExponentialUndoEachOther) {
  for (double x = -30; x < 30; x += 0.37) EXPECT_NEAR(natural_log(exponential(x)), x, 1e-14);
}

TEST(Numeric, PowersAgreeWithTables) {
  expect_close(power(2, 0.5), 1.41421356237309504880, kUnits);
  expect_close(power(7, 0.3), 1.79278996, 1e-8);
}

// Abramowitz and Stegun, table 26.1.
constexpr Tabulated kNormal[] = {{0, 0.5},
                                 {0.5, 0.69146246127401310364},
                                 {1, 0.84134474606854294859},
                                 {2, 0.97724986805182079279},
                                 {3, 0.99865010196836990547},
                                 {-1.5, 0.06680720126885806600},
                                 {-4, 0.00003167124183311992}};

TEST(Numeric, NormalDistributionAgreesWithTables) {
  for (const auto& known : kNormal) EXPECT_NEAR(normal_cdf(known.at), known.value, 1e-15);
  EXPECT_EQ(normal_cdf(-40), 0);
  EXPECT_EQ(normal_cdf(40), 1);
}

TEST(Numeric, NormalQuantilesAgreeWithTables) {
  constexpr Tabulated kQuantiles[] = {{0.5, 0},
                                      {0.75, 0.67448975019608174320},
                                      {0.9, 1.28155156554460046696},
                                      {0.975, 1.95996398454005423552},
                                      {0.999, 3.09023230616781354152},
                                      {0.01, -2.32634787404084110089},
                                      {1e-6, -4.75342430882289894819}};
  for (const auto& known : kQuantiles) EXPECT_NEAR(normal_quantile(known.at), known.value, 2e-15);
}

TEST(Numeric, QuantilesUndoTheDistributionOnBothSidesOfTheirTwoFormulas) {
  for (const double p : {0.0749999, 0.075, 0.0750001, 0.9249999, 0.925, 0.9250001, 1e-9}) {
    EXPECT_NEAR(normal_cdf(normal_quantile(p)), p, 1e-15);
  }
}

TEST(Numeric, ThresholdsCountWords) {
  EXPECT_EQ(word_threshold(0), 0U);
  EXPECT_EQ(word_threshold(0.25), std::uint64_t{1} << 30U);
  EXPECT_EQ(word_threshold(1), std::uint64_t{1} << 32U);
}

TEST(Numeric, NearestBreaksTiesToEven) {
  EXPECT_EQ(nearest(2.5), 2);
  EXPECT_EQ(nearest(3.5), 4);
  EXPECT_EQ(nearest(-2.5), -2);
  EXPECT_EQ(nearest(-2.51), -3);
}

// ---- the table of normal values -----------------------------------------------------------------

// Every octave of the lower half, with its first and last words and some between.
std::vector<std::uint32_t> telling_words() {
  std::vector<std::uint32_t> words{0, 1, 2, 3};
  for (std::uint32_t octave = 4; octave != 0; octave *= 2) {
    for (std::uint32_t part = 0; part < 64; ++part) words.push_back(octave + octave / 64 * part);
    words.insert(words.end(), {octave - 1, octave, octave + 1});
  }
  words.push_back(0xffffffffU);
  return words;
}

double quantile_of(std::uint32_t word) { return normal_quantile((word + 0.5) * 0x1p-32); }

TEST(NormalTable, AgreesWithTheQuantileInEveryPiece) {
  for (const auto word : telling_words()) {
    ASSERT_NEAR(normal_real(word), quantile_of(word), 0x1p-28) << word;
  }
}

TEST(NormalTable, IsSymmetric) {
  const auto value = [](std::uint64_t word) {
    return normal_at<PortableLanes>(normal_table(), normal_place<PortableLanes>(word));
  };
  for (const auto word : telling_words()) EXPECT_EQ(value(word), -value(0xffffffffU - word));
}

// ---- the short ones -----------------------------------------------------------------------------

struct alignas(32) Pairs {
  Pair value[kBlock];
};

std::int32_t low_half(Pair pair) { return static_cast<std::int32_t>(pair & 0xffffffffU); }
std::int32_t high_half(Pair pair) { return static_cast<std::int32_t>(pair >> 32U); }

// Each word in one half, its mirror image in the other.
void expect_short_normals(const Kernels& kernels, const std::vector<std::uint32_t>& words) {
  const auto word = [&words](std::size_t at) { return words[std::min(at, words.size() - 1)]; };
  for (std::size_t first = 0; first < words.size(); first += kBlock) {
    Pairs pairs{};
    for (std::size_t i = 0; i < kBlock; ++i) {
      pairs.value[i] = word(first + i) | Pair{~word(first + i)} << 32U;
    }
    kernels.normals(short_normal_table(), kBlock, pairs.value);
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto found = low_half(pairs.value[i]);
      ASSERT_NEAR(found * 0x1p-28, quantile_of(word(first + i)), 0x1p-20) << kernels.name;
      ASSERT_EQ(high_half(pairs.value[i]), -found) << kernels.name << " " << word(first + i);
    }
  }
}

TEST(ShortNormals, AgreeWithTheQuantileAndAreSymmetricInEveryPiece) {
  auto words = telling_words();
  // Many more where the cubics are longest, and in no order.
  for (std::uint32_t i = 0; i < 200'000; ++i) words.push_back(i * 2'654'435'761U);
  for (const auto* kernels : kernels_here()) expect_short_normals(*kernels, words);
}

TEST(NormalCdf, OfSomeSideBySideIsThatOfEachAlone) {
  for (const double at : {-9.0, -8.3, -3.25, -0.001, 0.0, 0.7, 5.5, 8.29, 1e9}) {
    const Values x{at, -at, at / 3, 8.3, -2.5, at + 1};
    const auto together = normal_cdfs(x);
    for (std::size_t k = 0; k < x.size(); ++k) EXPECT_EQ(together[k], normal_cdf(x[k])) << x[k];
  }
}

}  // namespace
}  // namespace anxin::simulator
