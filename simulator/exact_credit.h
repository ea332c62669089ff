// Portfolios of debtors that share a factor, on paper: the exact side of `simulate verify`.
//
// Role: verify_credit.cc; nothing here touches the engine.
// Units: plain probabilities of one month.
#pragma once

#include "simulator/month_policy.h"

namespace anxin::simulator {

/// At most `defaults` of so many debtors.
struct DefaultsUpTo {
  int debtors = 0;
  int defaults = 0;
};

/// The chance of that in the one-factor model: the binomial chance, integrated over the factor.
/// Source: Vasicek, "Probability of loss on loan portfolio", 1987. Error: below 1e-9.
[[nodiscard]] double vasicek_up_to(const DefaultsUpTo& what, const FactorRisk& risk);

/// The share of defaults that a portfolio without end exceeds with chance 1 − q.
/// Source: Vasicek, "The distribution of loan portfolio value", Risk, 2002.
[[nodiscard]] double vasicek_quantile(double q, const FactorRisk& risk);

/// A factor of mean 1 that multiplies every debtor's chance; its variance is 1 / shape.
struct GammaRisk {
  double chance = 0;  ///< of one debtor, on average
  double shape = 0;   ///< from 1/16 to 400
};

/// The chance of that where debtors default with min(1, chance × factor): the binomial chance,
/// integrated over the gamma distribution. Error: below 1e-9.
[[nodiscard]] double gamma_up_to(const DefaultsUpTo& what, const GammaRisk& risk);

/// The same where a debtor may default more than once in a month: negative binomial.
/// Source: Credit Suisse First Boston, "CreditRisk+", 1997, appendix A8.
[[nodiscard]] double negative_binomial_up_to(const DefaultsUpTo& what, const GammaRisk& risk);

}  // namespace anxin::simulator
