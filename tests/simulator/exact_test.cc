// The paper side of verification: against values known from elsewhere, and against each other.
#include <gtest/gtest.h>

#include <cmath>

#include "simulator/exact_credit.h"
#include "simulator/exact_queues.h"
#include "simulator/exact_walks.h"

namespace anxin::simulator {
namespace {

// ---- portfolios ---------------------------------------------------------------------------------

TEST(Exact, APortfolioWithoutACommonFactorIsBinomial) {
  const FactorRisk risk{0, 0};  // one half each
  EXPECT_NEAR(vasicek_up_to({3, 0}, risk), 0.125, 1e-12);
  EXPECT_NEAR(vasicek_up_to({3, 1}, risk), 0.5, 1e-12);
  EXPECT_NEAR(vasicek_up_to({3, 3}, risk), 1, 1e-12);
}

// Half below zero, correlated by half: both below with chance 1/4 + arcsin(1/2) / 2π = 1/3
// (Sheppard, 1899).
TEST(Exact, TwoDebtorsAreAsTheNormalOrthantSays) {
  EXPECT_NEAR(1 - vasicek_up_to({2, 1}, {0, 0.5}), 1.0 / 3, 1e-9);
}

TEST(Exact, ALargePortfolioNearsItsLimit) {
  const FactorRisk risk{-1.5, 0.2};
  for (const double q : {0.5, 0.95, 0.99}) {
    const auto limit = static_cast<int>(vasicek_quantile(q, risk) * 4000);
    EXPECT_NEAR(vasicek_up_to({4000, limit}, risk), q, 2e-3);
  }
}

TEST(Exact, AGammaFactorThatHardlyMovesIsBinomial) {
  EXPECT_NEAR(gamma_up_to({3, 1}, {0.5, 400}), 0.5, 1e-4);
}

TEST(Exact, OneDebtorDefaultsWithItsChanceWhateverTheShape) {
  for (const double shape : {0.5, 1.0, 4.0}) {
    EXPECT_NEAR(gamma_up_to({1, 0}, {0.01, shape}), 0.99, 1e-9);
  }
}

// Of shape 1 the factor is exponential, and the count geometric.
TEST(Exact, TheNegativeBinomialOfShapeOneIsGeometric) {
  EXPECT_NEAR(negative_binomial_up_to({200, 0}, {0.01, 1}), 1.0 / 3, 1e-14);
  EXPECT_NEAR(negative_binomial_up_to({200, 1}, {0.01, 1}), 1 - 4.0 / 9, 1e-14);
  EXPECT_NEAR(negative_binomial_up_to({200, 400}, {0.01, 1}), 1, 1e-14);
}

TEST(Exact, ManySmallChancesWithAGammaFactorAreNegativeBinomial) {
  for (const int defaults : {0, 2, 10}) {
    EXPECT_NEAR(gamma_up_to({100'000, defaults}, {2e-5, 2}),
                negative_binomial_up_to({100'000, defaults}, {2e-5, 2}), 1e-4);
  }
}

// ---- walks --------------------------------------------------------------------------------------

TEST(Exact, RunsOfHeadsAreCounted) {
  EXPECT_NEAR(chance_of_run({3, 2, 0.5}), 3.0 / 8, 1e-15);  // HHT, THH, HHH
  EXPECT_NEAR(chance_of_run({4, 1, 0.5}), 15.0 / 16, 1e-15);
  EXPECT_EQ(chance_of_run({2, 3, 0.5}), 0);
}

TEST(Exact, BreakdownsOfOneMonthAreEveryMonthsChance) {
  EXPECT_NEAR(expected_breakdowns({24, 1, 0.25}), 6, 1e-12);
  EXPECT_NEAR(expected_breakdowns({3, 3, 0.5}), 1 - 0.125, 1e-12);  // at most one
}

TEST(Exact, AWalkIsBelowZeroForTheFirstTimeOnce) {
  const std::vector<WalkMonth> fair(3, {-1, 2});
  EXPECT_NEAR(chance_never_below(0, fair, 0.5), 3.0 / 8, 1e-15);  // +++, ++−, +−+
  EXPECT_NEAR(chance_never_below(1, fair, 0.5), 6.0 / 8, 1e-15);
  EXPECT_EQ(chance_never_below(3, fair, 0.5), 1);
}

TEST(Exact, WhatRuinIsLeftAfter118ClaimsIsBounded) {
  const FundGame game{1, 0.3};
  const double left = ruin_ever(game) - ruin_within(game, 118);
  EXPECT_GE(left, 0);
  EXPECT_LT(left, 1e-5);
  EXPECT_NEAR(ruin_ever(game), std::pow(3.0 / 7, 2), 1e-12);
}

TEST(Exact, AFundThatRecoversNothingCountsItsClaims) {
  // More than two of four: 4 of .3³ .7, and .3⁴.
  EXPECT_NEAR(empty_within({2, 0.3, 0}, 4), 4 * 0.027 * 0.7 + 0.0081, 1e-15);
}

TEST(Exact, AFundThatRecoversEverythingInAMonthIsNeverEmpty) {
  EXPECT_EQ(empty_within({1, 0.9, 1}, 60), 0);
}

// ---- queues -------------------------------------------------------------------------------------

TEST(Exact, ErlangsFormulaForOneAndTwoServers) {
  EXPECT_NEAR(erlang_c({1, 0.5, 1}), 0.5, 1e-15);  // the load itself
  EXPECT_NEAR(erlang_c({2, 1, 1}), 1.0 / 3, 1e-15);
  EXPECT_NEAR(erlang_c({3, 2, 1}), 4.0 / 9, 1e-15);
}

TEST(Exact, WaitingFollowsFromErlangsFormula) {
  EXPECT_NEAR(mean_wait({1, 0.5, 1}), 1, 1e-15);        // ρ / (μ − λ)
  EXPECT_NEAR(mean_wait({2, 2, 0.5}), 1.0 / 6, 1e-15);  // (1/3) / (4 − 2)
  EXPECT_NEAR(mean_waiting({2, 2, 0.5}), 1.0 / 3, 1e-15);
}

TEST(Exact, WhereNobodyWaitsTheNumberInServiceIsPoisson) {
  EXPECT_NEAR(busy_up_to(1, 0), 0.36787944117144233, 1e-15);
  EXPECT_NEAR(busy_up_to(2, 2), 5 * std::exp(-2), 1e-15);
  EXPECT_NEAR(busy_up_to(2, 60), 1, 1e-14);
}

}  // namespace
}  // namespace anxin::simulator
