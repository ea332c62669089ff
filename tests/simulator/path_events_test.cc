// What a path tells whoever listens is all that moved, and listening changes nothing.
#include "simulator/path_events.h"

#include <gtest/gtest.h>

#include <map>

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
  for (std::uint32_t number = 0; number < 8; ++number) {
    for (const auto& event : path.told(number).events) {
      if (event.kind != PathEventKind::project_ended_month || event.after.owed > 0) continue;
      EXPECT_EQ(event.after.court_at, -1);
      ++months_without_arrears;
    }
  }
  EXPECT_GT(months_without_arrears, 0);
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
