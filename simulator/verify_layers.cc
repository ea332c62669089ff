// The layers of the recourse order: what each pays, by hand, where need and means are known.
#include <algorithm>

#include "simulator/compiled_rules.h"
#include "simulator/numeric.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr Fen kLayerHead = 1'000'000;         // a worker's month; the labour has 64 of them
constexpr std::int64_t kAlways = 10'000'000;  // months: longer than any run

VerifySetting layers_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting layers(sources, settings);
  layers.with(Parameter::size_median, Rate(4 * 64 * kLayerHead));
  layers.with(Parameter::labour_share_min, Rate(1, 4));
  layers.with(Parameter::labour_share_max, Rate(1, 4));
  layers.with(Parameter::monthly_wage, Rate(kLayerHead)).with(Parameter::team_size, Rate(1));
  layers.with(Parameter::contractor_credit, Rate(0));
  layers.with(Parameter::contractor_start_cash, Rate(0));
  layers.with(Parameter::materials, Rate(0)).with(Parameter::overhead, Rate(0));
  layers.with(Parameter::detection, Rate(1)).with(Parameter::order_expires, Rate(1));
  layers.with(Parameter::court_recovered, Rate(1)).with(Parameter::court_time, Rate(0));
  return layers;
}

Result<Fen> deposit_of(const VerifySetting& setting, const World& world,
                       const RuleSources& sources) {
  const auto compiled =
      LEDGER_TRY(compile_rules(sources, setting.baseline(), setting.scenario(), world));
  return compiled.deposits.front()[static_cast<std::size_t>(Past::unknown)];
}

// ---- every layer in its turn, no chance ---------------------------------------------------------

// Four months of 10, 22, 22 and 10 workers. The account gets half of what they earn, as it is
// earned; the rest of a bill is due a month later, to a contractor that draws all of it. So
//   month 1: due 10, the account has 5 + 11 and pays them;
//   month 2: due 22, it has 6 + 11: 5 stay, and the order to pay is given;
//   month 3: due 22, it has 5: of 27, 22 stay; the owner still owes 7/8 of a bill of 88: it pays;
//   month 4: due 10, nothing is there; the next order;
//   month 5: no bill is open; the deposit pays, and the court gets the rest in month 6.
Result<VerifyCases> layers_in_turn(const RuleSources& sources, const VerifySettings& settings) {
  auto layers = layers_setting(sources, settings);
  layers.with(Parameter::duration_base, Rate(4)).months(8).at_most(1);
  layers.with(Parameter::account_coverage, Rate(1)).with(Parameter::account_compliance, Rate(1));
  layers.with(Parameter::account_share, Rate(1, 8)).with(Parameter::contractor_profit, Rate(1));
  layers.with(Parameter::late_scale, Rate(3, 2)).with(Parameter::late_shape, Rate(100));
  layers.with(Parameter::fund_size, Rate(0));
  const auto world = layers.one_project();
  const auto deposit = std::min(LEDGER_TRY(deposit_of(layers, world, sources)), 10 * kLayerHead);
  const auto report = LEDGER_TRY(layers.run_in(world));
  const auto paid = [&report](Metric metric) { return report.values(metric).front(); };
  return VerifyCases{
      equal_case("layer-account", 32 * kLayerHead, paid(Metric::paid_by_account)),
      equal_case("layer-owner", 22 * kLayerHead, paid(Metric::paid_by_owner)),
      equal_case("layer-deposit", deposit, paid(Metric::paid_by_deposit)),
      equal_case("layer-court", 10 * kLayerHead - deposit, paid(Metric::paid_by_court))};
}

// ---- an owner that stops ------------------------------------------------------------------------

constexpr std::int64_t kStopWorks = 16;
constexpr std::int64_t kStopMonths = 20;
constexpr Fen kStopUnit = 64 * kLayerHead / 4096;

