// Plays one path of the full model, month by month.
//
// Role: the engine. run.h shares paths out among threads, each with a player of its own.
// Units: fen, always whole; months count from the run's first.
// Threads: a player belongs to one thread; its input is shared and immutable.
//
// Order of events within a month (it is part of the model):
//   1. The systemic factor moves, the part that all districts share and their own; owners that
//      default stop all payments, a guarantee pays a part of their bills in the next month, and one
//      day their creditors get a part; each district's fund is brought to its size, and advances of
//      earlier months come back to it.
//   2. Of each contractor distress begins or ends; materials of earlier months and interest on its
//      debts are paid.
//   3. Contractors, in the order of their numbers, each with its projects in their order: works
//      begin, the deposit is stored, in cash, by letter or by insurance, and the account is funded
//      in advance where the start permit asks for it; bills arrive, the part for labour in the wage
//      account; the wages of last month's work fall due, in full, or the living part of them with
//      the rest put off to the month before Spring Festival or the end; the month's work is done,
//      billed and its overhead paid, a part of it by another contractor who is owed its price;
//      where the owner has stopped paying for some months the works stand still.
//   4. Contractors pay each other what their wages leave, all at once (clearing.h).
//   5. Contractors, in the order of their numbers:
//      a. wages are paid: from the wage account, then from the contractor's cash and credit, which
//         its projects share in proportion to what they lack; oldest first, whole teams; a
//         subcontractor who is given cash for them may run off with it;
//      b. of each project: early warning looks at it, and has the owner's next payments go into the
//         account; what is overdue beyond the grace may be detected; when the order to pay has
//         expired, the plan of discharge is carried out (payments/rules), the contractor is
//         blacklisted where it leaves something, and that goes to court, which recovers a part
//         after a while; the deposit costs what its form costs, what was called is filled up again,
//         and at the end it is released.
//   6. Each district's desk gives the cases found this month to its teams, as they become free: when
//      a case is closed the order to pay is served (case_desk.h).
//   7. Figures are taken. All money that came in less all that went out is what is held: checked to
//      the fen, every month in a debug build, in a sample of paths otherwise.
//
// Source: simulator.md section 2 with its corrections. Not in it: chains of subcontractors longer
//         than one, starts that depend on the systemic factor, bills and materials that are still
//         unpaid when the run begins.
#pragma once

#include <memory>

#include "simulator/compiled_rules.h"
#include "simulator/month_policy.h"
#include "simulator/path_events.h"
#include "simulator/path_result.h"
#include "simulator/works_plan.h"

namespace anxin::simulator {

struct RunInput {
  const Scenario& scenario;
  const World& world;
  const WorksPlan& works;
  const std::vector<MonthPolicy>& policies;
  const CompiledRules& compiled;
  const payments::RuleSet& rules;
  payments::RegionCode region;
  const Kernels& kernels;
  std::vector<std::uint32_t> stopping = {};  ///< owners that stop paying by stress
  std::int32_t stop_at = -1;                 ///< in this month; −1: never
  PathEvents* events = nullptr;              ///< told of every movement; null: nobody listens
};

class PathPlayer {
 public:
  explicit PathPlayer(const RunInput& input);
  ~PathPlayer();
  PathPlayer(PathPlayer&&) noexcept;
  PathPlayer& operator=(PathPlayer&&) noexcept;

  [[nodiscard]] PathResult play(std::uint32_t path);

 private:
  class Play;
  std::unique_ptr<Play> play_;
};

/// What the fund is asked for one worker of a project in arrears; the plan's order has expired and
/// the deposit is used up.
[[nodiscard]] payments::FundFacts fund_facts(payments::RegionCode region, Date on);

}  // namespace anxin::simulator
