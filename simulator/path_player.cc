#include "simulator/path_player.h"

#include <algorithm>
#include <utility>

#include "ledger/base/invariant.h"
#include "simulator/id_draws.h"
#include "simulator/normal_table.h"
#include "simulator/numeric.h"
#include "simulator/path_state.h"
#include "simulator/wages.h"

namespace anxin::simulator {
namespace {

using payments::DischargeCause;
using payments::DischargeMeans;

// One path in so many is audited every month; in a debug build, all are.
#ifdef ANXIN_AUDIT_EVERY_PATH
constexpr std::uint32_t kAuditedPaths = 1;
#else
constexpr std::uint32_t kAuditedPaths = 64;
#endif
constexpr std::int32_t kYear = 12;
constexpr std::int32_t kTwoYears = 24;
constexpr std::int32_t kThreeYears = 36;

// A group of so many unpaid workers is what 群体性事件 begins at.
constexpr std::int64_t kIncidentHeads = 10;

// FNV-1a over whole words.
class Fingerprint {
 public:
  void add(Fen value) { hash_ = (hash_ ^ static_cast<std::uint64_t>(value)) * 0x100000001b3U; }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xcbf29ce484222325U;
};

// Whole months of an exponential wait.
std::int32_t exponential_wait(std::uint32_t word, double mean) {
  return static_cast<std::int32_t>(-natural_log((word + 0.5) * 0x1p-32) * mean);
}

// Takes from what is still to arrive, the nearest month first.
Fen take_from_ring(std::array<Fen, kRing>& ring, std::int32_t month, Fen amount) {
  Fen left = amount;
  for (std::int32_t ahead = 1; ahead < static_cast<std::int32_t>(kRing) && left > 0; ++ahead) {
    auto& bill = ring[slot_of(month + ahead)];
    const auto part = std::min(left, bill);
    bill -= part;
    left -= part;
  }
  return amount - left;
}

}  // namespace

payments::FundFacts fund_facts(payments::RegionCode region, Date on) {
  payments::FundFacts facts;
  facts.region = region;
  facts.cause = payments::FundCause::unable;
  facts.event_on = on;
  facts.deposit = payments::FundDeposit::exhausted;
  facts.incident_feared = true;
  return facts;
}

class PathPlayer::Play {
 public:
  explicit Play(const RunInput& input);
  PathResult path(std::uint32_t path);

 private:
  // ---- the path
  void begin(std::uint32_t path);
  void begin_project(std::size_t place);
  void month(std::int32_t t);
  void move_factor();
  void default_owners();
  void stop_largest();
  void stop_owner(std::size_t place);
  [[nodiscard]] Words draw_now(StableId entity, Purpose purpose) const;
  void move_fund();
  void take_figures();
  void add_stocks();
  void audit();
  [[nodiscard]] Fen held() const;
  void add_fingerprint();

  // ---- a contractor and its projects
  void play_contractor(std::size_t place);
  void draw_distress(std::size_t place);
  void share_cash(const Contractor& contractor, ContractorState& state);
  [[nodiscard]] Past past_of(const ContractorState& state) const;

  // ---- a project
  void play_project(std::size_t place, ContractorState& contractor);
  void start_works(std::size_t place, ContractorState& contractor);
  void receive_bills(std::size_t place, ContractorState& contractor);
  void do_work(std::size_t place, ContractorState& contractor);
  [[nodiscard]] Fen labour_of_month(std::size_t place, std::int32_t k);
  void send_bill(std::size_t place, Fen bill, ContractorState& contractor);
  void make_wages_due(std::size_t place);
  void pay_wages(ProjectState& project, Fen cash, ContractorState& contractor);
  void enforce(std::size_t place, ContractorState& contractor);
  void open_case(std::size_t place);
  void discharge_arrears(std::size_t place, Fen arrears);
  [[nodiscard]] DischargeAsk ask_for(std::size_t place, Fen arrears) const;
  [[nodiscard]] Fen fund_allows(const ProjectState& project) const;
  void execute(std::size_t place, const DischargeAsk& ask, const DischargePaid& paid);
  void advance_from_fund(std::size_t place, Fen asked, Fen paid);
  void keep_deposit(std::size_t place, ContractorState& contractor);
  void go_to_court(std::size_t place);
  void recover_by_court(std::size_t place, Fen arrears);
  [[nodiscard]] bool works_are_over(std::size_t place) const {
    const auto& plan = input_.world.projects[place];
    const auto stopped_at = owner_of(place).stopped_at;
    const bool stands_still = stopped_at >= 0 && t_ >= stopped_at + policy_->works_go_on;
    return t_ >= plan.start + plan.months || stands_still;
  }
  void close_project(std::size_t place, ContractorState& contractor);

