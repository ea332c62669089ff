// The chain of an account's postings: its links are those of the definition, and following them
// reaches any posting in few steps.

#include "ledger/book/posting_chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "ledger/base/entropy.h"

namespace anxin::tests {
namespace {

using book::ChainLinks;
using book::PostingChain;
using book::PostingNumber;

// An account with many postings among those of others; index = ordinal, 0 stands for "none".
struct Account {
  explicit Account(std::uint64_t count, std::uint64_t seed = 1) {
    SeededEntropy entropy(seed);
    PostingNumber number = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      number += 1 + entropy.below(entropy.below(10) == 0 ? 1'000 : 3);
      links.push_back(chain.append(number));
      numbers.push_back(number);
    }
  }
  [[nodiscard]] std::uint64_t ordinal_of(PostingNumber number) const {
    const auto found = std::lower_bound(numbers.begin(), numbers.end(), number);
    return static_cast<std::uint64_t>(found - numbers.begin());
  }

  PostingChain chain;
  std::vector<PostingNumber> numbers{0};
  std::vector<ChainLinks> links{{}};
};

std::size_t level_of(std::uint64_t ordinal) {
  std::size_t digits = 0;
  for (; ordinal % 8 == 0; ordinal /= 8) ++digits;
  return std::min(digits, PostingChain::kLevels);
}

// The definition, read aloud.
std::uint64_t jump_of(std::uint64_t ordinal) {
  const auto next = level_of(ordinal + 1);
  const auto wanted = next > 0 ? next : std::min(level_of(ordinal) + 1, PostingChain::kLevels);
  for (auto earlier = ordinal - 1; earlier > 0; --earlier) {
    if (level_of(earlier) >= wanted) return earlier;
  }
  return 0;
}

TEST(PostingChain, PointsAtThePostingBefore) {
  const Account account(1'000);
  for (std::size_t i = 1; i < account.links.size(); ++i) {
    ASSERT_EQ(account.links[i].previous, account.numbers[i - 1]) << "ordinal " << i;
  }
}

TEST(PostingChain, JumpsToTheLatestMarkOfTheNextLevelAndBeforeAMarkPastItsStretch) {
  const Account account(10'000);
  for (std::size_t i = 1; i < account.links.size(); ++i) {
    ASSERT_EQ(account.links[i].jump, account.numbers[jump_of(i)]) << "ordinal " << i;
    ASSERT_LE(account.links[i].jump, account.links[i].previous) << "ordinal " << i;
  }
}

TEST(PostingChain, KnowsItsLastPostingAndHowManyThereAre) {
  PostingChain chain;
  EXPECT_EQ(chain.last(), 0U);
  EXPECT_EQ(chain.count(), 0U);
  EXPECT_EQ(chain.append(7), (ChainLinks{0, 0}));
  EXPECT_EQ(chain.append(9), (ChainLinks{7, 0}));
  EXPECT_EQ(chain.last(), 9U);
  EXPECT_EQ(chain.count(), 2U);
}

TEST(PostingChain, GoesOnWhereItWasStored) {
  SeededEntropy entropy(2);
  Account account(0);
  PostingNumber number = 0;
  for (int i = 0; i < 5'000; ++i) {
    number += 1 + entropy.below(5);
    std::array<PostingNumber, PostingChain::kLevels> marks{};
    for (std::size_t level = 0; level < marks.size(); ++level) {
      marks[level] = account.chain.mark(level);
    }
    auto restored = PostingChain::restore(account.chain.last(), account.chain.count(), marks);
    ASSERT_EQ(restored, account.chain);
    ASSERT_EQ(restored.append(number), account.chain.append(number));
  }
}

// The last posting that is not after `through`, found by the links alone.
struct Found {
  PostingNumber number = 0;
  std::size_t steps = 0;
};
Found last_through(const Account& account, PostingNumber through) {
  Found found{account.chain.entrance(through), 0};
  while (found.number > through) {
    const auto& links = account.links[account.ordinal_of(found.number)];
    found.number = links.jump >= through ? links.jump : links.previous;
    ++found.steps;
  }
  return found;
}

// On every level at most seven stretches are passed, in two steps each, and two steps lead to it.
std::size_t most_steps(std::uint64_t count) {
  std::size_t levels = 1;
  for (; count >= 8; count /= 8) ++levels;
  return 16 * levels;
}

class ChainOf : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(ChainOf, ReachesExactlyTheRightPostingInFewSteps) {
  const Account account(GetParam(), 3);
  SeededEntropy entropy(GetParam());
  std::size_t most = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto through = entropy.below(account.numbers.back() + 10);
    const auto after = std::upper_bound(account.numbers.begin(), account.numbers.end(), through);
    const auto found = last_through(account, through);
    ASSERT_EQ(found.number, *std::prev(after)) << "through " << through;
    most = std::max(most, found.steps);
  }
  EXPECT_LE(most, most_steps(GetParam()));
}

TEST_P(ChainOf, ReachesEachOfItsLastPostingsAndItsFirstOnes) {
  const Account account(GetParam(), 4);
  const auto count = account.numbers.size();
  for (std::size_t i = 0; i < std::min<std::size_t>(count, 600); ++i) {
    for (const auto ordinal : {i, count - 1 - i}) {
      const auto number = account.numbers[ordinal];
      ASSERT_EQ(last_through(account, number).number, number);
      ASSERT_LE(last_through(account, number).steps, most_steps(GetParam()));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Lengths, ChainOf,
                         ::testing::Values(1, 2, 15, 16, 17, 255, 256, 257, 4'096, 70'000, 300'000),
                         [](const auto& one) { return "Of" + std::to_string(one.param); });

}  // namespace
}  // namespace anxin::tests
