// Contractors in a ring that owe each other for works of a trade, and wages before that.
//
// Two months of works. Each month's half of a bill is owed to the next in the ring; the wages of
// the first month are due in the second. A contractor has what it began with, and what it is paid.
#include <algorithm>
#include <array>
#include <string>

#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr std::size_t kRingSize = 3;
using RingAmounts = std::array<Fen, kRingSize>;

struct RingOfDebts {
  RingAmounts means{};
  RingAmounts wages{};   ///< of the first month
  RingAmounts claims{};  ///< of each month
};

// Each pays the smaller of what it owes and what it has and receives beyond its wages: from
// everything paid downwards to the greatest solution (Eisenberg and Noe, 2001, theorem 2).
RingAmounts greatest_payments(const RingAmounts& means, const RingAmounts& senior,
                              const RingAmounts& owed) {
  auto paid = owed;
  for (auto before = RingAmounts{}; before != paid;) {
    before = paid;
    for (std::size_t i = 0; i < kRingSize; ++i) {
      const auto received = before.at((i + kRingSize - 1) % kRingSize);
      const auto left = means.at(i) + received - senior.at(i);
      paid.at(i) = std::clamp<Fen>(left, 0, owed.at(i));
    }
  }
  return paid;
}

// After both months.
Fen trade_unpaid(const RingOfDebts& ring) {
  auto means = ring.means;
  auto owed = ring.claims;
  for (const bool wages_due : {false, true}) {
    const auto senior = wages_due ? ring.wages : RingAmounts{};
    const auto paid = greatest_payments(means, senior, owed);
    for (std::size_t i = 0; i < kRingSize; ++i) {
      owed.at(i) -= paid.at(i);
      means.at(i) += paid.at((i + kRingSize - 1) % kRingSize) - paid.at(i);
      if (!wages_due) owed.at(i) += ring.claims.at(i);
    }
  }
  Fen unpaid = 0;
  for (const auto amount : owed) unpaid += amount;
  return unpaid;
}

World ring_world(const VerifySetting& setting, const RingOfDebts& ring) {
  const auto one = repeated(setting.one_project(), kRingSize, kRingSize);
  auto world = one;
  world.contractors.clear();
  for (std::uint32_t i = 0; i < kRingSize; ++i) {
    auto contractor = one.contractors.front();
    contractor.id = stable_id("contractor/" + std::to_string(i + 1));
    contractor.first_project = i;
    contractor.end_project = i + 1;
    contractor.partner = (i + 1) % kRingSize;
    contractor.yearly = ring.means.at(i);
    world.contractors.push_back(contractor);
    auto& project = world.projects[i];
    project.contractor = i;
    project.contract = 4 * ring.claims.at(i);
    project.labour = 2 * ring.wages.at(i);
    work_evenly(project, 2);
  }
  return world;
}

VerifySetting ring_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting ring(sources, settings);
  ring.months(2).at_most(1);
  ring.with(Parameter::contractor_start_cash, Rate(1)).with(Parameter::contractor_credit, Rate(0));
  ring.with(Parameter::contractor_profit, Rate(1)).with(Parameter::overhead, Rate(0));
  ring.with(Parameter::materials, Rate(1, 2)).with(Parameter::contractor_trade, Rate(1, 2));
  return ring;
}

Result<VerifyCase> ring_case(const VerifySetting& setting, std::string_view name,
                             const RingOfDebts& ring) {
  const auto report = LEDGER_TRY(setting.run_in(ring_world(setting, ring)));
  return equal_case(name, trade_unpaid(ring), report.values(Metric::trade_unpaid).front());
}

// Without any means, equal debts pay themselves in the greatest solution and nothing in the least.
constexpr RingOfDebts kEqualDebts{{0, 0, 0}, {0, 0, 0}, {700, 700, 700}};
// The first falls short of its claims, and its wages in the second month reach the next two.
constexpr RingOfDebts kShortOfCash{{100, 250, 40}, {300, 90, 20}, {900, 600, 500}};

}  // namespace

Result<VerifyCases> clearing_cases(const RuleSources& sources, const VerifySettings& settings) {
  const auto setting = ring_setting(sources, settings);
  return VerifyCases{LEDGER_TRY(ring_case(setting, "clearing-equal-debts", kEqualDebts)),
                     LEDGER_TRY(ring_case(setting, "clearing-short-of-cash", kShortOfCash))};
}

}  // namespace anxin::simulator
