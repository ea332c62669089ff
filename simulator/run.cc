#include "simulator/run.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "payments/rules/rule_values.h"
#include "simulator/canonical.h"
#include "simulator/path_blocks.h"

namespace anxin::simulator {
namespace {

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

/// A world ready to be played. It stays where it is: the input points into it.
struct EnteredWorld {
  EnteredWorld(const Study& study, const std::vector<MonthPolicy>& policies, World made,
               CompiledRules rules)
      : world(std::move(made)),
        works(world, study.scenario.run.months),
        compiled(std::move(rules)),
        input{study.scenario,
              world,
              works,
              policies,
              compiled,
              study.sources.rules,
              study.baseline.region,
              *study.settings.kernels} {
    add_stress(study.scenario, input);
  }
  EnteredWorld(const EnteredWorld&) = delete;
  EnteredWorld& operator=(const EnteredWorld&) = delete;

  World world;
  WorksPlan works;
  CompiledRules compiled;
  RunInput input;
};

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

/// Every stride-th path from the first on, as far as the end.
struct PathStride {
  std::size_t first = 0;
  std::size_t stride = 1;
  std::size_t end = 0;
  [[nodiscard]] std::size_t count() const {
    return first >= end ? 0 : (end - first + stride - 1) / stride;
  }
};

/// Plays batch after batch, and in each batch world after world.
class RunPlayer {
 public:
  RunPlayer(const Study& study, const WorldOf& world_of, RunReport& report)
      : study_(study),
        world_of_(world_of),
        report_(report),
        policies_(compile_policies(study.baseline, study.scenario)),
        gathering_(report, study.settings) {}
  Result<void> play();

 private:
  Result<void> play_batches();
  Result<void> play_batch(std::size_t first, std::size_t end);
  Result<void> enter(std::size_t number);
  void play_world(const PathStride& paths);

  const Study& study_;
  const WorldOf& world_of_;
  RunReport& report_;
  std::vector<MonthPolicy> policies_;
  Gathering gathering_;
  std::unique_ptr<EnteredWorld> entered_;
  std::size_t number_ = 0;  // of the world that is entered
};

Result<void> RunPlayer::play() {
  LEDGER_CHECK(check_fund_rules(study_.baseline, policies_, study_.sources.rules));
  report_.month_sums.resize(static_cast<std::size_t>(study_.scenario.run.months));
  LEDGER_CHECK(play_batches());
  gathering_.finish();
  return {};
}

// One batch, or as many as the stop rule asks for.
Result<void> RunPlayer::play_batches() {
  const auto& run = study_.scenario.run;
  Stopping stopping(run);
  const auto sample = [this](Metric metric) { return report_.sample(metric); };
  std::int64_t played = 0;
  for (auto total = stopping.next_total(0, sample); total > played;
       total = stopping.next_total(played, sample)) {
    if (played > 0 && study_.settings.expects) {
      study_.settings.expects(std::max(total, stopping.expected_total(played)));
    }
    gathering_.reserve(static_cast<std::size_t>(total));
    report_.worlds = static_cast<std::size_t>(std::min(run.worlds, total));
    LEDGER_CHECK(play_batch(static_cast<std::size_t>(played), static_cast<std::size_t>(total)));
    played = total;
  }
  report_.stop = stopping.outcome();
  return {};
}

Result<void> RunPlayer::play_batch(std::size_t first, std::size_t end) {
  const auto worlds = static_cast<std::size_t>(study_.scenario.run.worlds);
  for (std::size_t number = 0; number < worlds; ++number) {
    const auto ahead = (number + worlds - first % worlds) % worlds;
    const PathStride paths{first + ahead, worlds, end};
    if (paths.count() == 0) continue;
    LEDGER_CHECK(enter(number));
    play_world(paths);
    if (gathering_.cancelled()) return fail(kSimulateCancelled);
  }
  return {};
}

Result<void> RunPlayer::enter(std::size_t number) {
  if (entered_ && number_ == number) return {};
  entered_.reset();  // one at a time
  auto world = world_of_(static_cast<std::int64_t>(number));
  auto rules = LEDGER_TRY(compile_rules(study_.sources, study_.baseline, study_.scenario, world));
  entered_ = std::make_unique<EnteredWorld>(study_, policies_, std::move(world), std::move(rules));
  number_ = number;
  return {};
}

void RunPlayer::play_world(const PathStride& paths) {
  share_out(paths.count(), 1, study_.settings.threads, [&] {
    const auto player = std::make_shared<PathPlayer>(entered_->input);
    return [this, &paths, player](PathRange range) {
      if (gathering_.cancelled()) return;
      const auto path = paths.first + range.first * paths.stride;
      gathering_.add(path, player->play(static_cast<std::uint32_t>(path)));
    };
  });
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

std::vector<std::int64_t> RunReport::values(Metric metric) const {
  std::vector<std::int64_t> all;
  all.reserve(paths.size());
  for (const auto& path : paths) all.push_back(path[place_of(metric)]);
  return all;
}

Result<RunReport> run_scenario(const Baseline& baseline, const Scenario& scenario,
                               const RuleSources& sources, const RunSettings& settings) {
  return run_worlds({baseline, scenario, sources, settings}, [&](std::int64_t number) {
    return make_world(baseline, plan_of_world(scenario.run, number));
  });
}

Result<RunReport> run_worlds(const Study& study, const WorldOf& world_of) {
  RunReport report;
  report.id = result_id(study.baseline, study.scenario, study.sources);
  LEDGER_CHECK(RunPlayer(study, world_of, report).play());
  return report;
}

Result<RunReport> run_world(const Study& study, const World& world) {
  auto alone = study.scenario;
  alone.run.worlds = 1;
  const Study in_one{study.baseline, alone, study.sources, study.settings};
  return run_worlds(in_one, [&world](std::int64_t) { return world; });
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
