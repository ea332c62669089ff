#include "simulator/path_player.h"

#include <algorithm>
#include <numeric>
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

Fen still_to_arrive(const ProjectState& project) {
  Fen sum = 0;
  for (const auto& month : project.ring) sum += month.arriving.cash + month.arriving.account;
  return sum;
}

// FNV-1a over whole words, from what was before.
class Fingerprint {
 public:
  explicit Fingerprint(std::uint64_t before) : hash_(before) {}
  void add(Fen value) { hash_ = (hash_ ^ static_cast<std::uint64_t>(value)) * 0x100000001b3U; }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_;
};

}  // namespace

// ---- the path -----------------------------------------------------------------------------------

PathPlayer::Play::Play(const RunInput& input)
    : input_(input),
      owner_draws_(input.kernels, input.world.owners),
      contractor_draws_(input.kernels, input.world.contractors),
      project_draws_(input.kernels, input.world.projects),
      active_draws_(input.kernels) {}

PathResult PathPlayer::Play::path(std::uint32_t path) {
  begin(path);
  for (t_ = 0; t_ < run_months(); ++t_) month(t_);
  if (run_months() % kYear != 0) add_fingerprint();
  close_figures();
  return std::move(result_);
}

void PathPlayer::Play::begin(std::uint32_t path) {
  path_ = path;
  t_ = 0;
  policy_ = &input_.policies.front();
  result_ = {};
  outside_ = 0;
  wages_paid_ = 0;
  print_ = 0xcbf29ce484222325U;
  districts_.assign(input_.world.districts.size(), {});
  for (std::size_t i = 0; i < districts_.size(); ++i) {
    districts_[i].fund = districts_[i].fund_target = fund_part(i);
    districts_[i].recoveries.assign(input_.policies.size(), 0);
  }
  owners_.assign(input_.world.owners.size(), {});
  contractors_.assign(input_.world.contractors.size(), {});
  projects_.assign(input_.world.projects.size(), {});
  for (std::size_t i = 0; i < contractors_.size(); ++i) {
    contractors_[i].cash = times(input_.works.contractors()[i].yearly, policy_->start_cash);
  }
  begin_projects();
  held_at_start_ = held();
}

void PathPlayer::Play::begin_projects() {
  const auto& seed = input_.scenario.run.seed;
  project_draws_.begin({seed, path_, moment_of(0, Purpose::project_ways)});
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    projects_[i].ways = project_draws_.words(i);
  }
  project_draws_.begin({seed, path_, moment_of(0, Purpose::project_watch)});
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    projects_[i].watch = static_cast<std::uint32_t>(project_draws_.word(0, i));
  }
  kept_ = input_.works.running();
  for (const auto place : kept_) begin_project(place);
}

// What runs already has been paid so far, and has its deposit.
void PathPlayer::Play::begin_project(std::size_t place) {
  auto& project = projects_[place];
  project.is_open = true;
  const auto done = static_cast<std::size_t>(-plan_of(place).start);
  for (const auto& month : input_.works.of(place).first(done)) project.earned += month.labour;
  store_deposit(place, input_.compiled.deposits[place][0]);
  tell(PathEventKind::running, project, project.required);
}

void PathPlayer::Play::month(std::int32_t t) {
  const auto& run = input_.scenario.run;
  const auto month = static_cast<std::uint32_t>(t);
  policy_ = &input_.policies[static_cast<std::size_t>(t)];
  owner_draws_.begin({run.seed, path_, moment_of(month, Purpose::owner_default)});
  contractor_draws_.begin({run.seed, path_, moment_of(month, Purpose::contractor_default)});
  figures_ = {};
  month_owed_ = 0;
  gather_active();
  active_draws_.begin({run.seed, path_, moment_of(month, Purpose::project_month)}, active_ids_);
  move_factors();
  default_owners();
  move_funds();
  for (std::size_t i = 0; i < contractors_.size(); ++i) begin_contractor_month(i);
  play_projects();
  settle_trade();
  for (std::size_t i = 0; i < contractors_.size(); ++i) pay_contractor(i);
  assign_cases();
  tell_month_end();
  take_figures();
  if (path_ % kAuditedPaths == 0) audit();
  if ((t + 1) % kYear == 0) add_fingerprint();
}

// Those of last month that are not done, and those that begin.
void PathPlayer::Play::gather_active() {
  const auto& fresh = input_.works.beginning_in(t_);
  active_.resize(kept_.size() + fresh.size());
  std::merge(kept_.begin(), kept_.end(), fresh.begin(), fresh.end(), active_.begin());
  kept_.clear();
  active_ids_.clear();
  first_active_.assign(contractors_.size() + 1, 0);
  for (const auto place : active_) {
    active_ids_.push_back(input_.works.id(place));
    ++first_active_[plan_of(place).contractor + 1];
  }
  std::partial_sum(first_active_.begin(), first_active_.end(), first_active_.begin());
}

void PathPlayer::Play::move_factors() {
  const auto words = draw_now(0, Purpose::systemic);
  const auto moved = [this](double before, std::uint32_t word) {
    const double kept = policy_->persistence;
    const double fresh = normal_real(word);
    return t_ == 0 ? fresh : kept * before + square_root(1 - kept * kept) * fresh;
  };
  factor_ = moved(factor_, words[0]);
  const double weight = districts_.size() == 1 ? 1 : policy_->district_weight;
  for (std::size_t i = 0; i < districts_.size(); ++i) {
    auto& district = districts_[i];
    if (weight < 1) {
      const auto own = draw_now(input_.world.districts[i].id, Purpose::district_factor);
      district.own = moved(district.own, own[0]);
    }
    const double factor = square_root(weight) * factor_ + square_root(1 - weight) * district.own;
    district.chances = chances_for(factor + policy_->shift, words);
  }
}

