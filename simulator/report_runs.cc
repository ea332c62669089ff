#include "simulator/report_runs.h"

#include <algorithm>
#include <tuple>

#include "ledger/base/invariant.h"
#include "simulator/numeric.h"

namespace anxin::simulator {
namespace {

Result<RunReport> play_instead(const Study& study, const Scenario& scenario) {
  return run_scenario(study.baseline, scenario, study.sources, study.settings);
}

std::vector<std::int64_t> values_in(const RunReport& report, std::size_t month,
                                    std::int64_t MonthFigures::*figure) {
  std::vector<std::int64_t> values;
  values.reserve(report.path_months.size());
  for (const auto& path : report.path_months) values.push_back(path.at(month).*figure);
  return values;
}

// Of a share seen in so many draws, at that many standard errors.
Interval wilson_interval(double share, double n, double reach) {
  const double z2 = reach * reach;
  const double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
  const double half =
      reach / (1 + z2 / n) * square_root(share * (1 - share) / n + z2 / (4 * n * n));
  // Where nothing or everything was seen, that end is known; rounding would leave a trace.
  return {share <= 0 ? 0 : middle - half, share >= 1 ? 1 : middle + half};
}

}  // namespace

Scenario with_value(const Scenario& scenario, std::string_view path, const Rate& value) {
  Reform reform;
  reform.path = std::string(path);
  if (path != kDepositRatePath) {
    const auto* shape = find_parameter(path);
    LEDGER_INVARIANT(shape != nullptr);
    reform.parameter = shape->parameter;
  }
  reform.period = {scenario.run.start, std::nullopt};
  reform.value = value;
  auto changed = scenario;
  changed.reforms.push_back(std::move(reform));
  return changed;
}

Result<std::vector<RunReport>> play_line(const Study& study, const Line& line) {
  std::vector<RunReport> reports;
  for (const auto& value : line.values) {
    reports.push_back(
        LEDGER_TRY(play_instead(study, with_value(study.scenario, line.path, value))));
  }
  return reports;
}

Result<std::vector<RunReport>> play_grid(const Study& study, const Line& rows,
                                         const Line& columns) {
  std::vector<RunReport> reports;
  for (const auto& value : rows.values) {
    const auto scenario = with_value(study.scenario, rows.path, value);
    const Study row{study.baseline, scenario, study.sources, study.settings};
    auto cells = LEDGER_TRY(play_line(row, columns));
    for (auto& cell : cells) reports.push_back(std::move(cell));
  }
  return reports;
}

Result<std::vector<RunReport>> play_shifts(const Study& study, const std::vector<Rate>& shifts) {
  std::vector<RunReport> reports;
  for (const auto& shift : shifts) {
    auto scenario = study.scenario;
    scenario.shift = SystemicShift{{scenario.run.start, std::nullopt}, shift};
    reports.push_back(LEDGER_TRY(play_instead(study, scenario)));
  }
  return reports;
}

bool can_be_paired(const Scenario& a, const Scenario& b) {
  const auto& [of_a, of_b] = std::tie(a.run, b.run);
  return a.baseline == b.baseline && of_a.seed == of_b.seed && of_a.paths == of_b.paths &&
         of_a.worlds == of_b.worlds && of_a.months == of_b.months && of_a.start == of_b.start;
}

std::int64_t runs_of_sensitivity(const Baseline& baseline) {
  const auto assumed =
      std::count_if(baseline.notes.begin(), baseline.notes.end(),
                    [](const auto& note) { return note.evidence == Evidence::assumption; });
  return 1 + 2 * assumed;
}

std::int64_t runs_of_reverse_stress() {
  std::int64_t runs = 1;
  for (std::int64_t span = kShiftMaxHundredths + 1; span > 1; span -= span / 2) ++runs;
  return runs;
}

std::vector<std::vector<std::int64_t>> month_quantiles(const RunReport& report,
                                                       std::int64_t MonthFigures::*figure,
                                                       const std::vector<double>& quantiles) {
  LEDGER_INVARIANT(report.path_months.size() == report.paths.size());
  std::vector<std::vector<std::int64_t>> months;
  for (std::size_t t = 0; t < report.month_sums.size(); ++t) {
    months.push_back(summarize(values_in(report, t, figure), quantiles).quantiles);
  }
  return months;
}

std::vector<double> unpaid_after(const RunReport& report) {
  auto left = static_cast<double>(report.unpaid_sum);
  for (const auto paid : report.paid_by_age) left += static_cast<double>(paid);
  const double all = left;
  std::vector<double> shares;
  for (std::size_t age = 0; age + 1 < report.paid_by_age.size(); ++age) {
    left -= static_cast<double>(report.paid_by_age.at(age));
    shares.push_back(all > 0 ? left / all : 0);
  }
  return shares;
}

Interval chance_interval(std::int64_t hits, std::int64_t count) {
  const auto n = static_cast<double>(count);
  return wilson_interval(static_cast<double>(hits) / n, n, kNormal95);
}

Interval chance_interval(const Sample& ones) {
  const double share = real_of(summarize(ones, {}).mean);
  return wilson_interval(share, effective_paths(ones), reach95(ones.worlds));
}

Interval quantile_interval(Sample sample, double quantile) {
  const double half = rank_reach(sample, quantile);
  auto& values = sample.values;
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  const auto at = [&](double rank) {
    const auto place = static_cast<std::int64_t>(std::clamp(rank, 1.0, n)) - 1;
    return static_cast<double>(values.at(static_cast<std::size_t>(place)));
  };
  return {at(n * quantile - half), at(n * quantile + half + 1)};
}

}  // namespace anxin::simulator
