#include "simulator/path_player.h"

#include <algorithm>
#include <utility>

#include "ledger/base/invariant.h"
#include "simulator/normal_table.h"
#include "simulator/path_play.h"

namespace anxin::simulator {
namespace {

// One path in so many is audited every month; in a debug build, all are.
#ifdef ANXIN_AUDIT_EVERY_PATH
constexpr std::uint32_t kAuditedPaths = 1;
#else
constexpr std::uint32_t kAuditedPaths = 64;
#endif
constexpr std::int32_t kYear = 12;
constexpr std::int32_t kTwoYears = 24;
constexpr std::int32_t kThreeYears = 36;

// FNV-1a over whole words.
class Fingerprint {
 public:
  void add(Fen value) { hash_ = (hash_ ^ static_cast<std::uint64_t>(value)) * 0x100000001b3U; }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

}  // namespace

// ---- the path -----------------------------------------------------------------------------------

PathPlayer::Play::Play(const RunInput& input)
    : input_(input),
      owner_draws_(input.kernels, input.world.owners),
      contractor_draws_(input.kernels, input.world.contractors),
      project_draws_(input.kernels, input.world.projects) {}

PathResult PathPlayer::Play::path(std::uint32_t path) {
  begin(path);
  for (t_ = 0; t_ < run_months(); ++t_) month(t_);
  if (run_months() % kYear != 0) add_fingerprint();
  for (const auto& project : projects_) result_.waiting_end += project.waiting;
  return std::move(result_);
}

void PathPlayer::Play::begin(std::uint32_t path) {
  path_ = path;
  t_ = 0;
  policy_ = &input_.policies.front();
  result_ = {};
  owners_.assign(input_.world.owners.size(), {});
  contractors_.assign(input_.world.contractors.size(), {});
  projects_.assign(input_.world.projects.size(), {});
  recoveries_.assign(input_.policies.size(), 0);
  fund_ = fund_target_ = policy_->fund_size;
  outside_ = 0;
  wages_paid_ = 0;
  for (std::size_t i = 0; i < contractors_.size(); ++i) {
    contractors_[i].cash = times(input_.world.contractors[i].yearly, policy_->start_cash);
  }
  project_draws_.begin({input_.scenario.run.seed, path_, moment_of(0, Purpose::project_ways)});
  for (std::size_t i = 0; i < projects_.size(); ++i) begin_project(i);
  held_at_start_ = held();
}

// What runs already has been paid so far, and has its deposit.
void PathPlayer::Play::begin_project(std::size_t place) {
  const auto& plan = input_.world.projects[place];
  auto& project = projects_[place];
  for (std::size_t i = 0; i < project.ways.size(); ++i) {
    project.ways.at(i) = static_cast<std::uint32_t>(project_draws_.word(i, place));
  }
  if (!plan.works_in(0) || plan.start == 0) return;
  project.is_open = true;
  project.earned = times(plan.labour, plan.progress[static_cast<std::size_t>(-plan.start - 1)]);
  project.required = input_.compiled.deposits[place][0];
  const bool by_letter = project.ways[2] < policy_->letter_below;
  (by_letter ? project.letter : project.deposit) = project.required;
  tell(PathEventKind::running, project, project.required);
}

void PathPlayer::Play::month(std::int32_t t) {
  const auto& run = input_.scenario.run;
  const auto month = static_cast<std::uint32_t>(t);
  policy_ = &input_.policies[static_cast<std::size_t>(t)];
  owner_draws_.begin({run.seed, path_, moment_of(month, Purpose::owner_default)});
  contractor_draws_.begin({run.seed, path_, moment_of(month, Purpose::contractor_default)});
  project_draws_.begin({run.seed, path_, moment_of(month, Purpose::project_month)});
  move_factor();
  default_owners();
  move_fund();
  for (std::size_t i = 0; i < contractors_.size(); ++i) play_contractor(i);
  tell_month_end();
  take_figures();
  if (path_ % kAuditedPaths == 0) audit();
  if ((t + 1) % kYear == 0) add_fingerprint();
}

void PathPlayer::Play::move_factor() {
  const double fresh = normal_real(draw_now(0, Purpose::systemic)[0]);
  const double kept = policy_->persistence;
  factor_ = t_ == 0 ? fresh : kept * factor_ + square_root(1 - kept * kept) * fresh;
  chances_ = chances_of(*policy_, factor_ + policy_->shift);
}

void PathPlayer::Play::default_owners() {
  stop_largest();
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    if (owners_[i].stopped_at >= 0) continue;
    const auto kind = static_cast<std::size_t>(input_.world.owners[i].kind);
    if (owner_draws_.word(0, i) >= chances_.owner_default.at(kind)) continue;
    stop_owner(i);
    ++result_.owner_defaults;
  }
}

// By stress: no default of the model's own, and not counted as one.
void PathPlayer::Play::stop_largest() {
  if (t_ != input_.stop_at) return;
  for (const auto owner : input_.stopping) {
    if (owners_[owner].stopped_at < 0) stop_owner(owner);
  }
}

// The second smallest of four even draws has the distribution Beta(2, 3): the part that is paid.
void PathPlayer::Play::stop_owner(std::size_t place) {
  auto part = draw_now(input_.world.owners[place].id, Purpose::owner_recovery);
  std::sort(part.begin(), part.end());
  auto& owner = owners_[place];
  owner.stopped_at = t_;
  owner.part = part[1];
  const auto later = draw_now(input_.world.owners[place].id, Purpose::owner_recovery_time);
  owner.pays_at = t_ + 1 + exponential_wait(later[0], policy_->owner_recovery_months);
}

Words PathPlayer::Play::draw_now(StableId entity, Purpose purpose) const {
  const auto moment = moment_of(static_cast<std::uint32_t>(t_), purpose);
  return draw({input_.scenario.run.seed, entity, path_, moment});
}

void PathPlayer::Play::move_fund() {
  const auto added = policy_->fund_size - fund_target_;
  const auto change = std::max(added, -fund_);  // no more is taken away than is there
  fund_ += change;
  fund_target_ = policy_->fund_size;
  const auto recovered = recoveries_[static_cast<std::size_t>(t_)];
  fund_ += recovered;
  outside_ += change + recovered;
  tell_fund(PathEventKind::fund_moved, change);
  tell_fund(PathEventKind::fund_recovered, recovered);
}

void PathPlayer::Play::take_figures() {
  MonthFigures figures;
  for (const auto& project : projects_) {
    if (project.owed == 0) continue;
    figures.arrears += overdue(project, t_, policy_->grace_months);
    figures.workers += workers_in_arrears(project, t_, policy_->grace_months);
  }
  add_stocks();
  figures.fund = fund_;
  result_.months.push_back(figures);
}

void PathPlayer::Play::add_stocks() {
  Fen owed = 0;
  for (const auto& project : projects_) {
    result_.deposit_months += project.deposit;
    result_.deferred_months += project.deferred;
    owed += project.owed;
  }
  if (policy_->settles_wages) result_.festival_unpaid = std::max(result_.festival_unpaid, owed);
}

Fen PathPlayer::Play::held() const {
  Fen sum = fund_;
  for (const auto& contractor : contractors_) sum += contractor.cash;
  for (const auto& project : projects_) sum += project.account + project.deposit;
  return sum;
}

void PathPlayer::Play::audit() {
  LEDGER_INVARIANT(held() == held_at_start_ + outside_);
  Fen unpaid = 0;
  for (const auto& project : projects_) {
    unpaid += project.owed + project.fresh + project.deferred;
  }
  LEDGER_INVARIANT(result_.earned == wages_paid_ + unpaid);
}

// ---- whoever listens ----------------------------------------------------------------------------

void PathPlayer::Play::add_event(PathEventKind kind, const ProjectState& project, Fen amount) {
  const auto place = static_cast<std::size_t>(&project - projects_.data());
  input_.events->push_back({kind, t_, place, amount, project, {}});
}

void PathPlayer::Play::tell_plan(const ProjectState& project, const DischargeAsk& ask,
                                 payments::DischargeCause cause) {
  if (input_.events == nullptr) return;
  add_event(PathEventKind::order_expired, project, ask.arrears);
  input_.events->back().ask = ask;
  input_.events->back().cause = cause;
}

void PathPlayer::Play::tell_month_end() {
  if (input_.events == nullptr) return;
  for (const auto& project : projects_) {
    add_event(PathEventKind::project_ended_month, project, project.owed);
  }
  tell_fund(PathEventKind::fund_ended_month, fund_);
}

void PathPlayer::Play::add_fingerprint() {
  Fingerprint print;
  print.add(fund_);
  for (const auto& contractor : contractors_) print.add(contractor.cash);
  for (const auto& project : projects_) {
    for (const auto amount : {project.account, project.deposit, project.letter, project.owed,
                              project.waiting, project.earned, project.deferred}) {
      print.add(amount);
    }
  }
  result_.fingerprints.push_back(print.value());
}

// ---- a contractor -------------------------------------------------------------------------------

void PathPlayer::Play::play_contractor(std::size_t place) {
  const auto& contractor = input_.world.contractors[place];
  auto& state = contractors_[place];
  draw_distress(place);
  for (std::size_t i = contractor.first_project; i < contractor.end_project; ++i) {
    play_project(i, state);
  }
  share_cash(contractor, state);
  for (std::size_t i = contractor.first_project; i < contractor.end_project; ++i) {
    if (!projects_[i].is_open) continue;
    if (projects_[i].owed > 0) enforce(i, state);
    keep_deposit(i, state);
    close_project(i, state);
  }
}

void PathPlayer::Play::draw_distress(std::size_t place) {
  auto& state = contractors_[place];
  if (t_ < state.distressed_until) return;
  if (contractor_draws_.word(0, place) >= chances_.contractor_default) return;
  state.distressed_until = t_ + policy_->distress_months;
  ++result_.contractor_defaults;
}

// What a contractor can spend goes to its projects in proportion to what they lack; the fen that
// this leaves over stay with it.
void PathPlayer::Play::share_cash(const Contractor& contractor, ContractorState& state) {
  const auto lacks = [](const ProjectState& project) {
    return std::max<Fen>(0, project.owed - project.account);
  };
  Fen lacking = 0;
  for (std::size_t i = contractor.first_project; i < contractor.end_project; ++i) {
    lacking += lacks(projects_[i]);
  }
  const auto credit = times(contractor.yearly, policy_->credit);
  const auto spendable = t_ < state.distressed_until ? 0 : std::max<Fen>(0, state.cash + credit);
  const auto shared = std::min(spendable, lacking);
  for (std::size_t i = contractor.first_project; i < contractor.end_project; ++i) {
    auto& project = projects_[i];
    if (project.owed == 0) continue;
    const auto lack = lacks(project);
    pay_wages(project, lack == 0 ? 0 : pro_rata(shared, lack, lacking), state);
  }
}

Past PathPlayer::Play::past_of(const ContractorState& state) const {
  if (state.last_arrears >= 0 && t_ - state.last_arrears < kTwoYears) return Past::arrears;
  const auto clean = state.last_arrears < 0 ? t_ : t_ - state.last_arrears;
  if (clean >= kThreeYears) return Past::clean_3_years;
  return clean >= kTwoYears ? Past::clean_2_years : Past::unknown;
}

// ---- the player ---------------------------------------------------------------------------------

PathPlayer::PathPlayer(const RunInput& input) : play_(std::make_unique<Play>(input)) {}
PathPlayer::~PathPlayer() = default;
PathPlayer::PathPlayer(PathPlayer&&) noexcept = default;
PathPlayer& PathPlayer::operator=(PathPlayer&&) noexcept = default;

PathResult PathPlayer::play(std::uint32_t path) { return play_->path(path); }

}  // namespace anxin::simulator
