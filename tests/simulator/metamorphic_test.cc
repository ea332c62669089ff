// What must stay the same, or move one way only, whatever the numbers are.
//
// Where a law holds only under a condition, the condition stands with it.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "simulator/statistics.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

// A county with much going wrong: every layer is asked.
CountyRun troubled_county() {
  CountyRun county;
  for (const auto* kind : {"government", "lgfv", "developer", "private"}) {
    county.with("owner." + std::string(kind) + ".default", "20 %/year");
  }
  county.with("contractor.default", "20 %/year").with("contractor.distress_time", "3 month");
  return county.with("owner.late.scale", "4 month").with("case.detection", "60 %/month");
}

World world_of(const CountyRun& county) { return make_world(county.baseline, county.scenario.run); }

RunReport run_in(const CountyRun& county, const World& world) {
  const RuleSources sources{shipped_rules(), shipped_calendar()};
  const RunSettings settings;
  auto report = run_world({county.baseline, county.scenario, sources, settings}, world);
  EXPECT_TRUE(report.has_value());
  return std::move(*report);
}

// Projects side by side again, in the order of their contractors.
World relinked(World world) {
  std::stable_sort(world.projects.begin(), world.projects.end(),
                   [](const Project& a, const Project& b) { return a.contractor < b.contractor; });
  for (auto& contractor : world.contractors) {
    contractor.first_project = contractor.end_project = 0;
  }
  for (std::uint32_t i = 0; i < world.projects.size(); ++i) {
    auto& contractor = world.contractors[world.projects[i].contractor];
    if (contractor.end_project == 0) contractor.first_project = i;
    contractor.end_project = i + 1;
  }
  return world;
}

World reversed(World world) {
  const auto owners = static_cast<std::uint32_t>(world.owners.size());
  const auto contractors = static_cast<std::uint32_t>(world.contractors.size());
  std::reverse(world.owners.begin(), world.owners.end());
  std::reverse(world.contractors.begin(), world.contractors.end());
  std::reverse(world.projects.begin(), world.projects.end());
  for (auto& contractor : world.contractors) {
    contractor.partner = contractors - 1 - contractor.partner;
  }
  for (auto& project : world.projects) {
    project.owner = owners - 1 - project.owner;
    project.contractor = contractors - 1 - project.contractor;
  }
  return relinked(std::move(world));
}

void multiply_money(World& world, Fen by) {
  for (auto& owner : world.owners) owner.let *= by;
  for (auto& contractor : world.contractors) {
    contractor.contracts *= by;
    contractor.yearly *= by;
  }
  for (auto& project : world.projects) {
    project.contract *= by;
    project.labour *= by;
  }
}

// ---- scale --------------------------------------------------------------------------------------

// Each product is rounded to the fen, a few times by project and month, and the fund's share once
// by worker: tenfold, it lies up to 10 fen apart. Heads, counts and shares are the same: no team is
// paid or left unpaid for a fen. What is proposed for prosecution is not, since the law names sums.
TEST(Metamorphic, TenTimesTheMoneyIsTenTimesTheResult) {
  const auto county = troubled_county();
  auto scaled = county;
  scaled.with("wage.month", "54880 yuan").with("fund.size", "3000 万元");
  auto world = world_of(county);
  const auto usual = run_in(county, world);
  multiply_money(world, 10);
  const auto tenfold = run_in(scaled, world);
  for (std::size_t path = 0; path < usual.paths.size(); ++path) {
    const auto roundings = static_cast<double>(county.baseline.size.projects * 24 +
                                               usual.paths[path][place_of(Metric::worker_months)]);
    for (const auto& shape : kMetrics) {
      if (shape.metric == Metric::criminal) continue;
      const auto once = usual.paths[path][place_of(shape.metric)];
      const auto ten = tenfold.paths[path][place_of(shape.metric)];
      const bool is_money = shape.unit == MetricUnit::fen;
      const auto apart = static_cast<double>(is_money ? ten - once * 10 : ten - once);
      EXPECT_NEAR(apart, 0, is_money ? 10 * roundings : 0) << shape.word;
    }
  }
}

// ---- order --------------------------------------------------------------------------------------