  [[nodiscard]] const OwnerState& owner_of(std::size_t place) const {
    return owners_[input_.world.projects[place].owner];
  }
  [[nodiscard]] bool stopped(std::size_t place) const { return owner_of(place).stopped_at >= 0; }
  void receive_part(std::size_t place, ContractorState& contractor);
  void receive(ContractorState& contractor, Fen amount);
  [[nodiscard]] std::int32_t run_months() const {
    return static_cast<std::int32_t>(input_.policies.size());
  }

  RunInput input_;
  IdDraws owner_draws_;
  IdDraws contractor_draws_;
  IdDraws project_draws_;

  std::uint32_t path_ = 0;
  std::int32_t t_ = 0;
  const MonthPolicy* policy_ = nullptr;
  MonthChances chances_{};
  double factor_ = 0;
  std::vector<OwnerState> owners_;
  std::vector<ContractorState> contractors_;
  std::vector<ProjectState> projects_;
  std::vector<Fen> recoveries_;  // that the fund will receive, by month
  Fen fund_ = 0;
  Fen fund_target_ = 0;
  Fen outside_ = 0;  // came in less went out, since the beginning
  Fen held_at_start_ = 0;
  Fen wages_paid_ = 0;
  PathResult result_;
};

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

// ---- a project: works, bills, wages -------------------------------------------------------------

void PathPlayer::Play::play_project(std::size_t place, ContractorState& contractor) {
  if (input_.world.projects[place].start == t_) start_works(place, contractor);
  if (!projects_[place].is_open) return;
  receive_bills(place, contractor);
  make_wages_due(place);
  if (input_.world.projects[place].works_in(t_) && !works_are_over(place)) {
    do_work(place, contractor);
  }
}

void PathPlayer::Play::start_works(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  project.is_open = true;
  const auto past = static_cast<std::size_t>(past_of(contractor));
  project.required = input_.compiled.deposits[place].at(past);
  if (project.ways[2] < policy_->letter_below) {
    project.letter = project.required;
  } else {
    project.deposit = project.required;
    contractor.cash -= project.required;
  }
}

void PathPlayer::Play::receive_bills(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const auto slot = slot_of(t_);
  const auto paid = std::exchange(project.bills[slot], 0);
  const auto to_account = std::exchange(project.account_bills[slot], 0);
  if (stopped(place)) {
    receive_part(place, contractor);
    return;
  }
  project.waiting -= paid + to_account;
  project.account += to_account;
  outside_ += to_account;
  receive(contractor, paid);
}

// What an insolvent owner pays goes to the wage account as far as wages are owed, the rest to the
// contractor; what it does not pay is lost.
void PathPlayer::Play::receive_part(std::size_t place, ContractorState& contractor) {
  const auto& owner = owner_of(place);
  auto& project = projects_[place];
  if (t_ != owner.pays_at) return;
  const auto paid = times(std::exchange(project.waiting, 0), owner.part);
  const auto for_wages = std::min(paid, std::max<Fen>(0, project.owed - project.account));
  project.account += for_wages;
  outside_ += for_wages;
  receive(contractor, paid - for_wages);
}

void PathPlayer::Play::receive(ContractorState& contractor, Fen amount) {
  const auto profit = times(amount, policy_->profit);
  contractor.cash += amount - profit;
  outside_ += amount - profit;
}

void PathPlayer::Play::do_work(std::size_t place, ContractorState& contractor) {
  const auto& plan = input_.world.projects[place];
  auto& project = projects_[place];
  const auto k = static_cast<std::size_t>(t_ - plan.start);
  const auto labour = labour_of_month(place, t_ - plan.start);
  project.fresh = labour;
  project.earned += labour;
  project.heads = static_cast<std::int32_t>(std::max<Fen>(1, labour / policy_->wage));
  result_.earned += labour;
  const auto billed = k == 0 ? 0 : times(plan.contract, plan.progress[k - 1]);
  const auto bill = times(plan.contract, plan.progress[k]) - billed;
  const auto costs = times(bill, policy_->materials) + times(bill, policy_->overhead);
  contractor.cash -= costs;
  outside_ -= costs;
  send_bill(place, bill, contractor);
}

// As planned, give or take; the last month takes what is left of the labour of the contract.
Fen PathPlayer::Play::labour_of_month(std::size_t place, std::int32_t k) {
  const auto& plan = input_.world.projects[place];
  const auto left = plan.labour - projects_[place].earned;
  if (k + 1 == plan.months) return left;
  const auto at = static_cast<std::size_t>(k);
  const auto before = k == 0 ? 0 : times(plan.labour, plan.progress[at - 1]);
  const auto planned = times(plan.labour, plan.progress[at]) - before;
  const auto word = project_draws_.word(0, place);
  const auto normal = normal_at<PortableLanes>(normal_table(), normal_place<PortableLanes>(word));
  const auto deviation = times(policy_->labour_deviation, normal);
  return std::clamp<Fen>(planned + times(planned, deviation), 0, left);
}

void PathPlayer::Play::send_bill(std::size_t place, Fen bill, ContractorState& contractor) {
  auto& project = projects_[place];
  result_.billed += bill;
  const bool ring_fenced = project.ways[1] < policy_->account_below;
  auto to_account = ring_fenced ? times(bill, policy_->account_share) : 0;
  auto rest = bill - to_account;
  if (stopped(place)) {
    project.waiting += bill;
    return;
  }
  std::int32_t wait = 0;
  const auto word = project_draws_.word(1, place);
  while (wait < kDelayMax && word < chances_.delay.at(static_cast<std::size_t>(wait))) ++wait;
  if (project_draws_.word(2, place) < policy_->funded_below || wait == 0) {
    project.account += to_account;
    outside_ += to_account;
    to_account = 0;
  }
  if (wait == 0) receive(contractor, std::exchange(rest, 0));
  project.waiting += to_account + rest;
  project.bills[slot_of(t_ + wait)] += rest;
  project.account_bills[slot_of(t_ + wait)] += to_account;
}

void PathPlayer::Play::make_wages_due(std::size_t place) {
  auto& project = projects_[place];
  const auto fresh = std::exchange(project.fresh, 0);
  const bool in_full = project.ways[0] < policy_->full_pay_below;
  auto due = in_full ? fresh : times(fresh, policy_->living_share);
  project.deferred += fresh - due;
  if (policy_->settles_wages || works_are_over(place)) {
    due += std::exchange(project.deferred, 0);
  }
  add_cohort(project, t_, {due, project.heads, policy_->team_size});
  result_.fell_due += due;
}

void PathPlayer::Play::pay_wages(ProjectState& project, Fen cash, ContractorState& contractor) {
  const auto due_now = owed_of_month(project, t_);
  const auto paid = pay_whole_teams(project, t_, project.account + cash);
  const auto from_account = std::min(paid, project.account);
  project.account -= from_account;
  contractor.cash -= paid - from_account;
  outside_ -= paid;
  wages_paid_ += paid;
  result_.paid[place_of(Layer::account)] += from_account;
  result_.paid[place_of(Layer::contractor)] += paid - from_account;
  result_.paid_on_time += due_now - owed_of_month(project, t_);
}

// ---- a project: arrears -------------------------------------------------------------------------

void PathPlayer::Play::enforce(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const auto arrears = overdue(project, t_, policy_->grace_months);
  if (arrears == 0) return;
  contractor.last_arrears = t_;
  if (t_ == project.court_at) recover_by_court(place, arrears);
  if (project.order_at < 0) {
    open_case(place);
  } else if (t_ >= project.order_at) {
    discharge_arrears(place, overdue(project, t_, policy_->grace_months));
  }
}

void PathPlayer::Play::open_case(std::size_t place) {
  if (project_draws_.word(3, place) >= policy_->detected_below) return;
  projects_[place].order_at = t_ + policy_->order_months;
  projects_[place].advanced = 0;
  ++result_.cases;
}

void PathPlayer::Play::discharge_arrears(std::size_t place, Fen arrears) {
  const auto ask = ask_for(place, arrears);
  const bool owner_late = projects_[place].waiting > 0 && !stopped(place);
  const auto& plan = input_.compiled.plans.at(owner_late ? 0 : 1);
  execute(place, ask, discharge(plan, ask));
  if (overdue(projects_[place], t_, policy_->grace_months) == 0) {
    projects_[place].order_at = -1;
  } else {
    go_to_court(place);
  }
}

// For what no layer has covered; once a court is asked, its time runs.
void PathPlayer::Play::go_to_court(std::size_t place) {
  auto& project = projects_[place];
  if (project.court_at >= 0) return;
  const auto word = draw_now(input_.world.projects[place].id, Purpose::court)[0];
  project.court_at = t_ + 1 + exponential_wait(word, policy_->court_months);
}

// From what the debtors have elsewhere; the rest may be asked for again.
void PathPlayer::Play::recover_by_court(std::size_t place, Fen arrears) {
  auto& project = projects_[place];
  const auto amount = times(arrears, policy_->court_share);
  project.court_at = -1;
  pay_down(project, t_, amount);
  wages_paid_ += amount;
  result_.paid[place_of(Layer::court)] += amount;
}

DischargeAsk PathPlayer::Play::ask_for(std::size_t place, Fen arrears) const {
  const auto& project = projects_[place];
  DischargeAsk ask;
  ask.arrears = arrears;
  ask.order_expired = true;
  if (!stopped(place)) ask.means[place_of(DischargeMeans::unsettled_price)] = project.waiting;
  ask.means[place_of(DischargeMeans::deposit)] = project.deposit + project.letter;
  // The fund is asked last: where the others are enough it need not be.
  const auto others = ask.means[place_of(DischargeMeans::unsettled_price)] +
                      ask.means[place_of(DischargeMeans::deposit)];
  if (others < arrears) ask.means[place_of(DischargeMeans::fund)] = fund_allows(project);
  return ask;
}

// The scheme measures by worker: one who is owed an even part of every overdue cohort stands for
// all.
Fen PathPlayer::Play::fund_allows(const ProjectState& project) const {
  const auto workers = workers_in_arrears(project, t_, policy_->grace_months);
  payments::FundWorker worker;
  worker.id = "worker";
  for (std::int32_t age = policy_->grace_months; age < static_cast<std::int32_t>(kRing); ++age) {
    if (age > t_) break;
    const auto each = project.cohorts[slot_of(t_ - age)].owed / workers;
    if (each > 0) {
      worker.arrears.push_back(
          {policy_->month - std::chrono::months(age + 1), Money::from_minor(each)});
    }
  }
  if (worker.arrears.empty()) return 0;
  worker.advanced = Money::from_minor(project.advanced / workers);
  auto facts = fund_facts(input_.region, policy_->on);
  facts.incident_feared = workers >= kIncidentHeads;
  facts.workers.push_back(std::move(worker));
  const auto share = fund_share(input_.rules, facts, policy_->on);
  LEDGER_INVARIANT(share.has_value());  // asked once for each month before the run
  return share->minor() * workers;
}

void PathPlayer::Play::execute(std::size_t place, const DischargeAsk& ask,
                               const DischargePaid& paid) {
  auto& project = projects_[place];
  const auto from_owner = paid.means[place_of(DischargeMeans::unsettled_price)];
  const auto from_ring = take_from_ring(project.bills, t_, from_owner);
  take_from_ring(project.account_bills, t_, from_owner - from_ring);
  project.waiting -= from_owner;
  const auto from_deposit = paid.means[place_of(DischargeMeans::deposit)];
  const auto from_cash = std::min(from_deposit, project.deposit);
  project.deposit -= from_cash;
  project.letter -= from_deposit - from_cash;
  outside_ -= from_cash;  // the owner and the guarantor pay the workers with money from outside
  pay_down(project, t_, from_owner + from_deposit);
  wages_paid_ += from_owner + from_deposit;
  result_.paid[place_of(Layer::owner)] += from_owner;
  result_.paid[place_of(Layer::deposit)] += from_deposit;
  advance_from_fund(place, ask.means[place_of(DischargeMeans::fund)],
                    paid.means[place_of(DischargeMeans::fund)]);
}

void PathPlayer::Play::advance_from_fund(std::size_t place, Fen allowed, Fen wanted) {
  if (wanted == 0) return;
  auto& project = projects_[place];
  const auto amount = std::min(wanted, fund_);
  if (amount < wanted) {
    result_.fund_unmet += wanted - amount;
    if (result_.fund_exhausted < 0) result_.fund_exhausted = t_;
  }
  LEDGER_INVARIANT(amount <= allowed);
  fund_ -= amount;
  outside_ -= amount;
  project.advanced += amount;
  pay_down(project, t_, amount);
  wages_paid_ += amount;
  result_.paid[place_of(Layer::fund)] += amount;
  const auto words = draw_now(input_.world.projects[place].id, Purpose::fund_recovery);
  if (words[0] >= policy_->recovered_below) return;
  const auto back = t_ + 1 + exponential_wait(words[1], policy_->recovery_months);
  if (back < run_months()) recoveries_[static_cast<std::size_t>(back)] += amount;
}

void PathPlayer::Play::keep_deposit(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const auto missing = project.required - project.deposit - project.letter;
  const bool can_pay = t_ >= contractor.distressed_until && contractor.cash >= missing;
  if (missing <= 0 || !can_pay) return;
  project.deposit += missing;
  contractor.cash -= missing;
}

// When the works are done and every wage is paid, deposit and account go back to the contractor.
void PathPlayer::Play::close_project(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const bool is_done =
      works_are_over(place) && project.owed == 0 && project.fresh == 0 && project.deferred == 0;
  if (!is_done) return;
  contractor.cash += project.deposit + project.account;
  project.deposit = project.account = project.letter = project.required = 0;
  project.order_at = -1;
  project.is_open = project.waiting > 0;
}

// ---- the player ---------------------------------------------------------------------------------

PathPlayer::PathPlayer(const RunInput& input) : play_(std::make_unique<Play>(input)) {}
PathPlayer::~PathPlayer() = default;
PathPlayer::PathPlayer(PathPlayer&&) noexcept = default;
PathPlayer& PathPlayer::operator=(PathPlayer&&) noexcept = default;

PathResult PathPlayer::play(std::uint32_t path) { return play_->path(path); }

}  // namespace anxin::simulator
