// A district's desk for cases: some teams, and the cases that wait for one.
//
// Role: enforcement as a queue with capacity; the only events of the model between month ends.
// Units: moments and durations count 2^-32 months from the run's first month.
// Shape: first come, first served; a case is worked on by one team at a time.
// Threads: one.
// Source: simulator.md E13; 劳动保障监察条例 and its rules: 60 working days, 30 more if allowed.
#pragma once

#include <cstdint>
#include <vector>

namespace anxin::simulator {

using Moment = std::int64_t;

struct NewCase {
  Moment arrives = 0;
  Moment work = 0;          ///< how long a team needs for it
  std::uint32_t place = 0;  ///< of its project; among cases of one moment the first counts
};

struct ClosedCase {
  std::uint32_t place = 0;
  Moment arrived = 0;
  Moment begun = 0;
  Moment closed = 0;
};

class CaseDesk {
 public:
  void add(const NewCase& fresh) { fresh_.push_back(fresh); }
  /// Gives a team to each case added since the last call, in the order of their arrivals, and says
  /// when it will be closed. `now` is the month's first moment; a team that is added is free then,
  /// one that is dismissed ends its case first.
  /// Requires: at least one team; no case arrives before `now` of an earlier call.
  [[nodiscard]] std::vector<ClosedCase> assign(std::int32_t teams, Moment now);

 private:
  void resize(std::int32_t teams, Moment now);

  std::vector<NewCase> fresh_;
  std::vector<Moment> free_;  // a heap: the team that is free first on top
};

}  // namespace anxin::simulator
