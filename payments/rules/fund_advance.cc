#include "payments/rules/fund_advance.h"

#include <algorithm>
#include <utility>

#include "ledger/base/amount.h"

namespace anxin::payments {
namespace {

class Advancing {
 public:
  Advancing(const FundWorker& worker, const FundFacts& facts, const FundRules& rules)
      : worker_(worker), facts_(facts), scheme_(*rules.scheme), rules_(rules) {}
  Result<FundAdvance> advance();

 private:
  void owe();
  Result<void> exclude();
  Result<void> exclude_by_earnings();
  Result<void> count_months();
  void count_back();
  Result<void> cap_months();
  void cap_by_minimum(const Rate& times);
  void cap_whole();
  void cap_by_default(const FundDefault& rule);
  void take_off_earlier();
  void pay_living_cost();
  void exclude_as(std::string_view what, Fields details);
  void cap(std::string_view what, Money most, std::optional<Rate> factor, Fields details);
  void note(std::string_view what, std::optional<Rate> factor, Fields details) {
    note_by(scheme_.head, what, std::move(factor), std::move(details));
  }
  void note_by(const RuleHead& rule, std::string_view what, std::optional<Rate> factor,
               Fields details) {
    done_.steps.push_back({what, rule, std::move(factor), done_.amount, std::move(details)});
  }
  [[nodiscard]] Result<Money> average_wage() const {
    if (facts_.average_wage) return *facts_.average_wage;
    return fail(kFundAverageMissing, {{"rule", scheme_.head.id}});
  }

