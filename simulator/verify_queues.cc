// The desk as a queue: M/M/c, M/G/∞ and Little's law.
//
// Each month many projects work that have an account, save a few: of those the cases are made.
// They arrive at any moment of a month with equal chances, and their number in a month is binomial
// with a small chance: Poisson but for less than that chance (Le Cam, 1960).
#include <array>
#include <utility>

#include "simulator/exact_queues.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

// What a longer run has beyond a shorter one of the same world: the figures of the months between,
// when the desk no longer remembers that it began empty.
Result<std::vector<PathMetrics>> beyond(VerifySetting setting, const World& world,
                                        std::int64_t months) {
  const auto longer = LEDGER_TRY(setting.run_in(world));
  const auto shorter = LEDGER_TRY(setting.months(months).run_in(world));
  auto apart = longer.paths;
  for (std::size_t path = 0; path < apart.size(); ++path) {
    for (std::size_t i = 0; i < apart[path].size(); ++i) {
      apart[path].at(i) -= shorter.paths[path].at(i);
    }
  }
  return apart;
}

std::vector<std::int64_t> column(const std::vector<PathMetrics>& paths, Metric metric) {
  std::vector<std::int64_t> values;
  for (const auto& path : paths) values.push_back(path[place_of(metric)]);
  return values;
}

// ---- two teams ----------------------------------------------------------------------------------

constexpr std::int32_t kDeskProjects = 200;  // a month, one in fifty without an account
constexpr Queue kDesk{2, 4, 0.25};           // as many cases; teams are busy half of the time

// Exponential work, two teams: what arrives from month 9 on. What is left of the empty beginning
// halves each month; by that and by the binomial number, the wait is at most 2 % shorter.
Result<VerifyCases> two_teams(const VerifySetting& claims) {
  constexpr std::int64_t kPaths = 400;
  constexpr std::int64_t kMonths = 15;
  constexpr std::int64_t kBegun = 9;
  auto desk = claims;
  desk.with(Parameter::account_coverage, Rate(98, 100)).months(kMonths).at_most(kPaths);
  desk.with(Parameter::enforcement_teams, Rate(2));
  desk.with(Parameter::enforcement_time, Rate(1, 4));
  const auto world = claims_world(desk, kDeskProjects);
  const auto apart = LEDGER_TRY(beyond(desk, world, kBegun));
  constexpr double kSpan = kMonths - kBegun;
  constexpr double kThousandths = 1000;
  return VerifyCases{mean_case({"mmc-wait", mean_wait(kDesk)}, column(apart, Metric::case_wait),
                               kSpan * kDesk.arrivals * kThousandths),
                     mean_case({"little-cases", mean_waiting(kDesk) + kDesk.load()},
                               column(apart, Metric::case_months), kSpan)};
}

// ---- more teams than cases ----------------------------------------------------------------------

// Γ(1 + 1/2) = √π / 2: of a work with shape 2, in its time scale.
constexpr double kHalfRootOfPi = 0.88622692545275801365;

// Nobody waits; the number at work is Poisson whatever the law of the work, here Weibull's. One
// that takes four times its scale has a chance of e^-16.
Result<VerifyCases> enough_teams(const VerifySetting& claims) {
  constexpr std::int64_t kPaths = 2000;
  constexpr std::int64_t kMonths = 14;
  constexpr std::int32_t kProjects = 60;
  auto desk = claims;
  desk.with(Parameter::account_coverage, Rate(99, 100)).months(kMonths).at_most(kPaths);
  desk.with(Parameter::enforcement_time, Rate(3)).with(Parameter::enforcement_shape, Rate(2));
  const auto world = claims_world(desk, kProjects);
  const auto apart = LEDGER_TRY(beyond(desk, world, kMonths - 1));
  const auto busy = column(apart, Metric::case_months);
  constexpr double kLoad = 0.01 * kProjects * 3 * kHalfRootOfPi;
  VerifyCases cases{mean_case({"mg-infinity-mean", kLoad}, busy, 1)};
  constexpr std::array<std::pair<std::string_view, int>, 3> kCounts{
      {{"mg-infinity-none", 0}, {"mg-infinity-up-to-2", 2}, {"mg-infinity-up-to-4", 4}}};
  for (const auto& [name, count] : kCounts) {
    cases.push_back(share_case({name, busy_up_to(kLoad, count)}, busy, count));
  }
  return cases;
}

}  // namespace

Result<VerifyCases> queue_cases(const RuleSources& sources, const VerifySettings& settings) {
  auto claims = claims_setting(sources, settings);
  claims.with(Parameter::fund_size, Rate(0));
  auto all = LEDGER_TRY(two_teams(claims));
  const auto more = LEDGER_TRY(enough_teams(claims));
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace anxin::simulator
