// The desk: first come, first served, with as many teams as there are.
#include "simulator/case_desk.h"

#include <gtest/gtest.h>

namespace anxin::simulator {
namespace {

TEST(CaseDesk, ACaseThatFindsATeamFreeBeginsAtOnce) {
  CaseDesk desk;
  desk.add({10, 5, 0});
  const auto closed = desk.assign(1, 0);
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].begun, 10);
  EXPECT_EQ(closed[0].closed, 15);
}

TEST(CaseDesk, CasesWaitInTheOrderOfTheirArrivals) {
  CaseDesk desk;
  desk.add({12, 5, 7});
  desk.add({10, 5, 8});
  const auto closed = desk.assign(1, 0);
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].place, 8U);
  EXPECT_EQ(closed[1].begun, 15);
  EXPECT_EQ(closed[1].closed, 20);
}

TEST(CaseDesk, OfCasesOfOneMomentTheFirstProjectCounts) {
  CaseDesk desk;
  desk.add({10, 1, 3});
  desk.add({10, 1, 2});
  EXPECT_EQ(desk.assign(1, 0)[0].place, 2U);
}

TEST(CaseDesk, ATeamIsBusyBeyondTheMonth) {
  CaseDesk desk;
  desk.add({10, 100, 0});
  (void)desk.assign(1, 0);
  desk.add({50, 1, 1});
  EXPECT_EQ(desk.assign(1, 40)[0].begun, 110);
}

TEST(CaseDesk, MoreTeamsWorkSideBySide) {
  for (const auto& [teams, begun] : {std::pair{1, 30}, {2, 20}, {3, 10}}) {
    CaseDesk desk;
    for (std::uint32_t place = 0; place < 3; ++place) desk.add({10, 10, place});
    EXPECT_EQ(desk.assign(teams, 0)[2].begun, begun) << teams;
  }
}

TEST(CaseDesk, ATeamThatIsAddedIsFreeFromThenOn) {
  CaseDesk desk;
  desk.add({0, 100, 0});
  (void)desk.assign(1, 0);
  desk.add({50, 1, 1});
  EXPECT_EQ(desk.assign(2, 50)[0].begun, 50);
}

TEST(CaseDesk, ADismissedTeamIsTheOneThatWouldBeFreeLast) {
  CaseDesk desk;
  desk.add({0, 100, 0});
  desk.add({0, 20, 1});
  (void)desk.assign(2, 0);
  desk.add({10, 1, 2});
  EXPECT_EQ(desk.assign(1, 10)[0].begun, 20);
}

}  // namespace
}  // namespace anxin::simulator
