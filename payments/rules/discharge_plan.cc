#include "payments/rules/discharge_plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "ledger/base/amount.h"
#include "payments/rules/rule_step.h"

namespace anxin::payments {
namespace {

// ---- what cannot be -----------------------------------------------------------------------------

Result<void> check_amounts(const DischargeFacts& facts) {
  if (facts.arrears.is_zero()) return bad_rule_amount(kDischargeAmount, "arrears");
  const std::pair<std::string_view, Money> amounts[] = {
      {"arrears", facts.arrears},
      {"employer-pays", facts.employer_pays},
      {"owner-unsettled", facts.owner_unsettled},
      {"liable-pays", facts.liable_pays.value_or(Money())},
      {"deposit", facts.deposit},
      {"fund", facts.fund},
      {"treasury", facts.treasury}};
  for (const auto& [what, amount] : amounts) {
    LEDGER_CHECK(check_rule_amount(kDischargeAmount, what, amount));
  }
  return {};
}

bool employs(DischargeParty party) {
  return party == DischargeParty::employer || party == DischargeParty::subcontractor ||
         party == DischargeParty::contractor;
}

// Causes that are the employer's own name.
bool names_employer(DischargeCause cause) {
  return cause == DischargeCause::subcontractor || cause == DischargeCause::contractor;
}

Result<DischargeParty> find_employer(const DischargeFacts& facts) {
  const auto named = employer_of(facts.cause);
  const auto employer = facts.employer.value_or(named);
  const std::string word(to_word(employer));
  if (!employs(employer)) return fail(kDischargeEmployer, {{"employer", word}});
  if (names_employer(facts.cause) && employer != named) {
    return fail(kDischargeEmployerContradicts,
                {{"cause", std::string(to_word(facts.cause))}, {"employer", word}});
  }
  return employer;
}

// ---- the rules ----------------------------------------------------------------------------------

Result<std::vector<const DischargeStep*>> gather(const DischargeFacts& facts,
                                                 DischargeParty employer, const RuleSet& rules,
                                                 Date on) {
  // Where it does not stand on record, no plan does.
  LEDGER_CHECK(rules.in_force<DischargeStep>(DischargeGround::employer, facts.region, on));
  std::vector<const DischargeStep*> steps;
  for (const auto* rule : rules.all_in_force(facts.region, on)) {
    const auto* step = std::get_if<DischargeStep>(rule);
    if (step == nullptr) continue;
    if (covers(step->causes, facts.cause) && covers(step->employers, employer)) {
      steps.push_back(step);
    }
  }
  std::sort(steps.begin(), steps.end(), [](const auto* a, const auto* b) {
    return std::pair(a->order, a->key()) < std::pair(b->order, b->key());
  });
  return steps;
}

// ---- what the plan says of itself
// ----------------------------------------------------------------

bool rests_on_unconfirmed(const PlannedStep& step) {
  if (step.idle) return false;
  if (step.rule.grade == Grade::unconfirmed) return true;
  return step.deadline &&
         (step.deadline->rule.grade == Grade::unconfirmed || !step.deadline->calendar_confirmed);
}

// What the facts say a step may be paid from.
bool is_given(const DischargeFacts& facts, DischargeMeans means) {
  switch (means) {
    case DischargeMeans::employer:
      return !facts.employer_pays.is_zero();
    case DischargeMeans::unsettled_price:
      return !facts.owner_unsettled.is_zero();
    case DischargeMeans::liability:
      return facts.liable_pays.has_value();
    case DischargeMeans::deposit:
      return !facts.deposit.is_zero();
    case DischargeMeans::fund:
      return !facts.fund.is_zero();
    case DischargeMeans::treasury:
      return !facts.treasury.is_zero();
  }
  return false;
}

std::vector<DischargeMeans> unused(const DischargeFacts& facts,
                                   const std::vector<const DischargeStep*>& steps) {
  std::vector<DischargeMeans> found;
  for (const auto& known : kDischargeMeansWords) {
    const bool used = std::any_of(steps.begin(), steps.end(), [&](const DischargeStep* step) {
      return step->means == known.value;
    });
    if (!used && is_given(facts, known.value)) found.push_back(known.value);
  }
  return found;
}

// ---- the plan -----------------------------------------------------------------------------------

class Planning {
 public:
  Planning(const DischargeFacts& facts, const RuleSet& rules, const WorkCalendar& calendar, Date on)
      : facts_(facts), rules_(rules), calendar_(calendar), on_(on), left_(facts.arrears) {
    fill();
  }
  Result<DischargePlan> plan(DischargeParty employer,
                             const std::vector<const DischargeStep*>& steps);

 private:
  void fill();
  [[nodiscard]] Money& means(DischargeMeans kind) {
    return means_.at(static_cast<std::size_t>(kind));
  }
  [[nodiscard]] bool met(DischargeNeed need) const;
  [[nodiscard]] bool on_file(DischargePaper paper) const;
  Result<void> add(const DischargeStep& rule);
  [[nodiscard]] PlannedStep begin(const DischargeStep& rule) const;
  Money take(DischargeMeans kind);
  [[nodiscard]] Result<DischargeDay> deadline(Duty duty) const;
  [[nodiscard]] std::optional<DischargeClaim> claim(const DischargeStep& rule, Money amount) const;

