#include "simulator/sweep.h"

#include <algorithm>

#include "ledger/base/invariant.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

// ---- values -------------------------------------------------------------------------------------

// What values between the ends are rounded to.
Rate grain_of(const Unit& unit) {
  const Rate fine(unit.numerator, unit.denominator * 10'000);
  return unit.dimension == Dimension::money ? std::max(fine, Rate(1)) : fine;
}

Rate linear_value(const Sweep& sweep, std::int64_t step) {
  const Rate grain = grain_of(*sweep.unit);
  const Rate exact = sweep.from + (sweep.to - sweep.from) * step / (sweep.steps - 1);
  return grain * share(Money::from_minor(1), exact / grain, Rounding::half_even).minor();
}

// from × (to / from)^(step / (steps − 1)).
Rate log_value(const Sweep& sweep, std::int64_t step) {
  const double low = natural_log(real_of(sweep.from));
  const double high = natural_log(real_of(sweep.to));
  const double share = static_cast<double>(step) / static_cast<double>(sweep.steps - 1);
  const Rate grain = grain_of(*sweep.unit);
  return grain * nearest(exponential(low + (high - low) * share) / real_of(grain));
}

// ---- cases --------------------------------------------------------------------------------------

void set_value(const Sweep& sweep, const Rate& value, SweptCase& swept) {
  bool reformed = false;
  for (auto& reform : swept.scenario.reforms) {
    if (reform.path != sweep.path) continue;
    reform.value = value;
    reformed = true;
  }
  if (reformed) return;
  if (sweep.parameter) {
    swept.baseline.values.set(*sweep.parameter, value);
  } else {
    const Period always{swept.scenario.run.start, std::nullopt};
    swept.scenario.reforms.push_back({sweep.path, std::nullopt, always, value, "sweep"});
  }
}

// Row by row: the last axis fastest.
std::vector<std::vector<Rate>> grid_of(const std::vector<SweepAxis>& axes) {
  std::vector<std::vector<Rate>> grid{{}};
  for (const auto& axis : axes) {
    std::vector<std::vector<Rate>> finer;
    for (const auto& row : grid) {
      for (const auto& value : axis.values) {
        finer.push_back(row);
        finer.back().push_back(value);
      }
    }
    grid = std::move(finer);
  }
  return grid;
}

class SweepPlayer {
 public:
  explicit SweepPlayer(const Study& study) : study_(study) {}
  Result<SweepReport> play();

 private:
  Result<SweepPoint> play_point(const std::vector<Rate>& at);

  const Study& study_;
  std::optional<RunReport> first_;
  std::int64_t done_ = 0;  // paths of the points before this one
};

Result<SweepReport> SweepPlayer::play() {
  SweepReport report;
  report.paths = study_.scenario.run.paths;
  for (const auto& sweep : study_.scenario.sweeps) report.axes.push_back({sweep, values_of(sweep)});
  for (const auto& at : grid_of(report.axes)) {
    report.points.push_back(LEDGER_TRY(play_point(at)));
    report.worlds = first_->worlds;
    done_ += report.paths;
  }
  return report;
}

Result<SweepPoint> SweepPlayer::play_point(const std::vector<Rate>& at) {
  const auto swept = case_at(study_, at);
  auto settings = study_.settings;
  if (settings.progress) {
    settings.progress = [this](std::int64_t done) { study_.settings.progress(done_ + done); };
  }
  const auto run =
      LEDGER_TRY(run_scenario(swept.baseline, swept.scenario, study_.sources, settings));
  if (!first_) first_ = run;
  SweepPoint point{at, run.id, {}};
  for (const auto& shape : kMetrics) {
    const auto sample = run.sample(shape.metric);
    auto& figure = point.figures[place_of(shape.metric)];
    figure.value = summarize(sample, kSweepQuantiles);
    figure.difference =
        summarize(paired_differences(sample, first_->sample(shape.metric)), kSweepQuantiles);
  }
  return point;
}

}  // namespace

std::vector<Rate> values_of(const Sweep& sweep) {
  LEDGER_INVARIANT(sweep.unit != nullptr && sweep.steps >= 2);
  std::vector<Rate> values{sweep.from};
  for (std::int64_t step = 1; step < sweep.steps - 1; ++step) {
    values.push_back(sweep.scale == SweepScale::log ? log_value(sweep, step)
                                                    : linear_value(sweep, step));
  }
  values.push_back(sweep.to);
  return values;
}

SweptCase case_at(const Study& study, const std::vector<Rate>& values) {
  SweptCase swept{study.baseline, study.scenario};
  const auto& sweeps = study.scenario.sweeps;
  LEDGER_INVARIANT(values.size() == sweeps.size());
  for (std::size_t i = 0; i < sweeps.size(); ++i) set_value(sweeps[i], values[i], swept);
  swept.scenario.sweeps.clear();
  swept.scenario.run.stop.reset();
  return swept;
}

std::size_t points_of(const Scenario& scenario) {
  std::size_t points = 1;
  for (const auto& sweep : scenario.sweeps) points *= static_cast<std::size_t>(sweep.steps);
  return points;
}

Result<SweepReport> run_sweep(const Study& study) {
  LEDGER_INVARIANT(!study.scenario.sweeps.empty());
  return SweepPlayer(study).play();
}

}  // namespace anxin::simulator
