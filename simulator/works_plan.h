// The works of a world as the engine goes through them: month by month, and when each begins.
//
// Role: compiled once a run from a world; every path reads it.
// Units: fen; months count from the run's first.
// Threads: immutable.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulator/world.h"

namespace anxin::simulator {

/// What a month of a project's works is planned to cost in labour, and to be billed.
struct PlannedMonth {
  Fen labour = 0;
  Fen bill = 0;
};

/// What the engine asks of a project every month; the rest stays in the world.
struct PlannedProject {
  StableId id = 0;
  Fen labour = 0;
  std::int32_t start = 0;
  std::int32_t months = 0;
  std::uint32_t owner = 0;
  std::uint32_t contractor = 0;
  std::uint32_t district = 0;

  [[nodiscard]] bool works_in(std::int32_t month) const {
    return month >= start && month < start + months;
  }
};

class WorksPlan {
 public:
  /// For a run of so many months. All months of a project add up to its labour and its contract.
  WorksPlan(const World& world, std::int64_t months);

  [[nodiscard]] const PlannedProject& project(std::size_t place) const { return projects_[place]; }
  /// Month by month from the beginning of its works.
  [[nodiscard]] std::span<const PlannedMonth> of(std::size_t project) const {
    return {&months_[first_[project]], first_[project + 1] - first_[project]};
  }
  /// The projects whose works begin in that month of the run, rising.
  [[nodiscard]] const std::vector<std::uint32_t>& beginning_in(std::int32_t month) const {
    return beginning_.at(static_cast<std::size_t>(month));
  }
  /// Those that have begun before the run and still go on, rising.
  [[nodiscard]] const std::vector<std::uint32_t>& running() const { return running_; }

 private:
  void add(const Project& project);

  std::vector<PlannedProject> projects_;
  std::vector<PlannedMonth> months_;  // of one project after the other
  std::vector<std::size_t> first_{0};
  std::vector<std::vector<std::uint32_t>> beginning_;
  std::vector<std::uint32_t> running_;
};

}  // namespace anxin::simulator
