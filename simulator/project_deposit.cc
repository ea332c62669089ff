// A project's wage deposit: cash, a letter or an insurance; what it costs, calls, and its return.
#include <algorithm>
#include <utility>

#include "simulator/path_play.h"

namespace anxin::simulator {

// Requires: nothing is stored yet. The form is drawn once; the contractor's cash is the caller's.
void PathPlayer::Play::store_deposit(std::size_t place, Fen required) {
  auto& project = projects_[place];
  project.required = required;
  const auto word = project.ways[2];
  if (word >= policy_->insured_below) {
    project.deposit = required;
    return;
  }
  project.letter = required;
  project.form = DepositForm::insurance;
  if (word >= policy_->letter_below) return;
  project.form = DepositForm::letter;
  project.collateral = times(required, policy_->collateral);
}

// What was called is filled up again in cash (within ten working days: by the next month).
void PathPlayer::Play::keep_deposit(std::size_t place, ContractorState& contractor) {
  auto& project = projects_[place];
  bear_deposit_cost(project, contractor);
  const auto missing = project.required - project.deposit - project.letter;
  if (missing <= 0) return;
  const bool can_pay = t_ >= contractor.distressed_until && contractor.cash >= missing;
  if (!can_pay) return;
  project.deposit += missing;
  contractor.cash -= missing;
  tell(PathEventKind::refilled, project, missing);
}

// Fees and premiums are paid, interest is received; what cash could have saved in interest on debts
// is a cost too (E15).
inline void PathPlayer::Play::bear_deposit_cost(ProjectState& project,
                                                ContractorState& contractor) {
  const auto tied = project.deposit + project.collateral;
  const auto earned = times(tied, policy_->saving);
  const auto forgone = std::max<std::int64_t>(0, policy_->loan - policy_->saving);
  const bool insured = project.form == DepositForm::insurance;
  const auto fee = times(project.letter, insured ? policy_->premium : policy_->letter_fee);
  contractor.cash += earned - fee;
  outside_ += earned - fee;
  result_.deposit_cost[place_of(DepositForm::cash)] += times(project.deposit, forgone);
  result_.deposit_cost[place_of(project.form)] += fee + times(project.collateral, forgone);
}

// Cash first, then the guarantor, who keeps the collateral. Gives what was paid out of the cash.
// Requires: amount is at most deposit and letter.
Fen PathPlayer::Play::call_deposit(ProjectState& project, Fen amount) {
  const auto from_cash = std::min(amount, project.deposit);
  const auto from_letter = amount - from_cash;
  const auto kept = std::min(project.collateral, from_letter);
  project.deposit -= from_cash;
  project.letter -= from_letter;
  project.collateral -= kept;
  outside_ -= from_cash + kept;
  return from_cash;
}

void PathPlayer::Play::release_deposit(ProjectState& project, ContractorState& contractor) {
  contractor.cash += project.deposit + project.collateral;
  project.deposit = project.collateral = project.letter = project.required = 0;
}

}  // namespace anxin::simulator