// With a fund that is enough for all: first come, first served does not matter.
TEST(Metamorphic, TheOrderOfPartiesAndProjectsChangesNoTotal) {
  auto county = troubled_county();
  county.with("fund.size", "10 亿元");
  const auto world = world_of(county);
  const auto usual = run_in(county, world);
  const auto turned = run_in(county, reversed(world));
  EXPECT_EQ(turned.paths, usual.paths);
  EXPECT_EQ(turned.month_sums, usual.month_sums);
}

TEST(Metamorphic, TheOrderDoesNotDecideWhetherTheFundIsExhausted) {
  auto county = troubled_county();
  county.with("fund.size", "20 万元").paths(40);
  const auto world = world_of(county);
  EXPECT_EQ(run_in(county, reversed(world)).values(Metric::fund_exhausted),
            run_in(county, world).values(Metric::fund_exhausted));
}

// ---- parts --------------------------------------------------------------------------------------

World with_projects_of(World world, std::uint32_t remainder) {
  std::erase_if(world.projects, [remainder](const Project& project) {
    return project.contractor % 2 != remainder;
  });
  return relinked(std::move(world));
}

TEST(Metamorphic, ContractorsThatShareNothingButTheFactorAddUp) {
  auto county = troubled_county();
  county.with("fund.size", "10 亿元").with("enforcement.teams", "1000 team");
  county.with("contractor.trade", "0 %");
  const auto world = world_of(county);
  const auto all = run_in(county, world);
  const auto even = run_in(county, with_projects_of(world, 0));
  const auto odd = run_in(county, with_projects_of(world, 1));
  for (const auto metric :
       {Metric::arrears_months, Metric::worker_months, Metric::deferred_months,
        Metric::paid_by_account, Metric::paid_by_contractor, Metric::paid_by_owner,
        Metric::paid_by_deposit, Metric::paid_by_fund, Metric::paid_by_court, Metric::billed,
        Metric::waiting_end, Metric::deposit_months, Metric::cases}) {
    for (std::size_t path = 0; path < all.paths.size(); ++path) {
      EXPECT_EQ(even.values(metric)[path] + odd.values(metric)[path], all.values(metric)[path]);
    }
  }
}

// A fund and a desk that are too small for what they are asked, in each of two districts, and
// parties that work in one alone.
TEST(Metamorphic, WhatHappensInOneDistrictChangesNothingInAnother) {
  auto county = troubled_county();
  county.baseline.size.districts = 2;
  county.with("fund.size", "20 万元").with("enforcement.teams", "1 team");
  county.with("enforcement.time", "2 month");
  const auto world = cut_links(world_of(county));
  const auto with_district = [&](std::uint32_t district) {
    auto part = world;
    std::erase_if(part.projects,
                  [district](const Project& project) { return project.district != district; });
    return run_in(county, relinked(std::move(part)));
  };
  const auto all = run_in(county, world);
  const auto first = with_district(0);
  const auto second = with_district(1);
  for (const auto metric :
       {Metric::arrears_months, Metric::worker_months, Metric::paid_by_deposit,
        Metric::paid_by_fund, Metric::fund_unmet, Metric::cases, Metric::case_months}) {
    for (std::size_t path = 0; path < all.paths.size(); ++path) {
      EXPECT_EQ(first.values(metric)[path] + second.values(metric)[path], all.values(metric)[path]);
    }
  }
}

// ---- time ---------------------------------------------------------------------------------------

// In one world: a drawn one spreads its projects over the horizon.
TEST(Metamorphic, ALongerHorizonBeginsWithTheSameMonths) {
  auto county = troubled_county();
  const auto world = world_of(county);
  const auto longer = run_in(county, world).month_sums;
  for (const std::int64_t months : {1, 7, 23}) {
    const auto shorter = run_in(county.months(months), world).month_sums;
    EXPECT_TRUE(std::equal(shorter.begin(), shorter.end(), longer.begin())) << months;
  }
}

// ---- one way only -------------------------------------------------------------------------------

