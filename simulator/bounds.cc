#include "simulator/bounds.h"

#include <algorithm>

#include "ledger/base/amount.h"
#include "simulator/snapshot.h"

namespace anxin::simulator {
namespace {

/// What the law allows; either side may be open.
struct LegalBound {
  std::optional<Rate> min;
  std::optional<Rate> max;
  std::string cite;
};

/// A value of the scenario, and where it stands.
struct Asked {
  std::string path;
  std::optional<Parameter> parameter;
  Rate value;
  Month from{};
  std::uint32_t line = 0;
};

class BoundChecker {
 public:
  BoundChecker(const Baseline& baseline, const payments::RuleSet& rules)
      : baseline_(baseline), rules_(rules) {}
  void check(const Asked& asked);
  [[nodiscard]] payments::Findings take() { return std::move(findings_); }

 private:
  [[nodiscard]] std::optional<LegalBound> bound_for(const Asked& asked) const;
  [[nodiscard]] std::optional<LegalBound> deposit_bound(Date on) const;
  [[nodiscard]] std::optional<LegalBound> labour_bound(Date on) const;
  [[nodiscard]] std::optional<LegalBound> wage_bound(Date on) const;
  [[nodiscard]] std::optional<LegalBound> fund_bound(Date on) const;
  void check_range(const Asked& asked);
  void tell(const Asked& asked, Reason code, const LegalBound& bound);

