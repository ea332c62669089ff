// What a path tells whoever listens is all that moved, and listening changes nothing.
#include "simulator/path_events.h"

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "simulator/wages.h"
#include "tests/simulator/told_path.h"

namespace anxin::simulator {
namespace {

Fen sum_of(const PathEvents& events, PathEventKind kind) {
  Fen sum = 0;
  for (const auto& event : events) sum += event.kind == kind ? event.amount : 0;
  return sum;
}

TEST(PathEvents, ListeningChangesNothing) {
  const ToldPath county(CountyRun{});
  EXPECT_EQ(county.play(1, nullptr), county.told(1).result);
}

TEST(PathEvents, WhatEachLayerPaidIsTold) {
  const auto told = ToldPath(CountyRun{}.with("case.detection", "60 %/month")).told(0);
  const auto paid = [&](Layer layer) { return told.result.paid[place_of(layer)]; };
  const auto said = [&](PathEventKind kind) { return sum_of(told.events, kind); };
  EXPECT_EQ(said(PathEventKind::paid_by_account), paid(Layer::account));
  EXPECT_EQ(said(PathEventKind::paid_by_contractor) - said(PathEventKind::absconded),
            paid(Layer::contractor));
  EXPECT_EQ(said(PathEventKind::paid_by_owner), paid(Layer::owner));
  EXPECT_EQ(said(PathEventKind::paid_by_deposit) + said(PathEventKind::paid_by_letter),
            paid(Layer::deposit));
  EXPECT_EQ(said(PathEventKind::paid_by_fund), paid(Layer::fund));
  EXPECT_EQ(said(PathEventKind::paid_by_court), paid(Layer::court));
  EXPECT_EQ(said(PathEventKind::fell_due), told.result.fell_due);
  EXPECT_EQ(said(PathEventKind::billed), told.result.billed);
}

// Of every project: what came into its account less what left it is what it holds.
TEST(PathEvents, AnAccountHoldsWhatTheEventsLeaveInIt) {
  const auto told = ToldPath(CountyRun{}).told(2);
  std::map<std::size_t, Fen> accounts;
  for (const auto& event : told.events) {
    auto& account = accounts[event.place];
    if (event.kind == PathEventKind::funded) account += event.amount;
    if (event.kind == PathEventKind::paid_by_account) account -= event.amount;
    if (event.kind == PathEventKind::account_closed) account -= event.amount;
    if (event.kind == PathEventKind::project_ended_month) {
      EXPECT_EQ(account, event.after.account);
    }
  }
}

TEST(PathEvents, NoCourtIsAskedWhereNothingIsOwed) {
  CountyRun county;
  county.with("contractor.default", "60 %/year").with("contractor.distress_time", "1 month");
  county.with("case.detection", "100 %/month").with("court.time", "12 month");
  const ToldPath path(county);
  int months_without_arrears = 0;
  for (std::uint32_t number = 0; number < 150; ++number) {
    for (const auto& event : path.told(number).events) {
      if (event.kind != PathEventKind::project_ended_month || event.after.owed > 0) continue;
      EXPECT_EQ(event.after.court_at, -1);
      ++months_without_arrears;
    }
  }
  EXPECT_GT(months_without_arrears, 0);
}

// A scheme that pays a share means a share of all that a case is about (fund_decision.h): what it
// has advanced before is a part of that.
TEST(PathEvents, TheFundIsAskedForAShareOfWhatItHasAdvancedToo) {
  CountyRun county;
  county.baseline.region = *payments::RegionCode::parse("330304");  // 30 % of a worker's arrears
  county.with("case.detection", "100 %/month").with("contractor.default", "60 %/year");
  county.with("fund.size", "1000000 万元").with("advance.share_cap", "100 %");
  const ToldPath path(county);
  int asked_again = 0;
  for (const auto& event : path.told(0).events) {
    const auto before = event.after.advanced;
    const auto asked = event.ask.means[place_of(payments::DischargeMeans::fund)];
    if (event.kind != PathEventKind::order_expired || before == 0 || asked == 0) continue;
    const auto& policy = path.policies[static_cast<std::size_t>(event.month)];
    const auto workers = workers_in_arrears(event.after, event.month, policy.grace_months);
    const auto share = (event.ask.arrears + before) * 3 / 10 - before;
    // Each worker's part of each cohort, and of what was advanced, is rounded down to a fen.
    EXPECT_NEAR(static_cast<double>(asked), static_cast<double>(share),
                static_cast<double>(workers) * static_cast<double>(kRing));
    ++asked_again;
  }
  EXPECT_GT(asked_again, 0);
}

// A contractor whose cash is not enough for all: in the order of its projects, each as a whole.
TEST(PathEvents, DepositsAreFilledUpInTheOrderOfProjectsAndEachWhole) {
  CountyRun county;
  county.baseline.size = {60, 15, 3};  // each contractor has many
  county.with("case.detection", "100 %/month").with("contractor.default", "60 %/year");
  county.with("contractor.distress_time", "4 month").with("fund.size", "0 万元");
  county.with("case.order_expires", "0 month")
      .with("enforcement.time", "0 month")
      .with("contractor.start_cash", "20 %");
  county.with("deposit.letter_share", "0 %").with("deposit.insurance_share", "0 %");
  const ToldPath path(county);
  std::map<std::pair<std::int32_t, std::uint32_t>, std::size_t> last;  // by month and contractor
  int in_one_month = 0;
  for (std::uint32_t number = 0; number < 150; ++number) {
    last.clear();
    for (const auto& event : path.told(number).events) {
      if (event.kind != PathEventKind::refilled) continue;
      EXPECT_EQ(event.after.deposit + event.after.letter, event.after.required);
      const auto contractor = path.world.projects[event.place].contractor;
      const auto [before, first] = last.try_emplace({event.month, contractor}, event.place);
      if (first) continue;
      EXPECT_GT(event.place, before->second);
      before->second = event.place;
      ++in_one_month;
    }
  }
  EXPECT_GT(in_one_month, 0);
}

TEST(PathEvents, WhatIsPaidInAdvanceIsPartOfTheLabourCostOfTheContract) {
  CountyRun county;
  county.with("permit.funding", "3 month").with("account.share", "2 %");
  county.with("warning.coverage", "0 %").with("owner.guarantee", "0 %");
  for (const auto* kind : {"government", "lgfv", "developer", "private"}) {
    county.with("owner." + std::string(kind) + ".default", "0 %/year");
  }
  const auto world = make_world(county.baseline, county.scenario.run);
  std::map<std::size_t, Fen> funded;
  for (const auto& event : ToldPath(county).told(0).events) {
    if (event.kind == PathEventKind::funded) funded[event.place] += event.amount;
  }
  EXPECT_FALSE(funded.empty());
  for (const auto& [place, amount] : funded) {
    EXPECT_LE(amount, world.projects[place].contract / 50) << place;
  }
}

}  // namespace
}  // namespace anxin::simulator
