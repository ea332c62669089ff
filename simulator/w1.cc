#include "simulator/w1.h"

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>

#include "ledger/base/invariant.h"
#include "simulator/draws.h"
#include "simulator/numeric.h"
#include "simulator/path_blocks.h"
#include "simulator/short_normals.h"

namespace anxin::simulator {
namespace {

constexpr std::int64_t kDeposit = kW1Contract / 200;    // .005
constexpr std::int64_t kStartCash = kW1Contract / 250;  // .004
constexpr double kLateBound = -0.8416;                  // one bill in five
constexpr double kSystemicWeight = 0.3;
constexpr double kOwnWeight = 0.9539;
constexpr double kLossChance = 0.0005;
constexpr std::size_t kPathsABlock = 4;  // some milliseconds of work
constexpr std::size_t kPairs = kW1Months / 2;

using W1Plan = std::array<W1Months, kPairs>;

// A quarter of the contract along F(x) = 3x² − 2x³, exact up to the rounding of each month.
std::int64_t w1_labour_until(std::int64_t month) {
  constexpr std::int64_t kLength = kW1Months;
  const auto curve = 3 * month * month * kLength - 2 * month * month * month;
  return kW1Contract / 4 * curve / (kLength * kLength * kLength);
}

W1Plan plan_w1() {
  W1Plan plan;
  for (std::size_t t = 0; t < kW1Months; ++t) {
    const auto month = static_cast<std::int64_t>(t);
    plan[t / 2].labour[t % 2] = w1_labour_until(month + 1) - w1_labour_until(month);
  }
  return plan;
}

// As a bound for words read as signed numbers, at the place of the month in its pair.
Pair word_bound(double chance, std::size_t place) {
  const auto below = word_threshold(chance);
  LEDGER_INVARIANT(below <= kLowHalf);  // no chance of W1 is certain
  return ((below - (std::uint64_t{1} << 31U)) & kLowHalf) << (32 * place);
}

// One word decides both chances of a month: wages are lost in the first .0005 of the words that
// make it late, and in the first .0005 of the others.
void set_w1_chances(W1Months& months, std::size_t place, double late) {
  months.late_below |= word_bound(late, place);
  months.lost_below_late |= word_bound(late * kLossChance, place);
  months.lost_below_paid |= word_bound(late + (1 - late) * kLossChance, place);
}

// The chance of being late that the month's systemic factor leaves to each project.
void draw_w1_factors(std::uint64_t seed, std::uint32_t path, W1Plan& plan) {
  for (auto& months : plan) months.late_below = months.lost_below_late = months.lost_below_paid = 0;
  for (std::uint32_t t = 0; t < kW1Months; ++t) {
    const auto words = draw({seed, 0, path, moment_of(t, Purpose::w1_systemic)});
    const double systemic = normal_quantile((words[0] + 0.5) * 0x1p-32);
    const double bound = (kLateBound - kSystemicWeight * systemic) / kOwnWeight;
    set_w1_chances(plan[t / 2], t % 2, normal_cdf(bound));
  }
}

// The projects that are played together, in the nearest cache.
class W1Block {
 public:
  explicit W1Block(const W1Run& run) : run_(run) {}
  void begin(std::uint32_t path, std::size_t first, std::size_t count);
  [[nodiscard]] std::int64_t play(std::uint32_t path, const W1Plan& plan);

 private:
  const W1Run& run_;
  std::size_t count_ = 0;
  DrawStarts starts_{};
  W1State state_{};
  W1Draws draws_{};
};

void W1Block::begin(std::uint32_t path, std::size_t first, std::size_t count) {
  std::array<std::uint64_t, kBlock> ids;
  std::iota(ids.begin(), ids.end(), first);
  run_.kernels->begin_draws({run_.seed, path, 0}, ids.data(), count, starts_);
  std::fill_n(state_.position, count, kStartCash);
  std::fill_n(state_.deposit, count, kDeposit);
  std::fill_n(state_.due, count, 0);
  count_ = count;
}

std::int64_t W1Block::play(std::uint32_t path, const W1Plan& plan) {
  const auto& kernels = *run_.kernels;
  std::int64_t arrears = 0;
  for (std::uint32_t pair = 0; pair < kPairs; ++pair) {
    const DrawBlock block{run_.seed, path, moment_of(pair, Purpose::w1_projects)};
    kernels.draw_w1(block, starts_, count_, draws_);
    kernels.normals(short_normal_table(), count_, draws_.normals);
    arrears += kernels.w1_months(plan[pair], draws_, count_, state_);
  }
  return arrears;
}

class W1Player {
 public:
  W1Player(const W1Size& size, const W1Run& run)
      : projects_(size.projects), run_(run), plan_(plan_w1()), block_(run) {}
  std::int64_t play(std::uint32_t path) {
    draw_w1_factors(run_.seed, path, plan_);
    std::int64_t arrears = 0;
    for (std::size_t first = 0; first < projects_; first += kBlock) {
      block_.begin(path, first, std::min(kBlock, projects_ - first));
      arrears += block_.play(path, plan_);
    }
    return arrears;
  }

 private:
  std::size_t projects_;
  const W1Run& run_;
  W1Plan plan_;
  W1Block block_;
};

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
  share_out(size.paths, kPathsABlock, run.threads, [&] {
    const auto player = std::make_shared<W1Player>(size, run);
    return [&result, player](PathRange range) {
      for (auto path = range.first; path < range.end; ++path) {
        result.arrears[path] = player->play(static_cast<std::uint32_t>(path));
      }
    };
  });
  return result;
}

}  // namespace anxin::simulator
