// The bound below which a latent value is a default, so that a year has the defaults it should.
//
// Role: owners and contractors (month_policy.h).
// Source: simulator.md, corrections: with a factor that persists, a twelfth of the yearly hazard
//         gives too few defaults a year; the bound is solved for. One-factor model of Vasicek; the
//         correlation is the Basel formula for corporates.
#pragma once

namespace anxin::simulator {

struct DefaultModel {
  double yearly = 0;       ///< chance of at least one month below the bound in twelve
  double persistence = 0;  ///< of the systemic factor, month to month
};

/// .12 e + .24 (1 − e) with e = (1 − exp(−50 p)) / (1 − exp(−50)).
[[nodiscard]] double basel_correlation(double yearly);

/// The bound b for √r M + √(1−r) ξ < b, where M persists and ξ is drawn afresh each month.
/// Requires: 0 < yearly < 1. Error: of the yearly chance, below 1e-6.
[[nodiscard]] double default_bound(const DefaultModel& model);

/// The bound for ξ in a month whose systemic factor is known.
[[nodiscard]] double own_bound(double bound, double correlation, double systemic);
/// The chance of a value below `bound` in a month whose systemic factor is known.
[[nodiscard]] double default_chance(double bound, double correlation, double systemic);

}  // namespace anxin::simulator
