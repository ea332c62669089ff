// The compiled rules against the rule functions themselves.
#include "simulator/compiled_rules.h"

#include <gtest/gtest.h>

#include "ledger/base/entropy.h"
#include "tests/simulator/county.h"

namespace anxin::simulator {
namespace {

using payments::DischargeMeans;

constexpr std::size_t at(DischargeMeans means) { return static_cast<std::size_t>(means); }
const Date kOn = first_day(Month{std::chrono::year{2026}, std::chrono::March});

payments::RegionCode place(const char* code) { return *payments::RegionCode::parse(code); }

DischargeAsk random_ask(SeededEntropy& chance) {
  DischargeAsk ask;
  ask.arrears = static_cast<Fen>(1 + chance.below(1'000));
  ask.order_expired = chance.below(3) > 0;
  for (auto& amount : ask.means) {
    amount = chance.below(3) == 0 ? 0 : static_cast<Fen>(chance.below(600));
  }
  ask.means[at(DischargeMeans::liability)] = 0;
  return ask;
}

payments::DischargeFacts facts_of(const DischargeAsk& ask, payments::RegionCode region,
                                  payments::DischargeCause cause) {
  const auto money = [&ask](DischargeMeans means) {
    return Money::from_minor(ask.means[at(means)]);
  };
  payments::DischargeFacts facts;
  facts.region = region;
  facts.cause = cause;
  facts.arrears = Money::from_minor(ask.arrears);
  facts.employer_pays = money(DischargeMeans::employer);
  facts.owner_unsettled = money(DischargeMeans::unsettled_price);
  facts.liable_pays = money(DischargeMeans::liability);
  facts.deposit = money(DischargeMeans::deposit);
  facts.fund = money(DischargeMeans::fund);
  facts.treasury = money(DischargeMeans::treasury);
  facts.order =
      ask.order_expired ? payments::DischargeOrder::expired : payments::DischargeOrder::running;
  return facts;
}

// What each payer of the real plan pays, by the means it is paid from.
DischargePaid paid_by(const payments::DischargePlan& plan) {
  DischargePaid paid;
  paid.uncovered = plan.uncovered.minor();
  for (const auto& step : plan.steps) {
    const auto means = step.payer == payments::DischargeParty::deposit ? DischargeMeans::deposit
                       : step.payer == payments::DischargeParty::fund  ? DischargeMeans::fund
                       : step.payer == payments::DischargeParty::owner
                           ? DischargeMeans::unsettled_price
                           : DischargeMeans::employer;
    paid.means[at(means)] += step.amount.minor();
  }
  return paid;
}

TEST(CompiledRules, DischargeAsTheRuleFunctionsDo) {
  SeededEntropy chance(20261126);
  for (const auto* code : {"360000", "350000", "210000", "310000"}) {
    for (const auto cause : kModelCauses) {
      const auto region = place(code);
      const auto plan = compile_plan({shipped_rules(), shipped_calendar()}, region, cause, kOn);
      ASSERT_TRUE(plan.has_value()) << code;
      for (int i = 0; i < 300; ++i) {
        const auto ask = random_ask(chance);
        const auto real = payments::plan_discharge(facts_of(ask, region, cause), shipped_rules(),
                                                   shipped_calendar(), kOn);
        ASSERT_TRUE(real.has_value());
        const auto paid = discharge(*plan, ask);
        const auto expected = paid_by(*real);
        EXPECT_EQ(paid.uncovered, expected.uncovered) << code << " " << i;
        EXPECT_EQ(paid.means, expected.means) << code << " " << i;
      }
    }
  }
}

TEST(CompiledRules, DepositsAreTheQuotesOfEachPast) {
  const CountyRun county;
  const auto world = make_world(county.baseline, county.scenario.run);
  const auto compiled =
      compile_rules({shipped_rules(), shipped_calendar()}, county.baseline, county.scenario, world);
  ASSERT_TRUE(compiled.has_value());
  payments::DepositFacts facts;
  facts.region = county.baseline.region;
  for (std::size_t i = 0; i < world.projects.size(); ++i) {
    const auto& project = world.projects[i];
    // The only project of its contractor: nothing but the contract and the past counts.
    const auto& contractor = world.contractors[project.contractor];
    if (contractor.end_project - contractor.first_project > 1) continue;
    facts.contract_amount = Money::from_minor(project.contract);
    facts.duration_months = project.months;
    facts.arrears_within_two_years = true;
    const auto month = county.scenario.run.start + std::chrono::months(std::max(0, project.start));
    const auto quote = payments::quote_deposit(facts, shipped_rules(), first_day(month));
    ASSERT_TRUE(quote.has_value());
    EXPECT_EQ(compiled->deposits[i][static_cast<std::size_t>(Past::arrears)],
              quote->amount.minor());
  }
}

TEST(CompiledRules, AReformedRateHoldsInItsMonthsAlone) {
  CountyRun county;
  const Month march{std::chrono::year{2026}, std::chrono::March};
  county.scenario.reforms.push_back(
      {std::string(kDepositRatePath), std::nullopt, {march, march}, Rate(3, 100), "a source"});
  payments::DepositFacts facts;
  facts.region = county.baseline.region;
  facts.contract_amount = Money::from_minor(10'000'000'000);
  const auto deposit_in = [&](Month month) {
    const auto rules = reformed_rules(shipped_rules(), county.baseline, county.scenario, month);
    return payments::quote_deposit(facts, *rules, first_day(month))->amount.minor();
  };
  EXPECT_EQ(deposit_in(march - std::chrono::months(1)), 200'000'000);
  EXPECT_EQ(deposit_in(march), 300'000'000);
  EXPECT_EQ(deposit_in(march + std::chrono::months(1)), 200'000'000);
}

}  // namespace
}  // namespace anxin::simulator
