// Draws: the generator's published vectors, both paths, stable ids.
#include "simulator/draws.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <vector>

#include "simulator/kernel_choice.h"

namespace anxin::simulator {
namespace {

struct KnownAnswer {
  std::uint64_t seed;
  StableId entity;
  std::uint32_t path;
  std::uint32_t moment;
  Words words;
};

// Random123's own vectors for Philox4x32-10 (kat_vectors); a counter is four words, the lowest
// first.
constexpr KnownAnswer kKnown[] = {
    {0, 0, 0, 0, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {~std::uint64_t{0},
     ~std::uint64_t{0},
     0xffffffff,
     0xffffffff,
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {0x299f31d0'a4093822,
     0x85a308d3'243f6a88,
     0x13198a2e,
     0x03707344,
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

Words words_at(const WordColumns& columns, std::size_t place) {
  Words words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    words[i] = static_cast<std::uint32_t>(columns.word[i][place]);
  }
  return words;
}

TEST(Draws, GiveThePublishedVectors) {
  for (const auto& known : kKnown) {
    EXPECT_EQ(draw({known.seed, known.entity, known.path, known.moment}), known.words);
  }
}

TEST(Draws, OfABlockAreThoseOfEachEntityOnEveryPath) {
  std::vector<std::uint64_t> ids(kBlock);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = stable_id("project/" + std::to_string(i));
  const auto columns = std::make_unique<WordColumns>();
  for (const auto* kernels : kernels_here()) {
    kernels->draw({42, 7, moment_of(11, Purpose::w1_projects)}, ids.data(), kBlock, *columns);
    for (std::size_t i = 0; i < kBlock; ++i) {
      ASSERT_EQ(words_at(*columns, i), draw({42, ids[i], 7, moment_of(11, Purpose::w1_projects)}))
          << kernels->name << " " << i;
    }
  }
}

TEST(Draws, StayWithinThirtyTwoBits) {
  const std::vector<std::uint64_t> ids(kBlock, ~std::uint64_t{0});
  const auto columns = std::make_unique<WordColumns>();
  for (const auto* kernels : kernels_here()) {
    kernels->draw({1, 1, 1}, ids.data(), kBlock, *columns);
    for (const auto& column : columns->word) {
      for (const auto word : column) ASSERT_LT(word, std::uint64_t{1} << 32U) << kernels->name;
    }
  }
}

TEST(Draws, OfW1AreThoseOfEachProjectInPairs) {
  std::vector<std::uint64_t> ids(kBlock);
  for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = stable_id("w1/" + std::to_string(i));
  const auto starts = std::make_unique<DrawStarts>();
  const auto draws = std::make_unique<W1Draws>();
  const std::uint32_t path = 0xfeedf00d;
  const auto moment = moment_of(17, Purpose::w1_projects);
  for (const auto* kernels : kernels_here()) {
    kernels->begin_draws({42, path, 0}, ids.data(), kBlock, *starts);
    kernels->draw_w1({42, path, moment}, *starts, kBlock, *draws);
    for (std::size_t i = 0; i < kBlock; ++i) {
      const auto words = draw({42, ids[i], path, moment});
      ASSERT_EQ(draws->chances[i], words[0] | Pair{words[2]} << 32U) << kernels->name << " " << i;
      ASSERT_EQ(draws->normals[i], words[1] | Pair{words[3]} << 32U) << kernels->name << " " << i;
    }
  }
}

TEST(Draws, DifferInEveryPartOfTheirKey) {
  const auto at = [](DrawKey key) { return draw(key); };
  const std::set<Words> all{at({1, 2, 3, 4}), at({2, 2, 3, 4}),
                            at({1, 3, 3, 4}), at({1, std::uint64_t{2} << 32U, 3, 4}),
                            at({1, 2, 4, 4}), at({1, 2, 3, 5})};
  EXPECT_EQ(all.size(), 6U);
}

TEST(Draws, OfOneMonthNeverMeetThoseOfAnother) {
  EXPECT_NE(moment_of(1, Purpose::w1_systemic), moment_of(0, Purpose::w1_projects));
  EXPECT_NE(moment_of(120, Purpose::w1_projects), moment_of(119, Purpose::w1_projects));
}

TEST(StableId, IsTheHeadOfTheDigestOfTheKey) {
  // printf 'abc' | sha256sum
  EXPECT_EQ(stable_id("abc"), 0xba7816bf8f01cfeaU);
  EXPECT_NE(stable_id("owner/1"), stable_id("owner/11"));
}

}  // namespace
}  // namespace anxin::simulator
