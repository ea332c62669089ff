// A contractor's cash in a month: debts, works of a trade, and the wages of all its projects.
#include <algorithm>
#include <limits>
#include <utility>

#include "simulator/clearing.h"
#include "simulator/path_play.h"

namespace anxin::simulator {
namespace {

constexpr std::int32_t kTwoYears = 24;
constexpr std::int32_t kThreeYears = 36;

Fen lack_of(const ProjectState& project) {
  return std::max<Fen>(0, project.owed - project.account);
}

constexpr std::size_t kAhead = 2;

void fetch(const void* line) { __builtin_prefetch(line); }

}  // namespace

inline void PathPlayer::Play::fetch_for_works(std::size_t at) const {
  if (at >= active_.size()) return;
  const auto& project = projects_[active_[at]];
  const auto& plan = plan_of(active_[at]);
  fetch(&project);
  fetch(&project.account);
  fetch(&project.ring[slot_of(t_)]);
  fetch(input_.works.of(active_[at]).data() + (t_ - plan.start));
}

inline void PathPlayer::Play::fetch_for_wages(std::size_t at) const {
  if (at >= active_.size()) return;
  const auto& project = projects_[active_[at]];
  fetch(&project.account);
  fetch(&project.deposit);
  fetch(&project.ring[slot_of(t_)]);
}

void PathPlayer::Play::play_projects() {
  for (std::size_t at = 0; at < active_.size(); ++at) {
    fetch_for_works(at + kAhead);
    const auto place = active_[at];
    auto& contractor = contractors_[plan_of(place).contractor];
    projects_[place].month = active_draws_.words(at);
    play_project(place, contractor);
    contractor.lacking += lack_of(projects_[place]);
  }
}

void PathPlayer::Play::begin_contractor_month(std::size_t place) {
  auto& state = contractors_[place];
  state.lacking = 0;
  state.credit = times(input_.works.contractors()[place].yearly, policy_->credit);
  draw_distress(place);
  pay_debts(state);
}

inline void PathPlayer::Play::draw_distress(std::size_t place) {
  auto& state = contractors_[place];
  if (t_ < state.distressed_until) return;
  const auto& chances = districts_[input_.works.contractors()[place].district].chances;
  if (contractor_draws_.word(0, place) >= chances.contractor_default) return;
  state.distressed_until = t_ + policy_->distress_months;
  ++result_.contractor_defaults;
}

// Materials of earlier months, and interest on what is drawn on credit.
inline void PathPlayer::Play::pay_debts(ContractorState& state) {
  const auto materials = std::exchange(state.payables[slot_of(t_)], 0);
  const auto interest = state.cash < 0 ? times(-state.cash, policy_->loan) : 0;
  state.cash -= materials + interest;
  outside_ -= materials + interest;
  result_.interest += interest;
}

inline Fen PathPlayer::Play::spendable(std::size_t place) const {
  const auto& state = contractors_[place];
  return t_ < state.distressed_until ? 0 : std::max<Fen>(0, state.cash + state.credit);
}

// What is drawn beyond the credit line comes before any claim, as wages do; in distress nothing is
// paid.
inline ClearingNode PathPlayer::Play::clearing_node(std::size_t place) const {
  const auto& state = contractors_[place];
  constexpr auto kAll = std::numeric_limits<Fen>::max() / 2;
  const bool pays = t_ >= state.distressed_until;
  const auto line = state.cash + state.credit;
  const auto wages = state.lacking + std::max<Fen>(0, -line);
  return {pays ? std::max<Fen>(0, line) : 0, pays ? wages : kAll};
}

// Contractors pay each other what their wages leave, all at once: whoever is not paid may not be
// able to pay.
void PathPlayer::Play::settle_trade() {
  std::vector<Claim> claims;
  for (std::uint32_t i = 0; i < contractors_.size(); ++i) {
    const auto owed = contractors_[i].owed_trade;
    if (owed > 0) claims.push_back({i, input_.works.contractors()[i].partner, owed});
  }
  if (claims.empty()) return;
  std::vector<ClearingNode> nodes(contractors_.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = clearing_node(i);
  const auto clearing = clear(nodes, claims);
  result_.clearings_below += clearing.greatest ? 0 : 1;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    contractors_[claims[i].debtor].cash -= clearing.paid[i];
    contractors_[claims[i].debtor].owed_trade -= clearing.paid[i];
    contractors_[claims[i].creditor].cash += clearing.paid[i];
  }
}

void PathPlayer::Play::pay_contractor(std::size_t place) {
  auto& state = contractors_[place];
  share_cash(place);
  for (const auto project : active_of(place)) {
    if (!projects_[project].is_open) continue;  // not begun: its owner does not pay
    settle_project(project, state);
    if (projects_[project].is_open) kept_.push_back(project);
  }
  if (!state.was_short && state.cash + state.credit < 0) {
    state.was_short = true;
    ++result_.short_contractors;
  }
}

// What a contractor can spend goes to its projects in proportion to what they lack; the fen that
// this leaves over stay with it.
inline void PathPlayer::Play::share_cash(std::size_t place) {
  auto& state = contractors_[place];
  const auto shared = std::min(spendable(place), state.lacking);
  const bool suffices = shared == state.lacking;
  for (auto at = first_active_[place]; at < first_active_[place + 1]; ++at) {
    fetch_for_wages(at + kAhead);
    const auto project = active_[at];
    if (projects_[project].owed == 0) continue;
    const auto lack = lack_of(projects_[project]);
    pay_wages(project, suffices ? lack : pro_rata(shared, lack, state.lacking), state);
  }
}

Past PathPlayer::Play::past_of(const ContractorState& state) const {
  if (t_ < state.blacklisted_until) return Past::blacklisted;
  if (state.last_arrears >= 0 && t_ - state.last_arrears < kTwoYears) return Past::arrears;
  const auto clean = state.last_arrears < 0 ? t_ : t_ - state.last_arrears;
  if (clean >= kThreeYears) return Past::clean_3_years;
  return clean >= kTwoYears ? Past::clean_2_years : Past::unknown;
}

}  // namespace anxin::simulator
