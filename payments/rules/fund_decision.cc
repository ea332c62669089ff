#include "payments/rules/fund_decision.h"

#include <algorithm>
#include <set>
#include <utility>

#include "ledger/base/amount.h"
#include "payments/rules/fund_advance.h"

namespace anxin::payments {
namespace {

// ---- what cannot be -----------------------------------------------------------------------------

Result<void> check_positive(std::string_view what, Money amount) {
  if (amount.is_zero()) return bad_rule_amount(kFundAmount, what);
  return check_rule_amount(kFundAmount, what, amount);
}

Result<void> check_months(const std::vector<MonthArrears>& arrears, Date on) {
  Total sum = 0;
  std::set<Month> months;
  for (const auto& owed : arrears) {
    LEDGER_CHECK(check_positive("arrears", owed.amount));
    sum += to_total(owed.amount);
    if (!months.insert(owed.month).second) {
      return fail(kFundMonthTwice, {{"month", to_string(owed.month)}});
    }
    if (owed.month > month_of(on)) {
      return fail(kFundMonthAfter, {{"month", to_string(owed.month)}, {"on", to_string(on)}});
    }
  }
  if (sum == 0 || sum > to_total(kRuleAmountMax)) return bad_rule_amount(kFundAmount, "arrears");
  return {};
}

Result<void> check_worker(const FundWorker& worker, Date on) {
  LEDGER_CHECK(check_months(worker.arrears, on));
  if (worker.monthly_wage) LEDGER_CHECK(check_positive("monthly-wage", *worker.monthly_wage));
  LEDGER_CHECK(check_rule_amount(kFundAmount, "advanced", worker.advanced));
  if (worker.asked) LEDGER_CHECK(check_positive("asked", *worker.asked));
  return check_rule_amount(kFundAmount, "shareholding", worker.shareholding);
}

// Requires: the workers in the order of their ids.
Result<void> check(const FundFacts& facts, Date on) {
  const auto& workers = facts.workers;
  if (workers.empty() || workers.size() > kFundWorkersMax) {
    return fail(kFundWorkers, {{"max", std::to_string(kFundWorkersMax)}});
  }
  for (std::size_t i = 1; i < workers.size(); ++i) {
    if (workers[i].id == workers[i - 1].id) {
      return fail(kFundWorkerTwice, {{"position", std::to_string(i + 1)}});
    }
  }
  for (const auto& worker : workers) LEDGER_CHECK(check_worker(worker, on));
  if (facts.average_wage) LEDGER_CHECK(check_positive("average-wage", *facts.average_wage));
  LEDGER_CHECK(check_rule_amount(kFundAmount, "advanced-to-others", facts.advanced_to_others));
  if (facts.event_on <= on) return {};
  return fail(kFundEventAfter, {{"event_on", to_string(facts.event_on)}, {"on", to_string(on)}});
}

// ---- rules and bars -----------------------------------------------------------------------------

bool needs_minimum(const FundScheme& scheme, FundPurpose purpose) {
  if (purpose == FundPurpose::wages) return scheme.per_worker.minimum_wages.has_value();
  return scheme.living_cost && scheme.living_cost->minimum_wages;
}

Result<FundRules> gather(const FundFacts& facts, const RuleSet& rules, Date on) {
  FundRules found;
  found.scheme = LEDGER_TRY(rules.in_force<FundScheme>(facts.region, on));
  if (needs_minimum(*found.scheme, facts.purpose)) {
    found.minimum = LEDGER_TRY(rules.in_force<MinimumWage>(WagePeriod::month, facts.region, on));
  }
  if (found.scheme->head.region.is_national() && facts.purpose == FundPurpose::wages) {
    found.otherwise = LEDGER_TRY(rules.in_force<FundDefault>(facts.region, on));
  }
  return found;
}

// A scheme for any arrears is open whatever led to them.
bool opens(const FundScheme& scheme, FundCause cause) {
  return names(scheme.causes, cause) || names(scheme.causes, FundCause::arrears);
}

std::optional<Reason> construction_bar(const FundScheme& scheme, FundDeposit deposit) {
  if (deposit == FundDeposit::not_construction) return std::nullopt;
  if (scheme.construction == FundConstruction::excluded) return kFundConstructionExcluded;
  if (scheme.construction == FundConstruction::after_deposit && deposit == FundDeposit::left) {
    return kFundDepositLeft;
  }
  return std::nullopt;
}

std::optional<Reason> purpose_bar(const FundScheme& scheme, FundPurpose purpose) {
  if (purpose == FundPurpose::wages) return std::nullopt;
  if (!scheme.living_cost) return kFundNoLivingCost;
  if (!scheme.living_cost->amount && !scheme.living_cost->minimum_wages) {
    return kFundLivingCostUnknown;
  }
  return std::nullopt;
}

std::vector<FundBar> bars_of(const FundFacts& facts, const FundScheme& scheme) {
  std::vector<FundBar> bars;
  const auto bar = [&](Reason reason, Fields details = {}) {
    bars.push_back({reason, scheme.head, std::move(details)});
  };
  if (!opens(scheme, facts.cause)) {
    bar(kFundCauseNotCovered, {{"cause", std::string(to_word(facts.cause))}});
  }
  if (scheme.needs_incident_risk && !facts.incident_feared) bar(kFundNoIncidentRisk);
  if (const auto reason = construction_bar(scheme, facts.deposit)) bar(*reason);
  if (scheme.excluded.individual_businesses && facts.individual_business) {
    bar(kFundIndividualBusiness);
  }
  if (const auto reason = purpose_bar(scheme, facts.purpose)) bar(*reason);
  return bars;
}

// ---- the case -----------------------------------------------------------------------------------

class Deciding {
 public:
  Deciding(const FundFacts& facts, const FundScheme& scheme) : facts_(facts), scheme_(scheme) {
    done_.approvals = scheme.approvals;
    done_.recovered_by = scheme.recovered_by;
  }
  FundDecision barred(std::vector<FundBar> bars) {
    done_.bars = std::move(bars);
    done_.unconfirmed = scheme_.head.grade == Grade::unconfirmed;
    return std::move(done_);
  }
  FundDecision advanced(std::vector<FundAdvance> advances);

