// Early warning (监测预警): what the platform sees of a project, and what a warning brings about.
//
// Whether a warning was right is an outcome: the rules look at what anybody may see.
#include <algorithm>

#include "simulator/path_play.h"

namespace anxin::simulator {
namespace {

constexpr std::int32_t kForetells = 2;  // months within which arrears show that a warning was right

}  // namespace

void PathPlayer::Play::watch(std::size_t place, Fen arrears) {
  auto& project = projects_[place];
  if (project.watch >= policy_->watched_below) return;
  const bool is_recent = t_ - project.warned_at <= kForetells;
  if (arrears > 0 && !project.in_arrears) {
    ++result_.warnings.arrears_began;
    result_.warnings.foretold += is_recent ? 1 : 0;
  }
  project.in_arrears = arrears > 0;
  if (is_recent || arrears > 0 || !raises_warning(project)) return;
  project.warned_at = t_;
  ++result_.warnings.raised;
  top_up(place);
}

// Labour cost is not paid in for months, or too little of the month's wages was paid.
inline bool PathPlayer::Play::raises_warning(const ProjectState& project) const {
  const bool unfunded =
      is_ring_fenced(project) && project.unfunded >= policy_->warning_late && project.fresh > 0;
  const auto paid = project.due - owed_of_month(project, t_);
  return unfunded || paid < times(project.due, policy_->warning_paid);
}

// The owner's next payments go into the wage account when they come, as far as wages are to be
// paid.
void PathPlayer::Play::top_up(std::size_t place) {
  auto& project = projects_[place];
  if (stopped(place)) return;
  auto wanted = std::max<Fen>(0, project.owed + project.fresh - project.account);
  for (std::int32_t ahead = 1; ahead <= kDelayMax; ++ahead) {
    auto& arriving = project.arriving_in(t_ + ahead);
    const auto moved = std::min(wanted, arriving.cash);
    arriving.cash -= moved;
    arriving.account += moved;
    wanted -= moved;
  }
}

}  // namespace anxin::simulator
