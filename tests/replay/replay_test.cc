// Whole paths of a small county through the services of production: every account, every deposit,
// the fund, what workers are owed and what each layer has paid agree to the fen at the end of every
// month.
#include "tests/replay/replay.h"

#include <gtest/gtest.h>

namespace anxin::replay {
namespace {

std::string text_of(const std::vector<std::string>& differences) {
  std::string text;
  for (const auto& one : differences) text += one + "\n";
  return text;
}

void expect_agreement(std::uint64_t seed, std::uint32_t path) {
  const simulator::ToldPath county(replay_county(seed));
  Replay replay(county, path);
  EXPECT_EQ(text_of(replay.run()), "");
}

TEST(Replay, FundAndCourt) { expect_agreement(6, 2); }
TEST(Replay, OwnerDepositFund) { expect_agreement(3, 1); }
TEST(Replay, OwnerDepositLetter) { expect_agreement(3, 2); }
TEST(Replay, Contractor) { expect_agreement(4, 1); }
TEST(Replay, Account) { expect_agreement(1, 0); }

}  // namespace
}  // namespace anxin::replay
