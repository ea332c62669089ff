#include "simulator/wages.h"

#include <algorithm>
#include <utility>

namespace anxin::simulator {
namespace {

constexpr auto kRingMonths = static_cast<std::int32_t>(kRing);

void merge(Cohort& old, const Cohort& aged) {
  const auto owed = old.owed + aged.owed;
  const bool more = std::int64_t{aged.teams} * aged.heads > std::int64_t{old.teams} * old.heads;
  if (old.owed == 0 || more) old = aged;
  old.owed = owed;
}

/// Calls `visit` with each cohort and its age, from the oldest to the one due `youngest` months
/// ago, until it answers false.
template <class Project, class Visit>
void oldest_first(Project& project, std::int32_t month, std::int32_t youngest, Visit visit) {
  if (project.old.owed > 0 && !visit(project.old, kRingMonths)) return;
  const auto first = std::max(project.unpaid_since, month - kRingMonths + 1);
  for (std::int32_t due = first; due <= month - youngest; ++due) {
    auto& cohort = project.due_in(due);
    if (cohort.owed > 0 && !visit(cohort, month - due)) return;
  }
}

std::size_t place_of_age(std::int32_t age) {
  return std::min(static_cast<std::size_t>(age), kAges - 1);
}

// a / b, rounded down, which floating division finds exactly for numbers this small, and sooner.
// Requires: both above zero.
std::int32_t quotient(std::int32_t a, std::int32_t b) {
  return static_cast<std::int32_t>(static_cast<double>(a) / static_cast<double>(b));
}

// In teams of about the size given; those already there keep theirs, the larger head count stands.
void add_teams(Cohort& cohort, const DueWages& due) {
  const auto teams = std::max(1, quotient(due.heads + due.team_size - 1, due.team_size));
  cohort.owed += due.amount;
  cohort.teams += teams;
  cohort.heads = std::max({1, cohort.heads, quotient(due.heads + teams - 1, teams)});
}

Fen pay_teams(Cohort& cohort, Fen available) {
  if (available >= cohort.owed) {
    cohort.teams = 0;
    return std::exchange(cohort.owed, 0);
  }
  const auto each = std::max<Fen>(1, cohort.owed / cohort.teams);
  const auto teams = std::min<Fen>(cohort.teams - 1, available / each);
  cohort.teams -= static_cast<std::int32_t>(teams);
  cohort.owed -= teams * each;
  return teams * each;
}

void pay_part(Cohort& cohort, Fen amount) {
  const auto each = (cohort.owed + cohort.teams - 1) / cohort.teams;
  cohort.owed -= amount;
  cohort.teams = static_cast<std::int32_t>((cohort.owed + each - 1) / each);
}

}  // namespace

void add_cohort(ProjectState& project, std::int32_t month, const DueWages& due) {
  auto& cohort = project.due_in(month);
  if (cohort.owed > 0) merge(project.old, cohort);
  cohort = {};
  if (due.amount == 0) return;
  if (project.owed == 0) project.unpaid_since = month;
  add_teams(cohort, due);
  project.owed += due.amount;
}

Fen pay_whole_teams(ProjectState& project, std::int32_t month, Fen available, PaidByAge& paid) {
  Fen left = available;
  oldest_first(project, month, 0, [&](Cohort& cohort, std::int32_t age) {
    const auto part = pay_teams(cohort, left);
    paid.at(place_of_age(age)) += part;
    left -= part;
    return cohort.owed == 0;
  });
  project.owed -= available - left;
  return available - left;
}

void pay_down(ProjectState& project, std::int32_t month, Fen amount, PaidByAge& paid) {
  Fen left = amount;
  oldest_first(project, month, 0, [&](Cohort& cohort, std::int32_t age) {
    const auto part = std::min(left, cohort.owed);
    pay_part(cohort, part);
    paid.at(place_of_age(age)) += part;
    left -= part;
    return left > 0;
  });
  project.owed -= amount;
}

void owe_again(ProjectState& project, const CohortAt& at, const DueWages& lost, PaidByAge& paid) {
  const bool is_old = at.age >= kRingMonths || at.age > at.month;
  auto& cohort = is_old ? project.old : project.due_in(at.month - at.age);
  if (cohort.owed == 0) cohort = {};
  const auto since = is_old ? at.month : at.month - at.age;
  project.unpaid_since = project.owed == 0 ? since : std::min(project.unpaid_since, since);
  add_teams(cohort, lost);
  project.owed += lost.amount;
  paid.at(place_of_age(at.age)) -= lost.amount;
}

Fen overdue(const ProjectState& project, std::int32_t month, std::int32_t grace) {
  Fen sum = 0;
  oldest_first(project, month, grace, [&sum](const Cohort& cohort, std::int32_t /*age*/) {
    sum += cohort.owed;
    return true;
  });
  return sum;
}

std::int64_t workers_in_arrears(const ProjectState& project, std::int32_t month,
                                std::int32_t grace) {
  std::int64_t most = 0;
  oldest_first(project, month, grace, [&most](const Cohort& cohort, std::int32_t /*age*/) {
    most = std::max(most, std::int64_t{cohort.teams} * cohort.heads);
    return true;
  });
  return most;
}

AgedArrears arrears_by_age(const ProjectState& project, std::int32_t month) {
  AgedArrears aged{};
  oldest_first(project, month, 0, [&aged](const Cohort& cohort, std::int32_t age) {
    const auto at = std::find_if(kAgeBuckets.begin(), kAgeBuckets.end(),
                                 [age](std::int32_t last) { return age <= last; });
    aged.at(static_cast<std::size_t>(at - kAgeBuckets.begin())) += cohort.owed;
    return true;
  });
  return aged;
}

}  // namespace anxin::simulator
