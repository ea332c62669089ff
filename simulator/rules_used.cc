#include "simulator/rules_used.h"

#include <set>

namespace anxin::simulator {
namespace {

using payments::Rule;

/// Rules by their ids: the order of the set is made when all are known.
using UsedRules = std::set<std::string, std::less<>>;

template <class Kind>
void add_kind(const Rule& rule, UsedRules& used) {
  const auto* found = std::get_if<Kind>(&rule);
  if (found != nullptr) used.insert(found->head.id);
}

// What quote_deposit asks.
void add_deposit_rules(const Rule& rule, UsedRules& used) {
  add_kind<payments::DepositLimits>(rule, used);
  add_kind<payments::DepositBase>(rule, used);
  add_kind<payments::DepositProjects>(rule, used);
  add_kind<payments::DepositExemption>(rule, used);
  add_kind<payments::DepositHistory>(rule, used);
}

// What decide_fund asks about wages.
Result<void> add_fund_rules(const payments::RuleSet& rules, payments::RegionCode region, Date on,
                            UsedRules& used) {
  const auto* scheme = LEDGER_TRY(rules.in_force<payments::FundScheme>(region, on));
  used.insert(scheme->head.id);
  if (scheme->per_worker.minimum_wages) {
    const auto* minimum =
        LEDGER_TRY(rules.in_force<payments::MinimumWage>(payments::WagePeriod::month, region, on));
    used.insert(minimum->head.id);
  }
  if (!scheme->head.region.is_national()) return {};
  const auto* share = LEDGER_TRY(rules.in_force<payments::FundDefault>(region, on));
  used.insert(share->head.id);
  return {};
}

Result<void> add_plans(const RuleSources& sources, payments::RegionCode region, Date on,
                       UsedRules& used) {
  for (const auto cause : kModelCauses) {
    const auto plan = LEDGER_TRY(compile_plan(sources, region, cause, on));
    for (const auto& step : plan) used.insert(step.rule);
  }
  return {};
}

}  // namespace

Result<std::vector<payments::RuleHead>> rules_used(const RuleSources& sources,
                                                   payments::RegionCode region,
                                                   const RunPlan& run) {
  UsedRules used;
  for (std::int64_t month = 0; month < run.months; ++month) {
    const auto on = first_day(run.start + std::chrono::months(month));
    for (const auto* rule : sources.rules.all_in_force(region, on)) add_deposit_rules(*rule, used);
    LEDGER_CHECK(add_fund_rules(sources.rules, region, on, used));
  }
  LEDGER_CHECK(add_plans(sources, region, first_day(run.start), used));
  std::vector<payments::RuleHead> heads;
  for (const auto& rule : sources.rules.rules()) {
    const auto& head = payments::head_of(rule);
    if (used.contains(head.id)) heads.push_back(head);
  }
  return heads;
}

}  // namespace anxin::simulator