  const FundWorker& worker_;
  const FundFacts& facts_;
  const FundScheme& scheme_;
  const FundRules& rules_;
  std::vector<MonthArrears> counted_;
  FundAdvance done_;
};

Money sum_of(const std::vector<MonthArrears>& months) {
  Money sum;
  for (const auto& month : months) sum += month.amount;
  return sum;
}

Result<FundAdvance> Advancing::advance() {
  owe();
  LEDGER_CHECK(exclude());
  if (done_.excluded) return std::move(done_);
  if (facts_.purpose == FundPurpose::living_cost) {
    pay_living_cost();
  } else {
    LEDGER_CHECK(count_months());
    if (scheme_.per_worker.minimum_wages) cap_by_minimum(*scheme_.per_worker.minimum_wages);
    cap_whole();
    if (rules_.otherwise != nullptr) cap_by_default(*rules_.otherwise);
    take_off_earlier();
  }
  return std::move(done_);
}

void Advancing::owe() {
  done_.worker = worker_.id;
  counted_ = worker_.arrears;
  done_.owed = sum_of(counted_);
  done_.amount = done_.owed;
  note("fund.step.owed", std::nullopt, {{"count", std::to_string(counted_.size())}});
}

// ---- exclusions ---------------------------------------------------------------------------------

Result<void> Advancing::exclude() {
  const auto& out = scheme_.excluded;
  if (out.responsible_persons && worker_.responsible_person) {
    exclude_as("fund.step.responsible-person", {});
  }
  if (out.relatives && worker_.relative) exclude_as("fund.step.relative", {});
  if (out.shareholders_from && worker_.shareholding >= *out.shareholders_from) {
    exclude_as("fund.step.shareholder", {{"limit", to_grouped_string(*out.shareholders_from)}});
  }
  // What excludes a person already needs no measure of his wages.
  if (!done_.excluded) LEDGER_CHECK(exclude_by_earnings());
  if (out.arrears_below && done_.owed < *out.arrears_below) {
    exclude_as("fund.step.small", {{"limit", to_grouped_string(*out.arrears_below)}});
  }
  return {};
}

Result<void> Advancing::exclude_by_earnings() {
  const auto& times = scheme_.excluded.earning_above_average;
  if (!times) return {};
  if (!worker_.monthly_wage) return fail(kFundWageMissing, {{"rule", scheme_.head.id}});
  const auto average = LEDGER_TRY(average_wage());
  if (Rate(worker_.monthly_wage->minor()) <= *times * average.minor()) return {};
  exclude_as("fund.step.earning", {{"wage", to_grouped_string(*worker_.monthly_wage)},
                                   {"factor", to_decimal_string(*times)},
                                   {"average", to_grouped_string(average)}});
  return {};
}

void Advancing::exclude_as(std::string_view what, Fields details) {
  done_.excluded = true;
  done_.amount = Money();
  note(what, Rate(0), std::move(details));
}

// ---- caps ---------------------------------------------------------------------------------------

Result<void> Advancing::count_months() {
  count_back();
  return cap_months();
}

void Advancing::count_back() {
  const auto& months = scheme_.per_worker.months;
  if (!months) return;
  const auto end = month_of(facts_.event_on);
  const auto start = end - std::chrono::months(*months);
  std::erase_if(counted_,
                [&](const MonthArrears& owed) { return owed.month < start || owed.month >= end; });
  done_.amount = sum_of(counted_);
  note("fund.step.months", std::nullopt,
       {{"months", std::to_string(*months)},
        {"from", to_string(start)},
        {"to", to_string(end - std::chrono::months(1))}});
}

Result<void> Advancing::cap_months() {
  const auto& rate = scheme_.per_worker.month_of_average;
  if (!rate) return {};
  const auto average = LEDGER_TRY(average_wage());
  const auto most = share(average, *rate, Rounding::down);
  for (auto& owed : counted_) owed.amount = std::min(owed.amount, most);
  done_.amount = sum_of(counted_);
  note("fund.step.month-of-average", rate,
       {{"average", to_grouped_string(average)},
        {"rate", to_percent_string(*rate)},
        {"cap", to_grouped_string(most)}});
  return {};
}

void Advancing::cap_by_minimum(const Rate& times) {
  note_by(rules_.minimum->head, "fund.step.minimum-wage", std::nullopt,
          {{"minimum", to_grouped_string(rules_.minimum->value)}});
  cap("fund.step.minimum-wages", share(rules_.minimum->value, times, Rounding::down), times,
      {{"factor", to_decimal_string(times)}});
}

void Advancing::cap_whole() {
  const auto& most = scheme_.per_worker;
  if (most.arrears_share) {
    cap("fund.step.arrears-share", share(done_.owed, *most.arrears_share, Rounding::down),
        most.arrears_share, {{"rate", to_percent_string(*most.arrears_share)}});
  }
  if (most.amount) cap("fund.step.amount", *most.amount, std::nullopt, {});
}

// The ordinance allows part of the wages and names no cap.
void Advancing::cap_by_default(const FundDefault& rule) {
  const auto most = share(done_.owed, rule.default_share, Rounding::down);
  done_.amount = std::min(done_.amount, most);
  const bool is_guess = rule.head.grade == Grade::unconfirmed;
  note_by(rule.head, is_guess ? "fund.step.default-share" : "fund.step.own-share",
          rule.default_share,
          {{"rate", to_percent_string(rule.default_share)}, {"cap", to_grouped_string(most)}});
}

// The caps are for the whole case: what was advanced in it before counts.
void Advancing::take_off_earlier() {
  done_.capped = done_.amount < done_.owed;
  done_.months = counted_;
  std::sort(done_.months.begin(), done_.months.end(),
            [](const MonthArrears& a, const MonthArrears& b) { return a.month < b.month; });
  if (!worker_.advanced.is_zero()) {
    done_.amount = std::max(Money(), done_.amount - worker_.advanced);
    note("fund.step.before", std::nullopt, {{"before", to_grouped_string(worker_.advanced)}});
  }
  if (!worker_.asked || *worker_.asked >= done_.amount) return;
  done_.amount = *worker_.asked;
  note("fund.step.asked", std::nullopt, {{"asked", to_grouped_string(*worker_.asked)}});
}

void Advancing::cap(std::string_view what, Money most, std::optional<Rate> factor, Fields details) {
  done_.amount = std::min(done_.amount, most);
  details.push_back({"cap", to_grouped_string(most)});
  note(what, std::move(factor), std::move(details));
}

// ---- living cost --------------------------------------------------------------------------------

void Advancing::pay_living_cost() {
  const auto& cost = *scheme_.living_cost;
  if (cost.minimum_wages) {
    note_by(rules_.minimum->head, "fund.step.minimum-wage", std::nullopt,
            {{"minimum", to_grouped_string(rules_.minimum->value)}});
  }
  done_.amount = cost.amount ? *cost.amount
                             : share(rules_.minimum->value, *cost.minimum_wages, Rounding::down);
  note("fund.step.living-cost", cost.amount ? std::nullopt : cost.minimum_wages,
       {{"cost", to_grouped_string(done_.amount)}});
  if (!cost.counts_as_wages) return;
  done_.amount = std::min(done_.amount, done_.owed);
  note("fund.step.counts-as-wages", std::nullopt, {{"owed", to_grouped_string(done_.owed)}});
}

}  // namespace

Result<FundAdvance> advance_for(const FundWorker& worker, const FundFacts& facts,
                                const FundRules& rules) {
  return Advancing(worker, facts, rules).advance();
}

}  // namespace anxin::payments