 private:
  void open();
  void add_up();
  void cap_case(const FundCaseCap& most);
  void share_out(const FundCaseCap& most, Money left);
  [[nodiscard]] Money advanced_before() const;
  void tell_who_raises();
  void note(std::string_view what, std::optional<Rate> factor, Fields details) {
    done_.steps.push_back({what, scheme_.head, std::move(factor), done_.total, std::move(details)});
  }

  const FundFacts& facts_;
  const FundScheme& scheme_;
  FundDecision done_;
};

FundDecision Deciding::advanced(std::vector<FundAdvance> advances) {
  done_.advances = std::move(advances);
  tell_who_raises();
  open();
  add_up();
  note("fund.step.total", std::nullopt, {{"count", std::to_string(done_.advances.size())}});
  if (scheme_.per_case) cap_case(*scheme_.per_case);
  done_.unconfirmed = rests_on_unconfirmed(done_.steps);
  for (const auto& advance : done_.advances) {
    done_.unconfirmed = done_.unconfirmed || rests_on_unconfirmed(advance.steps);
  }
  return std::move(done_);
}

void Deciding::open() {
  for (const auto& advance : done_.advances) done_.total += advance.owed;
  note("fund.step.opens", std::nullopt, {{"cause", std::string(to_word(facts_.cause))}});
}

void Deciding::add_up() {
  done_.total = Money();
  for (const auto& advance : done_.advances) done_.total += advance.amount;
}

Money Deciding::advanced_before() const {
  Money sum = facts_.advanced_to_others;
  for (const auto& worker : facts_.workers) sum += worker.advanced;
  return sum;
}

void Deciding::cap_case(const FundCaseCap& most) {
  const auto before = advanced_before();
  if (!before.is_zero()) {
    note("fund.step.case-before", std::nullopt, {{"before", to_grouped_string(before)}});
  }
  const auto left = std::max(Money(), most.amount - before);
  if (done_.total <= left) return;
  done_.above_cap = done_.total - left;
  const auto cap = to_grouped_string(most.amount);
  if (most.beyond) {
    done_.beyond = most.beyond;
    return note("fund.step.beyond", std::nullopt, {{"cap", cap}, {"office", *most.beyond}});
  }
  share_out(most, left);
  note("fund.step.case-cap", std::nullopt, {{"cap", cap}});
}

void Deciding::share_out(const FundCaseCap& most, Money left) {
  const Rate factor(left.minor(), done_.total.minor());
  for (auto& advance : done_.advances) {
    if (advance.excluded) continue;
    advance.amount = share(advance.amount, factor, Rounding::down);
    advance.steps.push_back({"fund.step.case-share",
                             scheme_.head,
                             factor,
                             advance.amount,
                             {{"cap", to_grouped_string(most.amount)}}});
  }
  add_up();
}

// Before the case is capped: who may raise a worker's cap may not raise the case's.
void Deciding::tell_who_raises() {
  if (facts_.purpose == FundPurpose::living_cost) return;
  const bool binds = std::any_of(done_.advances.begin(), done_.advances.end(),
                                 [](const auto& one) { return !one.excluded && one.capped; });
  if (binds) done_.raised_by = scheme_.per_worker.raised_by;
}

}  // namespace

Result<FundDecision> decide_fund(FundFacts facts, const RuleSet& rules, Date on) {
  std::sort(facts.workers.begin(), facts.workers.end(),
            [](const FundWorker& a, const FundWorker& b) { return a.id < b.id; });
  LEDGER_CHECK(check(facts, on));
  const auto found = LEDGER_TRY(gather(facts, rules, on));
  Deciding decision(facts, *found.scheme);
  auto bars = bars_of(facts, *found.scheme);
  if (!bars.empty()) return decision.barred(std::move(bars));
  std::vector<FundAdvance> advances;
  advances.reserve(facts.workers.size());
  for (const auto& worker : facts.workers) {
    advances.push_back(LEDGER_TRY(advance_for(worker, facts, found)));
  }
  return decision.advanced(std::move(advances));
}

}  // namespace anxin::payments