  const Baseline& baseline_;
  const payments::RuleSet& rules_;
  payments::Findings findings_;
};

Dimension dimension_of(const Asked& asked) {
  return asked.parameter ? shape_of(*asked.parameter).dimension : Dimension::share;
}

std::optional<LegalBound> BoundChecker::deposit_bound(Date on) const {
  const auto limits = rules_.in_force<payments::DepositLimits>(baseline_.region, on);
  if (!limits) return std::nullopt;
  return LegalBound{(*limits)->rate_min, (*limits)->rate_max, cite((*limits)->head)};
}

// The smallest share of any works: what lies below it is too little for all.
std::optional<LegalBound> BoundChecker::labour_bound(Date on) const {
  const auto cost = rules_.in_force<payments::LabourCost>(baseline_.region, on);
  if (!cost || (*cost)->shares.empty()) return std::nullopt;
  LegalBound bound{std::nullopt, std::nullopt, cite((*cost)->head)};
  for (const auto& share : (*cost)->shares) {
    const auto rate = share.of_progress.value_or(share.of_contract);
    bound.min = std::min(bound.min.value_or(rate), rate);
  }
  return bound;
}

std::optional<LegalBound> BoundChecker::wage_bound(Date on) const {
  const auto wage =
      rules_.in_force<payments::MinimumWage>(payments::WagePeriod::month, baseline_.region, on);
  if (!wage) return std::nullopt;
  return LegalBound{Rate((*wage)->value.minor()), std::nullopt, cite((*wage)->head)};
}

// The smaller of a city's and a county's: the baseline may be either.
std::optional<LegalBound> BoundChecker::fund_bound(Date on) const {
  const auto scheme = rules_.in_force<payments::FundScheme>(baseline_.region, on);
  if (!scheme) return std::nullopt;
  const auto& county = (*scheme)->county_size_min;
  const auto& least = county ? county : (*scheme)->city_size_min;
  if (!least) return std::nullopt;
  return LegalBound{Rate(least->minor()), std::nullopt, cite((*scheme)->head)};
}

std::optional<LegalBound> BoundChecker::bound_for(const Asked& asked) const {
  const auto on = first_day(asked.from);
  if (!asked.parameter) return deposit_bound(on);
  if (*asked.parameter == Parameter::account_share) return labour_bound(on);
  if (*asked.parameter == Parameter::monthly_wage) return wage_bound(on);
  if (*asked.parameter == Parameter::fund_size) return fund_bound(on);
  return std::nullopt;
}

void BoundChecker::tell(const Asked& asked, Reason code, const LegalBound& bound) {
  const auto text = [&asked](const std::optional<Rate>& value) {
    return value ? quantity_text(*value, dimension_of(asked)) : std::string("…");
  };
  Fields details{{"key", asked.path},
                 {"value", text(asked.value)},
                 {"min", text(bound.min)},
                 {"max", text(bound.max)}};
  if (!bound.cite.empty()) details.push_back({"cite", bound.cite});
  findings_.push_back(
      {asked.line, "", asked.path, payments::Severity::note, code, std::move(details)});
}

void BoundChecker::check_range(const Asked& asked) {
  if (!asked.parameter) return;
  const auto& note = baseline_.notes.at(static_cast<std::size_t>(*asked.parameter));
  if (asked.value >= note.low && asked.value <= note.high) return;
  tell(asked, kSimulateBeyondRange, {note.low, note.high, ""});
}

void BoundChecker::check(const Asked& asked) {
  const auto bound = bound_for(asked);
  const bool below = bound && bound->min && asked.value < *bound->min;
  const bool above = bound && bound->max && asked.value > *bound->max;
  if (below || above) tell(asked, kSimulateBeyondLaw, *bound);
  check_range(asked);
}

bool is_outside(const RunPlan& run, const Period& period) {
  const auto last = run.start + std::chrono::months(run.months - 1);
  return period.from > last || (period.to && *period.to < run.start);
}

payments::Finding no_effect(std::uint32_t line, const std::string& key) {
  return {line, "", key, payments::Severity::note, kSimulateNoEffect, {{"key", key}}};
}

// Without a festival a year has no settlement, and wages that are put off pile up.
void add_missing_festivals(const Baseline& baseline, const RunPlan& run,
                           payments::Findings& findings) {
  const auto last = run.start + std::chrono::months(run.months - 1);
  const auto& days = baseline.festivals;
  const bool has_all = !days.empty() && month_of(days.front()).year() <= run.start.year() &&
                       month_of(days.back()).year() >= last.year();
  if (has_all) return;
  findings.push_back({0,
                      "",
                      "spring_festivals",
                      payments::Severity::note,
                      kSimulateFestivals,
                      {{"from", to_string(run.start)}, {"to", to_string(last)}}});
}

// Worlds are drawn from counts, never copied from a book: nobody should take one for the region.
void add_worlds_of_book(const Baseline& baseline, const RunPlan& run,
                        payments::Findings& findings) {
  if (run.worlds == 1 || !is_of_book(baseline)) return;
  findings.push_back({0,
                      "",
                      "run.worlds",
                      payments::Severity::note,
                      kSimulateWorldsOfBook,
                      {{"worlds", std::to_string(run.worlds)}}});
}

// What counts in no month of the run.
void add_without_effect(const Scenario& scenario, payments::Findings& findings) {
  for (const auto& reform : scenario.reforms) {
    if (is_outside(scenario.run, reform.period)) {
      findings.push_back(no_effect(reform.line, reform.path));
    }
  }
  const auto& stop = scenario.stop_paying;
  if (stop && is_outside(scenario.run, {stop->from, std::nullopt})) {
    findings.push_back(no_effect(0, "stress.stop_paying"));
  }
  if (scenario.shift && is_outside(scenario.run, scenario.shift->period)) {
    findings.push_back(no_effect(0, "stress.systemic"));
  }
}

}  // namespace

payments::Findings beyond_bounds(const Baseline& baseline, const Scenario& scenario,
                                 const payments::RuleSet& rules) {
  BoundChecker checker(baseline, rules);
  for (const auto& reform : scenario.reforms) {
    checker.check({reform.path, reform.parameter, reform.value,
                   std::max(reform.period.from, scenario.run.start), reform.line});
  }
  for (const auto& sweep : scenario.sweeps) {
    for (const auto& end : {sweep.from, sweep.to}) {
      checker.check({sweep.path, sweep.parameter, end, scenario.run.start, sweep.line});
    }
  }
  auto findings = checker.take();
  add_without_effect(scenario, findings);
  add_missing_festivals(baseline, scenario.run, findings);
  add_worlds_of_book(baseline, scenario.run, findings);
  return findings;
}

}  // namespace anxin::simulator
