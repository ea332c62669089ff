// 220 000 random commands through books of two stores, with and without overlap, and a reference
// model: every time the same answers, and at the end the same books.
//
// ANXIN_RANDOM_SEED=n begins with seed n, ANXIN_RANDOM_COMMANDS=n runs n commands with each seed.

#include <gtest/gtest.h>

#include <cstdlib>

#include "tests/support/race.h"

namespace anxin::tests {
namespace {

constexpr std::size_t kSeeds = 10;
constexpr std::size_t kCommands = 22'000;          // with each seed
constexpr std::size_t kShrinkingWork = 2'000'000;  // commands and postings: about a minute

std::uint64_t from_environment(const char* variable, std::uint64_t otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// LMDB syncs every group: one such book a seed, with overlap for every second.
std::vector<Lane> lanes_of(std::uint64_t seed) {
  return {{Keeping::memory, Overlap::off},
          {Keeping::memory, Overlap::on},
          {Keeping::lmdb, seed % 2 == 0 ? Overlap::off : Overlap::on}};
}

class RandomCommands : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(RandomCommands, GetTheSameAnswersFromEveryBookAndTheModel) {
  const auto seed = from_environment("ANXIN_RANDOM_SEED", 20'261'031) + GetParam();
  const auto count = from_environment("ANXIN_RANDOM_COMMANDS", kCommands);
  const auto acts = CommandMaker(seed).acts(count, ten_o_clock());
  Race race(lanes_of(seed));
  if (const auto found = race.run(acts)) {
    const auto smallest = race.smallest(acts, kShrinkingWork);
    FAIL() << "seed " << seed << ", " << found->text << "\nthe smallest list that still fails:\n"
           << shown(smallest) << Race(lanes_of(seed)).run(smallest)->text;
  }
  if (count < kCommands) return;
  // The generator is worth its name only while it still reaches every refusal of a bare command.
  const auto& seen = race.seen();
  for (const auto& reason : book::kReasons) {
    const bool reachable = reason != book::kTooLarge && reason != book::kAccountReserved &&
                           reason != book::kRecordChanged;
    EXPECT_EQ(seen.contains(word(reason)), reachable) << word(reason) << ", seed " << seed;
  }
  EXPECT_GT(seen.at("again"), 100) << "seed " << seed;
  EXPECT_GT(seen.at("ok"), static_cast<int>(count / 4)) << "seed " << seed;
}

INSTANTIATE_TEST_SUITE_P(Ledger, RandomCommands, ::testing::Range<std::uint64_t>(0, kSeeds),
                         [](const auto& one) { return "Seed" + std::to_string(one.param); });

// ---- the test's own tools -----------------------------------------------------------------------

const auto kForEver = [] { return true; };

TEST(Shrinking, LeavesOnlyWhatTheFailureNeeds) {
  std::vector<int> list;
  for (int i = 0; i < 1'000; ++i) list.push_back(i);
  const auto fails = [](const std::vector<int>& part) {
    const auto has = [&](int one) {
      return std::find(part.begin(), part.end(), one) != part.end();
    };
    return has(3) && has(500) && has(999);
  };
  EXPECT_EQ(shrink<int>(list, fails, kForEver), (std::vector<int>{3, 500, 999}));
}

TEST(Shrinking, StopsWhenItIsTold) {
  std::size_t runs = 0;
  const auto fails = [&](const std::vector<int>&) { return ++runs > 0; };
  const auto once = [&] { return runs < 1; };
  EXPECT_EQ(shrink<int>(std::vector<int>(64), fails, once).size(), 32U);
}

TEST(Shrinking, MayLeaveNothing) {
  EXPECT_EQ(shrink<int>(
                {1, 2, 3}, [](const auto&) { return true; }, kForEver),
            std::vector<int>{});
}

std::vector<std::string> ops_of(const std::vector<Act>& acts) {
  std::vector<std::string> ops;
  for (const auto& act : acts) {
    const auto text = CommandLine::of(act.command, act.now);
    ops.push_back(text.substr(7, text.find('"', 7) - 7));
  }
  return ops;
}

// A model that forgot a rule: the race must notice, and say so in a handful of commands.
TEST(ARace, AgainstAModelThatForgetsFrozenAccountsEndsInFourCommands) {
  const auto forgetful = [](const Command&, ModelBook::Answer& answer) {
    if (answer.word == word(book::kAccountFrozen)) answer = {};
  };
  Race race({Lane{}}, forgetful);
  const auto acts = CommandMaker(7).acts(3'000, ten_o_clock());
  ASSERT_TRUE(race.run(acts));
  const auto smallest = race.smallest(acts, kShrinkingWork);
  ASSERT_EQ(smallest.size(), 4U) << shown(smallest);
  const auto ops = ops_of(smallest);
  EXPECT_EQ(std::count(ops.begin(), ops.end(), "freeze"), 1) << shown(smallest);
  EXPECT_EQ(race.run(smallest)->act, 3U);
}

TEST(ARace, AgainstAModelThatForgetsTheOnceOfAReversalShowsBothReversals) {
  const auto forgetful = [](const Command&, ModelBook::Answer& answer) {
    if (answer.word == word(book::kAlreadyReversed)) answer = {};
  };
  Race race({Lane{}}, forgetful);
  const auto acts = CommandMaker(8).acts(3'000, ten_o_clock());
  ASSERT_TRUE(race.run(acts));
  const auto smallest = race.smallest(acts, kShrinkingWork);
  const auto ops = ops_of(smallest);
  EXPECT_LE(ops.size(), 6U) << shown(smallest);
  EXPECT_EQ(std::count(ops.begin(), ops.end(), "reverse"), 2) << shown(smallest);
}

TEST(AList, IsShownAsLinesOfLedgerApply) {
  const std::vector<Act> acts{
      {open("t:a", debit, {.min = "0.50"}), ten_o_clock(), 0, false},
      {post("k", {only_if(transfer("t:a", "t:b", "1.0"), "t:a", Relation::at_most, "-2")}),
       ten_o_clock(), 0, false},
      {settle("s", "h", {{line(1, "2.00"), line(3)}}, day(kToday)), ten_o_clock(), 1, true},
      {limits("l", "t:a", Bound{}, {}), ten_o_clock(), 1, true}};
  EXPECT_EQ(
      shown(acts),
      R"({"op":"open","account":"t:a","normal":"debit","currency":"CNY","min":"0.50","at":"2026-10-31T02:00:00Z"}
{"op":"post","postings":[{"debit":"t:a","credit":"t:b","amount":"1.0","if":{"account":"t:a","at_most":"-2"}}],"key":"k","at":"2026-10-31T02:00:00Z"}
-- the next group, after reopening
{"op":"settle","hold":"h","lines":[{"line":1,"amount":"2.00"},{"line":3}],"effective_on":"2026-10-31","key":"s","at":"2026-10-31T02:00:00Z"}
{"op":"limits","account":"t:a","min":null,"key":"l","at":"2026-10-31T02:00:00Z"}
)");
}

}  // namespace
}  // namespace anxin::tests
