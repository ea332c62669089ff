#include "payments/rules/deposit_quote.h"

#include <algorithm>
#include <utility>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

constexpr std::int32_t kCleanYearsForLess = 2;
constexpr std::int32_t kCleanYearsForNone = 3;

// The rules that count for one quote.
struct DepositRules {
  const DepositLimits* limits = nullptr;
  const DepositBase* base = nullptr;
  const DepositProjects* projects = nullptr;
  const DepositExemption* exemption = nullptr;
  const DepositHistory* history = nullptr;  // null without a past that counts
};

Money to_fen(const Rate& exact) { return share(Money::from_minor(1), exact, Rounding::half_up); }

Result<void> check(const DepositFacts& facts) {
  if (facts.contract_amount <= Money() || facts.contract_amount > kRuleAmountMax) {
    return fail(kDepositAmount, {{"max", to_string(kRuleAmountMax)}});
  }
  if (facts.arrears_within_two_years && facts.clean_years >= kCleanYearsForLess) {
    return fail(kDepositPastContradicts, {{"clean_years", std::to_string(facts.clean_years)}});
  }
  return {};
}

// The pasts that may count, the worst first.
std::vector<DepositPast> pasts_of(const DepositFacts& facts) {
  if (facts.blacklisted) return {DepositPast::blacklisted};
  if (facts.arrears_within_two_years) return {DepositPast::arrears};
  if (facts.clean_years >= kCleanYearsForNone) {
    return {DepositPast::clean_3_years, DepositPast::clean_2_years};
  }
  if (facts.clean_years >= kCleanYearsForLess) return {DepositPast::clean_2_years};
  return {};
}

Result<const DepositHistory*> find_history(const DepositFacts& facts, const RuleSet& rules,
                                           Date on) {
  for (const auto past : pasts_of(facts)) {
    const auto* rule = LEDGER_TRY(rules.in_force<DepositHistory>(past, facts.region, on));
    if (facts.duties_kept || !rule->needs_duties) return rule;
  }
  return nullptr;
}

Result<DepositRules> gather(const DepositFacts& facts, const RuleSet& rules, Date on) {
  DepositRules found;
  found.base = LEDGER_TRY(rules.in_force<DepositBase>(facts.region, on));
  found.limits = LEDGER_TRY(rules.in_force<DepositLimits>(facts.region, on));
  found.projects = LEDGER_TRY(rules.in_force<DepositProjects>(facts.region, on));
  found.exemption = LEDGER_TRY(rules.in_force<DepositExemption>(facts.region, on));
  found.history = LEDGER_TRY(find_history(facts, rules, on));
  return found;
}

std::string bound_of(const DepositTier& tier) {
  if (tier.below) return "< " + to_string(*tier.below);
  if (tier.up_to) return "≤ " + to_string(*tier.up_to);
  return "";
}

bool is_small(const DepositExemption& rule, const DepositFacts& facts) {
  const auto amount = facts.contract_amount;
  if (rule.below && amount < *rule.below) return true;
  if (rule.up_to && amount <= *rule.up_to) return true;
  return rule.months_below && facts.duration_months && *facts.duration_months < *rule.months_below;
}

class Quoting {
 public:
  Quoting(const DepositFacts& facts, const DepositRules& rules) : facts_(facts), rules_(rules) {}
  DepositQuote quote();

 private:
  [[nodiscard]] bool exempt_as_small() const;
  [[nodiscard]] bool raised() const {
    return rules_.history != nullptr && rules_.history->factor && *rules_.history->factor > 1;
  }
  [[nodiscard]] Rate of_contract(const Rate& rate) const {
    return rate * facts_.contract_amount.minor();
  }
  void exempt(std::string_view what, const RuleHead& rule, Fields details);
  void start();
  void apply_projects();
  void apply_projects_rate(const Rate& rate);
  void apply_floor(const Rate& before);
  void apply_history();
  void apply_cap();
  void note(std::string_view what, const RuleHead& rule, std::optional<Rate> factor,
            Fields details);

  const DepositFacts& facts_;
  const DepositRules& rules_;
  const DepositTier* tier_ = nullptr;
  Rate exact_;  // fen
  DepositQuote quote_;
};

DepositQuote Quoting::quote() {
  if (exempt_as_small()) {
    exempt("deposit.step.small", rules_.exemption->head,
           {{"years", std::to_string(rules_.exemption->clean_years)}});
  } else if (rules_.history != nullptr && rules_.history->exempt) {
    exempt("deposit.step.exempt", rules_.history->head,
           {{"past", std::string(rules_.history->key())}});
  } else {
    start();
    const bool history_first = rules_.base->order == DepositOrder::history_first;
    if (history_first) apply_history();
    apply_projects();
    if (!history_first) apply_history();
    apply_cap();
  }
  quote_.amount = to_fen(exact_);
  quote_.unconfirmed = rests_on_unconfirmed(quote_.steps);
  return std::move(quote_);
}

