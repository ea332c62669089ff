// Plays one path of the full model, month by month.
//
// Role: the engine. run.h shares paths out among threads, each with a player of its own.
// Units: fen, always whole; months count from the run's first.
// Threads: a player belongs to one thread; its input is shared and immutable.
//
// Order of events within a month (it is part of the model):
//   1. The systemic factor moves; owners that default stop all payments, until one day their
//      creditors get a part; the fund is brought to its size, and advances of earlier months come
//      back to it.
//   2. Contractors, in the order of their numbers, each with its projects in their order:
//      a. distress begins or ends;
//      b. of each project: works begin, and the deposit is stored or a letter handed in; bills
//         arrive, the part for labour in the wage account; the wages of last month's work fall
//         due, in full, or the living part of them with the rest put off to the month before
//         Spring Festival or the end; the month's work is done, billed and its costs are paid,
//         unless the owner has stopped paying for some months: then the works stand still;
//      c. wages are paid: from the wage account, then from the contractor's cash and credit, which
//         its projects share in proportion to what they lack; oldest first, whole teams;
//      d. of each project: what is overdue beyond the grace may be detected; when the order to
//         pay has expired, the plan of discharge is carried out (payments/rules); what no layer
//         covers goes to court, which recovers a part after a while; a deposit that was called is
//         filled up again; at the end it is released.
//   3. Figures are taken. All money that came in less all that went out is what is held: checked to
//      the fen, every month in a debug build, in a sample of paths otherwise.
//
// Source: simulator.md section 2 with its corrections. Not yet in it: districts, subcontractors
//         and absconding, interest, costs that are paid later, capacity of enforcement, early
//         warning.
#pragma once

#include <memory>

#include "simulator/compiled_rules.h"
#include "simulator/month_policy.h"
#include "simulator/path_events.h"
#include "simulator/path_result.h"

namespace anxin::simulator {

struct RunInput {
  const Scenario& scenario;
  const World& world;
  const std::vector<MonthPolicy>& policies;
  const CompiledRules& compiled;
  const payments::RuleSet& rules;
  payments::RegionCode region;
  const Kernels& kernels;
  std::vector<std::uint32_t> stopping;  ///< owners that stop paying by stress
  std::int32_t stop_at = -1;            ///< in this month; −1: never
  PathEvents* events = nullptr;         ///< told of every movement; null: nobody listens
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
