#include "tests/bench/uniform_pairs.h"

#include <fmt/format.h>

#include "ledger/base/entropy.h"

namespace anxin::bench {
namespace {

constexpr std::size_t kAccounts = 10'000;
constexpr std::size_t kGroupPostings = 8'189;  // what TigerBeetle's client sends at once
constexpr std::size_t kRounds = 128;           // about a million postings: seconds, not moments
constexpr std::int64_t kYuanMax = 10'000;

book::AccountName account(std::uint64_t index) {
  return book::AccountName::of(fmt::format("t:bench:account:{:06}", index));
}

book::PostingOrder posting(SeededEntropy& draw) {
  const auto debit = draw.below(kAccounts);
  const auto credit = (debit + 1 + draw.below(kAccounts - 1)) % kAccounts;  // never itself
  const auto fen = 1 + static_cast<std::int64_t>(draw.below(kYuanMax * 100));
  return {account(debit), account(credit), to_decimal(Money::from_minor(fen), Currency::cny()), {}};
}

}  // namespace

Title UniformPairs::title() const {
  return {"L1a",
          fmt::format("{} accounts, groups of {} uniform pairs, one command a group", kAccounts,
                      kGroupPostings),
          60};
}

std::size_t UniformPairs::accounts() const { return kAccounts; }
std::size_t UniformPairs::rounds() const { return kRounds; }

std::vector<book::Command> UniformPairs::part(std::size_t) const {
  book::Command open;
  open.key = "open";
  open.actor = "bench";
  for (std::size_t i = 0; i < kAccounts; ++i) {
    open.steps.push_back(opening(account(i).text(), book::Side::debit));
  }
  return {std::move(open)};
}

std::vector<book::Command> UniformPairs::round(std::size_t index) const {
  SeededEntropy draw(index);
  book::Post post;
  post.postings.reserve(kGroupPostings);
  while (post.postings.size() < kGroupPostings) post.postings.push_back(posting(draw));
  return {command(fmt::format("round-{:06}", index), std::move(post))};
}

}  // namespace anxin::bench