bool Quoting::exempt_as_small() const {
  const auto& rule = *rules_.exemption;
  return !facts_.blacklisted && is_small(rule, facts_) && facts_.clean_years >= rule.clean_years;
}

void Quoting::exempt(std::string_view what, const RuleHead& rule, Fields details) {
  quote_.exempt = true;
  exact_ = 0;
  note(what, rule, Rate(0), std::move(details));
}

void Quoting::start() {
  const auto& base = *rules_.base;
  // The last tier covers everything: the reader of the file saw to that.
  tier_ = &*std::find_if(base.tiers.begin(), base.tiers.end(), [&](const DepositTier& tier) {
    return tier.covers(facts_.category, facts_.contract_amount);
  });
  Fields details{{"contract", to_grouped_string(facts_.contract_amount)},
                 {"bound", bound_of(*tier_)}};
  if (tier_->fixed) {
    exact_ = tier_->fixed->minor();
    details.push_back({"fixed", to_grouped_string(*tier_->fixed)});
    return note("deposit.step.fixed", base.head, std::nullopt, std::move(details));
  }
  exact_ = of_contract(*tier_->rate);
  details.push_back({"rate", to_percent_string(*tier_->rate)});
  note(bound_of(*tier_).empty() ? "deposit.step.base" : "deposit.step.tier", base.head, tier_->rate,
       std::move(details));
}

void Quoting::apply_projects() {
  const auto& rule = *rules_.projects;
  const bool unclean = facts_.arrears_within_two_years || facts_.blacklisted;
  if (facts_.live_projects < rule.from || (rule.needs_clean && unclean)) return;
  const Rate before = exact_;
  if (rule.rate) {
    apply_projects_rate(*rule.rate);
    return apply_floor(before);
  }
  Rate factor = rule.factor.value_or(Rate(1));
  if (rule.each_less) {
    factor = 1 - *rule.each_less * (facts_.live_projects - rule.from + 1);
    factor = std::max(factor, Rate(0));
  }
  exact_ *= factor;
  note("deposit.step.projects", rule.head, factor,
       {{"live_projects", std::to_string(facts_.live_projects)},
        {"factor", to_decimal_string(factor)}});
  apply_floor(before);
}

// A rate of its own instead of the table's, or of a fixed amount; but a reduction never raises.
void Quoting::apply_projects_rate(const Rate& rate) {
  const auto& rule = *rules_.projects;
  const Rate by_rate = of_contract(rate);
  const bool lower = by_rate <= exact_;
  if (lower) exact_ = by_rate;
  note(lower ? "deposit.step.projects-rate" : "deposit.step.projects-rate-higher", rule.head,
       lower ? std::optional(rate) : std::nullopt,
       {{"live_projects", std::to_string(facts_.live_projects)},
        {"contract", to_grouped_string(facts_.contract_amount)},
        {"rate", to_percent_string(rate)},
        {"by_rate", to_grouped_string(to_fen(by_rate))}});
}

void Quoting::apply_floor(const Rate& before) {
  const auto& own = rules_.projects->floor;
  const auto& rate = own ? *own : rules_.limits->floor;
  const Rate floor = std::min(before, of_contract(rate));
  if (exact_ >= floor) return;
  exact_ = floor;
  note("deposit.step.floor", own ? rules_.projects->head : rules_.limits->head, rate,
       {{"rate", to_percent_string(rate)}});
}

void Quoting::apply_history() {
  if (rules_.history == nullptr) return;
  const auto& rule = *rules_.history;
  Fields details{{"past", std::string(rule.key())}};
  if (rule.rate) {
    exact_ = std::min(exact_, of_contract(*rule.rate));
    details.push_back({"rate", to_percent_string(*rule.rate)});
    return note("deposit.step.history-rate", rule.head, rule.rate, std::move(details));
  }
  exact_ *= *rule.factor;
  details.push_back({"factor", to_decimal_string(*rule.factor)});
  note("deposit.step.history", rule.head, rule.factor, std::move(details));
}

void Quoting::apply_cap() {
  if (!tier_->cap || exact_ <= tier_->cap->minor()) return;
  const auto& base = *rules_.base;
  Fields details{{"cap", to_grouped_string(*tier_->cap)}};
  if (base.cap_lifted_when_raised && raised()) {
    return note("deposit.step.cap-lifted", base.head, std::nullopt, std::move(details));
  }
  exact_ = tier_->cap->minor();
  note("deposit.step.cap", base.head, std::nullopt, std::move(details));
}

void Quoting::note(std::string_view what, const RuleHead& rule, std::optional<Rate> factor,
                   Fields details) {
  quote_.steps.push_back({what, rule, std::move(factor), to_fen(exact_), std::move(details)});
}

}  // namespace

Result<DepositQuote> quote_deposit(const DepositFacts& facts, const RuleSet& rules, Date on) {
  LEDGER_CHECK(check(facts));
  const auto found = LEDGER_TRY(gather(facts, rules, on));
  return Quoting(facts, found).quote();
}

}  // namespace anxin::payments
