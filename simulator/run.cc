#include "simulator/run.h"

#include <algorithm>
#include <mutex>

#include "payments/rules/rule_values.h"
#include "simulator/canonical.h"
#include "simulator/path_blocks.h"

namespace anxin::simulator {
namespace {

constexpr std::size_t kPathsARange = 4;

// ---- metrics ------------------------------------------------------------------------------------

constexpr std::int64_t kThousand = 1'000;
constexpr std::int64_t kMillion = 1'000'000;

void add_arrears(const PathResult& result, PathMetrics& metrics) {
  for (const auto& month : result.months) {
    auto& peak = metrics[place_of(Metric::arrears_peak)];
    auto& workers = metrics[place_of(Metric::workers_peak)];
    peak = std::max(peak, month.arrears);
    workers = std::max(workers, month.workers);
    metrics[place_of(Metric::arrears_months)] += month.arrears;
    metrics[place_of(Metric::worker_months)] += month.workers;
  }
  if (result.months.empty()) return;
  metrics[place_of(Metric::arrears_end)] = result.months.back().arrears;
  metrics[place_of(Metric::workers_end)] = result.months.back().workers;
}

// How long wages wait: those unpaid at the end count with the longest age.
void add_ages(const PathResult& result, PathMetrics& metrics) {
  Fen unpaid = 0;
  for (const auto amount : result.unpaid_by_age) unpaid += amount;
  auto waited = result.paid_by_age;
  waited.back() += unpaid;
  Fen all = 0;
  Wide months = 0;
  for (std::size_t age = 0; age < waited.size(); ++age) {
    all += waited.at(age);
    months += Wide{waited.at(age)} * static_cast<std::int64_t>(age);
  }
  if (all == 0) return;
  metrics[place_of(Metric::time_to_pay_mean)] = static_cast<std::int64_t>(months * kThousand / all);
  metrics[place_of(Metric::unpaid_share)] = pro_rata(kMillion, unpaid, all);
  Fen sum = 0;
  std::size_t age = 0;
  while (age < waited.size() && Wide{sum += waited.at(age)} * 100 < Wide{all} * 99) ++age;
  metrics[place_of(Metric::time_to_pay_q99)] = static_cast<std::int64_t>(age) * kThousand;
}

void add_outcomes(const PathResult& result, PathMetrics& metrics) {
  const auto set = [&metrics](Metric metric, std::int64_t value) {
    metrics[place_of(metric)] = value;
  };
  Fen cost = 0;
  for (const auto of_form : result.deposit_cost) cost += of_form;
  set(Metric::deposit_cost, cost);
  set(Metric::case_wait, times(result.cases.waited, kThousand));
  set(Metric::arrears_government, result.government_months);
  set(Metric::unpaid_1, result.unpaid_by_age[0]);
  set(Metric::unpaid_3, result.unpaid_by_age[1]);
  set(Metric::unpaid_6, result.unpaid_by_age[2]);
  set(Metric::unpaid_12, result.unpaid_by_age[3]);
  set(Metric::unpaid_older, result.unpaid_by_age[4]);
  set(Metric::account_months, result.account_months);
  set(Metric::deposit_cost_cash, result.deposit_cost[place_of(DepositForm::cash)]);
  set(Metric::deposit_cost_letter, result.deposit_cost[place_of(DepositForm::letter)]);
  set(Metric::deposit_cost_insurance, result.deposit_cost[place_of(DepositForm::insurance)]);
  set(Metric::interest, result.interest);
  set(Metric::absconded, result.absconded);
  set(Metric::groups_10, result.groups_10);
  set(Metric::groups_50, result.groups_50);
  set(Metric::short_contractors, result.short_contractors);
  set(Metric::trade_unpaid, result.trade_unpaid);
  set(Metric::fund_outstanding, result.fund_outstanding);
  set(Metric::case_months, result.cases.month_ends);
  set(Metric::cases_over_60, result.cases.over_60_days);
  set(Metric::cases_over_90, result.cases.over_90_days);
  set(Metric::criminal, result.cases.criminal);
  set(Metric::warnings, result.warnings.raised);
  set(Metric::arrears_began, result.warnings.arrears_began);
  set(Metric::arrears_foretold, result.warnings.foretold);
}

// ---- the run ------------------------------------------------------------------------------------

// Whether the fund's rules answer in every month: within a path nobody could be told.
Result<void> check_fund_rules(const Baseline& baseline, const std::vector<MonthPolicy>& policies,
                              const payments::RuleSet& rules) {
  for (const auto& policy : policies) {
    auto facts = fund_facts(baseline.region, policy.on);
    payments::FundWorker worker;
    worker.id = "worker";
    worker.arrears.push_back(
        {policy.month - std::chrono::months(1), Money::from_minor(policy.wage)});
    facts.workers.push_back(std::move(worker));
    LEDGER_CHECK(fund_share(rules, facts, policy.on));
  }
  return {};
}

// The largest owners of the kind, by what they have let; among equals the first.
std::vector<std::uint32_t> stopping_owners(const World& world, const StopPaying& stop) {
  std::vector<std::uint32_t> owners;
  for (std::uint32_t i = 0; i < world.owners.size(); ++i) {
    if (world.owners[i].kind == stop.kind) owners.push_back(i);
  }
  std::stable_sort(owners.begin(), owners.end(), [&world](std::uint32_t a, std::uint32_t b) {
    return world.owners[a].let > world.owners[b].let;
  });
  owners.resize(std::min(owners.size(), static_cast<std::size_t>(stop.largest)));
  return owners;
}

void add_stress(const Scenario& scenario, RunInput& input) {
  if (!scenario.stop_paying) return;
  input.stopping = stopping_owners(input.world, *scenario.stop_paying);
  for (std::size_t t = 0; t < input.policies.size(); ++t) {
    if (input.policies[t].month == std::max(scenario.stop_paying->from, scenario.run.start)) {
      input.stop_at = static_cast<std::int32_t>(t);
    }
  }
}

/// Gathers what the paths leave, whichever comes first.
class Gathering {
 public:
  Gathering(RunReport& report, const RunSettings& settings)
      : report_(report), settings_(settings) {}
  void reserve(std::size_t paths) {
    report_.paths.resize(paths);
    prints_.resize(paths);
    if (settings_.keep == Keep::months) report_.path_months.resize(paths);
  }
  [[nodiscard]] bool cancelled() const { return settings_.cancelled && settings_.cancelled(); }
  void add(std::size_t path, PathResult result);
  void finish();