TEST(Metamorphic, ALargerFundIsNeverExhaustedEarlier) {
  auto small = troubled_county();
  small.with("fund.size", "20 万元").paths(20);
  auto large = troubled_county();
  large.with("fund.size", "40 万元").paths(20);
  const auto world = world_of(small);
  std::int64_t earlier = 0;
  for (const std::int64_t months : {6, 9, 12, 24}) {
    const auto few = run_in(small.months(months), world).values(Metric::fund_exhausted);
    const auto many = run_in(large.months(months), world).values(Metric::fund_exhausted);
    for (std::size_t path = 0; path < few.size(); ++path) {
      EXPECT_LE(many[path], few[path]);
      earlier += few[path] - many[path];
    }
  }
  EXPECT_GT(earlier, 0);
}

Scenario with_base_rate(Scenario scenario, const Rate& rate) {
  Reform reform;
  reform.path = kDepositRatePath;
  reform.period.from = scenario.run.start;
  reform.value = rate;
  scenario.reforms.push_back(reform);
  return scenario;
}

// Arrears come from contractors that cannot pay for a while, and end when they can.
CountyRun county_with_letters() {
  auto county = troubled_county();
  county.with("deposit.letter_share", "100 %").paths(40);
  county.with("deposit.letter_fee", "0 %/year").with("deposit.letter_collateral", "0 %");
  county.with("contractor.credit", "1000 %").with("contractor.start_cash", "0 %");
  return county.with("contractor.profit", "100 %").with("case.order_expires", "1 month");
}

// Path by path where the letter is the last means and nothing fills it up again: no bill is open,
// the fund is empty, the court recovers nothing, and contractors have credit but no cash.
TEST(Metamorphic, MoreDepositByLetterNeverRaisesWhatIsUnpaid) {
  auto county = county_with_letters();
  county.with("owner.late.scale", "0 month").with("fund.size", "0 万元");
  county.with("court.recovered", "0 %");
  const auto world = world_of(county);
  const auto usual = run_in(county, world);
  county.scenario = with_base_rate(county.scenario, Rate(4, 100));
  const auto more = run_in(county, world);
  for (const auto metric : {Metric::arrears_months, Metric::arrears_end, Metric::arrears_peak}) {
    const auto apart = paired_differences(more.values(metric), usual.values(metric));
    EXPECT_LE(*std::max_element(apart.begin(), apart.end()), 0);
  }
  EXPECT_LT(more.month_sums[12].arrears, usual.month_sums[12].arrears);
}

// With all means it holds on average only. A deposit that covers the whole of a case closes it;
// what falls due after that needs another order, while a case that is still open would have taken
// it from the owner at once.
TEST(Metamorphic, MoreDepositByLetterLowersWhatIsUnpaidOnAverage) {
  auto county = troubled_county();
  county.with("deposit.letter_share", "100 %").paths(120);
  const auto world = world_of(county);
  const auto usual = run_in(county, world);
  county.scenario = with_base_rate(county.scenario, Rate(4, 100));
  const auto more = run_in(county, world);
  const auto apart = summarize(
      paired_differences(more.values(Metric::arrears_months), usual.values(Metric::arrears_months)),
      {});
  EXPECT_LT(real_of(apart.mean), -3 * apart.standard_error);
}

// ---- conservation -------------------------------------------------------------------------------

TEST(Metamorphic, EveryFenEarnedIsPaidByALayerOrStillOwed) {
  auto county = troubled_county();
  for (const auto* kind : {"government", "lgfv", "developer", "private"}) {
    county.with("owner." + std::string(kind) + ".default", "0 %/year");  // no works stop
  }
  county.with("pay.grace", "0 month");
  const auto world = world_of(county);
  std::int32_t end = 0;
  Fen earned = 0;
  for (const auto& project : world.projects) {
    end = std::max(end, project.start + project.months);
    const auto before = static_cast<std::size_t>(std::max(0, -project.start));
    earned +=
        project.labour - (before == 0 ? 0 : times(project.labour, project.progress[before - 1]));
  }
  const auto report = run_in(county.months(end + 1), world);
  for (const auto& path : report.paths) {
    Fen paid = path[place_of(Metric::arrears_end)];
    for (const auto metric :
         {Metric::paid_by_account, Metric::paid_by_contractor, Metric::paid_by_owner,
          Metric::paid_by_deposit, Metric::paid_by_fund, Metric::paid_by_court}) {
      paid += path[place_of(metric)];
    }
    EXPECT_EQ(paid, earned);
  }
}

}  // namespace
}  // namespace anxin::simulator
