// A sweep: a scenario played at every point of one range, or of two, on the same draws.
//
// Role: `anxin simulate sweep`; reports draw curves, heat maps and Pareto fronts from it.
// Units: as run.h: fen, heads, counts, or parts of a million; values in base units, exact.
// Shape: points row by row: the first axis changes slowest, the last one fastest.
// Threads: as run_scenario.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "simulator/studies.h"

namespace anxin::simulator {

/// The quantiles of each figure, in this order.
inline const std::vector<double> kSweepQuantiles{0.05, 0.5, 0.95, 0.99};

/// What was moved, and over which values, in their order.
struct SweepAxis {
  Sweep sweep;
  std::vector<Rate> values;
};

/// What a metric is at a point, and path by path what it is there less what it is at the first.
struct SweepFigure {
  Summary value;
  Summary difference;  ///< of the first point: nothing but zeros
};

struct SweepPoint {
  std::vector<Rate> at;  ///< a value for each axis
  std::string id;        ///< of its result
  std::array<SweepFigure, kMetrics.size()> figures;

  [[nodiscard]] const SweepFigure& of(Metric metric) const { return figures[place_of(metric)]; }
};

struct SweepReport {
  std::vector<SweepAxis> axes;  ///< one or two
  std::vector<SweepPoint> points;
  std::int64_t paths = 0;  ///< of each point
  std::size_t worlds = 1;  ///< in which they were played
};

/// The values of a sweep, the ends as written. Those between lie on ten-thousandths of its unit and
/// on whole fen.
[[nodiscard]] std::vector<Rate> values_of(const Sweep& sweep);

/// The study with other values for what is swept: in place of the reforms of that path where there
/// are any, else from beginning to end. One value for each sweep.
struct SweptCase {
  Baseline baseline;
  Scenario scenario;
};
[[nodiscard]] SweptCase case_at(const Study& study, const std::vector<Rate>& values);

/// How many runs a sweep of that scenario takes.
[[nodiscard]] std::size_t points_of(const Scenario& scenario);

/// Plays every point with as many paths as the plan says: a stop rule would unpair them.
/// RunSettings::progress is told of all paths of all points together.
/// Requires: the scenario has a sweep. Refuses: what run_scenario refuses.
[[nodiscard]] Result<SweepReport> run_sweep(const Study& study);

}  // namespace anxin::simulator
