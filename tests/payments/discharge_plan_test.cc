// Plans of discharge: who pays for each cause, boundaries in threes, and the sum that always holds.
#include "payments/rules/discharge_plan.h"

#include <gtest/gtest.h>

#include <random>

#include "ledger/base/amount.h"
#include "payments/rules/builtin_data.h"
#include "payments/rules/builtin_rules.h"
#include "payments/rules/rule_step.h"
#include "tests/support/shipped_rules.h"
#include "tests/support/values.h"

namespace anxin::payments {
namespace {

using tests::day;
using tests::shipped_rules;
using tests::yuan;

constexpr const char* kPlannedOn = "2026-11-25";

// 100 000 owed in a county without rules of its own; every purse but the employer's holds 30 000.
DischargeFacts facts_of(DischargeCause cause) {
  DischargeFacts facts;
  facts.region = RegionCode::parse("360781").value();
  facts.cause = cause;
  facts.arrears = yuan("100000.00");
  facts.owner_unsettled = yuan("30000.00");
  facts.deposit = yuan("30000.00");
  facts.fund = yuan("30000.00");
  return facts;
}

Result<DischargePlan> try_plan(const DischargeFacts& facts, const char* on = kPlannedOn) {
  static const WorkCalendar calendar = builtin_calendar();
  return plan_discharge(facts, shipped_rules(), calendar, day(on));
}

DischargePlan plan(const DischargeFacts& facts, const char* on = kPlannedOn) {
  auto planned = try_plan(facts, on);
  EXPECT_TRUE(planned.has_value()) << planned.error().reason.word();
  return planned.value_or(DischargePlan{});
}

const PlannedStep* find(const DischargePlan& plan, DischargeGround ground) {
  for (const auto& step : plan.steps) {
    if (step.ground == ground) return &step;
  }
  return nullptr;
}

std::string amount(const DischargePlan& plan, DischargeGround ground) {
  const auto* step = find(plan, ground);
  return step == nullptr ? "(no step)" : to_string(step->amount);
}

// "owner-late owner 30000.00; …; uncovered 0.00"
std::string told(const DischargePlan& plan) {
  std::string text;
  for (const auto& step : plan.steps) {
    text.append(to_word(step.ground)).append(" ").append(to_word(step.payer));
    text.append(" ").append(to_string(step.amount)).append("; ");
  }
  return text + "uncovered " + to_string(plan.uncovered);
}

struct PlanCase {
  DischargeCause cause;
  const char* before;   // no order has been issued
  const char* expired;  // and when one has expired
};

TEST(DischargePlan, EveryCauseHasItsSteps) {
  using enum DischargeCause;
  const std::vector<PlanCase> cases{
      {contractor,
       "employer contractor 0.00; deposit deposit 0.00; fund fund 0.00; uncovered 100000.00",
       "employer contractor 0.00; deposit deposit 30000.00; fund fund 30000.00; uncovered "
       "40000.00"},
      {owner_late,
       "employer contractor 0.00; owner-late owner 30000.00; deposit deposit 0.00; fund fund "
       "0.00; uncovered 70000.00",
       "employer contractor 0.00; owner-late owner 30000.00; deposit deposit 30000.00; fund fund "
       "30000.00; uncovered 10000.00"},
      {subcontractor,
       "direct-subcontractor subcontractor 0.00; contractor-first contractor 100000.00; deposit "
       "deposit 0.00; fund fund 0.00; uncovered 0.00",
       "direct-subcontractor subcontractor 0.00; contractor-first contractor 0.00; deposit deposit "
       "30000.00; fund fund 30000.00; uncovered 40000.00"},
      {transferred,
       "employer employer 0.00; transferred contractor 100000.00; deposit deposit 0.00; fund fund "
       "0.00; uncovered 0.00",
       "employer employer 0.00; transferred contractor 0.00; deposit deposit 30000.00; fund fund "
       "30000.00; uncovered 40000.00"},
      {unlicensed,
       "employer employer 0.00; unlicensed letting-party 100000.00; deposit deposit 0.00; fund "
       "fund 0.00; uncovered 0.00",
       "employer employer 0.00; unlicensed letting-party 0.00; deposit deposit 30000.00; fund fund "
       "30000.00; uncovered 40000.00"},
      {licence_lent,
       "employer employer 0.00; licence-lent lender 100000.00; deposit deposit 0.00; fund fund "
       "0.00; uncovered 0.00",
       "employer employer 0.00; licence-lent lender 0.00; deposit deposit 30000.00; fund fund "
       "30000.00; uncovered 40000.00"},
      {illegal_project,
       "employer employer 0.00; illegal-project owner 100000.00; deposit deposit 0.00; fund fund "
       "0.00; uncovered 0.00",
       "employer employer 0.00; illegal-project owner 0.00; deposit deposit 30000.00; fund fund "
       "30000.00; uncovered 40000.00"},
      {absconded,
       "employer contractor 0.00; deposit deposit 0.00; fund fund 0.00; uncovered 100000.00",
       "employer contractor 0.00; deposit deposit 30000.00; fund fund 30000.00; uncovered "
       "40000.00"},
  };
  EXPECT_EQ(cases.size(), kDischargeCauseWords.size());
  for (const auto& one : cases) {
    auto facts = facts_of(one.cause);
    EXPECT_EQ(told(plan(facts)), one.before) << to_word(one.cause);
    facts.order = DischargeOrder::running;
    EXPECT_EQ(told(plan(facts)), one.before) << to_word(one.cause);
    facts.order = DischargeOrder::expired;
    EXPECT_EQ(told(plan(facts)), one.expired) << to_word(one.cause);
  }
}

TEST(DischargePlan, AContractorPaysFirstForItsSubcontractorWhateverTheCause) {
  auto facts = facts_of(DischargeCause::absconded);
  facts.employer = DischargeParty::subcontractor;
  EXPECT_EQ(amount(plan(facts), DischargeGround::contractor_first), "100000.00");
  facts.cause = DischargeCause::owner_late;
  EXPECT_EQ(amount(plan(facts), DischargeGround::owner_late), "30000.00");
  EXPECT_EQ(amount(plan(facts), DischargeGround::contractor_first), "70000.00");
}

TEST(DischargePlan, TheOwnerPaysWithinTheUnsettledPrice) {
  const auto paid = [](const char* unsettled) {
    auto facts = facts_of(DischargeCause::owner_late);
    facts.owner_unsettled = yuan(unsettled);
    return amount(plan(facts), DischargeGround::owner_late);
  };
  EXPECT_EQ(paid("0.00"), "0.00");
  EXPECT_EQ(paid("99999.99"), "99999.99");
  EXPECT_EQ(paid("100000.00"), "100000.00");
  EXPECT_EQ(paid("100000.01"), "100000.00");
  EXPECT_EQ(amount(plan(facts_of(DischargeCause::contractor)), DischargeGround::owner_late),
            "(no step)");
}

TEST(DischargePlan, WhatAPartyPaysComesOffWhatTheOthersPay) {
  auto facts = facts_of(DischargeCause::subcontractor);
  facts.order = DischargeOrder::expired;
  facts.employer_pays = yuan("20000.00");
  facts.liable_pays = yuan("50000.00");
  EXPECT_EQ(told(plan(facts)),
            "direct-subcontractor subcontractor 20000.00; contractor-first contractor 50000.00; "
            "deposit deposit 30000.00; fund fund 0.00; uncovered 0.00");
}

TEST(DischargePlan, TheDepositIsOpenOnlyOnceAnOrderHasExpired) {
  for (const auto& known : kDischargeOrderWords) {
    auto facts = facts_of(DischargeCause::contractor);
    facts.order = known.value;
    const auto planned = plan(facts);
    const auto* step = find(planned, DischargeGround::deposit);
    ASSERT_NE(step, nullptr);
    const bool expired = known.value == DischargeOrder::expired;
    EXPECT_EQ(step->unmet.empty(), expired) << known.word;
    EXPECT_EQ(step->needs, std::vector{DischargeNeed::order_expired});
    EXPECT_EQ(step->deadline.has_value(), expired) << known.word;
  }
}

TEST(DischargePlan, TheFundIsOpenOnlyWhereItsSchemeAllowsAnAmount) {
  auto facts = facts_of(DischargeCause::contractor);
  facts.deposit = Money();
  EXPECT_TRUE(find(plan(facts), DischargeGround::fund)->unmet.empty());
  facts.fund = yuan("0.01");
  EXPECT_EQ(amount(plan(facts), DischargeGround::fund), "0.01");
  facts.fund = Money();
  const auto planned = plan(facts);
  EXPECT_EQ(find(planned, DischargeGround::fund)->unmet, std::vector{DischargeNeed::fund_eligible});
}

// Construction has its deposits; the fund comes after them (regulation.md section 4).
TEST(DischargePlan, TheFundWaitsUntilNothingIsLeftOfTheDeposit) {
  auto facts = facts_of(DischargeCause::absconded);
  const auto fund = [&] {
    const auto planned = plan(facts);
    const auto* step = find(planned, DischargeGround::fund);
    return to_string(step->amount) + (step->unmet.empty() ? " open" : " waits");
  };
  EXPECT_EQ(fund(), "0.00 waits");  // no order has expired: the deposit is still there
  const auto planned = plan(facts);
  EXPECT_EQ(find(planned, DischargeGround::fund)->unmet,
            std::vector{DischargeNeed::deposit_exhausted});
  facts.order = DischargeOrder::expired;
  facts.arrears = yuan("29999.99");  // a fen of the deposit is left
  EXPECT_EQ(fund(), "0.00 waits");
  facts.arrears = yuan("30000.00");
  EXPECT_EQ(fund(), "0.00 open");
  facts.arrears = yuan("30000.01");
  EXPECT_EQ(fund(), "0.01 open");
  facts.order = DischargeOrder::none;
  facts.deposit = Money();
  EXPECT_EQ(fund(), "30000.00 open");
  facts.deposit = yuan("0.01");
  EXPECT_EQ(fund(), "0.00 waits");
}

TEST(DischargePlan, NamesWhatNoStepIsPaidFrom) {
  using enum DischargeMeans;
  auto facts = facts_of(DischargeCause::contractor);
  EXPECT_EQ(plan(facts).unused, std::vector{unsettled_price});  // the owner was not late
  facts.owner_unsettled = Money();
  EXPECT_TRUE(plan(facts).unused.empty());
  facts.treasury = yuan("0.01");
  facts.liable_pays = Money();  // given, though it is nothing
  EXPECT_EQ(plan(facts).unused, (std::vector{liability, treasury}));
  facts.region = RegionCode::parse("511902").value();
  EXPECT_EQ(plan(facts).unused, std::vector{liability});
  facts.cause = DischargeCause::subcontractor;
  EXPECT_TRUE(plan(facts).unused.empty());
}

// 25 November 2026 is a Wednesday.
TEST(DischargePlan, TheBankHasFiveWorkingDays) {
  auto facts = facts_of(DischargeCause::contractor);
  facts.order = DischargeOrder::expired;
  const auto due = [&](const char* on) {
    const auto planned = plan(facts, on);
    return to_string(find(planned, DischargeGround::deposit)->deadline->date);
  };
  EXPECT_EQ(due("2026-11-25"), "2026-12-02");
  EXPECT_EQ(due("2026-11-27"), "2026-12-04");
  EXPECT_EQ(due("2026-11-28"), "2026-12-04");
  const auto planned = plan(facts);
  EXPECT_EQ(find(planned, DischargeGround::deposit)->deadline->rule.id,
            "national.deadline.execute-notice");
}

TEST(DischargePlan, ADeadlineBeyondTheCalendarIsRefused) {
  auto facts = facts_of(DischargeCause::contractor);
  facts.order = DischargeOrder::expired;
  const auto refused = try_plan(facts, "2030-01-02");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().reason, kCalendarYearUnknown);
}

TEST(DischargePlan, AnUnconfirmedCalendarMakesThePlanUnconfirmed) {
  auto facts = facts_of(DischargeCause::subcontractor);
  facts.order = DischargeOrder::expired;
  facts.fund = Money();  // the order of deposit and fund is not confirmed either
  WorkCalendar::Days days;
  days.years = {2026, 2027};
  days.unconfirmed = {2027};
  const WorkCalendar calendar(days);
  const auto unconfirmed = [&](const char* on) {
    return plan_discharge(facts, shipped_rules(), calendar, day(on)).value().unconfirmed;
  };
  EXPECT_FALSE(unconfirmed("2026-12-24"));
  EXPECT_TRUE(unconfirmed("2026-12-25"));
  facts.deposit = Money();  // no day is counted
  EXPECT_FALSE(unconfirmed("2026-12-25"));
}

// A plan after an expired order, by a calendar that somebody has confirmed.
bool unconfirmed_plan(const DischargeFacts& facts, const RuleSet& rules) {
  WorkCalendar::Days days;
  days.years = {2026};
  return plan_discharge(facts, rules, WorkCalendar(days), day(kPlannedOn)).value().unconfirmed;
}

TEST(DischargePlan, AnUnconfirmedTimeLimitMakesThePlanUnconfirmed) {
  auto facts = facts_of(DischargeCause::subcontractor);
  facts.order = DischargeOrder::expired;
  facts.fund = Money();
  const auto unconfirmed = [&](Grade grade) {
    auto rules = shipped_rules().rules();
    for (auto& rule : rules) {
      auto* limit = std::get_if<Deadline>(&rule);
      if (limit != nullptr && limit->duty == Duty::execute_notice) limit->head.grade = grade;
    }
    return unconfirmed_plan(facts, RuleSet(rules));
  };
  EXPECT_FALSE(unconfirmed(Grade::summary));
  EXPECT_TRUE(unconfirmed(Grade::unconfirmed));
}

TEST(DischargePlan, AFundThatIsPaidFromMakesThePlanUnconfirmed) {
  auto facts = facts_of(DischargeCause::subcontractor);
  facts.order = DischargeOrder::expired;
  EXPECT_TRUE(unconfirmed_plan(facts, shipped_rules()));
  facts.fund = Money();
  EXPECT_FALSE(unconfirmed_plan(facts, shipped_rules()));
}

std::string claim(const DischargePlan& plan, DischargeGround ground) {
  const auto* step = find(plan, ground);
  if (step == nullptr || !step->claim) return "none";
  const auto& found = *step->claim;
  return std::string(to_word(found.creditor)) + ">" + std::string(to_word(found.debtor)) + " " +
         to_string(found.amount);
}

TEST(DischargePlan, WhoeverPaysForAnotherHasAClaimAndNobodyAgainstHimself) {
  auto facts = facts_of(DischargeCause::subcontractor);
  EXPECT_EQ(claim(plan(facts), DischargeGround::contractor_first),
            "contractor>subcontractor 100000.00");
  facts.order = DischargeOrder::expired;
  EXPECT_EQ(claim(plan(facts), DischargeGround::contractor_first), "none");  // it paid nothing
  EXPECT_EQ(claim(plan(facts), DischargeGround::deposit), "contractor>subcontractor 30000.00");
  EXPECT_EQ(claim(plan(facts), DischargeGround::fund), "fund>subcontractor 30000.00");
  facts = facts_of(DischargeCause::owner_late);
  facts.order = DischargeOrder::expired;
  EXPECT_EQ(claim(plan(facts), DischargeGround::owner_late), "none");  // it paid its own debt
  EXPECT_EQ(claim(plan(facts), DischargeGround::deposit), "none");     // the contractor's own
  EXPECT_EQ(claim(plan(facts), DischargeGround::fund), "fund>contractor 30000.00");
}

TEST(DischargePlan, MissingPapersAreNamedAndStopNothing) {
  auto facts = facts_of(DischargeCause::owner_late);
  using enum DischargePaper;
  EXPECT_EQ(find(plan(facts), DischargeGround::owner_late)->missing,
            (std::vector{cause_finding, wage_list, price_statement}));
  facts.papers = {wage_list, cause_finding};
  EXPECT_EQ(find(plan(facts), DischargeGround::owner_late)->missing, std::vector{price_statement});
  EXPECT_EQ(find(plan(facts), DischargeGround::deposit)->missing,
            (std::vector{arrears_order, payment_notice}));
  facts.order = DischargeOrder::running;  // an order that was issued is on file
  EXPECT_EQ(find(plan(facts), DischargeGround::deposit)->missing, std::vector{payment_notice});
  EXPECT_EQ(amount(plan(facts), DischargeGround::owner_late), "30000.00");
}

TEST(DischargePlan, ArticlesStandOnlyOnSteps29And30) {
  auto facts = facts_of(DischargeCause::owner_late);
  facts.employer = DischargeParty::subcontractor;
  std::string articles;
  for (const auto& step : plan(facts).steps) articles += step.rule.article + ";";
  EXPECT_EQ(articles, "30;29;30;;;");
  for (const auto& rule : shipped_rules().rules()) {
    if (kind_of(rule) != DischargeStep::kKind) continue;
    const auto& head = head_of(rule);
    EXPECT_EQ(head.article.empty(), head.grade != Grade::statute) << head.id;
  }
}

TEST(DischargePlan, BazhouHasTheTreasuryAsItsLastStep) {
  auto facts = facts_of(DischargeCause::contractor);
  facts.order = DischargeOrder::expired;
  facts.treasury = yuan("50000.00");
  EXPECT_EQ(amount(plan(facts), DischargeGround::treasury), "(no step)");
  facts.region = RegionCode::parse("511902").value();
  EXPECT_EQ(told(plan(facts)),
            "employer contractor 0.00; deposit deposit 30000.00; fund fund 30000.00; treasury "
            "treasury 40000.00; uncovered 0.00");
  EXPECT_EQ(amount(plan(facts, "2026-01-18"), DischargeGround::treasury), "(no step)");
  EXPECT_EQ(amount(plan(facts, "2026-01-19"), DischargeGround::treasury), "40000.00");
}

TEST(DischargePlan, BeforeItsRulesThereIsNoPlanAndBeforeTheDepositsNoDeposit) {
  const auto facts = facts_of(DischargeCause::contractor);
  EXPECT_EQ(try_plan(facts, "2020-04-30").error().reason, kNoRuleInForce);
  EXPECT_TRUE(try_plan(facts, "2020-05-01").has_value());
  EXPECT_EQ(find(plan(facts, "2021-10-31"), DischargeGround::deposit), nullptr);
  EXPECT_NE(find(plan(facts, "2021-11-01"), DischargeGround::deposit), nullptr);
}

// ---- refusals -----------------------------------------------------------------------------------

Reason refusal(void (*change)(DischargeFacts&)) {
  auto facts = facts_of(DischargeCause::subcontractor);
  change(facts);
  const auto planned = try_plan(facts);
  return planned ? Reason("none") : planned.error().reason;
}

TEST(DischargePlan, RefusesAmountsThatCannotBe) {
  using Facts = DischargeFacts;
  EXPECT_EQ(refusal([](Facts& f) { f.arrears = yuan("0.00"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.arrears = yuan("0.01"); }), Reason("none"));
  EXPECT_EQ(refusal([](Facts& f) { f.arrears = kRuleAmountMax; }), Reason("none"));
  EXPECT_EQ(refusal([](Facts& f) { f.arrears = kRuleAmountMax + yuan("0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.employer_pays = yuan("-0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.owner_unsettled = yuan("-0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.liable_pays = yuan("-0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.deposit = yuan("-0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.fund = yuan("-0.01"); }), kDischargeAmount);
  EXPECT_EQ(refusal([](Facts& f) { f.treasury = yuan("-0.01"); }), kDischargeAmount);
}

TEST(DischargePlan, RefusesEmployersThatCannotBe) {
  for (const auto& known : kDischargePartyWords) {
    auto facts = facts_of(DischargeCause::absconded);
    facts.employer = known.value;
    const bool employs = known.value == DischargeParty::employer ||
                         known.value == DischargeParty::subcontractor ||
                         known.value == DischargeParty::contractor;
    EXPECT_EQ(try_plan(facts).has_value(), employs) << known.word;
    if (employs) continue;
    EXPECT_EQ(try_plan(facts).error().reason, kDischargeEmployer);
  }
  EXPECT_EQ(refusal([](DischargeFacts& f) { f.employer = DischargeParty::subcontractor; }),
            Reason("none"));
  EXPECT_EQ(refusal([](DischargeFacts& f) { f.employer = DischargeParty::contractor; }),
            kDischargeEmployerContradicts);
}

// ---- properties ---------------------------------------------------------------------------------

DischargeFacts random_facts(std::mt19937_64& chance) {
  const auto any = [&](const auto& words) { return words[chance() % words.size()].value; };
  const auto money = [&] { return Money::from_minor(static_cast<std::int64_t>(chance() % 1'000)); };
  DischargeFacts facts;
  facts.region = RegionCode::parse(chance() % 2 == 0 ? "511902" : "360781").value();
  facts.cause = any(kDischargeCauseWords);
  facts.order = any(kDischargeOrderWords);
  facts.arrears = money() + yuan("0.01");
  facts.employer_pays = money();
  facts.owner_unsettled = money();
  if (chance() % 2 == 0) facts.liable_pays = money();
  facts.deposit = money();
  facts.fund = money();
  facts.treasury = money();
  return facts;
}

TEST(DischargePlan, StepsAndWhatStaysUncoveredAddUpToTheArrears) {
  std::mt19937_64 chance(7);
  for (int round = 0; round < 5'000; ++round) {
    const auto facts = random_facts(chance);
    const auto planned = plan(facts);
    Money sum;
    for (const auto& step : planned.steps) {
      EXPECT_GE(step.amount, Money());
      EXPECT_TRUE(step.unmet.empty() || step.amount.is_zero());
      sum += step.amount;
      if (!step.claim) continue;
      EXPECT_EQ(step.claim->amount, step.amount);
      EXPECT_NE(step.claim->creditor, step.claim->debtor);
    }
    EXPECT_EQ(sum, planned.covered);
    EXPECT_EQ(sum + planned.uncovered, facts.arrears);
    EXPECT_GE(planned.uncovered, Money());
  }
}

}  // namespace
}  // namespace anxin::payments
