// A project's arrears: orders, means of discharge, the fund, the court; and its end.
#include <algorithm>
#include <utility>

#include "ledger/base/invariant.h"
#include "simulator/path_play.h"

namespace anxin::simulator {
namespace {

using payments::DischargeCause;
using payments::DischargeMeans;

// A group of so many unpaid workers is what 群体性事件 begins at.
constexpr std::int64_t kIncidentHeads = 10;

constexpr std::int64_t kGroup = 10;  // unpaid workers of one project
constexpr std::int64_t kLargeGroup = 50;

// 法释〔2013〕3号 art. 3: ten workers, and from 30 000 to 100 000 yuan; the model takes the higher.
constexpr std::int64_t kCriminalHeads = 10;
constexpr Fen kCriminalSum = 10'000'000;

constexpr Moment kWorkingDay = kFixedOne * 12 / 250;  // a year has about 250

// The first month end that is not before it.
std::int32_t ceiling(Moment moment) {
  return static_cast<std::int32_t>((moment + kFixedOne - 1) >> kFixedBits);
}

// Takes from what is still to arrive, the nearest month first.
Fen take_arriving(ProjectState& project, Fen Arriving::*part, std::int32_t month, Fen amount) {
  Fen left = amount;
  for (std::int32_t ahead = 1; ahead < static_cast<std::int32_t>(kRing) && left > 0; ++ahead) {
    auto& bill = project.arriving_in(month + ahead).*part;
    const auto taken = std::min(left, bill);
    bill -= taken;
    left -= taken;
  }
  return amount - left;
}

// Contractor's before account's; gives how much.
Fen take_waiting(ProjectState& project, std::int32_t month, Fen amount) {
  const auto of_contractor = take_arriving(project, &Arriving::cash, month, amount);
  const auto of_account = take_arriving(project, &Arriving::account, month, amount - of_contractor);
  project.waiting -= of_contractor + of_account;
  return of_contractor + of_account;
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

void PathPlayer::Play::settle_project(std::size_t place, ContractorState& contractor) {
  const auto& project = projects_[place];
  const auto arrears = project.owed == 0 ? 0 : overdue(project, t_, policy_->grace_months);
  watch(place, arrears);
  enforce(place, contractor, arrears);
  keep_deposit(place, contractor);
  close_project(place, contractor);
  count_project(place);
}

// At the end of the project's month, while it is at hand.
inline void PathPlayer::Play::count_project(std::size_t place) {
  const auto& project = projects_[place];
  result_.deposit_months += project.deposit;
  result_.deferred_months += project.deferred;
  result_.account_months += project.account;
  month_owed_ += project.owed;
  if (project.owed > 0) count_arrears(place);
}

inline void PathPlayer::Play::count_arrears(std::size_t place) {
  const auto arrears = overdue(projects_[place], t_, policy_->grace_months);
  if (arrears == 0) return;
  const auto workers = workers_in_arrears(projects_[place], t_, policy_->grace_months);
  const auto& owner = input_.world.owners[plan_of(place).owner];
  figures_.arrears += arrears;
  figures_.workers += workers;
  if (owner.kind == OwnerKind::government) result_.government_months += arrears;
  result_.groups_10 += workers >= kGroup ? 1 : 0;
  result_.groups_50 += workers >= kLargeGroup ? 1 : 0;
}

inline void PathPlayer::Play::enforce(std::size_t place, ContractorState& contractor, Fen arrears) {
  auto& project = projects_[place];
  if (arrears == 0) {
    if (project.order_at != kInHands) project.order_at = -1;  // complied with
    project.court_at = -1;                                    // and nothing is left to sue for
    return;
  }
  contractor.last_arrears = t_;
  if (t_ == project.court_at) recover_by_court(place, arrears);
  const auto left = overdue(project, t_, policy_->grace_months);
  if (left == 0) return;
  if (project.order_at < 0) {
    open_case(place);
  } else if (t_ >= project.order_at) {
    discharge_arrears(place, contractor, left);
  }
}

// Complaints and inspections find arrears, and the bank where wages go through an account.
void PathPlayer::Play::open_case(std::size_t place) {
  auto& project = projects_[place];
  const auto below = is_ring_fenced(project) ? policy_->noticed_below : policy_->detected_below;
  if (project.month[3] >= below) return;
  project.order_at = kInHands;
  project.advanced = 0;
  ++result_.cases.opened;
  tell(PathEventKind::case_opened, project, project.owed);
  const auto word = draw_now(input_.works.id(place), Purpose::case_work)[0];
  const double work =
      policy_->case_months * power(exponential_value(word), 1 / policy_->case_shape);
  const auto month_part =
      static_cast<Moment>((std::uint64_t{project.month[3]} << kFixedBits) / below);
  district_of(place).desk.add(
      {t_ * kFixedOne + month_part, nearest(work * kFixedOne), static_cast<std::uint32_t>(place)});
}

void PathPlayer::Play::assign_cases() {
  for (auto& district : districts_) {
    for (const auto& closed : district.desk.assign(policy_->teams, t_ * kFixedOne)) {
      note_case(closed);
      const auto ordered = ceiling(closed.closed) + policy_->order_months - 1;
      auto& project = projects_[closed.place];
      if (project.order_at != kInHands) continue;  // its project has ended
      project.order_at = ordered;
      tell(PathEventKind::ordered, project, project.owed);
    }
  }
}

void PathPlayer::Play::note_case(const ClosedCase& closed) {
  auto& cases = result_.cases;
  cases.waited += closed.begun - closed.arrived;
  const auto last_end = std::min(run_months(), ceiling(closed.closed) - 1);
  cases.month_ends += last_end - static_cast<std::int32_t>(closed.arrived >> kFixedBits);
  const auto taken = closed.closed - closed.arrived;
  cases.over_60_days += taken > 60 * kWorkingDay ? 1 : 0;
  cases.over_90_days += taken > 90 * kWorkingDay ? 1 : 0;
}

void PathPlayer::Play::discharge_arrears(std::size_t place, ContractorState& contractor,
                                         Fen arrears) {
  const auto ask = ask_for(place, arrears);
  const bool owner_late = projects_[place].waiting > 0 && !stopped(place);
  const auto& plan = input_.compiled.plans.at(owner_late ? 0 : 1);
  tell_plan(projects_[place], ask, kModelCauses.at(owner_late ? 0 : 1));
  execute(place, ask, discharge(plan, ask));
  if (overdue(projects_[place], t_, policy_->grace_months) == 0) {
    projects_[place].order_at = -1;
    return;
  }
  contractor.blacklisted_until = t_ + policy_->blacklist_months;
  note_refusal(place, contractor);
  go_to_court(place);
}

// Whoever could pay and does not after the order has expired is proposed for prosecution, once for
// each time that a court is asked.
void PathPlayer::Play::note_refusal(std::size_t place, const ContractorState& contractor) {
  const auto& project = projects_[place];
  const bool could_pay = t_ >= contractor.distressed_until;
  if (project.court_at >= 0 || !could_pay) return;
  const auto arrears = overdue(project, t_, policy_->grace_months);
  const auto workers = workers_in_arrears(project, t_, policy_->grace_months);
  if (workers >= kCriminalHeads && arrears >= kCriminalSum) ++result_.cases.criminal;
}

// For what no layer has covered; once a court is asked, its time runs.
void PathPlayer::Play::go_to_court(std::size_t place) {
  auto& project = projects_[place];
  if (project.court_at >= 0) return;
  const auto word = draw_now(input_.works.id(place), Purpose::court)[0];
  project.court_at = t_ + 1 + exponential_wait(word, policy_->court_months);
}

// From what the debtors have elsewhere; the rest may be asked for again.
void PathPlayer::Play::recover_by_court(std::size_t place, Fen arrears) {
  auto& project = projects_[place];
  const auto amount = times(arrears, policy_->court_share);
  project.court_at = -1;
  pay_down(project, t_, amount, result_.paid_by_age);
  wages_paid_ += amount;
  result_.paid[place_of(Layer::court)] += amount;
  tell(PathEventKind::paid_by_court, project, amount);
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
    const auto each = project.due_in(t_ - age).owed / workers;
    if (each > 0) {
      worker.arrears.push_back(
          {policy_->month - std::chrono::months(age + 1), Money::from_minor(each)});
    }
  }
  if (worker.arrears.empty()) return 0;
  // Caps and shares are of all that the case is about: what was advanced is a part of it, and paid
  // the oldest wages.
  worker.advanced = Money::from_minor(project.advanced / workers);
  worker.arrears.back().amount += worker.advanced;
  auto facts = fund_facts(input_.region, policy_->on);
  facts.incident_feared = workers >= kIncidentHeads;
  facts.workers.push_back(std::move(worker));
  const auto share = fund_share(input_.rules, facts, policy_->on);
  LEDGER_INVARIANT(share.has_value());  // asked once for each month before the run
  return times(share->minor() * workers, policy_->fund_share_cap);
}

void PathPlayer::Play::execute(std::size_t place, const DischargeAsk& ask,
                               const DischargePaid& paid) {
  auto& project = projects_[place];
  const auto from_owner = paid.means[place_of(DischargeMeans::unsettled_price)];
  const auto taken = take_waiting(project, t_, from_owner);
  LEDGER_INVARIANT(taken == from_owner);
  const auto from_deposit = paid.means[place_of(DischargeMeans::deposit)];
  // Owner and guarantor pay the workers with money from outside.
  const auto from_cash = call_deposit(project, from_deposit);
  pay_down(project, t_, from_owner + from_deposit, result_.paid_by_age);
  wages_paid_ += from_owner + from_deposit;
  result_.paid[place_of(Layer::owner)] += from_owner;
  result_.paid[place_of(Layer::deposit)] += from_deposit;
  tell(PathEventKind::paid_by_owner, project, from_owner);
  tell(PathEventKind::paid_by_deposit, project, from_cash);
  tell(PathEventKind::paid_by_letter, project, from_deposit - from_cash);
  advance_from_fund(place, ask.means[place_of(DischargeMeans::fund)],
                    paid.means[place_of(DischargeMeans::fund)]);
}

void PathPlayer::Play::advance_from_fund(std::size_t place, Fen allowed, Fen wanted) {
  if (wanted == 0) return;
  auto& project = projects_[place];
  auto& district = district_of(place);
  const auto amount = std::min(wanted, district.fund);
  if (amount < wanted) {
    result_.fund_unmet += wanted - amount;
    if (result_.fund_exhausted < 0) result_.fund_exhausted = t_;
  }
  LEDGER_INVARIANT(amount <= allowed);
  district.fund -= amount;
  outside_ -= amount;
  project.advanced += amount;
  result_.fund_outstanding += amount;
  pay_down(project, t_, amount, result_.paid_by_age);
  wages_paid_ += amount;
  result_.paid[place_of(Layer::fund)] += amount;
  tell(PathEventKind::paid_by_fund, project, amount);
  const auto words = draw_now(input_.works.id(place), Purpose::fund_recovery);
  if (words[0] >= policy_->recovered_below) return;
  const auto back = t_ + 1 + exponential_wait(words[1], policy_->recovery_months);
  if (back < run_months()) district.recoveries[static_cast<std::size_t>(back)] += amount;
}

// When the works are done and every wage is paid, deposit and account go back to the contractor.
inline void PathPlayer::Play::close_project(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const bool is_done =
      works_are_over(place) && project.owed == 0 && project.fresh == 0 && project.deferred == 0;
  if (!is_done) return;
  tell(PathEventKind::deposit_released, project, project.deposit);
  tell(PathEventKind::account_closed, project, project.account);
  contractor.cash += std::exchange(project.account, 0);
  release_deposit(project, contractor);
  project.order_at = -1;
  project.is_open = project.waiting > 0;
}

}  // namespace anxin::simulator
