#include "simulator/case_desk.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "ledger/base/invariant.h"

namespace anxin::simulator {

std::vector<ClosedCase> CaseDesk::assign(std::int32_t teams, Moment now) {
  if (static_cast<std::size_t>(teams) != free_.size()) resize(teams, now);
  std::sort(fresh_.begin(), fresh_.end(), [](const NewCase& a, const NewCase& b) {
    return std::tie(a.arrives, a.place) < std::tie(b.arrives, b.place);
  });
  std::vector<ClosedCase> closed;
  closed.reserve(fresh_.size());
  for (const auto& fresh : fresh_) {
    std::pop_heap(free_.begin(), free_.end(), std::greater<>());
    const auto begun = std::max(free_.back(), fresh.arrives);
    free_.back() = begun + fresh.work;
    closed.push_back({fresh.place, fresh.arrives, begun, free_.back()});
    std::push_heap(free_.begin(), free_.end(), std::greater<>());
  }
  fresh_.clear();
  return closed;
}

// The teams that are free last go first: their cases are theirs to the end.
void CaseDesk::resize(std::int32_t teams, Moment now) {
  LEDGER_INVARIANT(teams > 0);
  std::sort(free_.begin(), free_.end());
  free_.resize(static_cast<std::size_t>(teams), now);
  std::make_heap(free_.begin(), free_.end(), std::greater<>());
}

}  // namespace anxin::simulator
