// A project's works, bills and wages in a month.
#include <algorithm>

#include "ledger/base/invariant.h"
#include "simulator/normal_table.h"
#include "simulator/path_play.h"

namespace anxin::simulator {

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
  tell(PathEventKind::begun, project, project.required);
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
  tell(PathEventKind::funded, project, to_account);
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
  tell(PathEventKind::funded, project, for_wages);
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
    tell(PathEventKind::billed, project, bill);
    return;
  }
  std::int32_t wait = 0;
  const auto word = project_draws_.word(1, place);
  while (wait < kDelayMax && word < chances_.delay.at(static_cast<std::size_t>(wait))) ++wait;
  if (project_draws_.word(2, place) < policy_->funded_below || wait == 0) {
    project.account += to_account;
    outside_ += to_account;
    tell(PathEventKind::funded, project, to_account);
    to_account = 0;
  }
  if (wait == 0) receive(contractor, std::exchange(rest, 0));
  project.waiting += to_account + rest;
  project.bills[slot_of(t_ + wait)] += rest;
  project.account_bills[slot_of(t_ + wait)] += to_account;
  tell(PathEventKind::billed, project, bill);
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
  tell(PathEventKind::fell_due, project, due);
}

void PathPlayer::Play::pay_wages(ProjectState& project, Fen cash, ContractorState& contractor) {
  const auto due_now = owed_of_month(project, t_);
  const auto paid = pay_whole_teams(project, t_, project.account + cash);
  const auto from_account = std::min(paid, project.account);
  project.account -= from_account;
  contractor.cash -= paid - from_account;
  tell(PathEventKind::paid_by_account, project, from_account);
  tell(PathEventKind::paid_by_contractor, project, paid - from_account);
  outside_ -= paid;
  wages_paid_ += paid;
  result_.paid[place_of(Layer::account)] += from_account;
  result_.paid[place_of(Layer::contractor)] += paid - from_account;
  result_.paid_on_time += due_now - owed_of_month(project, t_);
}

}  // namespace anxin::simulator
