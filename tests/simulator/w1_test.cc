// W1: the same bytes whatever runs it, and the mean that its own definition gives.
#include "simulator/w1.h"

#include <gtest/gtest.h>

#include "simulator/path_blocks.h"

namespace anxin::simulator {
namespace {

constexpr W1Size kSmall{304, 9};  // more than a block of projects, no whole number of path blocks

W1Result small(const Kernels& kernels, std::size_t threads) {
  return run_w1(kSmall, {20261126, &kernels, threads});
}

TEST(W1, GivesTheSameBytesOnAnyNumberOfThreads) {
  const auto one = small(portable_kernels(), 1);
  EXPECT_EQ(small(portable_kernels(), 2).arrears, one.arrears);
  EXPECT_EQ(small(portable_kernels(), 3).arrears, one.arrears);
}

TEST(W1, GivesTheSameBytesWithAndWithoutVectors) {
  if (avx2_kernels() == nullptr) GTEST_SKIP() << "this processor has no AVX2";
  EXPECT_EQ(small(*avx2_kernels(), 1).arrears, small(portable_kernels(), 1).arrears);
}

TEST(W1, GivesTheBytesOfItsFirstDay) {
  // What the first build gave: draws, table or money that change show here.
  const auto result = small(best_kernels(), 1);
  std::int64_t sum = 0;
  for (const auto path : result.arrears) sum += path;
  EXPECT_EQ(sum, 182'294'446'361);
}

TEST(W1, PathsDoNotDependOnHowManyThereAre) {
  const auto few = run_w1({304, 2}, {20261126, &best_kernels(), 1});
  const auto many = small(best_kernels(), 1);
  EXPECT_EQ(few.arrears[1], many.arrears[1]);
}

TEST(W1, HasTheMeanOfItsDefinition) {
  // tests/bench/peers/w1_numpy.py, 2 000 projects, 4 000 paths, other draws.
  const W1Size size{2'000, 200};
  const auto result = run_w1(size, {7, &best_kernels(), 1});
  EXPECT_NEAR(result.mean_share(size), 0.000243, 0.000012);
}

TEST(PathBlocks, CoverEveryPathOnce) {
  for (const std::size_t threads : {1U, 2U, 3U}) {
    for (const std::size_t paths : {0U, 1U, 4U, 5U, 23U}) {
      std::vector<int> seen(paths, 0);
      share_out(paths, 4, threads, [&](PathRange range) {
        for (auto path = range.first; path < range.end; ++path) ++seen[path];
      });
      EXPECT_EQ(seen, std::vector<int>(paths, 1));
    }
  }
}

}  // namespace
}  // namespace anxin::simulator