 private:
  RunReport& report_;
  const RunSettings& settings_;
  std::vector<std::vector<std::uint64_t>> prints_;
  std::mutex mutex_;  // guards the sums, and what progress sees
  std::int64_t done_ = 0;
};

void Gathering::add(std::size_t path, PathResult result) {
  report_.paths[path] = metrics_of(result);
  prints_[path] = std::move(result.fingerprints);
  const std::lock_guard lock(mutex_);
  for (std::size_t t = 0; t < result.months.size(); ++t) {
    report_.month_sums[t].arrears += result.months[t].arrears;
    report_.month_sums[t].workers += result.months[t].workers;
    report_.month_sums[t].fund += result.months[t].fund;
  }
  for (std::size_t age = 0; age < kAges; ++age) {
    report_.paid_by_age.at(age) += result.paid_by_age.at(age);
  }
  for (const auto unpaid : result.unpaid_by_age) report_.unpaid_sum += unpaid;
  if (settings_.keep == Keep::months) report_.path_months[path] = std::move(result.months);
  ++done_;
  if (settings_.progress) settings_.progress(done_);
}

// FNV-1a over the paths' own, in their order.
void Gathering::finish() {
  if (prints_.empty()) return;
  report_.fingerprints.assign(prints_.front().size(), 0xcbf29ce484222325U);
  for (const auto& prints : prints_) {
    for (std::size_t i = 0; i < prints.size(); ++i) {
      report_.fingerprints[i] = (report_.fingerprints[i] ^ prints[i]) * 0x100000001b3U;
    }
  }
}

void play_range(const RunInput& input, PathRange range, Gathering& gathering) {
  PathPlayer player(input);
  for (auto path = range.first; path < range.end; ++path) {
    if (gathering.cancelled()) return;
    gathering.add(path, player.play(static_cast<std::uint32_t>(path)));
  }
}

// One batch, or as many as the stop rule asks for.
Result<void> play_batches(const RunInput& input, const RunSettings& settings, Gathering& gathering,
                          RunReport& report) {
  Stopping stopping(input.scenario.run);
  const auto values = [&report](Metric metric) { return report.values(metric); };
  std::int64_t played = 0;
  for (auto total = stopping.next_total(0, values); total > played;
       total = stopping.next_total(played, values)) {
    if (played > 0 && settings.expects) {
      settings.expects(std::max(total, stopping.expected_total(played)));
    }
    const auto first = static_cast<std::size_t>(played);
    gathering.reserve(static_cast<std::size_t>(total));
    share_out(static_cast<std::size_t>(total) - first, kPathsARange, settings.threads,
              [&](PathRange range) {
                play_range(input, {first + range.first, first + range.end}, gathering);
              });
    if (gathering.cancelled()) return fail(kSimulateCancelled);
    played = total;
  }
  report.stop = stopping.outcome();
  return {};
}

// ---- the name of a result -----------------------------------------------------------------------

void add_line(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append("=").append(value).append("\n");
}

// Those that count in the region on any day, with all that they say.
void add_rules(payments::RegionCode region, const payments::RuleSet& rules, std::string& text) {
  for (const auto& rule : rules.rules()) {
    const auto& head = head_of(rule);
    if (!region.lies_in(head.region)) continue;
    const auto end = head.valid_to ? to_string(*head.valid_to) : "";
    add_line(text, "rule " + head.id, to_string(head.valid_from) + ".." + end);
    for (const auto& value : payments::fields_of(rule)) add_line(text, value.name, value.value);
  }
}

// Which days are worked, from the first month to a year after the last: no deadline of a run lies
// further ahead.
void add_calendar(const RunPlan& run, const WorkCalendar& calendar, std::string& text) {
  const auto end = first_day(run.start + std::chrono::months(run.months + 12));
  std::string days;
  for (auto day = first_day(run.start); day < end; day += std::chrono::days(1)) {
    const auto works = calendar.is_working_day(day);
    days.push_back(!works ? '?' : *works ? '1' : '0');
  }
  add_line(text, "calendar", days);
}

}  // namespace

PathMetrics metrics_of(const PathResult& result) {
  PathMetrics metrics{};
  const auto set = [&metrics](Metric metric, std::int64_t value) {
    metrics[place_of(metric)] = value;
  };
  add_arrears(result, metrics);
  const auto due = std::max<Fen>(1, result.fell_due);
  set(Metric::paid_on_time,
      result.fell_due == 0 ? kMillion : pro_rata(kMillion, result.paid_on_time, due));
  set(Metric::deferred_months, result.deferred_months);
  set(Metric::festival_unpaid, result.festival_unpaid);
  set(Metric::paid_by_account, result.paid[place_of(Layer::account)]);
  set(Metric::paid_by_contractor, result.paid[place_of(Layer::contractor)]);
  set(Metric::paid_by_owner, result.paid[place_of(Layer::owner)]);
  set(Metric::paid_by_deposit, result.paid[place_of(Layer::deposit)]);
  set(Metric::paid_by_fund, result.paid[place_of(Layer::fund)]);
  set(Metric::paid_by_court, result.paid[place_of(Layer::court)]);
  set(Metric::deposit_months, result.deposit_months);
  set(Metric::billed, result.billed);
  set(Metric::waiting_end, result.waiting_end);
  set(Metric::fund_unmet, result.fund_unmet);
  set(Metric::fund_exhausted, result.fund_exhausted >= 0 ? 1 : 0);
  set(Metric::owner_defaults, result.owner_defaults);
  set(Metric::contractor_defaults, result.contractor_defaults);
  set(Metric::cases, result.cases.opened);
  add_ages(result, metrics);
  add_outcomes(result, metrics);
  return metrics;
}

std::vector<std::int64_t> RunReport::values(Metric metric) const {
  std::vector<std::int64_t> all;
  all.reserve(paths.size());
  for (const auto& path : paths) all.push_back(path[place_of(metric)]);
  return all;
}

Result<RunReport> run_scenario(const Baseline& baseline, const Scenario& scenario,
                               const RuleSources& sources, const RunSettings& settings) {
  return run_world({baseline, scenario, sources, settings}, make_world(baseline, scenario.run));
}

Result<RunReport> run_world(const Study& study, const World& world) {
  const auto& [baseline, scenario, sources, settings] = study;
  const auto policies = compile_policies(baseline, scenario);
  LEDGER_CHECK(check_fund_rules(baseline, policies, sources.rules));
  const auto compiled = LEDGER_TRY(compile_rules(sources, baseline, scenario, world));
  const WorksPlan works(world, scenario.run.months);
  RunInput input{scenario, world,         works,           policies,
                 compiled, sources.rules, baseline.region, *settings.kernels};
  add_stress(scenario, input);
  RunReport report;
  report.id = result_id(baseline, scenario, sources);
  report.month_sums.resize(static_cast<std::size_t>(scenario.run.months));
  Gathering gathering(report, settings);
  LEDGER_CHECK(play_batches(input, settings, gathering, report));
  gathering.finish();
  return report;
}

std::string result_id(const Baseline& baseline, const Scenario& scenario,
                      const RuleSources& sources) {
  std::string text;
  add_line(text, "engine", kEngineVersion);
  add_line(text, "scenario", canonical_form(scenario));
  add_line(text, "baseline", canonical_form(baseline));
  add_rules(baseline.region, sources.rules, text);
  add_calendar(scenario.run, sources.calendar, text);
  return sha256(text).hex();
}

}  // namespace anxin::simulator
