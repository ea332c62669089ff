#include "tests/bench/uniform_pairs.h"

#include <fmt/format.h>

#include <algorithm>

namespace anxin::bench {
namespace {

constexpr std::size_t kPartAccounts = 10'000;
// What is made at once, outside the measured time: enough for commits to overlap with judging, and
// some ten megabytes.
constexpr std::size_t kRoundGroups = 16;
constexpr std::size_t kRoundSingles = 65'536;

std::size_t divide_up(std::size_t all, std::size_t by) { return (all + by - 1) / by; }

}  // namespace

std::size_t UniformPairs::parts() const { return divide_up(pairs_.accounts, kPartAccounts); }

std::vector<book::Command> UniformPairs::part(std::size_t index) const {
  const auto first = index * kPartAccounts;
  const auto end = std::min(first + kPartAccounts, pairs_.accounts);
  book::Command open;
  open.key = fmt::format("open-{:04}", index);
  open.actor = "bench";
  for (auto i = first; i < end; ++i) {
    open.steps.push_back(opening(pair_account(i).text(), book::Side::debit));
  }
  return {std::move(open)};
}

std::size_t UniformPairs::round_commands() const {
  return pairs_.postings > 1 ? kRoundGroups : kRoundSingles;
}

std::size_t UniformPairs::rounds() const {
  return divide_up(postings_min_, round_commands() * pairs_.postings);
}

std::vector<book::Command> UniformPairs::round(std::size_t index) const {
  const auto count = round_commands();
  PairFeed feed(pairs_, index * count);
  std::vector<book::Command> commands;
  commands.reserve(count);
  while (commands.size() < count) commands.push_back(feed.next());
  return commands;
}

}  // namespace anxin::bench
