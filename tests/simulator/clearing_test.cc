// Clearing among contractors: the greatest payments that fit together, wages first.
#include "simulator/clearing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace anxin::simulator {
namespace {

using Nodes = std::vector<ClearingNode>;
using Claims = std::vector<Claim>;
using Paid = std::vector<Fen>;

TEST(Clearing, WhoeverHasEnoughPaysAll) {
  for (const auto& [means, paid] : {std::pair<Fen, Fen>{99, 99}, {100, 100}, {101, 100}}) {
    EXPECT_EQ(clear(Nodes{{means, 0}, {0, 0}}, Claims{{0, 1, 100}}).paid, Paid{paid}) << means;
  }
}

TEST(Clearing, WagesComeFirst) {
  EXPECT_EQ(clear(Nodes{{100, 60}, {0, 0}}, Claims{{0, 1, 100}}).paid, Paid{40});
  EXPECT_EQ(clear(Nodes{{100, 160}, {0, 0}}, Claims{{0, 1, 100}}).paid, Paid{0});
}

TEST(Clearing, ClaimsShareInProportionAndTheOddFenStays) {
  EXPECT_EQ(clear(Nodes{{100, 0}, {0, 0}, {0, 0}}, Claims{{0, 1, 100}, {0, 2, 200}}).paid,
            (Paid{33, 66}));
}

TEST(Clearing, AShortfallReachesAllAlongAChain) {
  const Nodes nodes{{50, 0}, {10, 0}, {0, 0}, {0, 0}};
  EXPECT_EQ(clear(nodes, Claims{{0, 1, 100}, {1, 2, 80}, {2, 3, 70}}).paid, (Paid{50, 60, 60}));
}

TEST(Clearing, ACycleOfEqualDebtsPaysItselfWithoutAnyMeans) {
  EXPECT_EQ(clear(Nodes{{0, 0}, {0, 0}}, Claims{{0, 1, 100}, {1, 0, 100}}).paid, (Paid{100, 100}));
}

TEST(Clearing, ACycleThatFallsFenByFenEndsBelowAndSaysSo) {
  const Nodes nodes{{0, 1}, {0, 0}};
  const auto clearing = clear(nodes, Claims{{0, 1, 1'000'000}, {1, 0, 1'000'000}});
  EXPECT_FALSE(clearing.greatest);
  EXPECT_EQ(clearing.paid, (Paid{0, 0}));
}

struct Network {
  Nodes nodes;
  Claims claims;
};

Network random_network(std::uint32_t seed) {
  std::mt19937 chance(seed);
  const auto up_to = [&chance](std::uint32_t most) {
    return static_cast<std::uint32_t>(chance() % (most + 1));
  };
  Network network;
  for (int i = 0; i < 5; ++i) network.nodes.push_back({up_to(60), up_to(30)});
  for (int i = 0; i < 8; ++i) network.claims.push_back({up_to(4), up_to(4), up_to(50)});
  return network;
}

Fen owed_by(const Network& network, std::uint32_t node) {
  Fen owed = 0;
  for (const auto& claim : network.claims) owed += claim.debtor == node ? claim.amount : 0;
  return owed;
}

TEST(Clearing, NobodyPaysMoreThanItHasAndWhoeverKeepsMoneyHasPaid) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto network = random_network(seed);
    const auto clearing = clear(network.nodes, network.claims);
    ASSERT_TRUE(clearing.greatest) << seed;
    for (std::uint32_t n = 0; n < network.nodes.size(); ++n) {
      Fen left = network.nodes[n].means - network.nodes[n].senior;
      Fen paid = 0;
      std::int64_t claims = 0;
      for (std::size_t i = 0; i < network.claims.size(); ++i) {
        if (network.claims[i].creditor == n) left += clearing.paid[i];
        if (network.claims[i].debtor != n) continue;
        paid += clearing.paid[i];
        ++claims;
      }
      EXPECT_LE(paid, std::max<Fen>(0, left)) << seed;
      const bool all = paid == owed_by(network, n);
      EXPECT_TRUE(all || std::max<Fen>(0, left) - paid < claims) << seed;
    }
  }
}

TEST(Clearing, MoreMeansNeverLowerAPayment) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    auto network = random_network(seed);
    const auto before = clear(network.nodes, network.claims);
    network.nodes[seed % 5].means += 7;
    const auto after = clear(network.nodes, network.claims);
    for (std::size_t i = 0; i < before.paid.size(); ++i) EXPECT_GE(after.paid[i], before.paid[i]);
  }
}

TEST(Clearing, TheOrderOfTheClaimsDoesNotMatter) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    auto network = random_network(seed);
    auto forward = clear(network.nodes, network.claims).paid;
    std::reverse(network.claims.begin(), network.claims.end());
    std::reverse(forward.begin(), forward.end());
    EXPECT_EQ(clear(network.nodes, network.claims).paid, forward) << seed;
  }
}

}  // namespace
}  // namespace anxin::simulator
