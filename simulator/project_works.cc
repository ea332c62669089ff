// A project's works, bills and wages in a month.
#include <algorithm>

#include "ledger/base/invariant.h"
#include "simulator/normal_table.h"
#include "simulator/path_play.h"

namespace anxin::simulator {
namespace {

// All of them are compared: where the waiting ends is anybody's guess, and a wrong one costs more.
std::int32_t months_of_wait(const MonthChances& chances, std::uint32_t word) {
  std::int32_t months = 0;
  for (const auto longer : chances.delay) months += word < longer ? 1 : 0;
  return months;
}

}  // namespace

void PathPlayer::Play::play_project(std::size_t place, ContractorState& contractor) {
  const bool begins = plan_of(place).start == t_;
  if (begins && !stopped(place)) start_works(place, contractor);
  if (!projects_[place].is_open) return;  // nobody begins for an owner that does not pay
  receive_bills(place, contractor);
  make_wages_due(place);
  if (plan_of(place).works_in(t_) && !works_are_over(place)) {
    do_work(place, contractor);
  }
}

void PathPlayer::Play::start_works(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  project.is_open = true;
  const auto past = static_cast<std::size_t>(past_of(contractor));
  store_deposit(place, input_.compiled.deposits[place].at(past));
  contractor.cash -= project.deposit + project.collateral;
  tell(PathEventKind::begun, project, project.required);
  if (is_ring_fenced(project) && !stopped(place)) prepay_labour(place);
}

// What a start permit asks for is in the account before works begin, and off the first bills.
void PathPlayer::Play::prepay_labour(std::size_t place) {
  const auto& plan = plan_of(place);
  auto& project = projects_[place];
  const auto months = std::min(policy_->permit_months, plan.months);
  const auto all = times(input_.world.projects[place].contract, policy_->account_share);
  project.prepaid = std::min(all, plan.labour / plan.months * months);
  project.account += project.prepaid;
  outside_ += project.prepaid;
  tell(PathEventKind::funded, project, project.prepaid);
}

inline void PathPlayer::Play::receive_bills(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  const auto [paid, to_account] = std::exchange(project.arriving_in(t_), {});
  if (stopped(place)) {
    const auto& owner = owner_of(place);
    if (t_ == owner.stopped_at + 1) receive_part(place, contractor, policy_->owner_guarantee);
    if (t_ == owner.pays_at) receive_rest(place, contractor);
    return;
  }
  project.waiting -= paid + to_account;
  project.account += to_account;
  outside_ += to_account;
  tell(PathEventKind::funded, project, to_account);
  receive(contractor, paid);
}

// What an insolvent owner or its guarantor (工程款支付担保) pays goes to the wage account as far as
// wages are owed, the rest to the contractor.
void PathPlayer::Play::receive_part(std::size_t place, ContractorState& contractor,
                                    std::int64_t part) {
  auto& project = projects_[place];
  const auto paid = times(project.waiting, part);
  project.waiting -= paid;
  const auto for_wages = std::min(paid, std::max<Fen>(0, project.owed - project.account));
  project.account += for_wages;
  outside_ += for_wages;
  tell(PathEventKind::funded, project, for_wages);
  receive(contractor, paid - for_wages);
}

// The end of its insolvency: what is not paid now is lost.
void PathPlayer::Play::receive_rest(std::size_t place, ContractorState& contractor) {
  receive_part(place, contractor, owner_of(place).part);
  projects_[place].waiting = 0;
}

inline void PathPlayer::Play::receive(ContractorState& contractor, Fen amount) {
  const auto profit = times(amount, policy_->profit);
  contractor.cash += amount - profit;
  outside_ += amount - profit;
}

inline void PathPlayer::Play::do_work(std::size_t place, ContractorState& contractor) {
  const auto& plan = plan_of(place);
  auto& project = projects_[place];
  const auto k = static_cast<std::size_t>(t_ - plan.start);
  const auto labour = labour_of_month(place, t_ - plan.start);
  project.fresh = labour;
  project.earned += labour;
  project.heads =
      static_cast<std::int32_t>(std::max(1.0, static_cast<double>(labour) * policy_->heads_a_fen));
  result_.earned += labour;
  const auto bill = input_.works.of(place)[k].bill;
  pay_costs(place, bill, contractor);
  send_bill(place, bill, contractor);
}

// Overhead at once, materials later; a part of them is works of a trade by another contractor, who
// has paid for them by now and is owed their price.
inline void PathPlayer::Play::pay_costs(std::size_t place, Fen bill, ContractorState& contractor) {
  const auto overhead = times(bill, policy_->overhead);
  const auto number = plan_of(place).contractor;
  const auto partner = input_.works.contractors()[number].partner;
  const auto materials = times(bill, policy_->materials);
  const auto trade = partner == number ? 0 : std::min(materials, times(bill, policy_->trade));
  const auto cost = trade - times(trade, policy_->profit);
  contractor.cash -= overhead;
  const auto at_once = policy_->materials_lag == 0 ? materials - trade : 0;
  contractor.cash -= at_once;
  contractor.payables[slot_of(t_ + policy_->materials_lag)] += materials - trade - at_once;
  contractor.owed_trade += trade;
  contractors_[partner].cash -= cost;
  outside_ -= overhead + at_once + cost;
}

// As planned, give or take; the last month takes what is left of the labour of the contract.
inline Fen PathPlayer::Play::labour_of_month(std::size_t place, std::int32_t k) {
  const auto& plan = plan_of(place);
  const auto left = plan.labour - projects_[place].earned;
  if (k + 1 == plan.months) return left;
  const auto planned = input_.works.of(place)[static_cast<std::size_t>(k)].labour;
  const auto at = normal_place<PortableLanes>(projects_[place].month[0]);
  const auto normal = normal_at<PortableLanes>(normal_table(), at);
  const auto deviation = times(policy_->labour_deviation, normal);
  return std::clamp<Fen>(planned + times(planned, deviation), 0, left);
}

inline void PathPlayer::Play::send_bill(std::size_t place, Fen bill, ContractorState& contractor) {
  auto& project = projects_[place];
  result_.billed += bill;
  const auto labour = is_ring_fenced(project) ? times(bill, policy_->account_share) : 0;
  const auto prepaid = std::min(labour, project.prepaid);
  project.prepaid -= prepaid;
  auto to_account = labour - prepaid;
  auto rest = bill - labour;
  if (stopped(place)) {
    project.waiting += bill - prepaid;
    tell(PathEventKind::billed, project, bill);
    return;
  }
  const auto wait = months_of_wait(district_of(place).chances, project.month[1]);
  fund_account(place, wait, to_account);
  const auto at_once = wait == 0 ? rest : 0;
  receive(contractor, at_once);
  rest -= at_once;
  project.waiting += to_account + rest;
  auto& arriving = project.arriving_in(t_ + wait);
  arriving.cash += rest;
  arriving.account += to_account;
  tell(PathEventKind::billed, project, bill);
}

// The labour cost of a bill comes in its month if the owner keeps the agreement, or pays at once.
inline void PathPlayer::Play::fund_account(std::size_t place, std::int32_t wait, Fen& to_account) {
  auto& project = projects_[place];
  project.last_wait = static_cast<std::uint8_t>(wait);
  const bool in_time = project.month[2] < policy_->funded_below || wait == 0;
  project.unfunded = in_time ? 0 : static_cast<std::uint8_t>(project.unfunded + 1);
  const auto paid = in_time ? to_account : 0;
  to_account -= paid;
  project.account += paid;
  outside_ += paid;
  tell(PathEventKind::funded, project, paid);
}

inline void PathPlayer::Play::make_wages_due(std::size_t place) {
  auto& project = projects_[place];
  const auto fresh = std::exchange(project.fresh, 0);
  const bool in_full = project.ways[0] < policy_->full_pay_below;
  auto due = in_full ? fresh : times(fresh, policy_->living_share);
  project.deferred += fresh - due;
  project.deferred_heads = std::max(project.deferred_heads, fresh > due ? project.heads : 0);
  auto heads = project.heads;
  if (policy_->settles_wages || works_are_over(place)) {
    due += std::exchange(project.deferred, 0);
    heads = std::max(heads, std::exchange(project.deferred_heads, 0));
  }
  add_cohort(project, t_, {due, heads, policy_->team_size});
  project.due = due;
  result_.fell_due += due;
  tell(PathEventKind::fell_due, project, due);
}

void PathPlayer::Play::pay_wages(std::size_t place, Fen cash, ContractorState& contractor) {
  auto& project = projects_[place];
  const auto due_now = owed_of_month(project, t_);
  const auto before = result_.paid_by_age;
  const auto paid = pay_whole_teams(project, t_, project.account + cash, result_.paid_by_age);
  const auto from_account = std::min(paid, project.account);
  project.account -= from_account;
  contractor.cash -= paid - from_account;
  tell(PathEventKind::paid_by_account, project, from_account);
  tell(PathEventKind::paid_by_contractor, project, paid - from_account);
  outside_ -= paid;
  wages_paid_ += paid;
  result_.paid[place_of(Layer::account)] += from_account;
  result_.paid[place_of(Layer::contractor)] += paid - from_account;
  const bool by_sub = project.ways[3] >= policy_->direct_below;
  if (by_sub && paid > from_account) abscond(place, paid - from_account, before);
  result_.paid_on_time += std::max<Fen>(0, due_now - owed_of_month(project, t_));
}

// A subcontractor who is given the wages in cash may run off with them; the contractor owes them
// again (《条例》第三十条: it pays first, and may claim them back).
void PathPlayer::Play::abscond(std::size_t place, Fen cash, const PaidByAge& before) {
  if (!sub_runs_off(place)) return;
  const auto& project = projects_[place];
  const auto in_hand = std::max(project.fresh, project.due);
  const auto lost = std::min(cash, in_hand + in_hand / 2);  // a month and a half of wages at most
  wages_paid_ -= lost;
  result_.paid[place_of(Layer::contractor)] -= lost;
  result_.absconded += lost;
  auto left = lost;  // the account is spent first, on the oldest wages: the cash was for the others
  for (std::size_t age = 0; age < kAges && left > 0; ++age) {
    const auto taken = std::min(left, result_.paid_by_age.at(age) - before.at(age));
    if (taken > 0) owe_stolen(place, static_cast<std::int32_t>(age), taken);
    left -= taken;
  }
  LEDGER_INVARIANT(left == 0);
  tell(PathEventKind::absconded, project, lost);
}

void PathPlayer::Play::owe_stolen(std::size_t place, std::int32_t age, Fen taken) {
  auto& project = projects_[place];
  const auto heads = std::clamp<Fen>(taken / policy_->wage, 1, std::max(1, project.heads));
  owe_again(project, {t_, age}, {taken, static_cast<std::int32_t>(heads), policy_->team_size},
            result_.paid_by_age);
}

// Its hazard grows with the arrears and when the owner is late.
bool PathPlayer::Play::sub_runs_off(std::size_t place) const {
  const auto word = draw_now(input_.works.id(place), Purpose::absconding)[0];
  if (word >= policy_->absconding_below) return false;  // nowhere is the hazard as high
  const auto& project = projects_[place];
  const auto pay = static_cast<double>(std::max<Fen>(1, std::max(project.fresh, project.due)));
  const double arrears = std::min(kHazardArrearsMax, static_cast<double>(project.owed) / pay);
  const bool late = stopped(place) || project.last_wait >= 2;
  const double weight = policy_->arrears_weight * arrears + (late ? policy_->owner_late_weight : 0);
  const double hazard = policy_->absconding * exponential(weight);
  return word < word_threshold(1 - exponential(-hazard));
}

}  // namespace anxin::simulator
