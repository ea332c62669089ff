// Trade debts and stolen wages through the engine, in worlds made by hand.
//
// Expected sums are worked out beside each test: a rule that is left out gives another one.
#include <gtest/gtest.h>

#include <string>

#include "simulator/verify_setting.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

const RuleSources& rule_sources() {
  static const RuleSources kSources{shipped_rules(), shipped_calendar()};
  return kSources;
}

VerifySetting quiet_setting(std::int64_t paths) {
  static const VerifySettings kSettings{20'260'101, 40, {}};
  VerifySetting setting(rule_sources(), kSettings);
  setting.at_most(paths);
  return setting;
}

// ---- three contractors in a ring ----------------------------------------------------------------

constexpr Fen kClaim = 1'000;  // of each to the next, in the first month
struct RingMember {
  Fen cash = 0;
  Fen labour = 0;  ///< of two months
};

// A bill is twice the claim; the owner's money is all profit, so that only cash and claims count.
VerifySetting ring_of_trade() {
  auto setting = quiet_setting(1);
  setting.months(1).with(Parameter::contractor_start_cash, Rate(1));
  setting.with(Parameter::contractor_credit, Rate(0)).with(Parameter::contractor_profit, Rate(1));
  setting.with(Parameter::overhead, Rate(0)).with(Parameter::materials, Rate(1, 2));
  setting.with(Parameter::contractor_trade, Rate(1, 2));
  return setting;
}

World trade_world(const VerifySetting& setting, const std::vector<RingMember>& members) {
  const auto count = static_cast<std::uint32_t>(members.size());
  const auto one = setting.one_project();
  const auto several = static_cast<std::int32_t>(count);
  auto world = repeated(one, several, several);
  world.contractors.clear();
  for (std::uint32_t i = 0; i < count; ++i) {
    auto contractor = one.contractors.front();
    contractor.id = stable_id("contractor/" + std::to_string(i + 1));
    contractor.first_project = i;
    contractor.end_project = i + 1;
    contractor.partner = (i + 1) % count;
    contractor.yearly = members[i].cash;
    world.contractors.push_back(contractor);
    auto& project = world.projects[i];
    project.contractor = i;
    project.contract = 4 * kClaim;
    project.labour = members[i].labour;
    work_evenly(project, 2);
  }
  return world;
}

Fen only_value(const VerifySetting& setting, const World& world, Metric metric) {
  const auto report = setting.run_in(world);
  EXPECT_TRUE(report.has_value());
  return report->values(metric).front();
}

TEST(Trade, WhoeverHasTheCashPaysItsClaim) {
  const auto setting = ring_of_trade();
  const auto world = trade_world(setting, {{kClaim}, {kClaim}, {kClaim}});
  EXPECT_EQ(only_value(setting, world, Metric::trade_unpaid), 0);
}

// Overhead of 500 leaves the first at −300 with no credit: of the 1 000 that it receives it pays
// 700 on.
TEST(Trade, WhatIsDrawnBeyondTheCreditLineComesBeforeAnyClaim) {
  auto setting = ring_of_trade();
  setting.with(Parameter::overhead, Rate(1, 4));
  const auto world = trade_world(setting, {{200}, {5'000}, {5'000}});
  EXPECT_EQ(only_value(setting, world, Metric::trade_unpaid), 300);
}

TEST(Trade, AContractorInDistressPaysNoClaimWhateverItHas) {
  auto setting = ring_of_trade();
  setting.with(Parameter::contractor_default, Rate(1));
  const auto world = trade_world(setting, {{kClaim}, {kClaim}, {kClaim}});
  EXPECT_EQ(only_value(setting, world, Metric::contractor_defaults), 3);
  EXPECT_EQ(only_value(setting, world, Metric::trade_unpaid), 3 * kClaim);
}

// A fen of wages goes round a ring without any means: the greatest solution falls fen by fen.
TEST(Trade, AMonthWhoseClearingEndsBelowIsCounted) {
  auto setting = ring_of_trade();
  setting.months(2);
  const auto wages = trade_world(setting, {{0, 2}, {}, {}});
  const auto none = trade_world(setting, {{}, {}, {}});
  EXPECT_EQ(only_value(setting, none, Metric::clearing_below), 0);
  EXPECT_EQ(only_value(setting, wages, Metric::clearing_below), 1);
  auto smaller = wages;
  for (auto& project : smaller.projects) project.contract /= 10;
  EXPECT_EQ(only_value(setting, smaller, Metric::clearing_below), 0) << "few enough fen to fall";
}

// ---- stolen wages -------------------------------------------------------------------------------

constexpr Fen kMonthsWages = 10'000'000;

// Wages of four months wait for the contractor's credit; then a subcontractor is given all of them
// and runs off with what it may have in hand: a month and a half.
RunReport run_with_theft() {
  auto setting = quiet_setting(40);
  setting.months(5).with(Parameter::direct_share, Rate(0)).with(Parameter::grace, Rate(1));
  setting.with(Parameter::contractor_start_cash, Rate(0)).with(Parameter::overhead, Rate(0));
  setting.with(Parameter::materials, Rate(0)).with(Parameter::contractor_profit, Rate(1));
  setting.with(Parameter::contractor_credit, Rate(0)).with(Parameter::absconding, Rate(1));
  setting.later(4, Parameter::contractor_credit, Rate(100));
  auto world = setting.one_project();
  auto& project = world.projects.front();
  project.contract = 20 * kMonthsWages;
  project.labour = 8 * kMonthsWages;
  world.contractors.front().yearly = project.contract;
  work_evenly(project, 8);
  auto report = setting.run_in(world);
  EXPECT_TRUE(report.has_value());
  return std::move(*report);
}

TEST(StolenWages, AreOwedAgainAsOldAsTheyWere) {
  const auto report = run_with_theft();
  const auto stolen = report.values(Metric::absconded);
  const auto arrears = report.values(Metric::arrears_end);
  std::int64_t thefts = 0;
  for (std::size_t path = 0; path < stolen.size(); ++path) {
    if (stolen[path] == 0) continue;
    ++thefts;
    EXPECT_EQ(stolen[path], kMonthsWages * 3 / 2);
    EXPECT_EQ(arrears[path], kMonthsWages / 2) << "a month old: beyond the grace";
  }
  EXPECT_GT(thefts, 0);
  const auto paths = static_cast<std::int64_t>(stolen.size());
  EXPECT_EQ(report.paid_by_age[0], (paths - thefts) * kMonthsWages);
  EXPECT_EQ(report.paid_by_age[1], paths * kMonthsWages - thefts * kMonthsWages / 2);
  EXPECT_EQ(report.paid_by_age[2], paths * kMonthsWages);
}

}  // namespace
}  // namespace anxin::simulator
