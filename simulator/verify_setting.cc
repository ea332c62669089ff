#include "simulator/verify_setting.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ledger/base/invariant.h"
#include "simulator/numeric.h"
#include "simulator/statistics.h"

namespace anxin::simulator {

VerifySetting::VerifySetting(const RuleSources& sources, const VerifySettings& settings)
    : sources_(sources), settings_(settings) {
  auto loaded = parse_baseline(builtin_baseline("baselines/county-2026.toml").value_or(""));
  LEDGER_INVARIANT(loaded.findings.empty());
  baseline_ = std::move(loaded.value);
  baseline_.size = {1, 1, 1};
  scenario_.run = {settings.seed, settings.paths, 12,
                   Month{std::chrono::year{2026}, std::chrono::January}};
  silence();
}

void VerifySetting::silence() {
  for (const auto parameter : {Parameter::government_share,  Parameter::lgfv_share,
                               Parameter::private_share,     Parameter::government_default,
                               Parameter::lgfv_default,      Parameter::developer_default,
                               Parameter::private_default,   Parameter::contractor_default,
                               Parameter::late_scale,        Parameter::late_sensitivity,
                               Parameter::labour_deviation,  Parameter::account_coverage,
                               Parameter::contractor_profit, Parameter::systemic_persistence,
                               Parameter::detection,         Parameter::grace,
                               Parameter::size_deviation,    Parameter::duration_deviation,
                               Parameter::contractor_trade,  Parameter::materials_lag,
                               Parameter::loan_rate,         Parameter::saving_rate,
                               Parameter::letter_fee,        Parameter::letter_collateral,
                               Parameter::insurance_share,   Parameter::owner_guarantee,
                               Parameter::case_notice,       Parameter::warning_coverage,
                               Parameter::enforcement_time}) {
    with(parameter, Rate(0));
  }
  for (const auto parameter :
       {Parameter::developer_share, Parameter::full_pay_share, Parameter::deposit_letter_share,
        Parameter::festival_month, Parameter::month_after_festival, Parameter::direct_share}) {
    with(parameter, Rate(1));
  }
  with(Parameter::contractor_credit, Rate(100));
}

VerifySetting& VerifySetting::later(std::int64_t month, Parameter parameter, Rate value) {
  Reform reform;
  reform.path = shape_of(parameter).path;
  reform.parameter = parameter;
  reform.period.from = scenario_.run.start + std::chrono::months(month);
  reform.value = std::move(value);
  scenario_.reforms.push_back(std::move(reform));
  return *this;
}

World VerifySetting::one_project() const {
  auto baseline = baseline_;
  baseline.size = {1, 1, 1};
  auto world = make_world(baseline, scenario_.run);
  world.projects.front().start = 0;
  return world;
}

Result<RunReport> VerifySetting::run() const {
  return run_scenario(baseline_, scenario_, sources_, settings_.run);
}

Result<RunReport> VerifySetting::run_in(const World& world) const {
  return run_world({baseline_, scenario_, sources_, settings_.run}, world);
}

World repeated(World world, std::int32_t count, std::int32_t apart) {
  const auto first = world.projects.front();
  world.projects.clear();
  for (std::int32_t i = 0; i < count; ++i) {
    auto project = first;
    project.number = static_cast<std::uint32_t>(i) + 1;
    project.id = stable_id("project/" + std::to_string(i + 1));
    project.start = i * apart;
    world.projects.push_back(std::move(project));
  }
  auto& contractor = world.contractors.front();
  contractor.end_project = static_cast<std::uint32_t>(count);
  contractor.contracts *= count;
  contractor.yearly *= count;
  world.owners.front().let *= count;
  return world;
}

void work_evenly(Project& project, std::int32_t months) {
  project.months = months;
  project.progress.clear();
  for (std::int64_t k = 1; k <= months; ++k) {
    project.progress.push_back(kFixedOne / months * k);
  }
  LEDGER_INVARIANT(project.progress.back() == kFixedOne);
}

// ---- from paths to a case -----------------------------------------------------------------------

VerifyCase mean_case(const VerifyFacts& facts, const std::vector<std::int64_t>& values,
                     double scale) {
  const auto summary = summarize(values, {});
  return {facts.name, facts.exact, real_of(summary.mean) / scale, summary.standard_error / scale};
}

// Of the variance of n values: (m₄ − s⁴) / n, for many of them.
VerifyCase variance_case(const VerifyFacts& facts, const std::vector<std::int64_t>& values,
                         double scale) {
  const double mean = real_of(summarize(values, {}).mean);
  double squares = 0;
  double fourths = 0;
  for (const auto value : values) {
    const double apart = (static_cast<double>(value) - mean) / scale;
    squares += apart * apart;
    fourths += apart * apart * apart * apart;
  }
  const auto count = static_cast<double>(values.size());
  const double variance = squares / (count - 1);
  const double spread = std::max(0.0, fourths / count - variance * variance);
  return {facts.name, facts.exact, variance, square_root(spread / count)};
}

VerifyCase share_case(const VerifyFacts& facts, const std::vector<std::int64_t>& values,
                      std::int64_t limit) {
  const auto hits = std::count_if(values.begin(), values.end(),
                                  [limit](std::int64_t value) { return value <= limit; });
  const auto count = static_cast<double>(values.size());
  return {facts.name, facts.exact, static_cast<double>(hits) / count,
          square_root(facts.exact * (1 - facts.exact) / count)};
}

VerifyCase equal_case(std::string_view name, Fen exact, Fen found) {
  return {name, static_cast<double>(exact), static_cast<double>(found), 0};
}

}  // namespace anxin::simulator
