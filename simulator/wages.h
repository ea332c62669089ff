// Wages that are owed by a project: how they age, and whom a payment reaches.
//
// Role: pure steps on a ProjectState; path_player.cc decides how much is paid.
// Units: fen; months count from the run's first.
// Source: simulator.md, corrections: cohorts by wage month and team; teams are paid whole.
#pragma once

#include "simulator/path_result.h"
#include "simulator/path_state.h"

namespace anxin::simulator {

struct DueWages {
  Fen amount = 0;
  std::int32_t heads = 0;
  std::int32_t team_size = 0;
};

/// Wages fall due. Requires: once a month at most; nothing for an amount of zero.
void add_cohort(ProjectState& project, std::int32_t month, const DueWages& due);

/// Pays from the oldest on, whole teams only, and gives what that took; `paid` learns how old it
/// was. Ensures: the result is at most `available`, and all that is owed where that is enough.
Fen pay_whole_teams(ProjectState& project, std::int32_t month, Fen available, PaidByAge& paid);

/// Pays exactly this much from the oldest on: a decision names amounts, not teams.
/// Requires: 0 ≤ amount ≤ project.owed.
void pay_down(ProjectState& project, std::int32_t month, Fen amount, PaidByAge& paid);

/// The cohort that fell due `age` months before.
struct CohortAt {
  std::int32_t month = 0;
  std::int32_t age = 0;
};
/// What was paid to it this month did not reach its workers: it is owed again, as old as it was.
/// Requires: 0 < amount; 0 ≤ age.
void owe_again(ProjectState& project, const CohortAt& at, const DueWages& lost, PaidByAge& paid);

/// What has been due for `grace` months or longer.
[[nodiscard]] Fen overdue(const ProjectState& project, std::int32_t month, std::int32_t grace);
/// How many workers that is owed to.
[[nodiscard]] std::int64_t workers_in_arrears(const ProjectState& project, std::int32_t month,
                                              std::int32_t grace);
/// How much of what is owed fell due so many months ago.
[[nodiscard]] AgedArrears arrears_by_age(const ProjectState& project, std::int32_t month);
/// What fell due in this month and has not been paid.
[[nodiscard]] inline Fen owed_of_month(const ProjectState& project, std::int32_t month) {
  return project.due_in(month).owed;
}

}  // namespace anxin::simulator
