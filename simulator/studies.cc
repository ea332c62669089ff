#include "simulator/studies.h"

#include <algorithm>
#include <numeric>

namespace anxin::simulator {
namespace {

Rate magnitude(const Rate& value) { return value < 0 ? Rate(-value) : value; }

// One of them cannot move alone: they add up to the whole.
bool is_owner_share(Parameter parameter) {
  return parameter >= Parameter::government_share && parameter <= Parameter::private_share;
}

class Tornado {
 public:
  Tornado(const Study& study, Metric metric)
      : study_(study), scenario_(study.scenario), metric_(metric) {
    scenario_.run.stop.reset();
  }
  Result<std::vector<Swing>> swings();

 private:
  [[nodiscard]] Result<Sample> sample(const Baseline& baseline) const;
  [[nodiscard]] Result<Summary> difference(Parameter parameter, const Rate& value) const;

  const Study& study_;
  Scenario scenario_;  // without a stop rule: it would unpair the runs
  Metric metric_;
  Sample usual_;
};

Result<std::vector<Swing>> Tornado::swings() {
  usual_ = LEDGER_TRY(sample(study_.baseline));
  std::vector<Swing> swings;
  for (const auto& shape : kParameters) {
    const auto& note = study_.baseline.notes.at(static_cast<std::size_t>(shape.parameter));
    if (note.evidence != Evidence::assumption || is_owner_share(shape.parameter)) continue;
    Swing swing;
    swing.parameter = shape.parameter;
    swing.at_low = LEDGER_TRY(difference(shape.parameter, note.low));
    swing.at_high = LEDGER_TRY(difference(shape.parameter, note.high));
    swings.push_back(std::move(swing));
  }
  std::stable_sort(swings.begin(), swings.end(),
                   [](const Swing& a, const Swing& b) { return a.size() > b.size(); });
  return swings;
}

Result<Sample> Tornado::sample(const Baseline& baseline) const {
  const auto report =
      LEDGER_TRY(run_scenario(baseline, scenario_, study_.sources, study_.settings));
  return report.sample(metric_);
}

Result<Summary> Tornado::difference(Parameter parameter, const Rate& value) const {
  auto baseline = study_.baseline;
  baseline.values.set(parameter, value);
  const auto moved = LEDGER_TRY(sample(baseline));
  return summarize(paired_differences(moved, usual_), {});
}

Result<bool> empties_fund(const Study& study, std::int64_t hundredths) {
  auto scenario = study.scenario;
  scenario.run.stop.reset();
  scenario.shift = SystemicShift{{scenario.run.start, std::nullopt}, Rate(-hundredths, 100)};
  const auto report =
      LEDGER_TRY(run_scenario(study.baseline, scenario, study.sources, study.settings));
  const auto exhausted = report.values(Metric::fund_exhausted);
  const auto count = std::accumulate(exhausted.begin(), exhausted.end(), std::int64_t{0});
  return 2 * count >= scenario.run.paths;
}

}  // namespace

Rate Swing::size() const { return std::max(magnitude(at_low.mean), magnitude(at_high.mean)); }

Result<std::vector<Swing>> sensitivity(const Study& study, Metric metric) {
  return Tornado(study, metric).swings();
}

std::optional<Rate> Contagion::share() const {
  if (linked.mean == 0) return std::nullopt;
  return Rate(1) - cut.mean / linked.mean;
}

Result<Contagion> contagion(const Study& study) {
  auto scenario = study.scenario;
  scenario.run.stop.reset();
  const Study paired{study.baseline, scenario, study.sources, study.settings};
  const auto world_of = [&](std::int64_t number) {
    return make_world(study.baseline, plan_of_world(scenario.run, number));
  };
  const auto cut_world_of = [&](std::int64_t number) { return cut_links(world_of(number)); };
  const auto linked = LEDGER_TRY(run_worlds(paired, world_of)).sample(Metric::arrears_months);
  const auto cut = LEDGER_TRY(run_worlds(paired, cut_world_of)).sample(Metric::arrears_months);
  return Contagion{summarize(linked, {}), summarize(cut, {}),
                   summarize(paired_differences(linked, cut), {})};
}

Result<std::optional<Rate>> reverse_stress(const Study& study) {
  std::int64_t holds = -1;  // in hundredths of a standard deviation: the fund lasts
  std::int64_t breaks = kShiftMaxHundredths;
  if (!LEDGER_TRY(empties_fund(study, breaks))) return std::nullopt;
  while (breaks - holds > 1) {
    const auto middle = (breaks + holds) / 2;
    (LEDGER_TRY(empties_fund(study, middle)) ? breaks : holds) = middle;
  }
  return Rate(-breaks, 100);
}

}  // namespace anxin::simulator
