#include "simulator/metric.h"

#include <algorithm>

namespace anxin::simulator {
namespace {

constexpr std::int64_t kThousand = 1'000;
constexpr std::int64_t kMillion = 1'000'000;

// ---- taken as they are --------------------------------------------------------------------------

template <auto kMember>
std::int64_t plain_of(const PathResult& result) {
  return result.*kMember;
}
template <auto kMember>
std::int64_t of_cases(const PathResult& result) {
  return result.cases.*kMember;
}
template <auto kMember>
std::int64_t of_warnings(const PathResult& result) {
  return result.warnings.*kMember;
}
template <Layer kLayer>
std::int64_t paid_by(const PathResult& result) {
  return result.paid[place_of(kLayer)];
}
template <DepositForm kForm>
std::int64_t cost_of(const PathResult& result) {
  return result.deposit_cost[place_of(kForm)];
}
template <std::size_t kBucket>
std::int64_t unpaid_of(const PathResult& result) {
  return std::get<kBucket>(result.unpaid_by_age);
}

// ---- over months --------------------------------------------------------------------------------

template <auto kFigure>
std::int64_t month_peak(const PathResult& result) {
  std::int64_t peak = 0;
  for (const auto& month : result.months) peak = std::max<std::int64_t>(peak, month.*kFigure);
  return peak;
}
template <auto kFigure>
std::int64_t month_sum(const PathResult& result) {
  std::int64_t sum = 0;
  for (const auto& month : result.months) sum += month.*kFigure;
  return sum;
}
template <auto kFigure>
std::int64_t month_last(const PathResult& result) {
  return result.months.empty() ? 0 : result.months.back().*kFigure;
}

// ---- worked out ---------------------------------------------------------------------------------

std::int64_t paid_on_time(const PathResult& result) {
  if (result.fell_due == 0) return kMillion;
  return pro_rata(kMillion, result.paid_on_time, std::max<Fen>(1, result.fell_due));
}

std::int64_t is_exhausted(const PathResult& result) { return result.fund_exhausted >= 0 ? 1 : 0; }

std::int64_t cost_of_all(const PathResult& result) {
  Fen cost = 0;
  for (const auto of_form : result.deposit_cost) cost += of_form;
  return cost;
}

std::int64_t case_wait(const PathResult& result) { return times(result.cases.waited, kThousand); }

Fen unpaid_in_all(const PathResult& result) {
  Fen unpaid = 0;
  for (const auto amount : result.unpaid_by_age) unpaid += amount;
  return unpaid;
}

// How long wages wait: those unpaid at the end count with the longest age.
PaidByAge waited_of(const PathResult& result) {
  auto waited = result.paid_by_age;
  waited.back() += unpaid_in_all(result);
  return waited;
}

Fen all_of(const PaidByAge& waited) {
  Fen all = 0;
  for (const auto amount : waited) all += amount;
  return all;
}

std::int64_t time_to_pay_mean(const PathResult& result) {
  const auto waited = waited_of(result);
  const auto all = all_of(waited);
  if (all == 0) return 0;
  Wide months = 0;
  for (std::size_t age = 0; age < waited.size(); ++age) {
    months += Wide{waited.at(age)} * static_cast<std::int64_t>(age);
  }
  return static_cast<std::int64_t>(months * kThousand / all);
}

std::int64_t time_to_pay_q99(const PathResult& result) {
  const auto waited = waited_of(result);
  const auto all = all_of(waited);
  if (all == 0) return 0;
  Fen sum = 0;
  std::size_t age = 0;
  while (age < waited.size() && Wide{sum += waited.at(age)} * 100 < Wide{all} * 99) ++age;
  return static_cast<std::int64_t>(age) * kThousand;
}

std::int64_t unpaid_share(const PathResult& result) {
  const auto all = all_of(waited_of(result));
  return all == 0 ? 0 : pro_rata(kMillion, unpaid_in_all(result), all);
}

// ---- the table ----------------------------------------------------------------------------------

struct MetricSource {
  Metric metric;
  std::int64_t (*value)(const PathResult&);
};

constexpr auto kArrears = &MonthFigures::arrears;
constexpr auto kWorkers = &MonthFigures::workers;

constexpr std::array<MetricSource, kMetrics.size()> kMetricSources{{
    {Metric::arrears_peak, month_peak<kArrears>},
    {Metric::arrears_end, month_last<kArrears>},
    {Metric::arrears_months, month_sum<kArrears>},
    {Metric::workers_peak, month_peak<kWorkers>},
    {Metric::workers_end, month_last<kWorkers>},
    {Metric::worker_months, month_sum<kWorkers>},
    {Metric::deferred_months, plain_of<&PathResult::deferred_months>},
    {Metric::festival_unpaid, plain_of<&PathResult::festival_unpaid>},
    {Metric::paid_on_time, paid_on_time},
    {Metric::paid_by_account, paid_by<Layer::account>},
    {Metric::paid_by_contractor, paid_by<Layer::contractor>},
    {Metric::paid_by_owner, paid_by<Layer::owner>},
    {Metric::paid_by_deposit, paid_by<Layer::deposit>},
    {Metric::paid_by_fund, paid_by<Layer::fund>},
    {Metric::paid_by_court, paid_by<Layer::court>},
    {Metric::deposit_months, plain_of<&PathResult::deposit_months>},
    {Metric::billed, plain_of<&PathResult::billed>},
    {Metric::waiting_end, plain_of<&PathResult::waiting_end>},
    {Metric::fund_unmet, plain_of<&PathResult::fund_unmet>},
    {Metric::fund_exhausted, is_exhausted},
    {Metric::owner_defaults, plain_of<&PathResult::owner_defaults>},
    {Metric::contractor_defaults, plain_of<&PathResult::contractor_defaults>},
    {Metric::cases, of_cases<&CaseFigures::opened>},
    {Metric::arrears_government, plain_of<&PathResult::government_months>},
    {Metric::unpaid_1, unpaid_of<0>},
    {Metric::unpaid_3, unpaid_of<1>},
    {Metric::unpaid_6, unpaid_of<2>},
    {Metric::unpaid_12, unpaid_of<3>},
    {Metric::unpaid_older, unpaid_of<4>},
    {Metric::time_to_pay_mean, time_to_pay_mean},
    {Metric::time_to_pay_q99, time_to_pay_q99},
    {Metric::unpaid_share, unpaid_share},
    {Metric::account_months, plain_of<&PathResult::account_months>},
    {Metric::deposit_cost, cost_of_all},
    {Metric::deposit_cost_cash, cost_of<DepositForm::cash>},
    {Metric::deposit_cost_letter, cost_of<DepositForm::letter>},
    {Metric::deposit_cost_insurance, cost_of<DepositForm::insurance>},
    {Metric::interest, plain_of<&PathResult::interest>},
    {Metric::absconded, plain_of<&PathResult::absconded>},
    {Metric::groups_10, plain_of<&PathResult::groups_10>},
    {Metric::groups_50, plain_of<&PathResult::groups_50>},
    {Metric::short_contractors, plain_of<&PathResult::short_contractors>},
    {Metric::trade_unpaid, plain_of<&PathResult::trade_unpaid>},
    {Metric::fund_outstanding, plain_of<&PathResult::fund_outstanding>},
    {Metric::case_wait, case_wait},
    {Metric::case_months, of_cases<&CaseFigures::month_ends>},
    {Metric::cases_over_60, of_cases<&CaseFigures::over_60_days>},
    {Metric::cases_over_90, of_cases<&CaseFigures::over_90_days>},
    {Metric::criminal, of_cases<&CaseFigures::criminal>},
    {Metric::warnings, of_warnings<&WarningFigures::raised>},
    {Metric::arrears_began, of_warnings<&WarningFigures::arrears_began>},
    {Metric::arrears_foretold, of_warnings<&WarningFigures::foretold>},
    {Metric::clearing_below, plain_of<&PathResult::clearings_below>},
}};

// Both tables and the places of an answer stand in one order.
constexpr bool are_in_order() {
  for (std::size_t i = 0; i < kMetrics.size(); ++i) {
    if (place_of(kMetrics.at(i).metric) != i || place_of(kMetricSources.at(i).metric) != i) {
      return false;
    }
  }
  return true;
}
static_assert(are_in_order());

}  // namespace

PathMetrics metrics_of(const PathResult& result) {
  PathMetrics metrics{};
  for (const auto& source : kMetricSources) metrics[place_of(source.metric)] = source.value(result);
  return metrics;
}

}  // namespace anxin::simulator
