// What moves in one path, told as it happens.
//
// Role: for whoever compares a path with something else, as tests/replay does with the services of
//       production. Runs tell nobody.
// Units: fen; months count from the run's first.
// Shape: in the order in which the path played them (path_player.h). Every change of an account, a
//        deposit, the fund or of what workers are owed is an event or follows from one.
// Threads: belongs to the player's.
#pragma once

#include <vector>

#include "simulator/compiled_rules.h"
#include "simulator/path_state.h"

namespace anxin::simulator {

enum class PathEventKind : std::uint8_t {
  running,              ///< the project ran before the run began; what is required of its deposit
  begun,                ///< the works begin; what is required of deposit or letter
  billed,               ///< to the owner, for a month's work
  funded,               ///< by the owner, into the wage account
  fell_due,             ///< wages, with what had been put off to this month
  paid_by_account,      ///< wages
  paid_by_contractor,   ///< wages
  absconded,            ///< by a subcontractor, with wages paid to it; they are owed again
  case_opened,          ///< it waits for a team
  ordered,              ///< when the team will order payment is known; expires in after.order_at
  order_expired,        ///< the plan of discharge is made for these arrears, by `ask` and `cause`
  paid_by_owner,        ///< from the price not yet settled
  paid_by_deposit,      ///< from cash
  paid_by_letter,       ///< by the guarantor
  paid_by_fund,         ///< advanced
  paid_by_court,        ///< recovered
  refilled,             ///< the deposit, by the contractor
  deposit_released,     ///< cash, to the contractor
  account_closed,       ///< what was left goes to the contractor
  fund_moved,           ///< to its size; below zero: taken away
  fund_recovered,       ///< from debtors, of advances
  project_ended_month,  ///< what workers are owed by it
  fund_ended_month,     ///< what the fund holds
};

struct PathEvent {
  PathEventKind kind = PathEventKind::running;
  std::int32_t month = 0;
  std::size_t place = 0;  ///< of the project in the world; events of the fund have none
  Fen amount = 0;
  ProjectState after;  ///< the project, when the event had happened; of order_expired: before it
  DischargeAsk ask;    ///< of order_expired alone, as is the cause
  payments::DischargeCause cause = payments::DischargeCause::contractor;
};
using PathEvents = std::vector<PathEvent>;

}  // namespace anxin::simulator
