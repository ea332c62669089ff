// Whole paths of a small county through the services of production: every account, every deposit,
// the fund, the open price, what workers are owed and what each layer has paid agree to the fen at
// the end of every month, and so do deposits and plans of discharge on their day.
#include "tests/replay/replay.h"

#include <gtest/gtest.h>

namespace anxin::replay {
namespace {

struct ReplayCase {
  const char* name;
  ReplayLevers levers;
  std::uint32_t path;
};
constexpr std::array kPaths{
    ReplayCase{"TheAccountsPay", {1}, 0},
    ReplayCase{"DepositsAreFilledUpAndReleased", {3}, 1},
    ReplayCase{"AnOwnerStopsAndTheFundRecovers", {4}, 1},
    ReplayCase{"LettersPayAndTheFundIsEmptied", {9, "2 万元"}, 5},
    ReplayCase{"NoOwnerIsLate", {12, "2 万元"}, 1},
    ReplayCase{"LabourMoneyComesAfterTheClosing", {10, "300 万元", "85 %"}, 1},
};

std::string lines_of(const std::vector<std::string>& differences) {
  std::string text;
  for (const auto& one : differences) text += one + "\n";
  return text;
}

class ReplayedPath : public ::testing::TestWithParam<ReplayCase> {};

TEST_P(ReplayedPath, AgreesToTheFenInEveryMonth) {
  const auto& one = GetParam();
  const simulator::ToldPath county(replay_county(one.levers));
  EXPECT_EQ(lines_of(Replay(county, county.told(one.path)).run()), "");
}

INSTANTIATE_TEST_SUITE_P(Paths, ReplayedPath, ::testing::ValuesIn(kPaths),
                         [](const auto& one) { return std::string(one.param.name); });

// Where none of the paths has an event, nothing is said about it.
TEST(ReplayedPaths, HaveEveryEventBetweenThem) {
  std::set<PathEventKind> seen;
  bool owner_stops = false;
  bool fund_is_emptied = false;
  for (const auto& one : kPaths) {
    const auto told = simulator::ToldPath(replay_county(one.levers)).told(one.path);
    for (const auto& event : told.events) {
      if (event.amount != 0) seen.insert(event.kind);
    }
    owner_stops = owner_stops || told.result.owner_defaults > 0;
    fund_is_emptied = fund_is_emptied || told.result.fund_exhausted >= 0;
  }
  for (auto kind = 0; kind <= static_cast<int>(PathEventKind::fund_ended_month); ++kind) {
    if (kind == static_cast<int>(PathEventKind::fund_moved)) continue;  // by reforms of its size
    if (kind == static_cast<int>(PathEventKind::absconded)) continue;   // every wage is paid direct
    EXPECT_TRUE(seen.contains(static_cast<PathEventKind>(kind))) << kind;
  }
  EXPECT_TRUE(owner_stops);
  EXPECT_TRUE(fund_is_emptied);
}

TEST(ReplayedPaths, ADifferenceOfAFenIsTold) {
  const simulator::ToldPath county(replay_county({1}).months(8));
  auto told = county.told(0);
  for (auto& event : told.events) {
    if (event.kind == PathEventKind::fund_ended_month && event.month == 7) ++event.amount;
  }
  EXPECT_EQ(lines_of(Replay(county, std::move(told)).run()),
            "month 7: the fund: the engine 3000000.01, the services 3000000.00\n");
}

}  // namespace
}  // namespace anxin::replay