// Works go on for two months after month s; what they earn is the need.
Fen need_after(std::int64_t s) {
  const auto until = [](std::int64_t k) {
    const auto done = std::min(k, kStopWorks);
    return kStopUnit * (3 * done * done * kStopWorks - 2 * done * done * done);
  };
  return until(s + 2) - until(s);
}

struct LayerSums {
  double deposit = 0;
  double fund = 0;
  double court = 0;
};

// The scheme's share of the need, as the rule itself allows it to one worker who stands for all.
Result<Fen> fund_part(const VerifySetting& setting, const RuleSources& sources, Fen need) {
  const auto on = first_day(setting.scenario().run.start);
  auto facts = fund_facts(setting.baseline().region, on);
  payments::FundWorker worker;
  worker.id = "worker";
  worker.arrears.push_back({setting.scenario().run.start, Money::from_minor(need)});
  facts.workers.push_back(std::move(worker));
  const auto part = LEDGER_TRY(fund_share(sources.rules, facts, on));
  return part.minor();
}

// Σ over the month s in which it stops, with chance p (1 − p)^s: each layer takes the smaller of
// what is left of the need and what it has. For an owner that stops in month 0 nobody begins.
Result<LayerSums> expected_layers(const VerifySetting& setting, const RuleSources& sources,
                                  double chance) {
  const auto deposit = LEDGER_TRY(deposit_of(setting, setting.one_project(), sources));
  LayerSums sums;
  for (std::int64_t s = 1; s < kStopWorks; ++s) {
    const double weight = chance * power(1 - chance, static_cast<double>(s));
    const auto need = need_after(s);
    const auto by_deposit = std::min(need, deposit);
    const auto allowed = LEDGER_TRY(fund_part(setting, sources, need));
    const auto by_fund = std::min(need - by_deposit, allowed);
    sums.deposit += weight * static_cast<double>(by_deposit);
    sums.fund += weight * static_cast<double>(by_fund);
    sums.court += weight * static_cast<double>(need - by_deposit - by_fund);
  }
  return sums;
}

// The contractor keeps of each bill exactly what its wages will take.
VerifySetting stopping_setting(const RuleSources& sources, const VerifySettings& settings) {
  auto stops = layers_setting(sources, settings);
  stops.with(Parameter::duration_base, Rate(kStopWorks)).months(kStopMonths);
  stops.with(Parameter::contractor_profit, Rate(3, 4));
  stops.with(Parameter::monthly_wage, Rate(64 * kLayerHead));  // all of them are one team
  stops.with(Parameter::developer_default, Rate(70, 100)).with(Parameter::works_go_on, Rate(2));
  stops.with(Parameter::owner_recovery_time, Rate(kAlways));
  stops.with(Parameter::fund_size, Rate(64 * kLayerHead));
  return stops;
}

Result<VerifyCases> stopping_owner(const RuleSources& sources, const VerifySettings& settings) {
  const auto stops = stopping_setting(sources, settings);
  const double chance = 1 - power(0.3, 1.0 / 12);
  const auto exact = LEDGER_TRY(expected_layers(stops, sources, chance));
  const auto report = LEDGER_TRY(stops.run_in(stops.one_project()));
  return VerifyCases{mean_case({"stop-deposit", exact.deposit / kLayerHead},
                               report.values(Metric::paid_by_deposit), kLayerHead),
                     mean_case({"stop-fund", exact.fund / kLayerHead},
                               report.values(Metric::paid_by_fund), kLayerHead),
                     mean_case({"stop-court", exact.court / kLayerHead},
                               report.values(Metric::paid_by_court), kLayerHead)};
}

}  // namespace

Result<VerifyCases> layer_cases(const RuleSources& sources, const VerifySettings& settings) {
  auto all = LEDGER_TRY(layers_in_turn(sources, settings));
  const auto stopped = LEDGER_TRY(stopping_owner(sources, settings));
  all.insert(all.end(), stopped.begin(), stopped.end());
  return all;
}

}  // namespace anxin::simulator
