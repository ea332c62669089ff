#include "simulator/works_plan.h"

#include "ledger/base/invariant.h"

namespace anxin::simulator {

WorksPlan::WorksPlan(const World& world, std::int64_t months)
    : beginning_(static_cast<std::size_t>(months)) {
  for (const auto& contractor : world.contractors) {
    contractors_.push_back({contractor.yearly, contractor.partner, contractor.district});
  }
  for (std::uint32_t place = 0; place < world.projects.size(); ++place) {
    const auto& project = world.projects[place];
    add(project);
    if (project.start < 0 && project.works_in(0)) running_.push_back(place);
    if (project.start < 0 || project.start >= months) continue;
    beginning_[static_cast<std::size_t>(project.start)].push_back(place);
  }
}

void WorksPlan::add(const Project& project) {
  LEDGER_INVARIANT(project.progress.size() == static_cast<std::size_t>(project.months));
  projects_.push_back({project.labour, project.start, project.months, project.owner,
                       project.contractor, project.district,
                       static_cast<std::uint32_t>(months_.size())});
  ids_.push_back(project.id);
  PlannedMonth before;
  for (const auto done : project.progress) {
    const PlannedMonth until{times(project.labour, done), times(project.contract, done)};
    months_.push_back({until.labour - before.labour, until.bill - before.bill});
    before = until;
  }
}

}  // namespace anxin::simulator
