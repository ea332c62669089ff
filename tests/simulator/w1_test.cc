// W1: the same bytes whatever runs it, and the mean that its own definition gives.
#include "simulator/w1.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "simulator/draws.h"
#include "simulator/kernel_choice.h"
#include "simulator/numeric.h"
#include "simulator/path_blocks.h"
#include "simulator/short_normals.h"

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
  const auto portable = small(portable_kernels(), 1).arrears;
  for (const auto* kernels : kernels_here()) {
    EXPECT_EQ(small(*kernels, 1).arrears, portable) << kernels->name;
  }
}

// ---- the definition, one project at a time ------------------------------------------------------

struct PlainProject {
  std::int64_t cash = kW1Contract / 250;
  std::int64_t deposit = kW1Contract / 200;
  std::int64_t due = 0;
  std::int64_t arrears = 0;
};

void take(std::int64_t& purse, std::int64_t& need) {
  const auto taken = std::min(purse, need);
  purse -= taken;
  need -= taken;
}

std::int64_t planned_until(std::int64_t month) {
  return kW1Contract / 4 * (3 * month * month * 36 - 2 * month * month * month) / (36 * 36 * 36);
}

double late_chance(std::uint64_t seed, std::uint32_t path, std::uint32_t month) {
  const auto word = draw({seed, 0, path, moment_of(month, Purpose::w1_systemic)})[0];
  return normal_cdf((-0.8416 - 0.3 * normal_quantile((word + 0.5) * 0x1p-32)) / 0.9539);
}

// A share of planned labour, in parts of 2^-32.
std::int64_t plain_labour(std::int64_t planned, std::uint32_t word) {
  const auto value = short_normals<PortableLanes>(short_normal_table(), word);
  const auto normal = static_cast<std::int32_t>(value & 0xffffffffU);
  return planned + ((planned * 16 / 20 * normal) >> 32);
}

// The chance word as a number from 0 to 1, cut in two: below the chance of being late, and above.
void play_plain_month(PlainProject& project, const Words& words, std::uint32_t t, double late) {
  const auto labour =
      plain_labour(planned_until(t + 1) - planned_until(t), words.at(1 + t % 2 * 2));
  const double u = (words.at(t % 2 * 2) ^ 0x80000000U) * 0x1p-32;
  const bool is_late = u < late;
  const double within = is_late ? u / late : (u - late) / (1 - late);
  project.due += labour * 1'095'216'660 / (std::int64_t{1} << 30U);
  auto paid = is_late ? 0 : std::exchange(project.due, 0);
  auto need = project.arrears + labour + (within < 0.0005 ? labour : 0);
  take(paid, need);
  project.cash += paid;
  take(project.cash, need);
  take(project.deposit, need);
  project.arrears = need;
}

std::int64_t plain_path(std::uint64_t seed, std::uint32_t path, std::size_t projects) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < projects; ++i) {
    PlainProject project;
    for (std::uint32_t t = 0; t < kW1Months; ++t) {
      const auto words = draw({seed, i, path, moment_of(t / 2, Purpose::w1_projects)});
      play_plain_month(project, words, t, late_chance(seed, path, t));
      sum += project.arrears;
    }
  }
  return sum;
}

TEST(W1, IsItsDefinitionToTheFen) {
  const auto result = small(best_kernels(), 1);
  std::int64_t sum = 0;
  for (std::uint32_t path = 0; path < kSmall.paths; ++path) {
    EXPECT_EQ(plain_path(20261126, path, kSmall.projects), result.arrears[path]) << path;
    sum += result.arrears[path];
  }
  EXPECT_GT(sum, 0);  // something was owed at all
}

TEST(W1, GivesTheBytesThatItGaveBefore) {
  // Draws, table or money that change show here.
  const auto result = small(best_kernels(), 1);
  std::int64_t sum = 0;
  for (const auto path : result.arrears) sum += path;
  EXPECT_EQ(sum, 179'199'881'130);
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
      share_out(paths, 4, threads, [&seen] {
        return [&seen](PathRange range) {
          for (auto path = range.first; path < range.end; ++path) ++seen[path];
        };
      });
      EXPECT_EQ(seen, std::vector<int>(paths, 1));
    }
  }
}

}  // namespace
}  // namespace anxin::simulator
