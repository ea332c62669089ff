#include "simulator/w1.h"

#include <algorithm>
#include <array>
#include <memory>

#include "ledger/base/invariant.h"
#include "simulator/draws.h"
#include "simulator/normal_table.h"
#include "simulator/numeric.h"
#include "simulator/path_blocks.h"

namespace anxin::simulator {
namespace {

constexpr std::int64_t kDeposit = kW1Contract / 200;    // .005
constexpr std::int64_t kStartCash = kW1Contract / 250;  // .004
constexpr double kLateBound = -0.8416;                  // one bill in five
constexpr double kSystemicWeight = 0.3;
constexpr double kOwnWeight = 0.9539;
constexpr double kLossChance = 0.0005;
constexpr std::size_t kPathsABlock = 4;  // some milliseconds of work

using W1Plan = std::array<W1Month, kW1Months>;

// A quarter of the contract along F(x) = 3x² − 2x³, exact up to the rounding of each month.
std::int64_t w1_labour_until(std::int64_t month) {
  constexpr std::int64_t kLength = kW1Months;
  const auto curve = 3 * month * month * kLength - 2 * month * month * month;
  return kW1Contract / 4 * curve / (kLength * kLength * kLength);
}

W1Plan plan_w1() {
  W1Plan plan;
  for (std::size_t t = 0; t < plan.size(); ++t) {
    const auto month = static_cast<std::int64_t>(t);
    plan[t].labour = w1_labour_until(month + 1) - w1_labour_until(month);
    plan[t].labour_deviation = plan[t].labour / 20;
    plan[t].lost_below = word_threshold(kLossChance);
  }
  return plan;
}

// The chance of being late that the month's systemic factor leaves to each project.
void draw_w1_factors(std::uint64_t seed, std::uint32_t path, W1Plan& plan) {
  for (std::uint32_t t = 0; t < plan.size(); ++t) {
    const auto words = draw({seed, 0, path, moment_of(t, Purpose::w1_systemic)});
    const double systemic = normal_quantile((words[0] + 0.5) * 0x1p-32);
    const double bound = (kLateBound - kSystemicWeight * systemic) / kOwnWeight;
    plan[t].late_below = word_threshold(normal_cdf(bound));
  }
}

class W1Block {
 public:
  W1Block(const W1Run& run, std::size_t first, std::size_t count) : run_(run), count_(count) {
    for (std::size_t i = 0; i < count; ++i) ids_[i] = first + i;
    std::fill_n(state_.cash, kBlock, kStartCash);
    std::fill_n(state_.deposit, kBlock, kDeposit);
  }
  std::int64_t play(std::uint32_t path, const W1Plan& plan);

 private:
  const W1Run& run_;
  std::size_t count_;
  std::array<std::uint64_t, kBlock> ids_{};
  W1State state_{};
  W1Draws draws_{};
};

std::int64_t W1Block::play(std::uint32_t path, const W1Plan& plan) {
  const auto& kernels = *run_.kernels;
  std::int64_t arrears = 0;
  for (std::uint32_t t = 0; t < plan.size(); ++t) {
    kernels.draw({run_.seed, path, moment_of(t, Purpose::w1_project)}, ids_.data(), count_,
                 draws_.words);
    kernels.normals(normal_table(), draws_.words.word[1], count_, draws_.normals);
    arrears += kernels.w1_month(plan[t], draws_, count_, state_);
  }
  return arrears;
}

std::int64_t play_w1_path(const W1Size& size, const W1Run& run, std::uint32_t path, W1Plan& plan) {
  draw_w1_factors(run.seed, path, plan);
  std::int64_t arrears = 0;
  for (std::size_t first = 0; first < size.projects; first += kBlock) {
    W1Block block(run, first, std::min(kBlock, size.projects - first));
    arrears += block.play(path, plan);
  }
  return arrears;
}

}  // namespace

double W1Result::mean_share(const W1Size& size) const {
  double sum = 0;
  for (const auto path : arrears) sum += static_cast<double>(path);
  const auto cases = size.projects * kW1Months * size.paths;
  return sum / static_cast<double>(cases) / static_cast<double>(kW1Contract);
}

W1Result run_w1(const W1Size& size, const W1Run& run) {
  LEDGER_INVARIANT(run.kernels != nullptr && run.threads > 0 && size.projects % kLanesMax == 0);
  W1Result result;
  result.arrears.resize(size.paths);
  share_out(size.paths, kPathsABlock, run.threads, [&](PathRange range) {
    auto plan = plan_w1();
    for (auto path = range.first; path < range.end; ++path) {
      result.arrears[path] = play_w1_path(size, run, static_cast<std::uint32_t>(path), plan);
    }
  });
  return result;
}

}  // namespace anxin::simulator
