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
                               Parameter::systemic_gamma,    Parameter::detection,
                               Parameter::case_notice,       Parameter::grace,
                               Parameter::size_deviation,    Parameter::duration_deviation,
                               Parameter::owner_guarantee,   Parameter::contractor_trade,
                               Parameter::materials_lag,     Parameter::loan_rate,
                               Parameter::saving_rate,       Parameter::letter_fee,
                               Parameter::letter_collateral, Parameter::insurance_share,
                               Parameter::absconding,        Parameter::warning_coverage,
                               Parameter::permit_funding,    Parameter::enforcement_time}) {
    with(parameter, Rate(0));
  }
  for (const auto parameter :
       {Parameter::developer_share, Parameter::full_pay_share, Parameter::deposit_letter_share,
        Parameter::festival_month, Parameter::month_after_festival, Parameter::direct_share,
        Parameter::fund_share_cap, Parameter::enforcement_shape, Parameter::enforcement_winter}) {
    with(parameter, Rate(1));
  }
  with(Parameter::contractor_credit, Rate(100)).with(Parameter::enforcement_teams, Rate(1000));
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

World repeated(World world, std::int32_t count, std::int32_t a_month) {
  const auto first = world.projects.front();
  world.projects.clear();
  for (std::int32_t i = 0; i < count; ++i) {
    auto project = first;
    project.number = static_cast<std::uint32_t>(i) + 1;
    project.id = stable_id("project/" + std::to_string(i + 1));
    project.start = i / a_month;
    world.projects.push_back(std::move(project));
  }
  auto& contractor = world.contractors.front();
  contractor.end_project = static_cast<std::uint32_t>(count);
  contractor.contracts *= count;
  contractor.yearly *= count;
  world.owners.front().let *= count;
  return world;
}

VerifySetting claims_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting claims(sources, settings);
  claims.with(Parameter::labour_share_min, Rate(1)).with(Parameter::labour_share_max, Rate(1));
  claims.with(Parameter::monthly_wage, Rate(1000 * kClaimProject));  // they count as one worker
  claims.with(Parameter::account_share, Rate(1)).with(Parameter::account_compliance, Rate(1));
  claims.with(Parameter::contractor_credit, Rate(0));
  claims.with(Parameter::contractor_start_cash, Rate(0));
  claims.with(Parameter::contractor_profit, Rate(1));
  claims.with(Parameter::materials, Rate(0)).with(Parameter::overhead, Rate(0));
  claims.with(Parameter::detection, Rate(1)).with(Parameter::order_expires, Rate(1));
  claims.with(Parameter::court_recovered, Rate(1)).with(Parameter::court_time, Rate(0));
  claims.with(Parameter::fund_recovered, Rate(0)).with(Parameter::fund_recovery_time, Rate(0));
  return claims;
}

World claims_world(const VerifySetting& setting, std::int32_t a_month) {
  auto world = setting.one_project();
  auto& project = world.projects.front();
  project.contract = project.labour = kClaimProject;
  work_evenly(project, 1);
  const auto months = static_cast<std::int32_t>(setting.scenario().run.months);
  return repeated(std::move(world), (months - 1) * a_month, a_month);
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
