// The engine's clearing against a solver over fractions, and that solver against itself.
#include "tests/simulator/clearing_reference.h"

#include <gtest/gtest.h>

#include <random>

namespace anxin::simulator {
namespace {

struct SmallNetwork {
  std::vector<ClearingNode> nodes;
  std::vector<Claim> claims;
};

// Four nodes, six claims, none on itself.
SmallNetwork small_network(std::uint32_t seed) {
  std::mt19937 chance(seed);
  const auto up_to = [&chance](std::uint32_t most) {
    return static_cast<std::uint32_t>(chance() % (most + 1));
  };
  SmallNetwork network;
  for (int i = 0; i < 4; ++i) network.nodes.push_back({up_to(40), up_to(40)});
  for (int i = 0; i < 6; ++i) {
    const auto debtor = up_to(3);
    network.claims.push_back({debtor, (debtor + 1 + up_to(2)) % 4, up_to(50)});
  }
  return network;
}

SmallNetwork multiplied(SmallNetwork network, Fen by) {
  for (auto& node : network.nodes) node = {node.means * by, node.senior * by};
  for (auto& claim : network.claims) claim.amount *= by;
  return network;
}

TEST(ClearingReference, AChainPaysWhatReachesIt) {
  const std::vector<ClearingNode> nodes{{50, 0}, {10, 20}, {0, 0}};
  const std::vector<Claim> claims{{0, 1, 100}, {1, 2, 80}};
  const auto paid = ClearingReference(nodes, claims).greatest();
  ASSERT_TRUE(paid.has_value());
  EXPECT_EQ(*paid, (std::vector<Rate>{50, 40, 0}));
}

// x = 20 + y / 2 and y = x, where half of what the second pays goes elsewhere: x = y = 40.
TEST(ClearingReference, ACycleSettlesWhereItFitsTogether) {
  const std::vector<ClearingNode> nodes{{20, 0}, {0, 0}, {0, 0}};
  const std::vector<Claim> claims{{0, 1, 100}, {1, 0, 50}, {1, 2, 50}};
  const auto paid = ClearingReference(nodes, claims).greatest();
  ASSERT_TRUE(paid.has_value());
  EXPECT_EQ(*paid, (std::vector<Rate>{40, 40, 0}));
}

TEST(ClearingReference, FictitiousDefaultFindsTheGreatestOfAllSolutions) {
  int solved = 0;
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    const auto network = small_network(seed);
    const ClearingReference reference(network.nodes, network.claims);
    const auto paid = reference.greatest();
    if (!paid) continue;
    ++solved;
    EXPECT_EQ(*paid, reference.greatest_of_all()) << seed;
  }
  EXPECT_GE(solved, 90);
}

// In units of a millionth, whole fen come as near as that.
TEST(ClearingReference, TheEnginesClearingIsTheGreatestSolutionInWholeFen) {
  constexpr Fen kFine = 1'000'000;
  int compared = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    const auto network = multiplied(small_network(seed), kFine);
    const ClearingReference reference(network.nodes, network.claims);
    const auto exact = reference.greatest();
    const auto found = clear(network.nodes, network.claims);
    if (!exact || !found.greatest) continue;
    ++compared;
    for (std::size_t i = 0; i < network.claims.size(); ++i) {
      const auto part = reference.part(network.claims[i], *exact);
      EXPECT_LE(Rate(found.paid[i]), part) << seed;
      EXPECT_GE(Rate(found.paid[i]), part - kFine / 1000) << seed;
    }
  }
  EXPECT_GE(compared, 270);
}

}  // namespace
}  // namespace anxin::simulator