  const DischargeFacts& facts_;
  const RuleSet& rules_;
  const WorkCalendar& calendar_;
  Date on_;
  Money left_;  // of the arrears
  std::array<Money, kDischargeMeansWords.size()> means_;
  DischargePlan plan_;
};

void Planning::fill() {
  const bool disobeyed = facts_.order == DischargeOrder::expired;
  means(DischargeMeans::employer) = facts_.employer_pays;
  means(DischargeMeans::unsettled_price) = facts_.owner_unsettled;
  means(DischargeMeans::liability) =
      facts_.liable_pays.value_or(disobeyed ? Money() : facts_.arrears);
  means(DischargeMeans::deposit) = facts_.deposit;
  means(DischargeMeans::fund) = facts_.fund;
  means(DischargeMeans::treasury) = facts_.treasury;
}

Result<DischargePlan> Planning::plan(DischargeParty employer,
                                     const std::vector<const DischargeStep*>& steps) {
  plan_.employer = employer;
  for (const auto* step : steps) LEDGER_CHECK(add(*step));
  plan_.unused = unused(facts_, steps);
  plan_.uncovered = left_;
  plan_.covered = facts_.arrears - left_;
  return std::move(plan_);
}

Result<void> Planning::add(const DischargeStep& rule) {
  auto step = begin(rule);
  if (step.unmet.empty()) step.amount = take(rule.means);
  step.idle = !step.unmet.empty() && !is_given(facts_, rule.means);
  if (!step.amount.is_zero()) {
    if (rule.deadline) step.deadline = LEDGER_TRY(deadline(*rule.deadline));
    step.claim = claim(rule, step.amount);
  }
  plan_.unconfirmed = plan_.unconfirmed || rests_on_unconfirmed(step);
  plan_.steps.push_back(std::move(step));
  return {};
}

PlannedStep Planning::begin(const DischargeStep& rule) const {
  PlannedStep step;
  step.rule = rule.head;
  step.ground = rule.ground;
  step.payer = rule.payer == DischargeParty::employer ? plan_.employer : rule.payer;
  step.needs = rule.needs;
  step.papers = rule.papers;
  std::copy_if(rule.needs.begin(), rule.needs.end(), std::back_inserter(step.unmet),
               [&](DischargeNeed need) { return !met(need); });
  std::copy_if(rule.papers.begin(), rule.papers.end(), std::back_inserter(step.missing),
               [&](DischargePaper paper) { return !on_file(paper); });
  return step;
}

bool Planning::met(DischargeNeed need) const {
  switch (need) {
    case DischargeNeed::order_expired:
      return facts_.order == DischargeOrder::expired;
    case DischargeNeed::fund_eligible:
      return !facts_.fund.is_zero();
    case DischargeNeed::deposit_exhausted:
      return means_.at(static_cast<std::size_t>(DischargeMeans::deposit)).is_zero();
  }
  return false;
}

bool Planning::on_file(DischargePaper paper) const {
  const bool ordered = facts_.order != DischargeOrder::none;
  return names(facts_.papers, paper) || (ordered && paper == DischargePaper::arrears_order);
}

Money Planning::take(DischargeMeans kind) {
  auto& source = means(kind);
  const auto amount = std::min(source, left_);
  source -= amount;
  left_ -= amount;
  return amount;
}

Result<DischargeDay> Planning::deadline(Duty duty) const {
  const auto* rule = LEDGER_TRY(rules_.in_force<Deadline>(duty, facts_.region, on_));
  const auto day = LEDGER_TRY(term_after(on_, rule->term(), calendar_));
  return DischargeDay{rule->head, day.date, day.calendar_confirmed};
}

// Nobody recovers from himself.
std::optional<DischargeClaim> Planning::claim(const DischargeStep& rule, Money amount) const {
  if (!rule.creditor || *rule.creditor == plan_.employer) return std::nullopt;
  return DischargeClaim{*rule.creditor, plan_.employer, amount};
}

}  // namespace

DischargeParty employer_of(DischargeCause cause) {
  switch (cause) {
    case DischargeCause::subcontractor:
      return DischargeParty::subcontractor;
    case DischargeCause::owner_late:
    case DischargeCause::contractor:
    case DischargeCause::absconded:
      return DischargeParty::contractor;
    case DischargeCause::transferred:
    case DischargeCause::unlicensed:
    case DischargeCause::licence_lent:
    case DischargeCause::illegal_project:
      return DischargeParty::employer;
  }
  return DischargeParty::employer;
}

Result<DischargePlan> plan_discharge(const DischargeFacts& facts, const RuleSet& rules,
                                     const WorkCalendar& calendar, Date on) {
  LEDGER_CHECK(check_amounts(facts));
  const auto employer = LEDGER_TRY(find_employer(facts));
  const auto steps = LEDGER_TRY(gather(facts, employer, rules, on));
  return Planning(facts, rules, calendar, on).plan(employer, steps);
}

}  // namespace anxin::payments
