// What is told of a path: each figure's name, its unit, and where it is taken from.
//
// Role: run.h gathers them, statistics.h says what many paths have in common.
// Units: whole numbers: fen, heads, counts, thousandths of a month, or parts of a million.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "simulator/path_result.h"

namespace anxin::simulator {

enum class Metric : std::uint8_t {
  arrears_peak,
  arrears_end,
  arrears_months,
  workers_peak,
  workers_end,
  worker_months,
  deferred_months,
  festival_unpaid,
  paid_on_time,
  paid_by_account,
  paid_by_contractor,
  paid_by_owner,
  paid_by_deposit,
  paid_by_fund,
  paid_by_court,
  deposit_months,
  billed,
  waiting_end,
  fund_unmet,
  fund_exhausted,
  owner_defaults,
  contractor_defaults,
  cases,
  arrears_government,
  unpaid_1,
  unpaid_3,
  unpaid_6,
  unpaid_12,
  unpaid_older,
  time_to_pay_mean,
  time_to_pay_q99,
  unpaid_share,
  account_months,
  deposit_cost,
  deposit_cost_cash,
  deposit_cost_letter,
  deposit_cost_insurance,
  interest,
  absconded,
  groups_10,
  groups_50,
  short_contractors,
  trade_unpaid,
  fund_outstanding,
  case_wait,
  case_months,
  cases_over_60,
  cases_over_90,
  criminal,
  warnings,
  arrears_began,
  arrears_foretold,
  clearing_below,
};
/// Months are counted in thousandths.
enum class MetricUnit : std::uint8_t { fen, heads, count, millionth, months };

struct MetricShape {
  Metric metric;
  std::string_view word;
  MetricUnit unit;
};
inline constexpr std::array<MetricShape, 53> kMetrics{{
    {Metric::arrears_peak, "arrears_peak", MetricUnit::fen},
    {Metric::arrears_end, "arrears_end", MetricUnit::fen},
    {Metric::arrears_months, "arrears_months", MetricUnit::fen},
    {Metric::workers_peak, "workers_peak", MetricUnit::heads},
    {Metric::workers_end, "workers_end", MetricUnit::heads},
    {Metric::worker_months, "worker_months", MetricUnit::heads},
    {Metric::deferred_months, "deferred_months", MetricUnit::fen},
    {Metric::festival_unpaid, "festival_unpaid", MetricUnit::fen},
    {Metric::paid_on_time, "paid_on_time", MetricUnit::millionth},
    {Metric::paid_by_account, "paid_by_account", MetricUnit::fen},
    {Metric::paid_by_contractor, "paid_by_contractor", MetricUnit::fen},
    {Metric::paid_by_owner, "paid_by_owner", MetricUnit::fen},
    {Metric::paid_by_deposit, "paid_by_deposit", MetricUnit::fen},
    {Metric::paid_by_fund, "paid_by_fund", MetricUnit::fen},
    {Metric::paid_by_court, "paid_by_court", MetricUnit::fen},
    {Metric::deposit_months, "deposit_months", MetricUnit::fen},
    {Metric::billed, "billed", MetricUnit::fen},
    {Metric::waiting_end, "waiting_end", MetricUnit::fen},
    {Metric::fund_unmet, "fund_unmet", MetricUnit::fen},
    {Metric::fund_exhausted, "fund_exhausted", MetricUnit::count},
    {Metric::owner_defaults, "owner_defaults", MetricUnit::count},
    {Metric::contractor_defaults, "contractor_defaults", MetricUnit::count},
    {Metric::cases, "cases", MetricUnit::count},
    {Metric::arrears_government, "arrears_government", MetricUnit::fen},
    {Metric::unpaid_1, "unpaid_1", MetricUnit::fen},
    {Metric::unpaid_3, "unpaid_3", MetricUnit::fen},
    {Metric::unpaid_6, "unpaid_6", MetricUnit::fen},
    {Metric::unpaid_12, "unpaid_12", MetricUnit::fen},
    {Metric::unpaid_older, "unpaid_older", MetricUnit::fen},
    {Metric::time_to_pay_mean, "time_to_pay_mean", MetricUnit::months},
    {Metric::time_to_pay_q99, "time_to_pay_q99", MetricUnit::months},
    {Metric::unpaid_share, "unpaid_share", MetricUnit::millionth},
    {Metric::account_months, "account_months", MetricUnit::fen},
    {Metric::deposit_cost, "deposit_cost", MetricUnit::fen},
    {Metric::deposit_cost_cash, "deposit_cost_cash", MetricUnit::fen},
    {Metric::deposit_cost_letter, "deposit_cost_letter", MetricUnit::fen},
    {Metric::deposit_cost_insurance, "deposit_cost_insurance", MetricUnit::fen},
    {Metric::interest, "interest", MetricUnit::fen},
    {Metric::absconded, "absconded", MetricUnit::fen},
    {Metric::groups_10, "groups_10", MetricUnit::count},
    {Metric::groups_50, "groups_50", MetricUnit::count},
    {Metric::short_contractors, "short_contractors", MetricUnit::count},
    {Metric::trade_unpaid, "trade_unpaid", MetricUnit::fen},
    {Metric::fund_outstanding, "fund_outstanding", MetricUnit::fen},
    {Metric::case_wait, "case_wait", MetricUnit::months},
    {Metric::case_months, "case_months", MetricUnit::count},
    {Metric::cases_over_60, "cases_over_60", MetricUnit::count},
    {Metric::cases_over_90, "cases_over_90", MetricUnit::count},
    {Metric::criminal, "criminal", MetricUnit::count},
    {Metric::warnings, "warnings", MetricUnit::count},
    {Metric::arrears_began, "arrears_began", MetricUnit::count},
    {Metric::arrears_foretold, "arrears_foretold", MetricUnit::count},
    {Metric::clearing_below, "clearing_below", MetricUnit::count},
}};

[[nodiscard]] constexpr std::size_t place_of(Metric metric) {
  return static_cast<std::size_t>(metric);
}
using PathMetrics = std::array<std::int64_t, kMetrics.size()>;
[[nodiscard]] PathMetrics metrics_of(const PathResult& result);

}  // namespace anxin::simulator
