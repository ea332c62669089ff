// A contractor's cash in discrete time: first passage below its credit.
//
// Half of each bill is materials, an eighth overhead, a quarter wages that fall due a month later.
// A bill is paid at once or not within the run. Nothing was ever unpaid where the cash has covered
// each month's wages.
#include "simulator/exact_walks.h"
#include "simulator/verify_setting.h"

namespace anxin::simulator {
namespace {

constexpr Fen kCashUnit = 1'000'000;  // the contract has 16³ of them
constexpr std::int64_t kCashMonths = 12;
constexpr std::int64_t kCashStart = 4096 * 12 / 16 / 4 * 8;  // cash and credit, in eighths
constexpr double kPaidAtOnce = 0.63212055882855767840;       // 1 − 1/e

// In eighths of a unit: 3 k² 16 − 2 k³ units are billed in the first k months.
std::int64_t billed_eighths(std::int64_t k) { return 8 * (48 * k * k - 2 * k * k * k); }

std::vector<WalkMonth> cash_walk() {
  std::vector<WalkMonth> walk;
  std::int64_t wages = 0;
  for (std::int64_t k = 0; k < kCashMonths; ++k) {
    const auto bill = billed_eighths(k + 1) - billed_eighths(k);
    walk.push_back({-bill / 2 - bill / 8 - wages, bill});
    wages = bill / 4;
  }
  return walk;
}

// The wait of shape 10^-6 is nothing with chance 1 − 1/e, and longer than the run otherwise.
VerifySetting cash_setting(const RuleSources& sources, const VerifySettings& settings) {
  VerifySetting cash(sources, settings);
  cash.months(kCashMonths).with(Parameter::size_median, Rate(4096 * kCashUnit));
  cash.with(Parameter::labour_share_min, Rate(1, 4)).with(Parameter::labour_share_max, Rate(1, 4));
  cash.with(Parameter::materials, Rate(1, 2)).with(Parameter::overhead, Rate(1, 8));
  cash.with(Parameter::duration_base, Rate(16));
  cash.with(Parameter::late_scale, Rate(1)).with(Parameter::late_shape, Rate(1, 1'000'000));
  // An eighth of what a year of these works brings (cash_world), and as much on credit.
  cash.with(Parameter::contractor_start_cash, Rate(1, 8));
  return cash.with(Parameter::contractor_credit, Rate(1, 8));
}

World cash_world(const VerifySetting& cash) {
  auto world = cash.one_project();
  world.contractors.front().yearly = 4096 * kCashUnit * 12 / 16;
  return world;
}

// Without labour, what is spent is seven eighths of a bill in its month; short is whoever falls
// below its credit.
Result<VerifyCase> below_credit(VerifySetting cash) {
  cash.with(Parameter::labour_share_min, Rate(0)).with(Parameter::labour_share_max, Rate(0));
  cash.with(Parameter::materials, Rate(3, 4));
  std::vector<WalkMonth> walk;
  for (std::int64_t k = 0; k < kCashMonths; ++k) {
    const auto bill = billed_eighths(k + 1) - billed_eighths(k);
    walk.push_back({-bill / 8 * 7, bill});
  }
  const auto report = LEDGER_TRY(cash.run_in(cash_world(cash)));
  return share_case({"first-passage-credit", chance_never_below(kCashStart, walk, kPaidAtOnce)},
                    report.values(Metric::short_contractors), 0);
}

}  // namespace

Result<VerifyCases> cash_cases(const RuleSources& sources, const VerifySettings& settings) {
  VerifyCases cases;
  auto cash = cash_setting(sources, settings);
  cases.push_back(LEDGER_TRY(below_credit(cash)));
  const auto year = LEDGER_TRY(cash.run_in(cash_world(cash)));
  auto walk = cash_walk();
  cases.push_back(
      share_case({"first-passage-year", chance_never_below(kCashStart, walk, kPaidAtOnce)},
                 year.values(Metric::arrears_peak), 0));
  const auto part = LEDGER_TRY(cash.months(9).run_in(cash_world(cash)));
  walk.resize(9);
  cases.push_back(
      share_case({"first-passage-9-months", chance_never_below(kCashStart, walk, kPaidAtOnce)},
                 part.values(Metric::arrears_peak), 0));
  return cases;
}

}  // namespace anxin::simulator
