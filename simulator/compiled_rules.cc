#include "simulator/compiled_rules.h"

#include <algorithm>
#include <map>

#include "ledger/base/invariant.h"

namespace anxin::simulator {
namespace {

using payments::DischargeFacts;
using payments::DischargeMeans;
using payments::DischargeNeed;

// ---- discharge ----------------------------------------------------------------------------------

// Amounts that tell the means apart in what a plan answers.
Money telling_amount(DischargeMeans means) {
  return Money::from_minor(std::int64_t{1} << place_of(means));
}

DischargeFacts telling_facts(payments::RegionCode region, payments::DischargeCause cause) {
  DischargeFacts facts;
  facts.region = region;
  facts.cause = cause;
  facts.arrears = Money::from_minor(std::int64_t{1} << 20);
  facts.employer_pays = telling_amount(DischargeMeans::employer);
  facts.owner_unsettled = telling_amount(DischargeMeans::unsettled_price);
  facts.liable_pays = telling_amount(DischargeMeans::liability);
  facts.deposit = telling_amount(DischargeMeans::deposit);
  facts.fund = telling_amount(DischargeMeans::fund);
  facts.treasury = telling_amount(DischargeMeans::treasury);
  facts.order = payments::DischargeOrder::expired;
  return facts;
}

DischargeMeans means_that_pay(Money amount) {
  for (const auto& known : payments::kDischargeMeansWords) {
    if (telling_amount(known.value) == amount) return known.value;
  }
  LEDGER_INVARIANT(false);
}

// As the rule functions understand the needs, at a step that finds this much paid before it.
bool is_met(DischargeNeed need, const DischargeAsk& ask, const DischargePaid& paid) {
  constexpr auto kDeposit = place_of(DischargeMeans::deposit);
  switch (need) {
    case DischargeNeed::order_expired:
      return ask.order_expired;
    case DischargeNeed::fund_eligible:
      return ask.means[place_of(DischargeMeans::fund)] > 0;
    case DischargeNeed::deposit_exhausted:
      return paid.means[kDeposit] == ask.means[kDeposit];
  }
  return false;
}

// ---- deposits -----------------------------------------------------------------------------------

std::int32_t live_projects(const World& world, const Project& project) {
  const auto& contractor = world.contractors[project.contractor];
  std::int32_t live = 0;
  for (auto i = contractor.first_project; i < contractor.end_project; ++i) {
    if (world.projects[i].works_in(std::max(0, project.start))) ++live;
  }
  return std::max(1, live);
}

payments::DepositFacts deposit_facts(const Baseline& baseline, const World& world,
                                     const Project& project) {
  payments::DepositFacts facts;
  facts.region = baseline.region;
  facts.contract_amount = Money::from_minor(project.contract);
  facts.duration_months = project.months;
  facts.live_projects = live_projects(world, project);
  return facts;
}

void set_past(payments::DepositFacts& facts, Past past) {
  facts.clean_years = past == Past::clean_3_years ? 3 : past == Past::clean_2_years ? 2 : 0;
  facts.arrears_within_two_years = past == Past::arrears;
  facts.blacklisted = past == Past::blacklisted;
}

Result<DepositTable> deposit_table(payments::DepositFacts facts, const payments::RuleSet& rules,
                                   Date on) {
  DepositTable table{};
  for (std::size_t past = 0; past < kPasts; ++past) {
    set_past(facts, static_cast<Past>(past));
    const auto quote = LEDGER_TRY(payments::quote_deposit(facts, rules, on));
    table.at(past) = quote.amount.minor();
  }
  return table;
}

// All that quote_deposit asks in the region that day: a world has five quotes a project, and each
// looks through the set.
payments::RuleSet deposit_rules(const payments::RuleSet& rules, payments::RegionCode region,
                                Date on) {
  std::vector<payments::Rule> kept;
  for (const auto& rule : rules.rules()) {
    const auto& head = payments::head_of(rule);
    if (!region.lies_in(head.region) || !head.in_force(on)) continue;
    if (payments::kind_of(rule).starts_with("deposit-")) kept.push_back(rule);
  }
  return payments::RuleSet(std::move(kept));
}

std::optional<Rate> deposit_rate_in(const Scenario& scenario, Month month) {
  std::optional<Rate> rate;
  for (const auto& reform : scenario.reforms) {
    if (!reform.parameter && reform.period.covers(month)) rate = reform.value;
  }
  return rate;
}

}  // namespace

DischargePaid discharge(const CompiledPlan& plan, const DischargeAsk& ask) {
  DischargePaid paid;
  Fen left = ask.arrears;
  for (const auto& step : plan) {
    const bool open = std::all_of(step.needs.begin(), step.needs.end(),
                                  [&](DischargeNeed need) { return is_met(need, ask, paid); });
    if (!open) continue;
    auto& sum = paid.means[place_of(step.means)];
    const auto amount = std::min(left, ask.means[place_of(step.means)] - sum);
    sum += amount;
    left -= amount;
  }
  paid.uncovered = left;
  return paid;
}

Result<CompiledPlan> compile_plan(const RuleSources& sources, payments::RegionCode region,
                                  payments::DischargeCause cause, Date on) {
  const auto facts = telling_facts(region, cause);
  const auto answer =
      LEDGER_TRY(payments::plan_discharge(facts, sources.rules, sources.calendar, on));
  CompiledPlan plan;
  for (const auto& step : answer.steps) {
    if (!step.amount.is_zero())
      plan.push_back({means_that_pay(step.amount), step.needs, step.rule.id});
  }
  return plan;
}

Result<payments::RuleSet> reformed_rules(const payments::RuleSet& rules, const Baseline& baseline,
                                         const Scenario& scenario, Month month) {
  const auto rate = deposit_rate_in(scenario, month);
  if (!rate) return rules;
  const auto* base =
      LEDGER_TRY(rules.in_force<payments::DepositBase>(baseline.region, first_day(month)));
  auto all = rules.rules();
  for (auto& rule : all) {
    auto* table = std::get_if<payments::DepositBase>(&rule);
    if (table == nullptr || table->head.id != base->head.id) continue;
    for (auto& tier : table->tiers) {
      if (tier.rate) tier.rate = *rate;
    }
  }
  return payments::RuleSet(std::move(all));
}

Result<CompiledRules> compile_rules(const RuleSources& sources, const Baseline& baseline,
                                    const Scenario& scenario, const World& world) {
  CompiledRules compiled;
  const auto first = first_day(scenario.run.start);
  for (std::size_t i = 0; i < kModelCauses.size(); ++i) {
    compiled.plans[i] = LEDGER_TRY(compile_plan(sources, baseline.region, kModelCauses[i], first));
  }
  std::map<std::int32_t, payments::RuleSet> by_month;
  for (const auto& project : world.projects) {
    const auto begun = std::max(0, project.start);
    const auto month = scenario.run.start + std::chrono::months(begun);
    if (!by_month.contains(begun)) {
      const auto tables = deposit_rules(sources.rules, baseline.region, first_day(month));
      by_month[begun] = LEDGER_TRY(reformed_rules(tables, baseline, scenario, month));
    }
    compiled.deposits.push_back(LEDGER_TRY(
        deposit_table(deposit_facts(baseline, world, project), by_month[begun], first_day(month))));
  }
  return compiled;
}

Result<Money> fund_share(const payments::RuleSet& rules, const payments::FundFacts& facts,
                         Date on) {
  const auto decision = LEDGER_TRY(payments::decide_fund(facts, rules, on));
  return decision.total;
}

}  // namespace anxin::simulator
