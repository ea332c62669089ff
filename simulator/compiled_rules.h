// The rules of payments/rules as tables that a month can read: deposits by project and past, the
// order of discharge by cause, the fund's share by worker.
//
// Role: made once a run by asking the rule functions themselves; no number of a rule stands here. A
//       test asks both and compares.
// Units: fen.
// Threads: immutable.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "ledger/base/calendar.h"
#include "payments/rules/deposit_quote.h"
#include "payments/rules/discharge_plan.h"
#include "payments/rules/fund_decision.h"
#include "simulator/world.h"

namespace anxin::simulator {

/// What the area of deposits knows of a contractor's last years.
enum class Past : std::uint8_t { unknown, clean_2_years, clean_3_years, arrears, blacklisted };
inline constexpr std::size_t kPasts = 5;

/// What a project stores, by its contractor's past when it begins.
using DepositTable = std::array<Fen, kPasts>;

[[nodiscard]] constexpr std::size_t place_of(payments::DischargeMeans means) {
  return static_cast<std::size_t>(means);
}

/// A step of discharge: from which means, and what must have happened.
struct CompiledStep {
  payments::DischargeMeans means = payments::DischargeMeans::employer;
  std::vector<payments::DischargeNeed> needs;
  std::string rule = {};  ///< its id
};
using CompiledPlan = std::vector<CompiledStep>;

/// What a plan is asked with: the amounts of each means, and whether the order has expired.
struct DischargeAsk {
  Fen arrears = 0;
  std::array<Fen, payments::kDischargeMeansWords.size()> means{};
  bool order_expired = false;
};
/// What each means pays, by the compiled plan.
struct DischargePaid {
  std::array<Fen, payments::kDischargeMeansWords.size()> means{};
  Fen uncovered = 0;
};
[[nodiscard]] DischargePaid discharge(const CompiledPlan& plan, const DischargeAsk& ask);

/// The causes that the model tells apart.
inline constexpr std::array kModelCauses{payments::DischargeCause::owner_late,
                                         payments::DischargeCause::contractor};

struct RuleSources {
  const payments::RuleSet& rules;
  const WorkCalendar& calendar;
};

/// Refuses: what plan_discharge refuses.
[[nodiscard]] Result<CompiledPlan> compile_plan(const RuleSources& sources,
                                                payments::RegionCode region,
                                                payments::DischargeCause cause, Date on);

/// The plans are those of the run's first day, deposits those of the day on which works begin.
struct CompiledRules {
  std::vector<DepositTable> deposits;  ///< by project, as in the world
  std::array<CompiledPlan, kModelCauses.size()> plans;
};

/// Works out every table. Deposits of projects that run already are those of the first month.
/// Refuses: what the rule functions refuse.
[[nodiscard]] Result<CompiledRules> compile_rules(const RuleSources& sources,
                                                  const Baseline& baseline,
                                                  const Scenario& scenario, const World& world);

/// The rules of a month: with the scenario's base rate of deposits, where it has one then.
/// Refuses: rules.none-in-force.
[[nodiscard]] Result<payments::RuleSet> reformed_rules(const payments::RuleSet& rules,
                                                       const Baseline& baseline,
                                                       const Scenario& scenario, Month month);

/// What the fund may advance in a case, beyond what it has advanced before; zero where the scheme
/// pays nobody. The rule itself: cases are rare enough.
/// Refuses: what decide_fund refuses.
[[nodiscard]] Result<Money> fund_share(const payments::RuleSet& rules,
                                       const payments::FundFacts& facts, Date on);

}  // namespace anxin::simulator
