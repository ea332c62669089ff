// Chance comes in from outside: the machine's, and numbers that can be repeated.

#include "ledger/base/entropy.h"

#include <gtest/gtest.h>

#include <set>

namespace anxin {
namespace {

TEST(TheSystemsEntropy, GivesAsManyBytesAsAskedForAndNeverTheSame) {
  SystemEntropy entropy;
  EXPECT_EQ(entropy.bytes(0), "");
  EXPECT_EQ(entropy.bytes(33).size(), 33U);
  EXPECT_NE(entropy.bytes(32), entropy.bytes(32));
}

// The first numbers of splitmix64 from the seed 0, as its author's program prints them.
TEST(SeededEntropy, IsSplitmix64) {
  SeededEntropy entropy(0);
  EXPECT_EQ(entropy.next(), 0xe220a8397b1dcdafU);
  EXPECT_EQ(entropy.next(), 0x6e789e6aa1b965f4U);
  EXPECT_EQ(entropy.next(), 0x06c45d188009454fU);
}

TEST(SeededEntropy, RepeatsItselfFromTheSameSeedOnly) {
  EXPECT_EQ(SeededEntropy(7).bytes(20), SeededEntropy(7).bytes(20));
  EXPECT_NE(SeededEntropy(7).bytes(20), SeededEntropy(8).bytes(20));
  EXPECT_EQ(SeededEntropy(7).bytes(20).size(), 20U);
}

TEST(SeededEntropy, StaysBelowABoundAndReachesEveryNumberBelowIt) {
  SeededEntropy entropy(1);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 100; ++i) seen.insert(entropy.below(3));
  EXPECT_EQ(seen, (std::set<std::uint64_t>{0, 1, 2}));
}

}  // namespace
}  // namespace anxin