MonthChances PathPlayer::Play::chances_for(double factor, const Words& systemic) const {
  const auto shape = policy_->gamma_shape;
  if (shape == 0) return chances_of(*policy_, factor);
  double sum = 0;
  for (std::int32_t i = 0; i < shape; ++i)
    sum += exponential_value(systemic.at(static_cast<std::size_t>(i)));
  return gamma_chances_of(*policy_, factor, sum / shape);
}

void PathPlayer::Play::default_owners() {
  stop_largest();
  for (std::size_t i = 0; i < owners_.size(); ++i) {
    if (owners_[i].stopped_at >= 0) continue;
    const auto& owner = input_.world.owners[i];
    const auto& chances = districts_[owner.district].chances;
    const auto kind = static_cast<std::size_t>(owner.kind);
    if (owner_draws_.word(0, i) >= chances.owner_default.at(kind)) continue;
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
  // Not before the works that it can no longer pay stand still: they are among its debts.
  owner.pays_at = t_ + std::max(1 + exponential_wait(later[0], policy_->owner_recovery_months),
                                policy_->works_go_on);
}

Words PathPlayer::Play::draw_now(StableId entity, Purpose purpose) const {
  const auto moment = moment_of(static_cast<std::uint32_t>(t_), purpose);
  return draw({input_.scenario.run.seed, entity, path_, moment});
}

// Each district has an even part; what does not divide goes to the first.
Fen PathPlayer::Play::fund_part(std::size_t district) const {
  const auto count = static_cast<Fen>(districts_.size());
  const auto each = policy_->fund_size / count;
  return district == 0 ? policy_->fund_size - each * (count - 1) : each;
}

void PathPlayer::Play::move_funds() {
  for (std::size_t i = 0; i < districts_.size(); ++i) move_fund(districts_[i], fund_part(i));
}

void PathPlayer::Play::move_fund(DistrictState& district, Fen size) {
  const auto recovered = std::exchange(district.recoveries[static_cast<std::size_t>(t_)], 0);
  const auto wanted = std::max(size - district.fund_target, -district.fund);
  // What comes back to a fund that was made smaller is the treasury's.
  const auto change = std::min(wanted, std::max<Fen>(-recovered, size - district.fund - recovered));
  district.fund_target = size;
  district.fund += change + recovered;
  outside_ += change + recovered;
  result_.fund_outstanding -= recovered;
  tell_fund(PathEventKind::fund_moved, change);
  tell_fund(PathEventKind::fund_recovered, recovered);
}

// ---- figures ------------------------------------------------------------------------------------

void PathPlayer::Play::take_figures() {
  for (const auto& district : districts_) figures_.fund += district.fund;
  result_.months.push_back(figures_);
  if (policy_->settles_wages) {
    result_.festival_unpaid = std::max(result_.festival_unpaid, month_owed_);
  }
}

void PathPlayer::Play::close_figures() {
  for (const auto& project : projects_) {
    result_.waiting_end += project.waiting;
    if (project.owed == 0) continue;
    const auto aged = arrears_by_age(project, run_months() - 1);
    for (std::size_t i = 0; i < aged.size(); ++i) result_.unpaid_by_age.at(i) += aged.at(i);
  }
  for (const auto& contractor : contractors_) result_.trade_unpaid += contractor.owed_trade;
}

Fen PathPlayer::Play::held() const {
  Fen sum = 0;
  for (const auto& district : districts_) sum += district.fund;
  for (const auto& contractor : contractors_) sum += contractor.cash;
  for (const auto& project : projects_) {
    sum += project.account + project.deposit + project.collateral;
  }
  return sum;
}

void PathPlayer::Play::audit() {
  LEDGER_INVARIANT(held() == held_at_start_ + outside_);
  Fen unpaid = 0;
  for (const auto& project : projects_) {
    unpaid += project.owed + project.fresh + project.deferred;
  }
  LEDGER_INVARIANT(result_.earned == wages_paid_ + unpaid);
  for (std::size_t i = 0; i < projects_.size(); ++i) {
    LEDGER_INVARIANT(stopped(i) || projects_[i].waiting == still_to_arrive(projects_[i]));
  }
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
  for (const auto& district : districts_) {
    tell_fund(PathEventKind::fund_ended_month, district.fund);
  }
}

void PathPlayer::Play::add_fingerprint() {
  Fingerprint print(print_);
  for (const auto& district : districts_) print.add(district.fund);
  for (const auto& contractor : contractors_) {
    print.add(contractor.cash);
    print.add(contractor.owed_trade);
    for (const auto later : contractor.payables) print.add(later);
  }
  for (const auto& project : projects_) {
    for (const auto amount :
         {project.account, project.deposit, project.letter, project.collateral, project.owed,
          project.waiting, project.earned, project.deferred, project.fresh, project.prepaid}) {
      print.add(amount);
    }
  }
  print_ = print.value();
  result_.fingerprints.push_back(print_);
}

// ---- the player ---------------------------------------------------------------------------------

PathPlayer::PathPlayer(const RunInput& input) : play_(std::make_unique<Play>(input)) {}
PathPlayer::~PathPlayer() = default;
PathPlayer::PathPlayer(PathPlayer&&) noexcept = default;
PathPlayer& PathPlayer::operator=(PathPlayer&&) noexcept = default;

PathResult PathPlayer::play(std::uint32_t path) { return play_->path(path); }

}  // namespace anxin::simulator
