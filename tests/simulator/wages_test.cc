// Cohorts and teams: whom a payment reaches, and how wages age.
#include "simulator/wages.h"

#include <gtest/gtest.h>

#include <array>
#include <utility>

namespace anxin::simulator {
namespace {

// Four teams of 25, 1 000 each.
ProjectState with_cohort(std::int32_t month) {
  ProjectState project;
  add_cohort(project, month, {4'000, 100, 25});
  return project;
}

Fen pay_teams_of(ProjectState& project, std::int32_t month, Fen available) {
  PaidByAge paid{};
  return pay_whole_teams(project, month, available, paid);
}

void pay_amount_of(ProjectState& project, std::int32_t month, Fen amount) {
  PaidByAge paid{};
  pay_down(project, month, amount, paid);
}

TEST(Wages, TeamsArePaidWhole) {
  for (const auto& [available, paid] : {std::pair<Fen, Fen>{999, 0},
                                        {1'000, 1'000},
                                        {1'001, 1'000},
                                        {3'999, 3'000},
                                        {4'000, 4'000},
                                        {4'001, 4'000}}) {
    auto project = with_cohort(0);
    EXPECT_EQ(pay_teams_of(project, 0, available), paid) << available;
    EXPECT_EQ(project.owed, 4'000 - paid);
  }
}

TEST(Wages, TheLastTeamTakesTheFenThatDoNotDivide) {
  ProjectState project;
  add_cohort(project, 0, {4'003, 100, 25});
  EXPECT_EQ(pay_teams_of(project, 0, 3'500), 3'000);
  EXPECT_EQ(project.owed, 1'003);
  EXPECT_EQ(pay_teams_of(project, 0, 1'002), 0);
  EXPECT_EQ(pay_teams_of(project, 0, 1'003), 1'003);
}

TEST(Wages, TheOldestArePaidFirst) {
  auto project = with_cohort(0);
  add_cohort(project, 1, {2'000, 50, 25});
  EXPECT_EQ(pay_teams_of(project, 1, 4'500), 4'000);
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
  pay_teams_of(project, 0, 2'000);  // two teams are left
  add_cohort(project, 1, {4'000, 100, 25});
  EXPECT_EQ(workers_in_arrears(project, 1, 0), 100);
  EXPECT_EQ(workers_in_arrears(project, 1, 1), 50);
}

TEST(Wages, ADecisionPaysToTheFen) {
  auto project = with_cohort(0);
  pay_amount_of(project, 0, 1'500);
  EXPECT_EQ(project.owed, 2'500);
  EXPECT_EQ(workers_in_arrears(project, 0, 0), 75);
  pay_amount_of(project, 0, 2'500);
  EXPECT_EQ(workers_in_arrears(project, 0, 0), 0);
}

TEST(Wages, OlderThanTheRingAreKept) {
  auto project = with_cohort(0);
  for (std::int32_t month = 1; month <= 20; ++month) add_cohort(project, month, {});
  EXPECT_EQ(project.owed, 4'000);
  EXPECT_EQ(overdue(project, 20, 1), 4'000);
  EXPECT_EQ(workers_in_arrears(project, 20, 1), 100);
  EXPECT_EQ(pay_teams_of(project, 20, 4'000), 4'000);
}

TEST(Wages, APaymentKnowsHowOldTheWagesWere) {
  auto project = with_cohort(0);
  add_cohort(project, 2, {1'000, 10, 10});
  PaidByAge paid{};
  EXPECT_EQ(pay_whole_teams(project, 2, 5'000, paid), 5'000);
  EXPECT_EQ(paid[2], 4'000);
  EXPECT_EQ(paid[0], 1'000);
}

TEST(Wages, BeyondAYearAllAgesCountAsOne) {
  for (const auto month : {12, 13, 14}) {
    auto project = with_cohort(0);
    PaidByAge paid{};
    pay_down(project, month, 4'000, paid);
    EXPECT_EQ(paid.at(month == 12 ? 12 : kAges - 1), 4'000) << month;
  }
}

TEST(Wages, WhatASubcontractorTookIsOwedAgain) {
  auto project = with_cohort(0);
  PaidByAge paid{};
  pay_whole_teams(project, 0, 4'000, paid);
  owe_again(project, {0, 0}, {1'500, 40, 25}, paid);
  EXPECT_EQ(project.owed, 1'500);
  EXPECT_EQ(owed_of_month(project, 0), 1'500);
  EXPECT_EQ(paid[0], 2'500);
  EXPECT_EQ(workers_in_arrears(project, 1, 1), 40);
}

TEST(Wages, WhatWasStolenIsAsOldAsItWas) {
  for (const auto age : {1, 12, 13, 15}) {
    auto project = with_cohort(0);
    PaidByAge paid{};
    pay_whole_teams(project, age, 4'000, paid);
    owe_again(project, {age, age}, {1'500, 40, 25}, paid);
    EXPECT_EQ(overdue(project, age, age), 1'500) << age;
    EXPECT_EQ(overdue(project, age, age + 1), 0) << age;
    EXPECT_EQ(paid.at(std::min<std::size_t>(static_cast<std::size_t>(age), kAges - 1)), 2'500);
  }
}

TEST(Wages, AgesEndAfterOneThreeSixAndTwelveMonths) {
  constexpr std::array<std::pair<std::int32_t, std::size_t>, 8> kBuckets{
      {{1, 0}, {2, 1}, {3, 1}, {4, 2}, {6, 2}, {7, 3}, {12, 3}, {13, 4}}};
  for (const auto& [age, bucket] : kBuckets) {
    const auto aged = arrears_by_age(with_cohort(0), age);
    EXPECT_EQ(aged.at(bucket), 4'000) << age;
  }
}

}  // namespace
}  // namespace anxin::simulator
