// Cohorts and teams: whom a payment reaches, and how wages age.
#include "simulator/wages.h"

#include <gtest/gtest.h>

namespace anxin::simulator {
namespace {

// Four teams of 25, 1 000 each.
ProjectState with_cohort(std::int32_t month) {
  ProjectState project;
  add_cohort(project, month, {4'000, 100, 25});
  return project;
}

TEST(Wages, TeamsArePaidWhole) {
  for (const auto& [available, paid] : {std::pair<Fen, Fen>{999, 0},
                                        {1'000, 1'000},
                                        {1'001, 1'000},
                                        {3'999, 3'000},
                                        {4'000, 4'000},
                                        {4'001, 4'000}}) {
    auto project = with_cohort(0);
    EXPECT_EQ(pay_whole_teams(project, 0, available), paid) << available;
    EXPECT_EQ(project.owed, 4'000 - paid);
  }
}

TEST(Wages, TheLastTeamTakesTheFenThatDoNotDivide) {
  ProjectState project;
  add_cohort(project, 0, {4'003, 100, 25});
  EXPECT_EQ(pay_whole_teams(project, 0, 3'500), 3'000);
  EXPECT_EQ(project.owed, 1'003);
  EXPECT_EQ(pay_whole_teams(project, 0, 1'002), 0);
  EXPECT_EQ(pay_whole_teams(project, 0, 1'003), 1'003);
}

TEST(Wages, TheOldestArePaidFirst) {
  auto project = with_cohort(0);
  add_cohort(project, 1, {2'000, 50, 25});
  EXPECT_EQ(pay_whole_teams(project, 1, 4'500), 4'000);
  EXPECT_EQ(owed_of_month(project, 1), 2'000);
  EXPECT_EQ(overdue(project, 1, 1), 0);
}

TEST(Wages, AreInArrearsAfterTheGrace) {
  const auto project = with_cohort(3);
  EXPECT_EQ(overdue(project, 3, 1), 0);
  EXPECT_EQ(overdue(project, 4, 1), 4'000);
  EXPECT_EQ(overdue(project, 3, 0), 4'000);
}

TEST(Wages, AWorkerWithSeveralMonthsInArrearsCountsOnce) {
  auto project = with_cohort(0);
  pay_whole_teams(project, 0, 2'000);  // two teams are left
  add_cohort(project, 1, {4'000, 100, 25});
  EXPECT_EQ(workers_in_arrears(project, 1, 0), 100);
  EXPECT_EQ(workers_in_arrears(project, 1, 1), 50);
}

TEST(Wages, ADecisionPaysToTheFen) {
  auto project = with_cohort(0);
  pay_down(project, 0, 1'500);
  EXPECT_EQ(project.owed, 2'500);
  EXPECT_EQ(workers_in_arrears(project, 0, 0), 75);
  pay_down(project, 0, 2'500);
  EXPECT_EQ(workers_in_arrears(project, 0, 0), 0);
}

TEST(Wages, OlderThanTheRingAreKept) {
  auto project = with_cohort(0);
  for (std::int32_t month = 1; month <= 20; ++month) add_cohort(project, month, {});
  EXPECT_EQ(project.owed, 4'000);
  EXPECT_EQ(overdue(project, 20, 1), 4'000);
  EXPECT_EQ(workers_in_arrears(project, 20, 1), 100);
  EXPECT_EQ(pay_whole_teams(project, 20, 4'000), 4'000);
}

}  // namespace
}  // namespace anxin::simulator
